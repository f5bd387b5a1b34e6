package measure_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/measure"
)

// Each measure has a fuzz target, which go test runs on the seeds; to search further:
//
//	go test ./model/measure -fuzz '^FuzzGini$' -fuzztime 1m
//
// The bytes are the bits of stocks and pupils in turn, so that NaN, infinities, zeros, huge and
// denormal numbers all come up.

// asBytes is what decode reads.
func asBytes(numbers ...float64) []byte {
	var data []byte
	for _, v := range numbers {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	return data
}

// decode reads as many slices of one length as the bytes fill.
func decode(data []byte, slices int) [][]float64 {
	read := make([][]float64, slices)
	for len(data) >= 8*slices {
		for k := range read {
			read[k] = append(read[k], math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:])))
		}
		data = data[8*slices:]
	}
	return read
}

// hard are stocks and pupils in turn.
func hard() [][]byte {
	nan, inf, denormal := math.NaN(), math.Inf(1), math.SmallestNonzeroFloat64
	return [][]byte{
		nil,
		asBytes(3, 10),
		asBytes(3, 10, 5, 20, 9, 30),
		asBytes(0, 10, 0, 20),
		asBytes(0, 10, 7, 20, 0, 5, 1, 1),
		asBytes(nan, 10, 7, 20), asBytes(1, nan, 7, 20),
		asBytes(inf, 10, 7, 20), asBytes(1, inf, 7, 20), asBytes(1, -inf, 7, 20),
		asBytes(-1, 10, 7, 20), asBytes(1, -10, 7, 20), asBytes(1, 0, 7, 20),
		asBytes(math.MaxFloat64, 10, math.MaxFloat64, 20), asBytes(1, math.MaxFloat64, 7, 20),
		asBytes(denormal, 10, 7, 20), asBytes(denormal, 10, denormal, 20), asBytes(1, denormal, 7, 20),
		asBytes(1e30, 1e-30, 0, 1e30, 1e30, 1e30), asBytes(1e-250, 1e30, 1e-250, 1e-30),
		asBytes(denormal, 1e30, 1e-245, 1e-30, 2*denormal, 1),
		asBytes(0.1, 1, 0.2, 2, 0.3, 3), // alike but for rounding
	}
}

// vanishing is where values below it are so near to the least number that they have lost digits.
const vanishing = 1e-290

// fuzz runs a measure on any numbers: a number within its bounds, NaN exactly where Check or the doc
// say so. undefined says where the doc does, of input that Check accepts.
func fuzz(f *testing.F, name string, undefined func(stock, pupils []float64) bool) {
	for _, data := range hard() {
		f.Add(data)
	}
	m := measures[name]
	f.Fuzz(func(t *testing.T, data []byte) {
		read := decode(data, 2)
		stock, pupils := read[0], read[1]
		v := m.f(stock, pupils)
		computed, err := measure.Compute(m.f, stock, pupils)
		if fault := measure.Check(stock, pupils); fault != nil {
			require.True(t, math.IsNaN(v))
			require.EqualError(t, err, fault.Error())
			return
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			require.ErrorIs(t, err, measure.ErrUndefined)
		} else {
			require.NoError(t, err)
			require.Equal(t, v, computed)
		}
		require.Equal(t, undefined(stock, pupils), math.IsNaN(v), "%s of %v over %v", name, stock, pupils)
		if math.IsInf(v, 0) {
			require.Equal(t, "MeanLogDeviation", name)
			require.True(t, someBelow(stock, pupils, vanishing))
		}
		if !math.IsNaN(v) && !someBelow(stock, pupils, vanishing) {
			require.GreaterOrEqual(t, v, m.least-rounding)
			require.LessOrEqual(t, v, m.most+rounding)
		}
	})
}

// someBelow reports whether a value is below a number.
func someBelow(stock, pupils []float64, least float64) bool {
	for i, z := range stock {
		if z/pupils[i] < least {
			return true
		}
	}
	return false
}

func never([]float64, []float64) bool { return false }

func noStock(stock, _ []float64) bool { return sum(stock) == 0 }

func noStockOrOne(stock, _ []float64) bool { return sum(stock) == 0 || len(stock) == 1 }

func FuzzMean(f *testing.F)             { fuzz(f, "Mean", never) }
func FuzzSD(f *testing.F)               { fuzz(f, "SD", never) }
func FuzzRange(f *testing.F)            { fuzz(f, "Range", never) }
func FuzzRestrictedRange(f *testing.F)  { fuzz(f, "RestrictedRange", never) }
func FuzzQuantile(f *testing.F)         { fuzz(f, "Median", never) }
func FuzzCV(f *testing.F)               { fuzz(f, "CV", noStock) }
func FuzzUnweightedCV(f *testing.F)     { fuzz(f, "UnweightedCV", noStock) }
func FuzzSampleCV(f *testing.F)         { fuzz(f, "SampleCV", noStockOrOne) }
func FuzzGini(f *testing.F)             { fuzz(f, "Gini", noStock) }
func FuzzHoover(f *testing.F)           { fuzz(f, "Hoover", noStock) }
func FuzzTheil(f *testing.F)            { fuzz(f, "Theil", noStock) }
func FuzzMeanLogDeviation(f *testing.F) { fuzz(f, "MeanLogDeviation", noStock) }
func FuzzAtkinsonHalf(f *testing.F)     { fuzz(f, "AtkinsonHalf", noStock) }
func FuzzAtkinsonOne(f *testing.F)      { fuzz(f, "AtkinsonOne", noStock) }

// fuzzRatio is for measures that divide by something which may be 0 or vanish: NaN where it is
// nothing, a number where it does not vanish.
func fuzzRatio(f *testing.F, name string, denominator func(stock, pupils []float64) float64) {
	for _, data := range hard() {
		f.Add(data)
	}
	m := measures[name]
	f.Fuzz(func(t *testing.T, data []byte) {
		read := decode(data, 2)
		stock, pupils := read[0], read[1]
		v := m.f(stock, pupils)
		if measure.Check(stock, pupils) != nil {
			require.True(t, math.IsNaN(v))
			return
		}
		require.False(t, math.IsInf(v, 0))
		switch d := denominator(stock, pupils); {
		case d == 0:
			require.True(t, math.IsNaN(v))
		case d > math.Sqrt(vanishing):
			require.GreaterOrEqual(t, v, m.least-rounding)
			require.LessOrEqual(t, v, m.most+rounding)
		}
	})
}

// justAbove is a share above one half by more than what counts as a tie.
const justAbove = 0.5 + 3e-12

func FuzzRangeRatio(f *testing.F)    { fuzzRatio(f, "RangeRatio", quantile(0.05)) }
func FuzzMcLoone(f *testing.F)       { fuzzRatio(f, "McLoone", quantile(justAbove)) }
func FuzzVerstegen(f *testing.F)     { fuzzRatio(f, "Verstegen", quantile(justAbove)) }
func FuzzQuintileRatio(f *testing.F) { fuzzRatio(f, "QuintileRatio", quantile(0.1)) }

func FuzzAtkinson(f *testing.F) {
	for _, data := range hard() {
		for _, e := range []float64{0.5, 1, 2, 1 + 1e-15, 1e-300, 1e300, math.MaxFloat64, 0, -1, math.NaN(), math.Inf(1)} {
			f.Add(data, e)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, e float64) {
		read := decode(data, 2)
		v := measure.Atkinson(read[0], read[1], e)
		if measure.Check(read[0], read[1]) != nil || sum(read[0]) == 0 || !(e > 0) || math.IsInf(e, 1) {
			require.True(t, math.IsNaN(v))
			return
		}
		require.True(t, v >= 0 && v <= 1)
	})
}

func FuzzLorenz(f *testing.F) {
	for _, data := range hard() {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := decode(data, 2)
		curve := measure.Lorenz(read[0], read[1])
		if measure.Check(read[0], read[1]) != nil || sum(read[0]) == 0 {
			require.Nil(t, curve)
			return
		}
		require.Len(t, curve, len(read[0])+1)
		require.Equal(t, measure.Point{}, curve[0])
		require.Equal(t, measure.Point{Pupils: 1, Stock: 1}, curve[len(curve)-1])
		for i, p := range curve[1:] {
			require.True(t, p.Pupils >= curve[i].Pupils && p.Stock >= curve[i].Stock)
			require.LessOrEqual(t, p.Stock, p.Pupils+rounding)
		}
	})
}

func FuzzSharesOfCV2(f *testing.F) {
	for _, data := range hard() {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := decode(data, 2)
		shares := measure.SharesOfCV2(nil, read[0], read[1])
		if cv := measure.CV(read[0], read[1]); math.IsNaN(cv) || cv == 0 {
			for _, s := range shares {
				require.True(t, math.IsNaN(s))
			}
			return
		}
		require.InDelta(t, 1, sum(shares), rounding)
	})
}

func FuzzDecomposition(f *testing.F) {
	for _, data := range hard() {
		f.Add(data, []byte{0, 1, 1, 3})
	}
	f.Fuzz(func(t *testing.T, data, groups []byte) {
		read := decode(data, 2)
		stock, pupils := read[0], read[1]
		group := make([]int, len(stock))
		for i := range group {
			if len(groups) > 0 {
				group[i] = int(groups[i%len(groups)])
			}
		}
		for _, d := range []measure.Decomposition{
			measure.DecomposeTheil(stock, pupils, group), measure.DecomposeMeanLogDeviation(stock, pupils, group),
		} {
			if measure.Check(stock, pupils) != nil || sum(stock) == 0 {
				require.True(t, math.IsNaN(d.Total) && math.IsNaN(d.Between) && math.IsNaN(d.Within))
				return
			}
			for _, part := range d.Groups {
				require.True(t, part.Between >= 0 && part.Within >= 0 && part.Value >= 0)
			}
			if math.IsInf(d.Total, 1) || someBelow(stock, pupils, vanishing) {
				require.True(t, d.Total >= 0 && d.Between >= 0 && d.Within >= 0, "infinite, not NaN")
				continue
			}
			require.InDelta(t, d.Total, d.Between+d.Within, exact*math.Max(1, d.Total))
		}
	})
}

func FuzzRegression(f *testing.F) {
	for _, data := range hard() {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := decode(data, 2)
		line := measure.Regression(read[0], read[1])
		if measure.Check(read[0], read[1]) != nil {
			require.True(t, math.IsNaN(line.Slope) && math.IsNaN(line.Intercept) && math.IsNaN(line.R2))
			return
		}
		require.Equal(t, math.IsNaN(line.Slope), math.IsNaN(line.Intercept))
		require.False(t, math.IsInf(line.Slope, 0) || math.IsInf(line.Intercept, 0))
		if math.IsNaN(line.R2) {
			return
		}
		require.False(t, math.IsNaN(line.Slope))
		require.True(t, line.R2 >= 0 && line.R2 <= 1 && line.Randomness >= 0 && line.Randomness <= 1)
		require.True(t, line.Correlation >= -1 && line.Correlation <= 1)
	})
}

func FuzzWealthNeutrality(f *testing.F) {
	f.Add(asBytes(3, 10, 100, 5, 20, 50, 9, 30, -20))
	f.Add(asBytes(3, 10, 100, 5, 20, 100))
	f.Add(asBytes(3, 10, math.NaN(), 5, 20, 100))
	f.Add(asBytes(3, 10, math.SmallestNonzeroFloat64, 5, 20, 0))
	f.Add(asBytes(1e30, 1e-30, 1e30, 5, 1e30, -1e30, 0, 1, 1))
	f.Add(asBytes(0, 10, 1, 0, 20, 2))
	f.Fuzz(func(t *testing.T, data []byte) {
		read := decode(data, 3)
		n := measure.WealthNeutrality(read[0], read[1], read[2])
		if measure.CheckWealth(read[0], read[1], read[2]) != nil || sum(read[0]) == 0 {
			require.True(t, math.IsNaN(n.Slope) && math.IsNaN(n.Elasticity) && math.IsNaN(n.Correlation))
			return
		}
		require.Equal(t, math.IsNaN(n.Slope), math.IsNaN(n.Elasticity))
		require.False(t, math.IsInf(n.Elasticity, 0))
		if !math.IsNaN(n.Correlation) {
			require.False(t, math.IsNaN(n.Slope))
			require.True(t, n.Correlation >= -1 && n.Correlation <= 1)
		}
	})
}
