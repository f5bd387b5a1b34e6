package modelio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/token"

	"github.com/eduparity/eduparity/model"
)

// DecodeYAML reads a YAML document, whose file is called name, into v. A key that v does not have is
// a fault; known are the keys that a message may propose. The error is a [*model.DataError].
func DecodeYAML(name string, data []byte, v any, known []string) error {
	data, _, err := text(name, data, "")
	if err != nil {
		return err
	}
	return decode(name, data, v, known)
}

// decode is DecodeYAML of text that is UTF-8.
func decode(name string, data []byte, v any, known []string) error {
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(v)
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
