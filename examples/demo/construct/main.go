// Command construct writes the shipped county, examples/demo/county.
//
// The county is made up. Its roster (schools, places, pupils) is the table in roster.go; its stocks
// are fitted so that the primary stage has the county means and coefficients of variation of a
// published monitoring table (see targets.go). The same program writes the same bytes every time.
//
//	go run ./examples/demo/construct examples/demo/county
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/eduparity/eduparity/model/modelio"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "construct:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("usage: construct FOLDER")
	}
	c, err := county()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[0], 0o755); err != nil {
		return err
	}
	return modelio.Write(c, func(name string) (io.WriteCloser, error) {
		return os.Create(filepath.Join(args[0], name))
	})
}
