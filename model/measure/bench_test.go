package measure_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/measure"
)

// manySections is more than the largest county has.
const manySections = 3000

// county draws stocks and pupils of that many sections, and groups of 24.
func county(n int) (stock, pupils []float64, group []int) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		p := float64(50 + rng.IntN(2500))
		stock, pupils, group = append(stock, p*(0.5+rng.Float64())), append(pupils, p), append(group, i/24)
	}
	return stock, pupils, group
}

func BenchmarkMeasures(b *testing.B) {
	stock, pupils, group := county(manySections)
	for _, name := range []string{
		"Mean", "CV", "SD", "UnweightedCV", "Range", "RestrictedRange", "QuintileRatio", "McLoone", "Gini", "Hoover", "Theil",
		"MeanLogDeviation", "AtkinsonHalf",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			v := 0.0
			for b.Loop() {
				v = measures[name].f(stock, pupils)
			}
			require.Positive(b, v)
		})
	}
	b.Run("DecomposeTheil", func(b *testing.B) {
		b.ReportAllocs()
		var d measure.Decomposition
		for b.Loop() {
			d = measure.DecomposeTheil(stock, pupils, group)
		}
		require.InDelta(b, d.Total, d.Between+d.Within, exact)
	})
	b.Run("Regression", func(b *testing.B) {
		b.ReportAllocs()
		var line measure.Line
		for b.Loop() {
			line = measure.Regression(stock, pupils)
		}
		require.Positive(b, line.R2)
	})
}

// All measures of an indicator, at three sizes: ten times the sections take little more than ten times
// as long.
func BenchmarkSummarize(b *testing.B) {
	for _, c := range []struct {
		name string
		n    int
	}{{"300", 300}, {"3000", manySections}, {"30000", 10 * manySections}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			stock, pupils, _ := county(c.n)
			var s measure.Summary
			for b.Loop() {
				s = measure.Summarize(stock, pupils)
			}
			require.Positive(b, s.CV)
		})
	}
}
