// Package examples holds the counties that ship with the program, as files in it.
package examples

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/eduparity/eduparity/model"
)

// ErrUnknown is what [Open] returns for a name that is not in [Names].
var ErrUnknown = errors.New("no such example")

//go:embed demo/county city/county
var files embed.FS

// Names lists the examples, demo first.
func Names() []string { return []string{"demo", "city"} }

// Open returns the county folder of an example: county.yaml and its tables at the root. An unknown
// name is an [ErrUnknown] that says which name is meant, as far as one is near.
func Open(name string) (fs.FS, error) {
	for _, n := range Names() {
		if n == name {
			return fs.Sub(files, n+"/county")
		}
	}
	return nil, fmt.Errorf("%w: %q: %s", ErrUnknown, name, model.Unknown(name, Names()))
}
