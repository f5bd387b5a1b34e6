package measure_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model/measure"
)

// Between and within add up to the total, and each group's value is the measure of its own sections.
func TestDecomposition(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]struct {
		whole measure.Func
		split func(stock, pupils []float64, group []int) measure.Decomposition
	}{
		"T": {measure.Theil, measure.DecomposeTheil},
		"L": {measure.MeanLogDeviation, measure.DecomposeMeanLogDeviation},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				stock, pupils := draw(t)
				group := make([]int, len(stock))
				for i := range group {
					group[i] = rapid.IntRange(0, 4).Draw(t, "group")
				}
				d := m.split(stock, pupils, group)
				require.Equal(t, m.whole(stock, pupils), d.Total)
				if math.IsInf(d.Total, 1) {
					require.True(t, math.IsInf(d.Between, 1) || math.IsInf(d.Within, 1))
				} else {
					require.InDelta(t, d.Total, d.Between+d.Within, exact)
				}
				between, within, stockShare, pupilShare := 0.0, 0.0, 0.0, 0.0
				for g, part := range d.Groups {
					var z, p []float64
					for i := range group {
						if group[i] == g {
							z, p = append(z, stock[i]), append(p, pupils[i])
						}
					}
					require.Equal(t, len(z), part.Sections)
					if len(z) == 0 {
						require.Zero(t, part)
						continue
					}
					require.InDelta(t, measure.Mean(z, p), part.Mean, exact*part.Mean)
					if sum(z) > 0 {
						require.Equal(t, m.whole(z, p), part.Value)
					} else {
						require.Zero(t, part.Value)
					}
					require.True(t, part.Between >= 0 && part.Within >= 0)
					between += part.Between
					within += part.Within
					stockShare += part.StockShare
					pupilShare += part.PupilShare
				}
				same(t, d.Between, between, "between")
				same(t, d.Within, within, "within")
				require.InDelta(t, 1, stockShare, rounding)
				require.InDelta(t, 1, pupilShare, rounding)
				if name == "T" {
					require.Equal(t, d.Between, measure.TheilBetween(stock, pupils, group))
				}
			})
		})
	}
}

// One group has nothing between, one section a group nothing within.
func TestDecompositionEnds(t *testing.T) {
	t.Parallel()
	stock, pupils := []float64{3, 5, 9}, []float64{10, 20, 30}
	one := measure.DecomposeTheil(stock, pupils, []int{0, 0, 0})
	require.InDelta(t, 0, one.Between, exact)
	require.Equal(t, one.Total, one.Within)
	each := measure.DecomposeTheil(stock, pupils, []int{2, 0, 1})
	require.Equal(t, 0.0, each.Within)
	require.InDelta(t, each.Total, each.Between, exact)
	// By the usual formula.
	want := 0.0
	for i := range stock {
		want += stock[i] / 17 * math.Log(stock[i]/17/(pupils[i]/60))
	}
	require.InDelta(t, want, each.Total, exact)
	want = 0
	for i := range stock {
		want += pupils[i] / 60 * math.Log(pupils[i]/60/(stock[i]/17))
	}
	require.InDelta(t, want, measure.MeanLogDeviation(stock, pupils), exact)
}

// Nearly alike, T and L are half the squared CV. The sum as usually written loses this.
func TestSmallTheil(t *testing.T) {
	t.Parallel()
	stock, pupils := []float64{1e6 + 0.01, 1e6 - 0.01}, []float64{1e3, 1e3}
	half := 0.5e-16
	require.InEpsilon(t, half, measure.Theil(stock, pupils), 1e-6)
	require.InEpsilon(t, half, measure.MeanLogDeviation(stock, pupils), 1e-6)
	require.InEpsilon(t, half, measure.Atkinson(stock, pupils, 1), 1e-6)
	require.InEpsilon(t, half*2, measure.Atkinson(stock, pupils, 2), 1e-6)
	require.InEpsilon(t, 0.5e-8, measure.Gini(stock, pupils), 1e-6)
	require.InEpsilon(t, 0.5e-8, measure.Hoover(stock, pupils), 1e-6)
}
