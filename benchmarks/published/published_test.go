package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// All published figures but one come out; that one is within the rounding of the numbers it is made
// from.
func TestPublishedFigures(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("..", "..", "..", "shared", "data", "cv")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the published tables are not here: " + dir)
	}
	var out bytes.Buffer
	ok, err := run(&out, dir)
	require.NoError(t, err)
	require.True(t, ok)
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	require.Len(t, lines, 76)
	var left []string
	for _, line := range lines[:75] {
		if !strings.HasPrefix(line, "reproduced ") {
			left = append(left, line)
		}
	}
	require.Len(t, left, 1)
	require.Contains(t, left[0], "Yongchuan, Chongqing, primary")
	require.Contains(t, left[0], "rounding intervals overlap")
	require.Equal(t, "74 of 75 published figures", lines[75])
}

func TestNoTables(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ok, err := run(&out, filepath.Join(t.TempDir(), "none"))
	require.NoError(t, err)
	require.True(t, ok)
	require.Contains(t, out.String(), "no figure was checked")
	require.NotContains(t, out.String(), "published figures")
}

// Faulty tables are errors, all at once, not figures that happen to be NaN.
func TestFaultyTables(t *testing.T) {
	t.Parallel()
	_, err := run(&bytes.Buffer{}, t.TempDir())
	require.ErrorContains(t, err, "ex01_books_five_schools.csv")
	require.ErrorContains(t, err, "ex11_unit_test_values.csv")

	b := &book{fsys: fstest.MapFS{
		"ex08_mcloone.csv":                 {Data: []byte("count,value\n2,many\n")},
		"ex06_title1_comparability.csv":    {Data: []byte("school,enrolment,instructional_fte,published_ratio\n")},
		"ex09_federal_range_ratio.csv":     {Data: []byte("a,b\n1\n")},
		"ex11_unit_test_values.csv":        {Data: []byte("indicator,stock,unit,pupils,published_value\nL9,1,m2,1,1\n")},
		"ex10_seat_warning_yongjia.csv":    {Data: []byte("school,year,registered_children,planned_seats,published_warning\nS,2021,89,100,none\n")},
		"ex07_inequality_reference.csv":    {Data: []byte("vector,statistic,parameter,published\n1;2,unheard-of,,0.5\n")},
		"ex02_nine_year_split.csv":         {Data: []byte("primary_pupils,junior_pupils,stock_total\n0,0,10\n")},
		"ex01_books_five_schools.csv":      {Data: []byte("school,pupils,books,published_books_per_pupil\nA,10,-1,1\n")},
		"ex03_jiujiang_2023_primary.csv":   {Data: []byte("row,L1\nmean,1\n")},
		"ex05_basic_balance_county_cv.csv": {Data: []byte("county\nX\n")},
	}}
	for _, example := range []func(){
		b.mcloone, b.comparability, b.rangeRatio, b.units, b.inequality, b.split, b.fiveSchools, b.monitoring, b.composites,
	} {
		before := len(b.errs)
		example()
		require.Greater(t, len(b.errs), before)
	}
	before := len(b.errs)
	b.seats()
	require.Len(t, b.errs, before)
	require.Equal(t, "none", b.figures[len(b.figures)-1].Computed)
}

func TestRounding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		published string
		computed  float64
		want      bool
	}{
		{"0.52", 0.515, true}, // halves up, though 0.515 is a bit less in binary
		{"0.52", 0.5149, false},
		{"0.52", 0.5249, true},
		{"0.52", 0.525, false},
		{"33", 33.37, true},
		{"0.440", 0.4404, true},
		{"0.440", 0.441, false},
		{"0.462091130267624", 0.4620911302676, true},
		{"0.52", math.NaN(), false},
	} {
		f, err := number("n", c.published, c.computed)
		require.NoError(t, err)
		require.Equal(t, c.want, f.Reproduced, "%s beside %v", c.published, c.computed)
	}
	_, err := number("n", "about a half", 0.5)
	require.ErrorContains(t, err, "n: published figure")
	require.Contains(t, word("w", "red", "yellow").String(), "NOT REPRODUCED")
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	require.Contains(t, overlap(0.56275, 0.562, 3), "[0.56225, 0.56325]; the published one in [0.5615, 0.5625]")
	require.Empty(t, overlap(0.5632, 0.562, 3))
}
