package plan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
)

// Schema names the JSON form of a [Plan].
const Schema = "eduparity/plan/1"

// ErrFormat is wrapped by every error about a file that is not a plan or a problem in JSON.
var ErrFormat = errors.New("not a plan")

// Write writes the plan as indented JSON, schema [Schema], ending in a newline. The same plan gives
// the same bytes. What is undefined (NaN) or unbounded is null; every other number is read back as
// it was.
func Write(w io.Writer, p *Plan) error {
	out, err := p.json()
	if err != nil {
		return err
	}
	return writeIndented(w, out)
}

// writeIndented writes a value as indented JSON that ends in a newline.
func writeIndented(w io.Writer, out any) error {
	data, err := encode(out, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// readAs reads a value of one schema.
func readAs(r io.Reader, want string, in any) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	schema, err := schemaOf(data)
	if err != nil {
		return err
	}
	if schema != want {
		return fmt.Errorf("%w: schema %q, where %q is needed", ErrFormat, schema, want)
	}
	return decode(data, in)
}

// MarshalJSON writes the plan as [Write] does, without line breaks.
func (p Plan) MarshalJSON() ([]byte, error) {
	out, err := p.json()
	if err != nil {
		return nil, err
	}
	return encode(out, "")
}

// Read reads a plan that [Write] wrote. Its problem has its standard, and of the county only the
// hash: whoever has the county sets Problem.County, and [Problem.CountySHA256] says whether it is
// the right one. Errors wrap [ErrFormat]: truncated or broken JSON, another schema, an unknown
// field, an unknown standard, an action whose key is not made of what it says.
func Read(r io.Reader) (*Plan, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	p := new(Plan)
	if err := p.UnmarshalJSON(data); err != nil {
		return nil, err
	}
	return p, nil
}

// UnmarshalJSON reads a plan as [Read] does.
func (p *Plan) UnmarshalJSON(data []byte) error {
	schema, err := schemaOf(data)
	if err != nil {
		return err
	}
	if schema != Schema {
		return fmt.Errorf("%w: schema %q, where %q is needed", ErrFormat, schema, Schema)
	}
	var in planJSON
	if err := decode(data, &in); err != nil {
		return err
	}
	return p.read(&in)
}

// encode is JSON without HTML escapes: the <> of a swap stays as it is.
func encode(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	if indent == "" {
		return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
	}
	return b.Bytes(), nil
}

// decode is strict: no unknown fields, nothing after the value.
func decode(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return formatError(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: something follows after the end", ErrFormat)
	}
	return nil
}

// schemaOf is the schema that a JSON object names.
func schemaOf(data []byte) (string, error) {
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return "", formatError(err)
	}
	return head.Schema, nil
}

// formatError tells what is wrong with JSON text.
func formatError(err error) error {
	if errors.Is(err, ErrFormat) {
		return err
	}
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.As(err, &syntax) && syntax.Error() == "unexpected end of JSON input":
		return fmt.Errorf("%w: the file is cut off", ErrFormat)
	case syntax != nil:
		return fmt.Errorf("%w: byte %d: %w", ErrFormat, syntax.Offset, err)
	}
	return fmt.Errorf("%w: %w", ErrFormat, err)
}

// A num is a number that may be undefined, which JSON writes as null.
type num float64

// MarshalJSON writes the number, or null.
func (n num) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON reads a number, or null as NaN.
func (n *num) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*n = num(math.NaN())
		return nil
	}
	return json.Unmarshal(data, (*float64)(n))
}

// nums converts a map of numbers.
func nums(m map[string]float64) map[string]num {
	out := make(map[string]num, len(m))
	for k, v := range m {
		out[k] = num(v)
	}
	return out
}

// floats converts back.
func floats(m map[string]num) map[string]float64 {
	out := make(map[string]float64, len(m))
	for k, v := range m {
		out[k] = float64(v)
	}
	return out
}

// list is never nil, so that JSON writes [] and not null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// numPointer converts a number that may be absent.
func numPointer(x *float64) *num {
	if x == nil {
		return nil
	}
	n := num(*x)
	return &n
}

// floatPointer converts back.
func floatPointer(n *num) *float64 {
	if n == nil {
		return nil
	}
	x := float64(*n)
	return &x
}

// finite is nil, which JSON writes as null, for a number that is absent or undefined.
func finite(x *float64) *float64 {
	if x == nil {
		return nil
	}
	return defined(*x)
}
