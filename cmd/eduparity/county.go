package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/model/workbook"
)

// defaultStandard judges a county that names no standard.
const defaultStandard = "quality-balance-2017"

// A source says which county is read and how.
type source struct {
	name     string // a folder, or a workbook
	encoding string // of the folder's tables; empty: found out file by file
}

// flags adds the flags of reading.
func (s *source) flags(f *pflag.FlagSet) {
	f.StringVar(&s.encoding, "encoding", "", "encoding of the CSV files (`NAME`: "+strings.Join(modelio.Encodings(), ", ")+"; default: found out file by file)")
}

// check refuses an encoding that is not known.
func (s *source) check() error {
	if s.encoding == "" {
		return nil
	}
	if err := modelio.CheckEncoding(s.encoding); err != nil {
		return usage("--encoding: %w", err)
	}
	return nil
}

// standardUsage is the help of the flag --standard.
const standardUsage = "built-in standard or YAML `FILE`; several (A,B) must hold together (default: the one that county.yaml names)"

// read reads the county, from a folder or from a workbook.
func (s source) read() (*model.County, []model.Finding, error) {
	info, err := os.Stat(s.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, usage("%s: there is no such county folder or workbook%s", s.name, near(s.name, isCounty))
	case err != nil:
		return nil, nil, badData(err)
	case !info.IsDir() && isWorkbook(s.name):
		return s.readWorkbook()
	case !info.IsDir():
		return nil, nil, usage("%s: a county is a folder with schools.csv and sections.csv in it, or an .xlsx workbook with these sheets", s.name)
	}
	folder := os.DirFS(s.name)
	c, findings, err := modelio.Folder{FS: folder, Encoding: s.encoding, Join: geo.Join(folder)}.Read()
	if err != nil {
		return nil, nil, badData(err)
	}
	return c, findings, nil
}

// isCounty says whether a file may be a county: a folder or a workbook.
func isCounty(e fs.DirEntry) bool { return e.IsDir() || isWorkbook(e.Name()) }

// isFileLike says whether a file has the ending of a name, such as .json, as far as that has one.
func isFileLike(name string) func(fs.DirEntry) bool {
	return func(e fs.DirEntry) bool {
		return !e.IsDir() && strings.HasPrefix(filepath.Ext(e.Name()), filepath.Ext(name)[:min(2, len(filepath.Ext(name)))])
	}
}

// near says, at the end of a message about a file that there is not, which of those like it may be meant.
func near(name string, like func(fs.DirEntry) bool) string {
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		if like(e) {
			names = append(names, e.Name())
		}
	}
	if found := model.Nearest(filepath.Base(name), names); found != "" {
		return "; did you mean " + filepath.Join(filepath.Dir(name), found) + "?"
	}
	return ""
}

// isWorkbook says whether a name is that of a workbook.
func isWorkbook(name string) bool { return strings.EqualFold(filepath.Ext(name), ".xlsx") }

func (s source) readWorkbook() (*model.County, []model.Finding, error) {
	if s.encoding != "" {
		return nil, nil, usage("--encoding is for CSV files: %s is a workbook", s.name)
	}
	f, err := os.Open(s.name)
	if err != nil {
		return nil, nil, badData(err)
	}
	c, findings, err := workbook.Read(f)
	if err = errors.Join(err, f.Close()); err != nil {
		for _, e := range model.DataErrors(err) {
			if e.File == "workbook" { // the file as a whole, whose name only we know
				e.File = s.name
			}
		}
		return nil, nil, badData(err)
	}
	return c, findings, nil
}

// beside is the folder in which files lie that the county names.
func (s source) beside() string {
	if isWorkbook(s.name) {
		return filepath.Dir(s.name)
	}
	return s.name
}

// readStandard finds the standard: those named, which are built in or YAML files and hold together
// where they are several; else the one that the county names, whose file lies beside its tables; else
// the default, which is said.
func (p *program) readStandard(named []string, from source, c *model.County) (*standard.Standard, error) {
	switch {
	case len(named) > 0:
		return stacked(named)
	case isFile(c.Standard):
		s, err := modelio.OpenStandard(os.DirFS(from.beside()), path.Clean(filepath.ToSlash(c.Standard)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, usage("county.yaml: standard: %w", err)
		}
		return s, badData(err)
	case c.Standard != "":
		s, err := standard.ByName(c.Standard)
		if err != nil {
			return nil, usage("county.yaml: standard: %w", err)
		}
		return s, nil
	}
	say(p.stderr, "note: neither --standard nor county.yaml names a standard; taking %s", defaultStandard)
	s, err := standard.ByName(defaultStandard)
	return s, failed(err)
}

// stacked is the standard of that name, or what several make together.
func stacked(names []string) (*standard.Standard, error) {
	levels := make([]*standard.Standard, len(names))
	for i, name := range names {
		s, err := namedStandard(name)
		if err != nil {
			return nil, err
		}
		levels[i] = s
	}
	if len(levels) == 1 {
		return levels[0], nil
	}
	s, err := standard.Stack(levels...)
	return s, badData(err)
}

// namedStandard is a standard named on the command line.
func namedStandard(name string) (*standard.Standard, error) {
	if !isFile(name) {
		s, err := standard.ByName(name)
		return s, badData(err)
	}
	s, err := modelio.OpenStandard(os.DirFS(filepath.Dir(name)), filepath.Base(name))
	return s, badData(err)
}

// isFile says whether the name of a standard is that of a file.
func isFile(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return strings.ContainsAny(name, `/\`) || ext == ".yaml" || ext == ".yml"
}

// openInput opens a file named on the command line; - is standard input.
func (p *program) openInput(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(p.stdin), nil
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("%s: there is no such file%s", name, near(name, isFileLike(name)))
	}
	if err != nil {
		return nil, badData(err)
	}
	return f, nil
}

// notedFindings is how many findings are told on standard error.
const notedFindings = 10

// note tells what was noticed in the data, in the language of the report.
func (p *program) note(findings []model.Finding, lang report.Lang) {
	for i, f := range findings {
		if i == notedFindings {
			say(p.stderr, "note: and %d more", len(findings)-notedFindings)
			return
		}
		say(p.stderr, "note: %s", lang.Finding(f))
	}
}
