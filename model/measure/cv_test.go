package measure_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model/measure"
)

// sameStatistics is the relative difference allowed between two ways to add up a few dozen numbers.
const sameStatistics = 1e-9

// A second opinion on sums of our own: gonum's weighted population statistics of the values per pupil.
func TestMeanAndCVAgreeWithGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(t, "sections")
		stock, pupils, values := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			stock[i] = rapid.Float64Range(0.1, 500).Draw(t, "stock")
			pupils[i] = float64(rapid.IntRange(1, 3000).Draw(t, "pupils"))
			values[i] = stock[i] / pupils[i]
		}
		mean, sd := stat.PopMeanStdDev(values, pupils)
		require.InEpsilon(t, mean, measure.Mean(stock, pupils), sameStatistics)
		require.InDelta(t, sd/mean, measure.CV(stock, pupils), sameStatistics)
	})
}

// What gonum computes for us, by hand: values 1, 3 and 5, the last with eight of ten pupils. The mean
// of pupils is 4.4, of sections 3.
func TestThreeCVs(t *testing.T) {
	t.Parallel()
	stock, pupils := []float64{1, 3, 40}, []float64{1, 1, 8}
	sd := math.Sqrt((3.4*3.4 + 1.4*1.4 + 8*0.6*0.6) / 10)
	require.InDelta(t, sd, measure.SD(stock, pupils), exact)
	require.InDelta(t, sd/4.4, measure.CV(stock, pupils), exact)
	require.InDelta(t, math.Sqrt(8.0/3)/3, measure.UnweightedCV(stock, pupils), exact)
	require.InDelta(t, 2.0/3, measure.SampleCV(stock, pupils), exact)
}
