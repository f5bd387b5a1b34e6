package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model/measure"
)

// sameStatistics is the relative difference allowed between two ways to add up a few dozen numbers.
const sameStatistics = 1e-9

// A second opinion: gonum's weighted population statistics of the values per pupil.
func TestMeanAndDispersionAgreeWithGonum(t *testing.T) {
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
		require.InDelta(t, sd, measure.SD(stock, pupils), sameStatistics*mean)
		mean, sd = stat.PopMeanStdDev(values, nil)
		require.InDelta(t, sd/mean, measure.UnweightedCV(stock, pupils), sameStatistics)
	})
}
