package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

// defaultStandard judges a county that names no standard.
const defaultStandard = "quality-balance-2017"

// readCounty reads the county folder.
func readCounty(name string) (*model.County, []model.Finding, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, usage("%s: there is no such county folder", name)
	case err != nil:
		return nil, nil, badData(err)
	case !info.IsDir() && strings.EqualFold(filepath.Ext(name), ".xlsx"):
		return nil, nil, later(name + ": a county as a workbook")
	case !info.IsDir():
		return nil, nil, usage("%s: a county is a folder with schools.csv and sections.csv in it", name)
	}
	c, findings, err := modelio.Read(os.DirFS(name))
	if err != nil {
		return nil, nil, badData(err)
	}
	return c, findings, nil
}

// readStandard finds the standard: the one named, which is built in or a YAML file; else the one
// that the county names, whose file lies in the county's folder; else the default, which is said.
func (p *program) readStandard(named, folder string, c *model.County) (*standard.Standard, error) {
	switch {
	case named != "" && isFile(named):
		f, err := os.Open(named)
		if err != nil {
			return nil, badData(err)
		}
		s, err := modelio.ReadStandard(f, named)
		return s, badData(errors.Join(err, f.Close()))
	case named != "":
		s, err := standard.ByName(named)
		return s, badData(err)
	case isFile(c.Standard):
		f, err := os.DirFS(folder).Open(path.Clean(filepath.ToSlash(c.Standard)))
		if err != nil {
			return nil, usage("county.yaml: standard: %w", err)
		}
		s, err := modelio.ReadStandard(f, c.Standard)
		return s, badData(errors.Join(err, f.Close()))
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
	if err != nil {
		return nil, badData(err)
	}
	return f, nil
}

// notedFindings is how many findings are told on standard error.
const notedFindings = 10

// note tells what was noticed in the data.
func (p *program) note(findings []model.Finding) {
	for i, f := range findings {
		if i == notedFindings {
			say(p.stderr, "note: and %d more", len(findings)-notedFindings)
			return
		}
		say(p.stderr, "note: %s", f)
	}
}
