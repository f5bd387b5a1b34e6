package measure_test

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/measure"
)

// shared reads a table of worked numbers, without its header; the test is skipped where there is none.
func shared(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "cv", name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the worked numbers are not here: " + name)
	}
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	records, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	return records[1:]
}

func float(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	require.NoError(t, err)
	return v
}

// half is half a unit of the last digit that a published number shows.
func half(s string) float64 {
	_, decimals, _ := strings.Cut(s, ".")
	unit := 1.0
	for range decimals {
		unit /= 10
	}
	return unit / 2 * (1 + 1e-9)
}

// Five schools and their books, from a county's training example: every published step, and none of
// the other forms of the CV rounds to the published one.
func TestFiveSchools(t *testing.T) {
	t.Parallel()
	published := make(map[string]string)
	for _, r := range shared(t, "ex01_published_result.csv") {
		published[r[0]] = r[1]
	}
	var stock, pupils []float64
	var terms []string
	for _, r := range shared(t, "ex01_books_five_schools.csv") {
		if r[0] == "TOTAL" {
			require.InDelta(t, float(t, r[3]), measure.Mean(stock, pupils), half(r[3]))
			continue
		}
		pupils, stock, terms = append(pupils, float(t, r[1])), append(stock, float(t, r[2])), append(terms, r[4])
		require.InDelta(t, float(t, r[3]), stock[len(stock)-1]/pupils[len(pupils)-1], half(r[3]))
	}
	sd, cv := measure.SD(stock, pupils), measure.CV(stock, pupils)
	for i, share := range measure.SharesOfCV2(nil, stock, pupils) {
		require.InDelta(t, float(t, terms[i]), share*sd*sd, half(terms[i]))
	}
	require.InDelta(t, float(t, published["sum_of_weighted_sq_dev"]), sd*sd, half("10.65"))
	require.InDelta(t, float(t, published["standard_deviation"]), sd, half("3.26"))
	require.InDelta(t, float(t, published["cv"]), cv, half("0.52"))
	require.Greater(t, 0.515, measure.UnweightedCV(stock, pupils))
}

func TestReferenceVectors(t *testing.T) {
	t.Parallel()
	for _, r := range shared(t, "ex07_inequality_reference.csv") {
		var values, ones []float64
		for v := range strings.SplitSeq(r[0], ";") {
			values, ones = append(values, float(t, v)), append(ones, 1)
		}
		n := float64(len(values))
		var got float64
		switch r[1] {
		case "gini_population":
			got = measure.Gini(values, ones)
		case "gini_small_sample":
			got = measure.Gini(values, ones) * n / (n - 1)
		case "theil_T":
			got = measure.Theil(values, ones)
		case "theil_L":
			got = measure.MeanLogDeviation(values, ones)
		case "atkinson":
			got = measure.Atkinson(values, ones, float(t, r[2]))
		default:
			t.Fatalf("unknown statistic %q", r[1])
		}
		require.InDelta(t, float(t, r[3]), got, max(half(r[3]), 1e-12), r[1])
	}
}

// 38 employees in six groups of equal pay: groups are sections of as many pupils.
func TestMcLoonePublished(t *testing.T) {
	t.Parallel()
	var stock, pupils []float64
	for _, r := range shared(t, "ex08_mcloone.csv") {
		n := float(t, r[0])
		stock, pupils = append(stock, n*float(t, r[1])), append(pupils, n)
	}
	got := measure.McLoone(stock, pupils)
	require.InDelta(t, 0.7053, got, half("0.7053"))
	require.InDelta(t, 603.0/(45*19), got, 1e-12)
}

// A tenth of the pupils at each end has what the 5th and the 95th percentile have.
func TestRangeRatioPublished(t *testing.T) {
	t.Parallel()
	for _, r := range shared(t, "ex09_federal_range_ratio.csv") {
		low, high := float(t, r[1]), float(t, r[2])
		got := measure.RangeRatio([]float64{80 * (low + high) / 2, 10 * high, 10 * low}, []float64{80, 10, 10})
		require.InDelta(t, float(t, r[3]), 100*got, half(r[3]))
	}
}

// Pupils per member of the staff in seven schools: staff is what the pupils are shared among.
func TestComparabilityPublished(t *testing.T) {
	t.Parallel()
	for _, r := range shared(t, "ex06_title1_comparability.csv") {
		got := measure.Mean([]float64{float(t, r[1])}, []float64{float(t, r[2])})
		require.InDelta(t, float(t, r[3]), got, half(r[3]), r[0])
	}
}
