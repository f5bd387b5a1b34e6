// Command construct writes the shipped county with a map, examples/city/county.
//
// The county is made up: a town on both sides of a trunk railway, suburbs, villages and a hill. Its schools
// are the table in roster.go, its pieces the cells of a bent grid. The same program writes the same bytes
// every time.
//
//	go run ./examples/city/construct examples/city/county
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/eduparity/eduparity/model/geo"
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
	c := county()
	if err := os.MkdirAll(args[0], 0o755); err != nil {
		return err
	}
	create := func(name string) (io.WriteCloser, error) { return os.Create(filepath.Join(args[0], name)) }
	if err := modelio.Write(c, create); err != nil {
		return err
	}
	w, err := create(geo.FilePieces)
	if err != nil {
		return err
	}
	return errors.Join(geo.WritePieces(w, c), w.Close())
}
