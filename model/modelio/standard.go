package modelio

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// standardFile is the YAML form of a standard. What it holds has the keys of the JSON form.
type standardFile struct {
	Name       string               `yaml:"name,omitempty"`
	Title      string               `yaml:"title,omitempty"`
	TitleZH    string               `yaml:"title_zh,omitempty"`
	Source     string               `yaml:"source,omitempty"`
	Verified   bool                 `yaml:"verified,omitempty"`
	Levels     []levelFile          `yaml:"levels,omitempty"`
	Weighting  standard.Weighting   `yaml:"weighting,omitempty"`
	Indicators []indicatorFile      `yaml:"indicators,omitempty"`
	SchoolRule standard.SectionRule `yaml:"school_rule,omitempty"`
	Composite  standard.Composite   `yaml:"composite,omitempty"`
	Exclude    standard.Exclude     `yaml:"exclude,omitempty"`
	Verdicts   []standard.Rule      `yaml:"verdicts,omitempty"`
	Reliefs    []reliefFile         `yaml:"reliefs,omitempty"`
}

// An indicatorFile is an indicator whose Per may be left out: it is 1 then, or that of a level above.
type indicatorFile struct {
	Code    string             `yaml:"code,omitempty"`
	Name    string             `yaml:"name,omitempty"`
	NameZH  string             `yaml:"name_zh,omitempty"`
	Unit    string             `yaml:"unit,omitempty"`
	Stock   []standard.Term    `yaml:"stock,omitempty,flow"`
	Per     *float64           `yaml:"per,omitempty"`
	Minimum map[string]float64 `yaml:"minimum,omitempty,flow"`
	Floor   map[string]float64 `yaml:"floor,omitempty,flow"`
	CVLimit map[string]float64 `yaml:"cv_limit,omitempty,flow"`
	Split   bool               `yaml:"split,omitempty"`
	Reliefs []standard.Relief  `yaml:"reliefs,omitempty"`
}

// A reliefFile is a relief that stands beside the rules and indicators that it eases.
type reliefFile struct {
	Of              []string `yaml:"of"` // codes of indicators, ids of verdict rules
	standard.Relief `yaml:",inline"`
}

// A levelFile is a level: the name of a built-in standard, the path of a file, or a standard in full.
type levelFile struct {
	name   string
	inline *standardFile
}

// readTree reads either.
func (l *levelFile) readTree(t *tree, n ast.Node, path string) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		l.inline = new(standardFile)
		t.read(n, reflect.ValueOf(l.inline).Elem(), path)
	default:
		l.name, _ = t.scalar(n, path, "the name of a standard, the path of its file, or a standard")
	}
}

// MarshalYAML writes the name, or the standard.
func (l levelFile) MarshalYAML() (any, error) {
	if l.inline != nil {
		return l.inline, nil
	}
	return l.name, nil
}

// standardSource is where the files of levels are read from, and the way there.
type standardSource struct {
	fsys  fs.FS // nil: there are none
	chain []string
}

// ReadStandard reads a standard from YAML and validates it. Name is that of the file; without a name
// of its own the standard is called after it. Its levels may be built in or stand in full; those in
// files of their own need [OpenStandard]. All faults come at once, as [*model.DataError]s with their
// lines: unknown keys with the nearest right one, values of the wrong form, and those of
// [standard.Standard.Validate] and [standard.Stack].
func ReadStandard(r io.Reader, name string) (*standard.Standard, error) {
	return readStandard(r, name, standardSource{})
}

// OpenStandard reads a standard as [ReadStandard] does from a file of fsys. The paths of its levels
// are relative to its folder.
func OpenStandard(fsys fs.FS, name string) (*standard.Standard, error) {
	return openStandard(name, standardSource{fsys: fsys})
}

func openStandard(name string, from standardSource) (*standard.Standard, error) {
	f, err := from.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	s, err := readStandard(f, name, from)
	return s, errors.Join(err, f.Close())
}

func readStandard(r io.Reader, name string, from standardSource) (*standard.Standard, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if data, _, err = text(name, data, ""); err != nil {
		return nil, err
	}
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, decode(name, data, new(any), nil) // it says on which line this is no YAML
	}
	from.chain = append(slices.Clone(from.chain), path.Clean(name))
	b := &standardBuilder{tree: newTree(name), from: from, parts: make(map[string]part)}
	var f standardFile
	for _, doc := range file.Docs {
		if _, comment := doc.Body.(*ast.CommentGroupNode); doc.Body != nil && !comment {
			b.tree.read(doc.Body, reflect.ValueOf(&f).Elem(), "")
			break
		}
	}
	if f.Name == "" {
		f.Name = strings.TrimSuffix(path.Base(name), path.Ext(name))
	}
	return b.standard(&f)
}

// standardBuilder makes a standard of its file.
type standardBuilder struct {
	tree  *tree
	from  standardSource
	parts map[string]part // by name of the standard
}

// A part is a standard that stands in the file, and its path there.
type part struct {
	standard *standard.Standard
	path     string
}

// standard builds the standard, or tells all that is wrong with it.
func (b *standardBuilder) standard(f *standardFile) (*standard.Standard, error) {
	var errs []error
	levels := make([]*standard.Standard, 0, len(f.Levels)+1)
	for i := range f.Levels {
		level, err := b.level(&f.Levels[i], fmt.Sprintf("levels[%d]", i))
		if err != nil {
			errs = append(errs, err)
			continue
		}
		levels = append(levels, level)
	}
	own := b.part(f, "")
	for _, e := range b.tree.faults {
		errs = append(errs, e)
	}
	if len(errs) > 0 {
		slices.SortStableFunc(errs, byLine)
		return nil, errors.Join(errs...)
	}
	if len(f.Levels) == 0 {
		if own.Weighting == "" {
			own.Weighting = standard.ByPupils
		}
		if err := own.Validate(); err != nil {
			return nil, b.located(err)
		}
		return own, nil
	}
	if nothing := (&standardFile{Name: f.Name, Title: f.Title, TitleZH: f.TitleZH, Source: f.Source}).standard(); !reflect.DeepEqual(own, nothing) {
		levels = append(levels, own)
	}
	stack, err := standard.Stack(levels...)
	if err != nil {
		return nil, b.located(err)
	}
	stack.Name, stack.Title, stack.TitleZH = f.Name, f.Title, f.TitleZH
	return stack, nil
}

// part makes a standard of what stands at a path of the file, without its levels.
func (b *standardBuilder) part(f *standardFile, at string) *standard.Standard {
	s := f.standard()
	b.reliefs(f, s, at)
	b.parts[s.Name] = part{s, at}
	return s
}

// byLine sorts faults by their lines, those without first.
func byLine(x, y error) int {
	line := func(err error) int {
		if faults := model.DataErrors(err); len(faults) > 0 {
			return faults[0].Line
		}
		return 0
	}
	return line(x) - line(y)
}

// level finds one level.
func (b *standardBuilder) level(f *levelFile, at string) (*standard.Standard, error) {
	fault := func(rule string) error {
		return &model.DataError{File: b.tree.file, Line: b.tree.line(at), Column: "levels", Value: f.name, Rule: rule}
	}
	switch {
	case f.inline != nil:
		if f.inline.Name == "" {
			return nil, fault("a level that stands here in full needs a name")
		}
		if len(f.inline.Levels) > 0 {
			return nil, fault("a level that stands here in full has levels of its own; list them here")
		}
		return b.part(f.inline, at), nil
	case !isStandardFile(f.name):
		s, err := standard.ByName(f.name)
		if err != nil {
			return nil, fault(err.Error())
		}
		return s, nil
	case b.from.fsys == nil:
		return nil, fault("a file of its own cannot be read from here")
	}
	name := path.Join(path.Dir(b.tree.file), f.name)
	if slices.Contains(b.from.chain, name) {
		return nil, fault("is a level of itself: " + strings.Join(append(b.from.chain, name), " has "))
	}
	s, err := openStandard(name, b.from)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, fault("there is no such file beside this one")
	}
	return s, err
}

// isStandardFile says whether the name of a level is that of a file.
func isStandardFile(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return strings.Contains(name, "/") || ext == ".yaml" || ext == ".yml"
}

// reliefs puts the reliefs that stand beside the rules where they belong.
func (b *standardBuilder) reliefs(f *standardFile, own *standard.Standard, path string) {
	fault := func(at, record, value, rule string) {
		b.tree.faults = append(b.tree.faults, &model.DataError{
			File: b.tree.file, Line: b.tree.line(at), Record: record, Column: "of", Value: value, Rule: rule,
		})
	}
	for i := range f.Reliefs {
		r := &f.Reliefs[i]
		at := join(path, fmt.Sprintf("reliefs[%d]", i))
		if len(r.Of) == 0 {
			fault(at, r.ID, "", "is missing: which indicators or verdicts does the relief ease?")
		}
		for _, of := range r.Of {
			if k, ok := own.Index(of); ok {
				own.Indicators[k].Reliefs = append(own.Indicators[k].Reliefs, r.Relief)
			} else if k := slices.IndexFunc(own.Rules, func(rule standard.Rule) bool { return rule.ID == of }); k >= 0 {
				own.Rules[k].Reliefs = append(own.Rules[k].Reliefs, r.Relief)
			} else {
				fault(at+".of", r.ID, of, "a relief eases what stands in the same standard: "+model.Unknown(of, codes(own)))
			}
		}
	}
}

// codes are the codes of the indicators and the ids of the rules.
func codes(s *standard.Standard) []string {
	var all []string
	for i := range s.Indicators {
		all = append(all, s.Indicators[i].Code)
	}
	for i := range s.Rules {
		all = append(all, s.Rules[i].ID)
	}
	return all
}

// located gives the faults of standards in the file its name and their lines. It returns err.
func (b *standardBuilder) located(err error) error {
	for _, e := range model.DataErrors(err) {
		if of, ok := b.parts[e.File]; ok && e.Line == 0 {
			e.Line = b.tree.line(join(of.path, of.place(e)))
			if of.path != "" {
				e.Record = strings.TrimSuffix(e.File+": "+e.Record, ": ")
			}
			e.File = b.tree.file
		}
	}
	return err
}

// place says where in the part a fault stands.
func (p part) place(e *model.DataError) string {
	for i := range p.standard.Rules {
		if p.standard.Rules[i].ID == e.Record {
			return join(fmt.Sprintf("verdicts[%d]", i), e.Column)
		}
	}
	// The last one, where a code is given twice.
	for i := len(p.standard.Indicators) - 1; i >= 0; i-- {
		if p.standard.Indicators[i].Code == e.Record || fmt.Sprintf("indicator %d", i+1) == e.Record {
			return join(fmt.Sprintf("indicators[%d]", i), e.Column)
		}
	}
	return e.Column
}

// WriteStandard writes a standard as YAML that [ReadStandard] reads back. A level that is built in is
// written by its name, any other in full.
func WriteStandard(w io.Writer, s *standard.Standard) error {
	return yaml.NewEncoder(w, yaml.IndentSequence(true), yaml.AutoInt()).Encode(fileOf(s))
}

func fileOf(s *standard.Standard) *standardFile {
	f := &standardFile{Name: s.Name, Title: s.Title, TitleZH: s.TitleZH, Source: s.Source}
	if len(s.Levels) > 0 {
		for _, level := range s.Levels {
			if builtin, err := standard.ByName(level.Name); err == nil && reflect.DeepEqual(builtin, level) {
				f.Levels = append(f.Levels, levelFile{name: level.Name})
				continue
			}
			f.Levels = append(f.Levels, levelFile{inline: fileOf(level)})
		}
		return f
	}
	f.Verified, f.Weighting, f.SchoolRule, f.Composite = s.Verified, s.Weighting, s.Section, s.Composite
	f.Exclude, f.Verdicts = s.Exclude, s.Rules
	for _, k := range s.Indicators {
		f.Indicators = append(f.Indicators, indicatorFile{
			Code: k.Code, Name: k.Name, NameZH: k.NameZH, Unit: k.Unit, Stock: k.Stock, Per: &k.Per,
			Minimum: k.Minimum, Floor: k.Floor, CVLimit: k.CVLimit, Split: k.Split, Reliefs: k.Reliefs,
		})
	}
	return f
}

// standard is what stands in the file itself, without its levels and the reliefs beside the rules.
func (f *standardFile) standard() *standard.Standard {
	s := &standard.Standard{
		Name: f.Name, Title: f.Title, TitleZH: f.TitleZH, Source: f.Source, Verified: f.Verified,
		Weighting: f.Weighting, Section: f.SchoolRule, Composite: f.Composite, Exclude: f.Exclude, Rules: f.Verdicts,
	}
	for _, k := range f.Indicators {
		indicator := standard.Indicator{
			Code: k.Code, Name: k.Name, NameZH: k.NameZH, Unit: k.Unit, Stock: k.Stock,
			Minimum: k.Minimum, Floor: k.Floor, CVLimit: k.CVLimit, Split: k.Split, Reliefs: k.Reliefs,
		}
		switch {
		case k.Per != nil:
			indicator.Per = *k.Per
		case len(k.Stock) > 0:
			indicator.Per = 1
		}
		s.Indicators = append(s.Indicators, indicator)
	}
	return s
}
