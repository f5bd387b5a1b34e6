package modelio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/goccy/go-yaml"

	"github.com/eduparity/eduparity/model"
)

// decode reads a YAML document into v. A key that v does not have is a fault; known are the keys
// that a message may propose.
func decode(name string, data []byte, v any, known []string) error {
	data, err := text(name, data)
	if err != nil {
		return err
	}
	err = yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(v)
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil {
		return &model.DataError{File: name, Rule: err.Error()}
	}
	token := at.GetToken()
	fault := &model.DataError{File: name, Rule: at.GetMessage()}
	if token.Position != nil {
		fault.Line = token.Position.Line
		fault.Rule += fmt.Sprintf(" (column %d)", token.Position.Column)
	}
	var unknown *yaml.UnknownFieldError
	if errors.As(err, &unknown) {
		fault.Column = token.Value
		if near := model.Nearest(token.Value, known); near != "" {
			fault.Rule += fmt.Sprintf("; did you mean %q?", near)
		}
	}
	return fault
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
		err = decode(model.TableCounty, data, &f, countyKeys)
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
