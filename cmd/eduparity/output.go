package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// Formats of output.
const (
	formatText = "text"
	formatJSON = "json"
	formatCSV  = "csv"
	formatXLSX = "xlsx"
	formatHTML = "html"

	formatGeoJSON = "geojson"
)

// formats lists the formats that some command writes.
func formats() []string {
	return []string{formatText, formatJSON, formatCSV, formatXLSX, formatHTML, formatGeoJSON}
}

// An output is where and how a result is written.
type output struct {
	format, file, lang string
	top                int
	all                bool
}

// flags adds the flags of output in one of the formats.
func (o *output) flags(f *pflag.FlagSet, written ...string) {
	usage := "write as `FORMAT`: " + strings.Join(written, ", ") + " (default text, or what the name after -o says)"
	f.StringVar(&o.format, "format", "", usage)
	markWords(f, "format", written...)
	f.StringVarP(&o.file, "output", "o", "", "write to `FILE` (only when all went well)")
	f.IntVar(&o.top, "top", 0, "`N` lines of each long list in text; 0: 10, -1: all")
	f.BoolVar(&o.all, "all", false, "all lines of long lists in text, as --top -1")
	f.StringVar(&o.lang, "lang", "en", "language of reports (`LANG`: en, zh); JSON and the messages that end a run are English")
}

// check settles the format and refuses what is not known or what the command does not write.
func (o *output) check(written ...string) error {
	if !slices.Contains(report.Langs(), report.Lang(o.lang)) {
		return usage("--lang %q: %s", o.lang, model.Unknown(o.lang, words(report.Langs())))
	}
	if o.all {
		o.top = -1
	}
	if o.format == "" {
		o.format = formatText
		if ext := strings.TrimPrefix(filepath.Ext(o.file), "."); slices.Contains(written, ext) {
			o.format = ext
		}
	}
	switch {
	case o.format == formatXLSX && slices.Contains(written, formatXLSX) && (o.file == "" || o.file == "-"):
		return usage("--format xlsx: name a file to write to with -o")
	case slices.Contains(written, o.format):
		return checkFile(o.file)
	case slices.Contains(formats(), o.format):
		return later("--format " + o.format)
	}
	return usage("--format %q: %s", o.format, model.Unknown(o.format, written))
}

// report are the options of a report that is written to w.
func (o *output) report(w io.Writer) report.Options {
	return report.Options{Top: o.top, Lang: report.Lang(o.lang), Colour: coloured(w)}
}

// coloured says whether what is written may have colours: to a terminal that knows them, unless the
// user wants none (https://no-color.org).
func coloured(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isTerminal(f) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// checkFile finds out before the work whether a file can be written.
func checkFile(name string) error {
	if name == "" || name == "-" {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return usage("%s is a folder, not a file to write to", name)
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return usage("%s: there is no folder %s to write to", name, filepath.Dir(name))
	}
	return nil
}

// write hands the result to the file, or to standard output where none is named.
func (o *output) write(stdout io.Writer, content func(io.Writer) error) error {
	if o.file == "" || o.file == "-" {
		return content(stdout)
	}
	return writeFile(o.file, content)
}

// writeFile writes to a temporary file beside the one named and renames it when all went well, so
// that a failing run leaves the old file as it was. What is not a regular file is written directly.
func writeFile(name string, content func(io.Writer) error) (err error) {
	const (
		permissions = 0o666 // less what the user's mask takes away
		readOut     = 0o777
	)
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		name = resolved
	}
	info, statErr := os.Stat(name)
	if statErr == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return badData(err)
		}
		return errors.Join(content(f), f.Close())
	}
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d.tmp", filepath.Base(name), os.Getpid()))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions)
	if err != nil {
		return badData(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temporary))
		}
	}()
	if statErr == nil {
		if err := f.Chmod(info.Mode() & readOut); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	if err := errors.Join(content(f), f.Close()); err != nil {
		return err
	}
	return os.Rename(temporary, name)
}
