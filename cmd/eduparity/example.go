package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
)

// example is the command that writes a shipped county.
func (p *program) example() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "example [NAME]",
		Short: "write a shipped county folder; without a name: list them",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			names := examples.Names()
			if len(args) == 0 {
				for _, name := range names {
					if _, err := fmt.Fprintln(p.stdout, name); err != nil {
						return failed(err)
					}
				}
				return nil
			}
			if !slices.Contains(names, args[0]) {
				return usage("example %q: %s", args[0], model.Unknown(args[0], names))
			}
			if folder == "" {
				folder = args[0]
			}
			return writeExample(args[0], folder)
		},
	}
	cmd.Flags().StringVarP(&folder, "output", "o", "", "`FOLDER` to write to (default: NAME)")
	return cmd
}

// writeExample copies a shipped folder to a new or an empty one, all of it or nothing.
func writeExample(name, folder string) error {
	entries, err := os.ReadDir(folder)
	if err == nil && len(entries) > 0 {
		return usage("%s exists and is not empty", folder)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return badData(err)
	}
	shipped, err := examples.Open(name)
	if err != nil {
		return failed(err)
	}
	folder = filepath.Clean(folder)
	temporary, err := os.MkdirTemp(filepath.Dir(folder), ".example-")
	if err != nil {
		return badData(err)
	}
	const permissions = 0o755
	err = errors.Join(os.CopyFS(temporary, shipped), os.Chmod(temporary, permissions))
	if err == nil {
		err = os.Rename(temporary, folder)
	}
	if err != nil {
		return failed(errors.Join(err, os.RemoveAll(temporary)))
	}
	return nil
}
