package modelio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"

	"github.com/eduparity/eduparity/model"
)

// DecodeYAML reads a YAML document, whose file is called name, into v. A key that v does not have is
// a fault; known are the keys that a message may propose. The error is a [*model.DataError].
func DecodeYAML(name string, data []byte, v any, known []string) error {
	data, err := text(name, data)
	if err != nil {
		return err
	}
	err = yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(v)
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	var located yaml.Error
	if !errors.As(err, &located) || located.GetToken() == nil {
		return &model.DataError{File: name, Rule: err.Error()}
	}
	tk := located.GetToken()
	fault := &model.DataError{File: name, Rule: located.GetMessage() + at(tk)}
	if tk.Position != nil {
		fault.Line = tk.Position.Line
	}
	var (
		unknown *yaml.UnknownFieldError
		typed   *yaml.TypeError
	)
	if errors.As(err, &typed) && typed.DstType != nil {
		fault.Value = tk.Value
		fault.Rule = fmt.Sprintf("must be %s%s", wanted(typed.DstType.Kind()), at(tk))
	}
	if errors.As(err, &unknown) {
		fault.Column = tk.Value
		if near := model.Nearest(tk.Value, known); near != "" {
			fault.Rule += fmt.Sprintf("; did you mean %q?", near)
		}
	}
	return fault
}

// at says where on its line a token stands.
func at(tk *token.Token) string {
	if tk.Position == nil {
		return ""
	}
	return fmt.Sprintf(" (column %d)", tk.Position.Column)
}

// wanted names what a Go kind is read from.
func wanted(k reflect.Kind) string {
	switch k { //nolint:exhaustive // the rest does not occur in the forms, or reads well enough as it is.
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "text"
	case reflect.Slice:
		return "a list"
	case reflect.Map, reflect.Struct:
		return "a list of keys with values"
	}
	return "of another form"
}

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

func (r *reader) readCounty() {
	data, err := fs.ReadFile(r.fsys, model.TableCounty)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var f countyFile
	if err == nil {
		err = DecodeYAML(model.TableCounty, data, &f, countyKeys)
	}
	if err != nil {
		r.errs = append(r.errs, err)
		return
	}
	if f.Rules != "" {
		r.errs = append(r.errs, &model.DataError{File: model.TableCounty, Column: "rules", Value: f.Rules, Rule: "rules of rotation and staffing: not yet"})
	}
	c := r.county
	c.Name, c.Year, c.Currency, c.Standard, c.Rules = f.Name, f.Year, f.Currency, f.Standard, f.Rules
	c.Source, c.Constructed, c.StageWeights, c.KindRule = f.Source, f.Constructed, f.StageWeights, f.Kinds
}
