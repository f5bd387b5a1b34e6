package modelio

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// countyFile is the form of county.yaml.
type countyFile struct {
	Name         string             `yaml:"name"`
	Year         int                `yaml:"year"`
	Currency     string             `yaml:"currency"`
	Standard     string             `yaml:"standard"`
	Rules        string             `yaml:"rules"`
	Source       string             `yaml:"source"`
	Constructed  bool               `yaml:"constructed"`
	StageWeights map[string]float64 `yaml:"stage_weights"`
	Kinds        string             `yaml:"kinds"`
}

var countyKeys = []string{"name", "year", "currency", "standard", "rules", "source", "constructed", "stage_weights", "kinds"}

// readCountyFile reads county.yaml of a folder.
func (r *reader) readCountyFile(folder Folder) {
	data, _, err := folder.read(model.TableCounty)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var f countyFile
	if err == nil {
		err = decode(model.TableCounty, data, &f, countyKeys)
	}
	if err != nil {
		r.errs = append(r.errs, err)
		return
	}
	for stage, w := range f.StageWeights {
		r.weigh(stage, w)
	}
	r.describe(&f)
}

// weigh takes over the weight of a stage, which may be called by a Chinese name.
func (r *reader) weigh(stage string, weight float64) {
	if r.county.StageWeights == nil {
		r.county.StageWeights = map[string]float64{}
	}
	stage = meant(stageWords, stage)
	if _, twice := r.county.StageWeights[stage]; twice {
		r.fault(model.TableCounty, 0, "", "stage_weights", stage, "is given twice")
	}
	r.county.StageWeights[stage] = weight
}

// weightKey begins the keys of the weights of stages, where keys are the rows of a table.
const weightKey = "stage_weights."

// readCountyRows reads the keys of county.yaml from the rows of a table.
func (r *reader) readCountyRows() {
	t := r.open(&countyForm)
	if t == nil {
		return
	}
	r.unknownColumns(&countyForm, t)
	var f countyFile
	seen := map[string]bool{}
	r.each(t, []string{"key"}, func(c *cells) {
		key := c.code("key", countyWords)
		if seen[key] {
			c.fault("key", key, "is given twice")
		}
		seen[key] = true
		stage, isWeight := strings.CutPrefix(key, weightKey)
		switch {
		case key == "name":
			f.Name = c.text("value")
		case key == "year":
			f.Year = c.whole("value")
		case key == "currency":
			f.Currency = c.text("value")
		case key == "standard":
			f.Standard = c.text("value")
		case key == "rules":
			f.Rules = c.text("value")
		case key == "source":
			f.Source = c.text("value")
		case key == "constructed":
			f.Constructed = c.flag("value")
		case key == "kinds":
			f.Kinds = c.text("value")
		case isWeight:
			r.weigh(stage, c.required("value"))
		default:
			c.fault("key", key, model.Unknown(key, countyKeys))
		}
	})
	delete(r.county.Lines, t.name)
	r.describe(&f)
}

// describe takes over what a county says of itself.
func (r *reader) describe(f *countyFile) {
	if f.Rules != "" {
		r.fault(model.TableCounty, 0, "", "rules", f.Rules, "rules of rotation and staffing: not yet")
	}
	c := r.county
	c.Name, c.Year, c.Currency, c.Standard, c.Rules = f.Name, f.Year, f.Currency, f.Standard, f.Rules
	c.Source, c.Constructed, c.KindRule = f.Source, f.Constructed, f.Kinds
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
		for _, stage := range slices.Sorted(maps.Keys(c.StageWeights)) {
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

// countyRows writes the keys of county.yaml as rows.
func countyRows(c *model.County, add func(...string) error) error {
	rows := [][2]string{
		{"name", c.Name},
		{"year", filledInt(c.Year)},
		{"currency", c.Currency},
		{"standard", c.Standard},
		{"rules", c.Rules},
		{"source", c.Source},
		{"constructed", flag(c.Constructed)},
		{"kinds", c.KindRule},
	}
	for _, stage := range slices.Sorted(maps.Keys(c.StageWeights)) {
		rows = append(rows, [2]string{weightKey + stage, plain(c.StageWeights[stage])})
	}
	for _, row := range rows {
		if row[1] == "" {
			continue
		}
		if err := add(row[0], row[1]); err != nil {
			return err
		}
	}
	return nil
}
