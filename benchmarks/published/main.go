// Published recomputes figures that others have published about the balance of schools: worked
// examples of training material, counties' monitoring tables, reference values of statistics packages.
// Each figure goes through the same packages that assess a county, is rounded as its source rounds,
// and is printed as reproduced or not, with the reason. The last line is
//
//	N of M published figures
//
// The tables with the figures are not part of the project, as their licences are not clear. Where they
// are not on the machine the program says so, checks nothing and ends without an error; it fails where
// a figure is neither reproduced nor explained.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
)

func main() {
	dir := flag.String("data", "../shared/data/cv", "folder of the published tables")
	flag.Parse()
	ok, err := run(os.Stdout, *dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "published:", err)
		os.Exit(1)
	}
	if !ok {
		os.Exit(1)
	}
}

// run prints every figure and the count. It is not ok where a figure is left unexplained.
func run(w io.Writer, dir string) (ok bool, err error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		_, err = fmt.Fprintf(w, "no figure was checked: there is no folder %s with the published tables\n", dir)
		return true, err
	}
	figures, err := recompute(os.DirFS(dir))
	if err != nil {
		return false, err
	}
	ok = true
	reproduced := 0
	for _, f := range figures {
		if _, err := fmt.Fprintln(w, f); err != nil {
			return false, err
		}
		if f.Reproduced {
			reproduced++
		}
		ok = ok && (f.Reproduced || f.Reason != "")
	}
	_, err = fmt.Fprintf(w, "%d of %d published figures\n", reproduced, len(figures))
	return ok, err
}
