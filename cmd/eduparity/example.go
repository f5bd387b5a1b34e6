package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
	"github.com/eduparity/eduparity/model/modelio"
)

// example is the command that writes a shipped county.
func (p *program) example() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "example [NAME]",
		Short: "write a shipped county; without a name: list them",
		Long: `Writes a county that comes with the program, as a folder of CSV files or as a workbook: to try the other
commands on, and to see what the tables of an own county look like. Without a name it lists the counties,
one a line. What is shipped is constructed: no such county exists.`,
		Example: `  eduparity example
  eduparity example demo
  eduparity example demo -o county
  eduparity example demo -o county.xlsx`,
		Args: cobra.MaximumNArgs(1), ValidArgsFunction: oneOf(examples.Names),
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
	cmd.Flags().StringVarP(&folder, "output", "o", "", "`FOLDER` or .xlsx workbook to write to (default: NAME)")
	return cmd
}

// writeExample copies a shipped folder to a new or an empty one, or to a workbook; all of it or
// nothing.
func writeExample(name, to string) error {
	shipped, err := examples.Open(name)
	if err != nil {
		return failed(err)
	}
	if isWorkbook(to) {
		if err := checkFile(to); err != nil {
			return err
		}
		c, _, err := modelio.Folder{FS: shipped, Join: geo.Join(shipped)}.Read()
		if err != nil {
			return failed(err)
		}
		return failed(writeCounty(c, to))
	}
	if err := checkNewFolder(to); err != nil {
		return err
	}
	return failed(newFolder(to, func(dir string) error { return os.CopyFS(dir, shipped) }))
}
