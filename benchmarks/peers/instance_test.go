package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Tiny instances, small enough to compute with by hand.
const (
	tinyCounty = `{"format": "county/1", "n": 2, "seed": 7, "pupils": [100, 300],
		"x_km": [0, 1], "y_km": [0, 0],
		"indicators": [
			{"name": "qualified", "kind": "staff", "unit": "person", "threshold": 0.05, "limit": 0.5, "unit_cost": 120000, "whole": true},
			{"name": "lead", "kind": "staff", "unit": "person", "threshold": 0.01, "limit": 0.4, "unit_cost": 150000, "whole": true},
			{"name": "space", "kind": "asset", "unit": "m2", "threshold": 4, "limit": 0.5, "unit_cost": 2000, "whole": false}],
		"stock": [[10, 10], [2, 2], [400, 800]],
		"budget": 1500000.0, "out_share": 0.5, "move_cost": {"fixed": 3000, "per_km": 500}, "arcs": [[0, 1, 2.0], [1, 0, 2.0]]}`
	tinyFunding  = `{"format": "funding/1", "n": 2, "seed": 1, "pupils": [10, 20], "stock": [100.0, 400.0], "at_most": [90.0, 100.0], "budget": 70.0}`
	tinyRotation = `{"format": "rotation/1", "n": 2, "seed": 1, "pupils": [10, 10], "staff": [5, 1], "out_at_most": [2, 0],
		"move_cost": {"fixed": 0.01, "per_km": 0.005}, "arcs": [[0, 1, 2.0]]}`
	tinyCatchment = `{"format": "catchment/1", "n": 2, "seed": 1,
		"blocks": {"x_m": [0, 3], "y_m": [0, 4], "pupils": [10, 10]},
		"schools": {"x_m": [0, 100], "y_m": [0, 0], "capacity": [10, 11], "least_percent": 85, "most_percent": 105}}`
	tinyLevels = `{"format": "levels/1", "n": 2, "seed": 1, "case": "tight", "pupils": [10, 10], "staff": [4, 1], "out_at_most": [2, 0],
		"least": [0.1, 0.2], "hire_cost": 0.5, "cap": 0.25, "arcs": [[0, 1, 0.1]]}`
)

// read decodes a tiny instance.
func read[T instance](t *testing.T, text string) T {
	t.Helper()
	in, err := decodeInstance([]byte(text))
	require.NoError(t, err)
	d, err := typed[T](in)
	require.NoError(t, err)
	return d
}

func TestDecodeInstance(t *testing.T) {
	c := read[*county](t, tinyCounty)
	require.Equal(t, 2, c.size())
	require.Equal(t, 7, c.Seed)
	require.Equal(t, []float64{100, 300}, c.Pupils)
	require.Equal(t, indicator{"lead", staff, 0.01, 0.4, 150_000, true}, c.Indicators[1])
	require.Equal(t, []float64{400, 800}, c.Stock[2])
	require.Equal(t, arc{0, 1, 2}, c.Arcs[0])
	require.Equal(t, []float64{0.004, 0.004}, c.moveCosts(), "million yuan")

	require.Equal(t, 70.0, read[*funding](t, tinyFunding).Budget)
	require.Equal(t, []int{2, 0}, read[*rotation](t, tinyRotation).OutAtMost)
	require.Equal(t, 0.25, *read[*levels](t, tinyLevels).Cap)

	d := read[*catchment](t, tinyCatchment)
	require.Equal(t, []int32{0, 100, 5, 97}, d.metres(), "rounded to the nearest")
	least, most := d.loads(105)
	require.Equal(t, []int{9, 10}, least, "rounded up")
	require.Equal(t, []int{10, 11}, most, "rounded down")
}

func TestReadInstance(t *testing.T) {
	file := filepath.Join(t.TempDir(), "funding-2.json")
	require.NoError(t, os.WriteFile(file, []byte(tinyFunding), 0o644))
	in, err := readInstance(file)
	require.NoError(t, err)
	require.Equal(t, 2, in.size())
	_, err = typed[*county](in)
	require.ErrorIs(t, err, errProblem)

	_, err = readInstance(filepath.Join(t.TempDir(), "none.json"))
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestFaultyInstances(t *testing.T) {
	for _, c := range []struct{ text, old, new, says string }{
		{tinyCounty, `county/1`, `county/9`, `format "county/9" is not known`},
		{tinyCounty, `"n": 2`, `"n": 3`, "pupils has 2 values, want n = 3"},
		{tinyCounty, `[100, 300]`, `[100, 0]`, "pupils[1] = 0"},
		{tinyCounty, `"staff", "unit": "person", "threshold": 0.05`, `"stuff", "unit": "person", "threshold": 0.05`, `kind = "stuff"`},
		{tinyCounty, `"threshold": 4`, `"threshold": 0`, "threshold = 0, want more than 0"},
		{tinyCounty, `"lead"`, `"qualified"`, "a name of its own"},
		{tinyCounty, `[10, 10], `, ``, "stock has 2 rows"},
		{tinyCounty, `[10, 10]`, `[10, -1]`, "stock[0][1] = -1"},
		{tinyCounty, `[10, 10]`, `[0, 0]`, "it has no CV"},
		{tinyCounty, `"out_share": 0.5`, `"out_share": 1.5`, "out_share = 1.5"},
		{tinyCounty, `[0, 1, 2.0]`, `[0, 2, 2.0]`, "arcs[0]"},
		{tinyCounty, `[0, 1, 2.0]`, `[0, 0.5, 2.0]`, "is not [from, to, weight]"},
		{tinyCounty, `[0, 1, 2.0]`, `[0, 1]`, "is not [from, to, weight]"},
		{tinyFunding, `"budget": 70.0`, `"budget": 190.5`, "more than the sections may get"},
		{tinyFunding, `400.0`, `-400.0`, "stock[1] = -400"},
		{tinyRotation, `[2, 0]`, `[6, 0]`, "6 of 5 may leave"},
		{tinyRotation, `[5, 1]`, `[5, 1, 2]`, "3 and 2 values"},
		{tinyCatchment, `[10, 11]`, `[5, 11]`, "the schools hold"},
		{tinyCatchment, `"x_m": [0, 3]`, `"x_m": [0]`, "blocks have 1, 2 and 2 values"},
		{tinyCatchment, `"pupils": [10, 10]`, `"pupils": [10, -10]`, "-10 at 1"},
		{tinyLevels, `"cap": 0.25`, `"cap": 0`, "cap = 0"},
		{tinyLevels, `[0.1, 0.2]`, `[0.1]`, "least has 1 values"},
	} {
		require.Contains(t, c.text, c.old)
		_, err := decodeInstance([]byte(strings.Replace(c.text, c.old, c.new, 1)))
		require.ErrorIs(t, err, errInstance, c.new)
		require.ErrorContains(t, err, c.says)
	}
}

// Every fault is reported, not the first.
func TestAllFaults(t *testing.T) {
	text := strings.NewReplacer(`"budget": 1500000.0`, `"budget": -1`, `[100, 300]`, `[100, 0]`).Replace(tinyCounty)
	_, err := decodeInstance([]byte(text))
	require.ErrorContains(t, err, "budget = -1")
	require.ErrorContains(t, err, "pupils[1] = 0")
}

// Whatever is accepted can be judged, and nothing panics.
func FuzzDecodeInstance(f *testing.F) {
	for _, text := range []string{tinyCounty, tinyFunding, tinyRotation, tinyCatchment, tinyLevels} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := decodeInstance(data)
		if err != nil {
			return
		}
		switch d := in.(type) {
		case *county:
			_, err = d.judge(&solution{}, countyRules{whole: true, pass: true})
		case *funding:
			_, err = d.judge(&solution{Buy: map[string][]float64{grants: make([]float64, d.N)}})
		case *rotation:
			_, err = d.judge(&solution{})
		case *catchment:
			_, err = d.judge(&solution{}, d.Schools.Most)
		case *levels:
			_, err = d.judge(&solution{})
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestAltered(t *testing.T) {
	c := read[*county](t, tinyCounty)
	d, err := c.altered(&options{budgetFactor: 5, coupled: true})
	require.NoError(t, err)
	require.Equal(t, 7_500_000.0, d.Budget)
	require.Equal(t, []int{1, 0}, d.counted(1))
	require.Equal(t, []int{0}, d.counted(0))
	require.Equal(t, 1_500_000.0, c.Budget, "the instance itself stays")
	require.Equal(t, []int{1}, c.counted(1))

	_, err = c.altered(&options{budgetFactor: 0})
	require.ErrorContains(t, err, "-budget-factor")
	c.Indicators[1].Kind = asset
	_, err = c.altered(&options{budgetFactor: 1, coupled: true})
	require.ErrorContains(t, err, "-coupled")
}
