package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
)

// errInstance is what every fault of an instance file matches.
var errInstance = errors.New("not an instance")

// An instance is what a file holds: a value of the type that its field "format" names. validate
// returns every fault at once.
type instance interface {
	size() int
	validate() error
}

// formats are the instances by the field "format" of their files.
var formats = []struct {
	name string
	zero func() instance
}{
	{"county/1", func() instance { return new(county) }},
	{"funding/1", func() instance { return new(funding) }},
	{"rotation/1", func() instance { return new(rotation) }},
	{"catchment/1", func() instance { return new(catchment) }},
	{"levels/1", func() instance { return new(levels) }},
}

// readInstance reads a file that gen.py or [writeLevels] wrote.
func readInstance(path string) (instance, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	in, err := decodeInstance(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return in, nil
}

// decodeInstance makes a checked instance of the content of a file.
func decodeInstance(data []byte) (instance, error) {
	var head struct {
		Format string `json:"format"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("%w: %w", errInstance, err)
	}
	for _, f := range formats {
		if f.name != head.Format {
			continue
		}
		in := f.zero()
		if err := json.Unmarshal(data, in); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errInstance, f.name, err)
		}
		if err := in.validate(); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errInstance, f.name, err)
		}
		return in, nil
	}
	return nil, fmt.Errorf("%w: format %q is not known", errInstance, head.Format)
}

// An arc is a way from one section to another, [from, to, weight] in a file: kilometres, or the cost
// of a move where the format says so.
type arc struct {
	from, to int
	weight   float64
}

// UnmarshalJSON reads the three numbers.
func (a *arc) UnmarshalJSON(data []byte) error {
	var v []float64
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	if len(v) != 3 || v[0] != math.Trunc(v[0]) || v[1] != math.Trunc(v[1]) || math.Abs(v[0]) > math.MaxInt32 || math.Abs(v[1]) > math.MaxInt32 {
		return fmt.Errorf("arc %s is not [from, to, weight]", data)
	}
	*a = arc{int(v[0]), int(v[1]), v[2]}
	return nil
}

// MarshalJSON writes the three numbers.
func (a arc) MarshalJSON() ([]byte, error) { return json.Marshal([]any{a.from, a.to, a.weight}) }

// A moveCost is the cost of one person on an arc: fixed + perKm * km.
type moveCost struct {
	Fixed float64 `json:"fixed"`
	PerKm float64 `json:"per_km"`
}

// of returns the cost of one person on an arc.
func (m moveCost) of(a arc) float64 { return m.Fixed + m.PerKm*a.weight }

// faults collects what is wrong with an instance.
type faults []error

// add notes a fault.
func (f *faults) add(format string, values ...any) { *f = append(*f, fmt.Errorf(format, values...)) }

// err joins what was noted.
func (f faults) err() error { return errors.Join(f...) }

// column checks that a column has n finite numbers, none below least.
func (f *faults) column(name string, v []float64, n int, least float64) {
	if len(v) != n {
		f.add("%s has %d values, want n = %d", name, len(v), n)
	}
	for i, x := range v {
		if !finite(x) || x < least {
			f.add("%s[%d] = %g, want a number from %g on", name, i, x, least)
			return // one of a column is enough
		}
	}
}

// number checks a number that stands alone.
func (f *faults) number(name string, x float64) {
	if !finite(x) || x < 0 {
		f.add("%s = %g, want a number from 0 on", name, x)
	}
}

// count checks the number of sections.
func (f *faults) count(n int) {
	if n < 1 {
		f.add("n = %d, want at least 1", n)
	}
}

// pupils checks a column of pupils, who are at least one per section.
func (f *faults) pupils(v []float64, n int) { f.column("pupils", v, n, 1) }

// arcs checks ends and weights.
func (f *faults) arcs(arcs []arc, n int) {
	for i, a := range arcs {
		if a.from < 0 || a.from >= n || a.to < 0 || a.to >= n || a.from == a.to || !finite(a.weight) || a.weight < 0 {
			f.add("arcs[%d] = [%d, %d, %g], want two of %d sections and a weight from 0 on", i, a.from, a.to, a.weight, n)
			return
		}
	}
}

// finite reports whether x is a number.
func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// sum adds up v.
func sum(v []float64) float64 {
	t := 0.0
	for _, x := range v {
		t += x
	}
	return t
}
