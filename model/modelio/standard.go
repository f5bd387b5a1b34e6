package modelio

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// standardFile is the YAML form of a standard.
type standardFile struct {
	Name       string             `yaml:"name"`
	Weighting  standard.Weighting `yaml:"weighting,omitempty"`
	Indicators []indicatorFile    `yaml:"indicators"`
	SchoolRule schoolRuleFile     `yaml:"school_rule,omitempty"`
	Exclude    excludeFile        `yaml:"exclude,omitempty"`
	Verified   bool               `yaml:"verified,omitempty"`

	// Known, not supported yet.
	Levels    any `yaml:"levels,omitempty"`
	Composite any `yaml:"composite,omitempty"`
	Verdicts  any `yaml:"verdicts,omitempty"`
	Reliefs   any `yaml:"reliefs,omitempty"`
}

type indicatorFile struct {
	Code    string             `yaml:"code"`
	Name    string             `yaml:"name,omitempty"`
	NameZH  string             `yaml:"name_zh,omitempty"`
	Unit    string             `yaml:"unit,omitempty"`
	Stock   stockFile          `yaml:"stock"`
	Per     *float64           `yaml:"per,omitempty"` // absent: 1
	Minimum map[string]float64 `yaml:"minimum,omitempty"`
	CVLimit map[string]float64 `yaml:"cv_limit,omitempty"`
	Split   bool               `yaml:"split,omitempty"`
}

type schoolRuleFile struct {
	MetAtLeast    int     `yaml:"met_at_least,omitempty"`
	MayMiss       int     `yaml:"may_miss,omitempty"`
	OthersAtShare float64 `yaml:"others_at_share,omitempty"`
}

type excludeFile struct {
	Kinds               []model.SchoolKind `yaml:"kinds,omitempty"`
	TeachingPointsBelow float64            `yaml:"teaching_points_below,omitempty"`
}

// stockFile is a signed sum: one column, or a list of columns with an optional minus.
type stockFile []standard.Term

// UnmarshalYAML reads a column or a list of them.
func (s *stockFile) UnmarshalYAML(decode func(any) error) error {
	var columns []string
	if err := decode(&columns); err != nil {
		var column string
		if err := decode(&column); err != nil {
			return err
		}
		columns = []string{column}
	}
	*s = make(stockFile, len(columns))
	for i, c := range columns {
		if err := (*s)[i].UnmarshalText([]byte(strings.TrimSpace(c))); err != nil {
			return err
		}
	}
	return nil
}

// MarshalYAML writes a list of columns.
func (s stockFile) MarshalYAML() (any, error) {
	columns := make([]string, len(s))
	for i, t := range s {
		columns[i] = t.String()
	}
	return columns, nil
}

var (
	standardKeys = []string{
		"name", "weighting", "indicators", "school_rule", "exclude", "verified",
		"code", "name_zh", "unit", "stock", "per", "minimum", "cv_limit", "split",
		"met_at_least", "others_at_share", "kinds", "teaching_points_below",
	}
	laterKeys = []string{"levels", "composite", "verdicts", "reliefs"}
)

// ReadStandard reads a standard from YAML and validates it. Name is that of the file; without a name
// of its own the standard is called after it. Faults are [*model.DataError]s with the line where it
// is known: keys that are not known, keys that are not supported yet, and those of
// [standard.Standard.Validate].
func ReadStandard(r io.Reader, name string) (*standard.Standard, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var f standardFile
	if err := DecodeYAML(name, data, &f, standardKeys); err != nil {
		return nil, err
	}
	lines := topLevel(data)
	var later []error
	for _, key := range laterKeys {
		if line, ok := lines[key]; ok {
			later = append(later, &model.DataError{File: name, Line: line, Column: key, Rule: "not yet"})
		}
	}
	if len(later) > 0 {
		return nil, errors.Join(later...)
	}
	s := f.standard()
	if s.Name == "" {
		s.Name = strings.TrimSuffix(path.Base(name), path.Ext(name))
	}
	if err := s.Validate(); err != nil {
		faults := model.DataErrors(err)
		joined := make([]error, len(faults))
		for i, e := range faults {
			e.File = name
			joined[i] = e
		}
		return nil, errors.Join(joined...)
	}
	return s, nil
}

// WriteStandard writes a standard as YAML that [ReadStandard] reads back.
func WriteStandard(w io.Writer, s *standard.Standard) error {
	f := standardFile{
		Name: s.Name, Weighting: s.Weighting, Verified: s.Verified,
		SchoolRule: schoolRuleFile(s.Section),
		Exclude:    excludeFile{Kinds: s.Exclude.Kinds, TeachingPointsBelow: s.Exclude.TeachingPointsBelow},
	}
	for _, k := range s.Indicators {
		f.Indicators = append(f.Indicators, indicatorFile{
			Code: k.Code, Name: k.Name, NameZH: k.NameZH, Unit: k.Unit, Stock: k.Stock, Per: &k.Per,
			Minimum: k.Minimum, CVLimit: k.CVLimit, Split: k.Split,
		})
	}
	return yaml.NewEncoder(w).Encode(f)
}

func (f *standardFile) standard() *standard.Standard {
	s := &standard.Standard{
		Name: f.Name, Weighting: f.Weighting, Verified: f.Verified,
		Section: standard.SectionRule(f.SchoolRule),
		Exclude: standard.Exclude{Kinds: f.Exclude.Kinds, TeachingPointsBelow: f.Exclude.TeachingPointsBelow},
	}
	if s.Weighting == "" {
		s.Weighting = standard.ByPupils
	}
	for _, k := range f.Indicators {
		per := 1.0
		if k.Per != nil {
			per = *k.Per
		}
		s.Indicators = append(s.Indicators, standard.Indicator{
			Code: k.Code, Name: k.Name, NameZH: k.NameZH, Unit: k.Unit, Stock: k.Stock, Per: per,
			Minimum: k.Minimum, CVLimit: k.CVLimit, Split: k.Split,
		})
	}
	return s
}

// topLevel returns the lines of the keys of a YAML document.
func topLevel(data []byte) map[string]int {
	lines := make(map[string]int)
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return lines
	}
	add := func(v *ast.MappingValueNode) {
		if t := v.Key.GetToken(); t != nil && t.Position != nil {
			lines[t.Value] = t.Position.Line
		}
	}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case *ast.MappingNode:
			for _, v := range body.Values {
				add(v)
			}
		case *ast.MappingValueNode:
			add(body)
		}
	}
	return lines
}
