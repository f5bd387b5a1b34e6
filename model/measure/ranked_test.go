package measure_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model/measure"
)

// Percentiles by their definition: the least value that at least so many pupils have at most.
func TestQuantile(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := draw(t)
		hundredths := rapid.IntRange(0, 100).Draw(t, "hundredths")
		want := math.Inf(1)
		for i := range stock {
			x, atMost := stock[i]/pupils[i], 0.0
			for j := range stock {
				if stock[j]/pupils[j] <= x {
					atMost += pupils[j]
				}
			}
			if 100*atMost >= float64(hundredths)*sum(pupils) { // whole numbers: exact
				want = min(want, x)
			}
		}
		require.Equal(t, want, measure.Quantile(stock, pupils, float64(hundredths)/100))
	})
}

// Twenty pupils: a twentieth is one pupil, exactly.
func TestRestrictedRange(t *testing.T) {
	t.Parallel()
	stock, pupils := []float64{1, 2 * 18, 5}, []float64{1, 18, 1}
	require.Equal(t, 4.0, measure.Range(stock, pupils))
	require.Equal(t, 1.0, measure.RestrictedRange(stock, pupils), "Q_0.05 is the poorest pupil, Q_0.95 the nineteenth")
	require.Equal(t, 1.0, measure.RangeRatio(stock, pupils))
	require.Equal(t, 1.0, measure.Quantile(stock, pupils, 0))
	require.Equal(t, 5.0, measure.Quantile(stock, pupils, 1))
}

func TestHalves(t *testing.T) {
	t.Parallel()
	// The half ends between 1 and 3: the median is 2.
	require.InDelta(t, 0.5, measure.McLoone([]float64{10, 30}, []float64{10, 10}), exact)
	require.InDelta(t, 1.5, measure.Verstegen([]float64{10, 30}, []float64{10, 10}), exact)
	// It ends inside the section with 2.
	stock, pupils := []float64{10, 40, 50}, []float64{10, 20, 10}
	require.InDelta(t, (10+20)/(2*20.0), measure.McLoone(stock, pupils), exact)
	require.InDelta(t, (20+50)/(2*20.0), measure.Verstegen(stock, pupils), exact)
	// Fifths of 40 pupils are 8: of the last ones 8 at 5, of the first ones 8 at 1.
	require.InDelta(t, 5, measure.QuintileRatio(stock, pupils), exact)
	// Fifths end inside sections: 10 of 50 pupils, at 1 and 2 below, at 4 and 3 above.
	stock, pupils = []float64{5, 40, 60, 20}, []float64{5, 20, 20, 5}
	require.InDelta(t, (20+5*3)/(5+5*2.0), measure.QuintileRatio(stock, pupils), exact)
}

// A share of pupils that is a share of schools in decimals must not spill into the next school by
// rounding: a fifth of thirty-five is seven.
func TestExactFifth(t *testing.T) {
	t.Parallel()
	for n := 5; n <= 500; n += 5 {
		stock, pupils := make([]float64, n), make([]float64, n)
		for i := range pupils {
			pupils[i] = 0.1
			if i >= n/5 {
				stock[i] = 1
			}
		}
		require.True(t, math.IsNaN(measure.QuintileRatio(stock, pupils)), "the lowest fifth of %d has nothing", n)
		require.Zero(t, measure.Quantile(stock, pupils, 0.2))
		require.Equal(t, 1/0.1, measure.Quantile(stock, pupils, 0.2001))
	}
}

// Gini and Hoover by their definitions, and by the curve.
func TestLorenz(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := draw(t)
		z, p := sum(stock), sum(pupils)
		pairs, above := 0.0, 0.0
		for i := range stock {
			x := stock[i] / pupils[i]
			above += math.Max(0, stock[i]/z-pupils[i]/p)
			for j := range stock {
				pairs += pupils[i] / p * pupils[j] / p * math.Abs(x-stock[j]/pupils[j])
			}
		}
		gini, hoover := measure.Gini(stock, pupils), measure.Hoover(stock, pupils)
		require.InDelta(t, pairs/(2*z/p), gini, rounding)
		require.InDelta(t, above, hoover, rounding)

		curve := measure.Lorenz(stock, pupils)
		area, widest := 0.0, 0.0
		for i, point := range curve {
			widest = max(widest, point.Pupils-point.Stock)
			if i > 0 {
				area += (point.Pupils - curve[i-1].Pupils) * (point.Stock + curve[i-1].Stock)
			}
			require.InDelta(t, point.Stock, measure.PoorestShare(stock, pupils, point.Pupils), rounding)
		}
		require.InDelta(t, 1-area, gini, rounding)
		require.InDelta(t, widest, hoover, rounding)
	})
	require.Equal(t, []measure.Point{{}, {0.25, 0.1}, {1, 1}}, measure.Lorenz([]float64{9, 1}, []float64{3, 1}))
	require.True(t, math.IsNaN(measure.PoorestShare([]float64{1}, []float64{1}, 1.5)))
	require.True(t, math.IsNaN(measure.PoorestShare([]float64{0}, []float64{1}, 0.5)))
}

// Atkinson's index by its formula, and that it goes through e = 1 without a break.
func TestAtkinson(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := draw(t)
		for i := range stock {
			stock[i]++ // every section has some
		}
		e := rapid.SampledFrom([]float64{0.1, 0.5, 0.9, 1.5, 2, 5}).Draw(t, "e")
		power := 0.0
		for i := range stock {
			power += pupils[i] / sum(pupils) * math.Pow(stock[i]/pupils[i], 1-e)
		}
		require.InDelta(t, 1-math.Pow(power, 1/(1-e))*sum(pupils)/sum(stock), measure.Atkinson(stock, pupils, e), rounding)
		one := measure.Atkinson(stock, pupils, 1)
		require.InDelta(t, one, measure.Atkinson(stock, pupils, math.Nextafter(1, 0)), rounding)
		require.InDelta(t, one, measure.Atkinson(stock, pupils, 1+1e-12), rounding)
		// With all attention on the least value.
		least := math.Inf(1)
		for i := range stock {
			least = min(least, stock[i]/pupils[i])
		}
		require.InDelta(t, 1-least/(sum(stock)/sum(pupils)), measure.Atkinson(stock, pupils, 1e300), rounding)
	})
}
