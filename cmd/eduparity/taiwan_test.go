package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// nantou is the county of Nantou, Taiwan, school year 2024, made from a table that does not ship.
func nantou(t *testing.T) string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "taiwan_primary_2024", "schools.csv"))
	if err != nil {
		t.Skip("the table of Taiwan's schools is not here: ", err)
	}
	defer func() { require.NoError(t, f.Close()) }()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	var schools, sections strings.Builder
	schools.WriteString("school_id,name,kind,area,lon,lat\n")
	sections.WriteString("school_id,stage,pupils,classes,teachers\n")
	for _, row := range rows[1:] {
		cell := func(name string) string { return row[column[name]] }
		if cell("county") != "南投縣" || cell("pupils") == "0" {
			continue
		}
		schools.WriteString(strings.Join([]string{cell("school_code"), cell("school"), "primary", "rural", cell("longitude"), cell("latitude")}, ",") + "\n")
		sections.WriteString(strings.Join([]string{cell("school_code"), "primary", cell("pupils"), cell("classes"), cell("teachers")}, ",") + "\n")
	}
	return files{
		"county.yaml":   "name: 南投縣\nyear: 2024\nstandard: teachers.yaml\n",
		"teachers.yaml": "name: teachers-per-pupil\nindicators:\n  - {code: T, name: teachers, stock: teachers, per: 100}\n",
		"schools.csv":   schools.String(),
		"sections.csv":  sections.String(),
	}.write(t)
}

// TestNantou: the reference optima of the data's README, which come from an exact greedy exchange.
func TestNantou(t *testing.T) {
	engine(t)
	county := nantou(t)
	r := eduparity(t, "assess", county)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "0.779")

	for _, c := range []struct{ args, want string }{
		{"--goal moves --cv-limit 0.65", "with 58 moves, and no plan is better: that is proven."},
		{"--goal moves --cv-limit 0.5", "with 159 moves, and no plan is better: that is proven."},
		{"--goal moves --cv-limit 0.3", "with 322 moves, and no plan is better: that is proven."},
		{"--goal moves --cv-limit 0.5 --keep-teachers-at-least classes", "with 163 moves, and no plan is better: that is proven."},
		{"--goal dispersion", "The worst CV comes down to 0.027 (primary T), and no plan is better: that is proven."},
		{"--goal dispersion --keep-teachers-at-least classes", "comes down to 0.244 "},
	} {
		t.Run(c.args, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "plan.json")
			args := append([]string{"plan", county, "--lever", "rotation", "--save", out}, strings.Fields(c.args)...)
			r := eduparity(t, args...)
			require.Equal(t, exitDone, r.code, r.stderr)
			require.Contains(t, r.stdout, c.want)
			r = eduparity(t, "verify", county, out)
			require.Equal(t, exitDone, r.code, r.stderr+r.stdout)
		})
	}

	// The best is reached with 609 moves.
	r = eduparity(t, "plan", county, "--goal", "dispersion", "--lever", "rotation")
	require.Contains(t, r.stdout, "primary       609  person")
}
