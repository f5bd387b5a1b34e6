package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/workbook"
)

// convert is the command that writes a county in its other form.
func (p *program) convert() *cobra.Command {
	var from source
	var to string
	cmd := &cobra.Command{
		Use:   "convert COUNTY -o TARGET",
		Short: "write a county as a workbook (.xlsx) or as a folder of CSV files",
		Long: `Reads a county, checks it and writes it in the form that the name of the target says: an .xlsx workbook
with a sheet for each table, or a new folder with a CSV file for each. Files that the county names, such
as a standard of its own, are not copied. The shapes of pieces are written to a folder only; what follows
from them, places, areas and neighbours, is in the tables of both.`,
		Example: `  eduparity convert county -o county.xlsx
  eduparity convert county.xlsx -o county
  eduparity convert old --encoding gbk -o county`,
		Args: oneArg(aCounty), ValidArgsFunction: countyArg,
		RunE: func(_ *cobra.Command, args []string) error {
			from.name = args[0]
			if err := from.check(); err != nil {
				return err
			}
			return p.runConvert(from, to)
		},
	}
	from.flags(cmd.Flags())
	cmd.Flags().StringVarP(&to, "output", "o", "", "workbook or new `FOLDER` to write to")
	return cmd
}

func (p *program) runConvert(from source, to string) error {
	if to == "" {
		return usage("convert: say with -o where to write: an .xlsx workbook or a new folder")
	}
	if isWorkbook(to) {
		if err := checkFile(to); err != nil {
			return err
		}
	} else if err := checkNewFolder(to); err != nil {
		return err
	}
	c, findings, err := from.read()
	if err != nil {
		return err
	}
	p.note(findings, report.English)
	return failed(writeCounty(c, to))
}

// writeCounty writes a county as a workbook or as a new folder, all of it or nothing.
func writeCounty(c *model.County, to string) error {
	if isWorkbook(to) { // which has no room for shapes
		return writeFile(to, func(w io.Writer) error { return workbook.Write(w, c) })
	}
	return newFolder(to, func(dir string) error {
		err := modelio.Write(c, func(name string) (io.WriteCloser, error) { return os.Create(filepath.Join(dir, name)) })
		if err != nil || !geo.HasShapes(c) {
			return err
		}
		return writeFile(filepath.Join(dir, geo.FilePieces), func(w io.Writer) error { return geo.WritePieces(w, c) })
	})
}

// checkNewFolder refuses a folder that has something in it.
func checkNewFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case err == nil && len(entries) > 0:
		return usage("%s exists and is not empty", folder)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return badData(err)
	}
	return nil
}

// newFolder fills a folder beside the one named and renames it when all went well.
func newFolder(folder string, fill func(dir string) error) error {
	folder = filepath.Clean(folder)
	temporary, err := os.MkdirTemp(filepath.Dir(folder), ".new-")
	if err != nil {
		return badData(err)
	}
	const permissions = 0o755
	err = errors.Join(fill(temporary), os.Chmod(temporary, permissions))
	if err == nil {
		err = os.Rename(temporary, folder)
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(temporary))
	}
	return nil
}
