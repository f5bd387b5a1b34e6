package measure_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model/measure"
)

// Teachers that follow the pupils exactly, and teachers that do not.
func TestRegression(t *testing.T) {
	t.Parallel()
	line := measure.Regression([]float64{7, 12, 17, 22}, []float64{100, 200, 300, 400})
	require.InDelta(t, 2, line.Intercept, exact)
	require.InDelta(t, 0.05, line.Slope, exact)
	require.InDelta(t, 1, line.Correlation, exact)
	require.InDelta(t, 1, line.R2, exact)
	require.InDelta(t, 0, line.Randomness, exact)
	require.InDelta(t, 27, line.At(500), exact)

	// By hand: means 200 and 12; sums of squares 20000 and 14, of products -100.
	line = measure.Regression([]float64{12, 15, 11, 10, 12}, []float64{200, 100, 300, 200, 200})
	require.InDelta(t, -0.02, line.Slope, exact)
	require.InDelta(t, 16, line.Intercept, exact)
	require.InDelta(t, -400/math.Sqrt(20000*14), line.Correlation, exact)
	require.InDelta(t, 8.0/14, line.R2, exact)
	require.InDelta(t, 6.0/14, line.Randomness, exact)

	alike := measure.Regression([]float64{3, 5, 9}, []float64{0.3, 0.1 + 0.2, 0.3})
	require.True(t, math.IsNaN(alike.Slope) && math.IsNaN(alike.R2), "pupils alike but for rounding")
	flat := measure.Regression([]float64{4, 4, 4}, []float64{10, 20, 30})
	require.Zero(t, flat.Slope)
	require.Equal(t, 4.0, flat.Intercept)
	require.True(t, math.IsNaN(flat.R2) && math.IsNaN(flat.Randomness))
	require.True(t, math.IsNaN(measure.Regression([]float64{4}, []float64{10}).Slope), "one section")
}

// The line leaves residuals that add up to 0 and do not follow the pupils; R2 is the share of the
// variance that it takes away.
func TestRegressionIsLeastSquares(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := draw(t)
		line := measure.Regression(stock, pupils)
		if math.IsNaN(line.R2) {
			return
		}
		n := float64(len(stock))
		left, following, residual, all := 0.0, 0.0, 0.0, 0.0
		for i, z := range stock {
			d := z - line.At(pupils[i])
			left += d
			following += d * pupils[i]
			residual += d * d
			all += (z - sum(stock)/n) * (z - sum(stock)/n)
		}
		scale := sum(stock) * rounding
		require.InDelta(t, 0, left, scale)
		require.InDelta(t, 0, following, scale*sum(pupils))
		require.InDelta(t, 1-residual/all, line.R2, rounding)
		require.InDelta(t, 1, line.R2+line.Randomness, exact)
	})
}

// Twice as rich a place has half as much again in one county, the same in another.
func TestWealthNeutrality(t *testing.T) {
	t.Parallel()
	pupils, wealth := []float64{100, 100}, []float64{10_000, 20_000}
	n := measure.WealthNeutrality([]float64{200, 300}, pupils, wealth) // 2 and 3 a pupil
	require.InDelta(t, 1e-4, n.Slope, exact)
	require.InDelta(t, 1e-4*15_000/2.5, n.Elasticity, exact)
	require.InDelta(t, 1, n.Correlation, exact)

	n = measure.WealthNeutrality([]float64{200, 200, 400}, []float64{100, 100, 200}, []float64{1, 5, 9})
	require.InDelta(t, 0, n.Slope, exact)
	require.InDelta(t, 0, n.Elasticity, exact)
	require.True(t, math.IsNaN(n.Correlation), "all alike")

	n = measure.WealthNeutrality([]float64{200, 300}, pupils, []float64{7, 7})
	require.True(t, math.IsNaN(n.Slope) && math.IsNaN(n.Elasticity) && math.IsNaN(n.Correlation), "no richer place")

	// A section counts by its pupils: as two sections of half the pupils.
	whole := measure.WealthNeutrality([]float64{300, 100, 90}, []float64{100, 50, 20}, []float64{3, 1, 2})
	split := measure.WealthNeutrality([]float64{150, 150, 100, 90}, []float64{50, 50, 50, 20}, []float64{3, 3, 1, 2})
	require.InDelta(t, whole.Slope, split.Slope, rounding)
	require.InDelta(t, whole.Elasticity, split.Elasticity, rounding)
	require.InDelta(t, whole.Correlation, split.Correlation, rounding)

	nan := math.NaN()
	require.True(t, math.IsNaN(measure.WealthNeutrality([]float64{1, 2}, pupils, []float64{1, nan}).Slope))
	require.NoError(t, measure.CheckWealth([]float64{1, 2}, pupils, wealth))
	require.EqualError(t, measure.CheckWealth([]float64{1, -2}, pupils, []float64{1, nan}),
		"stock[1] = -2: must be a number from 0 to 1e30\nwealth[1] = NaN: must be a number from -1e30 to 1e30")
}

// Neither unit changes the elasticity or the correlation.
func TestWealthNeutralityUnits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := draw(t)
		wealth, richer := make([]float64, len(stock)), make([]float64, len(stock))
		for i := range wealth {
			wealth[i] = float64(rapid.IntRange(1, 50).Draw(t, "wealth"))
			richer[i] = 7 * wealth[i]
		}
		a, b := measure.WealthNeutrality(stock, pupils, wealth), measure.WealthNeutrality(stock, pupils, richer)
		same(t, a.Elasticity, b.Elasticity, "elasticity")
		same(t, a.Correlation, b.Correlation, "correlation")
		same(t, a.Slope/7, b.Slope, "slope")
	})
}
