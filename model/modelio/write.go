package modelio

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Write writes a county as a folder: create opens each file by its name, in a fixed order, and each
// is closed before the next is opened. Tables that the county does not have (nil slices) are not
// written. Records keep their order, stocks follow the other columns by alphabet, numbers are written
// in full: reading the folder gives the same county, and one county gives the same bytes.
//
// [model.County.Lines] is not written.
func Write(c *model.County, create func(name string) (io.WriteCloser, error)) error {
	for _, f := range files(c) {
		w, err := create(f.name)
		if err != nil {
			return err
		}
		if err := errors.Join(f.write(w), w.Close()); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

// Hash returns the SHA-256 of the county as Write writes it, in hexadecimal: of every file its name,
// a line end, and its content.
func Hash(c *model.County) (string, error) {
	h := sha256.New()
	for _, f := range files(c) {
		if _, err := io.WriteString(h, f.name+"\n"); err != nil {
			return "", err
		}
		if err := f.write(h); err != nil {
			return "", fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// A file is one file of the folder and how it is written.
type file struct {
	name  string
	write func(w io.Writer) error
}

func files(c *model.County) []file {
	sheet := func(name string, rows func(add func(cells ...string))) file {
		return file{name, func(w io.Writer) error {
			out := csv.NewWriter(w)
			var first error
			rows(func(cells ...string) { first = errors.Join(first, out.Write(cells)) })
			out.Flush()
			return errors.Join(first, out.Error())
		}}
	}
	all := []file{
		{model.TableCounty, func(w io.Writer) error { return writeCounty(w, c) }},
		sheet(model.TableSchools, func(add func(...string)) { writeSchools(c, add) }),
		sheet(model.TableSections, func(add func(...string)) { writeSections(c, add) }),
	}
	if c.Staff != nil {
		all = append(all, sheet(model.TableKinds, func(add func(...string)) {
			add(kindColumns...)
			for _, s := range c.Staff {
				add(s.School, s.Stage, s.Kind.Name, strings.Join(s.Kind.Attributes, ";"), s.Kind.Subject, plain(s.Count))
			}
		}))
	}
	if c.Funds != nil {
		all = append(all, sheet(model.TableFunds, func(add func(...string)) {
			add(fundColumns...)
			for _, f := range c.Funds {
				add(f.ID, filled(float64(f.Year)), plain(f.Amount), string(f.Nature), strings.Join(f.Categories, ";"),
					joined(f.Areas), joined(f.Kinds), filled(f.CoFundingShare), flag(f.CarryOver))
			}
		}))
	}
	if c.Costs != nil {
		all = append(all, sheet(model.TableCosts, func(add func(...string)) {
			add(costColumns...)
			for _, k := range c.Costs {
				most := ""
				if k.MaxQuantity != nil {
					most = plain(*k.MaxQuantity)
				}
				add(k.Category, k.Unit, plain(k.Cost), string(k.Nature), filled(float64(k.Year)), k.School, most, flag(k.Whole))
			}
		}))
	}
	if c.Posts != nil {
		all = append(all, sheet(model.TablePosts, func(add func(...string)) {
			add(postColumns...)
			for _, p := range c.Posts {
				add(p.School, p.Stage, p.Kind, p.Subject, plain(p.Max))
			}
		}))
	}
	if c.Travel != nil {
		all = append(all, sheet(model.TableTravel, func(add func(...string)) {
			add(travelColumns...)
			for _, t := range c.Travel {
				add(t.From, t.School, plain(t.Metres), filled(t.Minutes), flag(t.Barrier))
			}
		}))
	}
	return all
}

func writeSchools(c *model.County, add func(...string)) {
	stocks := c.SchoolStocks()
	add(slices.Concat(schoolColumns, stocks)...)
	cells := make([]string, 0, len(schoolColumns)+len(stocks))
	for i := range c.Schools {
		s := &c.Schools[i]
		lon, lat := "", ""
		if s.Place != nil {
			lon, lat = plain(s.Place.Lon), plain(s.Place.Lat)
		}
		cells = append(cells[:0], s.ID, s.Name, string(s.Kind), string(s.Area), s.Zone, s.Group, s.GroupRole,
			filled(float64(s.Owner)), lon, lat, filled(float64(s.BuiltYear)), filled(float64(s.PlannedYear)),
			strings.Join(s.Flags, ";"), s.CountedWith, filled(s.SeniorPupils))
		add(appendStocks(cells, s.Stocks, stocks)...)
	}
}

func writeSections(c *model.County, add func(...string)) {
	stocks := c.SectionStocks()
	add(slices.Concat(sectionColumns, stocks)...)
	cells := make([]string, 0, len(sectionColumns)+len(stocks))
	for i := range c.Sections {
		s := &c.Sections[i]
		cells = append(cells[:0], s.School, s.Stage, plain(s.Pupils))
		add(appendStocks(cells, s.Stocks, stocks)...)
	}
}

func appendStocks(cells []string, stocks model.Stocks, columns []string) []string {
	for _, column := range columns {
		cell := ""
		if v, ok := stocks[column]; ok {
			cell = plain(v)
		}
		cells = append(cells, cell)
	}
	return cells
}

// writeCounty writes county.yaml. Strings are quoted as in JSON, which YAML reads, so that the bytes
// do not depend on the taste of a library.
func writeCounty(w io.Writer, c *model.County) error {
	var b strings.Builder
	entry := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + value + "\n")
		}
	}
	for _, f := range []struct{ key, value string }{
		{"name", c.Name}, {"year", filled(float64(c.Year))}, {"currency", c.Currency}, {"standard", c.Standard},
		{"rules", c.Rules}, {"source", c.Source}, {"kinds", c.KindRule},
	} {
		if f.key == "year" || f.value == "" {
			entry(f.key, f.value)
			continue
		}
		quoted, err := json.Marshal(f.value)
		if err != nil {
			return err
		}
		entry(f.key, string(quoted))
	}
	if c.Constructed {
		entry("constructed", "true")
	}
	if len(c.StageWeights) > 0 {
		b.WriteString("stage_weights:\n")
		stages := make([]string, 0, len(c.StageWeights))
		for stage := range c.StageWeights {
			stages = append(stages, stage)
		}
		slices.Sort(stages)
		for _, stage := range stages {
			quoted, err := json.Marshal(stage)
			if err != nil {
				return err
			}
			entry("  "+string(quoted), plain(c.StageWeights[stage]))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// plain writes a number in full as a plain decimal.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// filled is plain, but empty for 0, where an empty cell means 0.
func filled(v float64) string {
	if v == 0 {
		return ""
	}
	return plain(v)
}

func flag(v bool) string {
	if v {
		return "1"
	}
	return ""
}

func joined[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ";")
}
