package measure_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model/measure"
)

const (
	exact  = 1e-12 // two ways to compute the same number in double precision
	closed = 1e-6  // the closed form of a small CV: it loses half the digits
)

// closedForm is the CV from sums alone.
func closedForm(stock, pupils []float64) float64 {
	z, p, squares := 0.0, 0.0, 0.0
	for i, s := range stock {
		z += s
		p += pupils[i]
		squares += s * s / pupils[i]
	}
	return math.Sqrt(math.Max(0, p*squares/(z*z)-1))
}

func sections(t *rapid.T) (stock, pupils []float64) {
	n := rapid.IntRange(1, 30).Draw(t, "n")
	for range n {
		stock = append(stock, rapid.Float64Range(0, 1e6).Draw(t, "stock"))
		pupils = append(pupils, float64(rapid.IntRange(1, 3000).Draw(t, "pupils")))
	}
	stock[0]++ // some stock
	return stock, pupils
}

func TestProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := sections(t)
		s := measure.Summarize(stock, pupils)
		require.InDelta(t, closedForm(stock, pupils), s.CV, closed)
		require.InDelta(t, s.CV, s.SD/s.Mean, exact*math.Max(1, s.CV))

		// One function, one answer.
		require.Equal(t, fmt.Sprint(s), fmt.Sprint(measure.Summary{ // as text, in which NaN equals NaN
			Mean: measure.Mean(stock, pupils), SD: measure.SD(stock, pupils), CV: measure.CV(stock, pupils),
			UnweightedCV: measure.UnweightedCV(stock, pupils), Gini: measure.Gini(stock, pupils),
			Theil: measure.Theil(stock, pupils), McLoone: measure.McLoone(stock, pupils),
		}))

		// Relative measures do not see the unit, nor the split of a section into two alike.
		scaled, twice, half := make([]float64, len(stock)), stock, make([]float64, len(pupils))
		for i := range stock {
			scaled[i] = 8 * stock[i]
			half[i] = pupils[i]
		}
		require.InDelta(t, s.CV, measure.CV(scaled, pupils), exact*math.Max(1, s.CV))
		require.InDelta(t, s.Gini, measure.Gini(scaled, pupils), 1e-9)
		twice = append(append([]float64{}, twice[1:]...), stock[0]/2, stock[0]/2)
		half = append(append([]float64{}, half[1:]...), pupils[0]/2, pupils[0]/2)
		require.InDelta(t, s.CV, measure.CV(twice, half), 1e-9*math.Max(1, s.CV))
		require.InDelta(t, s.Gini, measure.Gini(twice, half), 1e-9)
		require.InDelta(t, s.Theil, measure.Theil(twice, half), 1e-9)

		require.True(t, s.Gini >= -1e-9 && s.Gini < 1)
		require.True(t, s.Theil >= -1e-9)
		if !math.IsNaN(s.McLoone) {
			require.True(t, s.McLoone >= 0 && s.McLoone <= 1+1e-9)
		}
	})
}

func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := sections(t)
		shares := measure.SharesOfCV2(nil, stock, pupils)
		require.Len(t, shares, len(stock))
		if measure.CV(stock, pupils) == 0 {
			require.True(t, math.IsNaN(shares[0]))
			return
		}
		sum := 0.0
		for _, s := range shares {
			require.True(t, s >= 0)
			sum += s
		}
		require.InDelta(t, 1, sum, 1e-9)
	})
	dst := make([]float64, 5)
	shares := measure.SharesOfCV2(dst, []float64{1, 2}, []float64{10, 10})
	require.Len(t, shares, 2)
	require.Same(t, &dst[0], &shares[0], "dst is filled")
	require.InDelta(t, 0.5, shares[0], exact)
}

func TestTheilParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := sections(t)
		group := make([]int, len(stock))
		for i := range group {
			group[i] = rapid.IntRange(0, 3).Draw(t, "group")
		}
		total, between, within := measure.Theil(stock, pupils), measure.TheilBetween(stock, pupils, group), 0.0
		z := 0.0
		for _, s := range stock {
			z += s
		}
		for g := range 4 {
			var s, p []float64
			zg := 0.0
			for i := range group {
				if group[i] == g {
					s, p, zg = append(s, stock[i]), append(p, pupils[i]), zg+stock[i]
				}
			}
			if zg > 0 {
				within += zg / z * measure.Theil(s, p)
			}
		}
		require.InDelta(t, total, between+within, 1e-9, "between and within make the whole")
	})
}

// A CV as small as this is lost in the closed form.
func TestSmallCV(t *testing.T) {
	t.Parallel()
	stock, pupils := []float64{1e6 + 0.01, 1e6 - 0.01}, []float64{1e3, 1e3}
	require.InEpsilon(t, 1e-8, measure.CV(stock, pupils), 1e-6)
}

func TestUndefined(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]func(stock, pupils []float64) float64{
		"Mean": measure.Mean, "SD": measure.SD, "CV": measure.CV, "UnweightedCV": measure.UnweightedCV, "Gini": measure.Gini,
		"Theil": measure.Theil, "McLoone": measure.McLoone, "RangeRatio": measure.RangeRatio, "MeanLogDeviation": measure.MeanLogDeviation,
		"Atkinson":     func(z, p []float64) float64 { return measure.Atkinson(z, p, 0.5) },
		"TheilBetween": func(z, p []float64) float64 { return measure.TheilBetween(z, p, make([]int, len(z))) },
	} {
		if name != "SD" {
			require.True(t, math.IsNaN(f(nil, nil)), "%s of nothing", name)
		}
		require.True(t, math.IsNaN(f([]float64{1, 2}, []float64{10, 0})), "%s without pupils", name)
		if name != "Mean" && name != "SD" {
			require.True(t, math.IsNaN(f([]float64{0, 0}, []float64{10, 20})), "%s of no stock", name)
		}
		require.Panics(t, func() { f([]float64{1}, []float64{1, 2}) }, name)
	}
	require.True(t, math.IsNaN(measure.Atkinson([]float64{1, 2}, []float64{1, 1}, 0)))
	require.InDelta(t, 1, measure.Atkinson([]float64{0, 2}, []float64{1, 1}, 1), 0, "one section without stock")
	require.True(t, math.IsInf(measure.MeanLogDeviation([]float64{0, 2}, []float64{1, 1}), 1))
	require.True(t, math.IsNaN(measure.Theil([]float64{-1, 2}, []float64{1, 1})))
	require.InDelta(t, math.Ln2, measure.Theil([]float64{0, 2}, []float64{1, 1}), exact)
	require.Zero(t, measure.CV([]float64{7}, []float64{3}), "one section")
}

func ExampleCV() {
	books := []float64{279, 137, 935, 160, 402}
	pupils := []float64{45, 37, 89, 76, 55}
	fmt.Printf("%.2f\n", measure.CV(books, pupils))
	// Output: 0.52
}
