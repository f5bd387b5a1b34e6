package modelio

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
)

func TestNumber(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]float64{
		"0": 0, "-0.5": -0.5, ".5": 0.5, "7.": 7, "007": 7, "1,234": 1234, "1,234,567.25": 1234567.25, "-12,345": -12345, "1 234 567": 1234567,
		"１２３": 123, "１，２３４．５": 1234.5, "－３": -3, "−3": -3, "1\u00a0234": 1234, " 5 ": 5, "0.30000000000000004": 0.30000000000000004,
	} {
		v, fix := number(cell, 0)
		require.Empty(t, fix, cell)
		require.Equal(t, want, v, cell)
	}
	for _, cell := range []string{"", "-", ".", "1,23", "12,34", ",123", "1,2345", "1,234.5,6", "1,234 567", "1-2", "1e5", "NaN", "inf", "0x1", "１２三", "+5", "1_000", strings.Repeat("9", 400)} {
		_, fix := number(cell, 0)
		require.NotEmpty(t, fix, cell)
	}
	// Units shift the decimal point, they do not multiply: 12.3456 times 10,000 is exactly 123456.
	for cell, want := range map[string]float64{"12.3456": 123456, "0.0001": 1, "8,000.00005": 80000000.5, "1.1": 11000, "0.57": 5700} {
		v, fix := number(cell, 4)
		require.Empty(t, fix)
		require.Equal(t, want, v, cell)
	}
	v, fix := number("15", -2)
	require.Empty(t, fix)
	require.Equal(t, 0.15, v)
}

// Every number is read back from its plain form, and with thousands apart.
func TestNumberRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Float64().Filter(func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }).Draw(t, "v")
		v, fix := number(plain(want), 0)
		require.Empty(t, fix)
		require.Equal(t, want, v)
		v, fix = number(grouped(plain(want), rapid.SampledFrom([]string{",", " ", "，"}).Draw(t, "separator")), 0)
		require.Empty(t, fix)
		require.Equal(t, want, v)
	})
}

// grouped sets the thousands of a plain number apart.
func grouped(s, separator string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, decimals, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + separator + whole[i:]
	}
	if point {
		whole += "." + decimals
	}
	return sign + whole
}

// A cell is a finite number or there is something to do about it; a number is read as what its plain
// form says.
func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"1,234.5", "１２", "85%", "2024-09-01", "=A1", "#N/A", "1e400", "-", "1 23", "9月1日", "\u3000３", "1200人", "O1"} {
		f.Add(seed, 4)
	}
	f.Fuzz(func(t *testing.T, cell string, ten int) {
		ten %= 9
		v, fix := number(cell, ten)
		if fix != "" {
			require.Zero(t, v)
			return
		}
		require.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%q is %v", cell, v)
		s, ok := digits(cell)
		require.True(t, ok)
		again, err := strconv.ParseFloat(s+"e"+strconv.Itoa(ten), 64)
		require.NoError(t, err)
		require.Equal(t, v, again)
		if ten == 0 {
			back, fix := number(plain(v), 0)
			require.Empty(t, fix)
			require.Equal(t, v, back)
		}
	})
}

// Code lists have every word of the model, once, and no Chinese word means two.
func TestWords(t *testing.T) {
	t.Parallel()
	text := func(list []word) (names []string) {
		for _, w := range list {
			names = append(names, w.name)
		}
		return names
	}
	var kinds, areas, degrees []string
	for _, k := range model.SchoolKinds() {
		kinds = append(kinds, string(k))
	}
	for _, a := range model.Areas() {
		areas = append(areas, string(a))
	}
	for _, d := range model.Degrees() {
		degrees = append(degrees, string(d))
	}
	require.Equal(t, kinds, text(schoolKindWords))
	require.Equal(t, areas, text(areaWords))
	require.Equal(t, degrees, text(degreeWords))
	require.Equal(t, model.SchoolFlags(), text(flagWords))
	for _, l := range wordLists {
		seen := map[string]bool{}
		for _, w := range l.words {
			for _, s := range append([]string{w.name}, w.also...) {
				require.False(t, seen[s], "%s: %s", l.title, s)
				require.Equal(t, folded(s), s, "%s: %s", l.title, s)
				seen[s] = true
			}
		}
	}
}

// No header means two columns of a table, no name two tables, and all are in the form they are
// looked up in.
func TestForms(t *testing.T) {
	t.Parallel()
	tables := map[string]bool{}
	for _, f := range append([]*form{&countyForm}, forms...) {
		for _, s := range append([]string{tableKey(f.table)}, f.also...) {
			require.False(t, tables[s], s)
			require.Equal(t, folded(s), s)
			tables[s] = true
		}
		headers := map[string]bool{}
		for _, columns := range [][]column{f.columns, f.stocks} {
			for _, c := range columns {
				for _, s := range append([]string{c.name}, c.also...) {
					require.False(t, headers[s], "%s: %s", f.table, s)
					require.Equal(t, folded(s), s)
					headers[s] = true
				}
				require.NotEmpty(t, c.also, "%s: %s has no Chinese header", f.table, c.name)
			}
		}
		for _, r := range f.required {
			require.NotNil(t, f.named(r), r)
		}
	}
}
