// Command standardpages writes docs/standards: one page for each built-in standard, made of the
// standard itself, so that page and rules cannot drift apart. Run it by: make docs
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "standardpages: name the folder to write, such as docs/standards")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "standardpages:", err)
		os.Exit(1)
	}
}

// write writes all pages.
func write(folder string) error {
	pages, err := pages()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, p := range pages {
		if err := os.WriteFile(filepath.Join(folder, p.file), []byte(p.text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
