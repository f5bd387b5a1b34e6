package measure_test

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

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

// vanishing is above the numbers that have lost digits, as they are too near to the least one.
const vanishing = 1e-290

// A contract says what a measure makes of numbers that Check accepts.
type contract struct {
	// undefined is where the doc says that there is no number.
	undefined func(stock, pupils []float64) bool
	// denominator is what a ratio divides by: there is no number where it is 0, and there may be none
	// where it vanishes.
	denominator measure.Func
}

// justAbove is a share above one half, by twice what counts as a tie: the upper of the two values
// whose mean is the median.
const justAbove = 0.5 + 2e-12

var contracts = map[string]contract{
	"Mean":             {undefined: never},
	"SD":               {undefined: never},
	"Range":            {undefined: never},
	"RestrictedRange":  {undefined: never},
	"Median":           {undefined: never},
	"CV":               {undefined: noStock},
	"UnweightedCV":     {undefined: noStock},
	"SampleCV":         {undefined: noStockOrOne},
	"Gini":             {undefined: noStock},
	"Hoover":           {undefined: noStock},
	"Theil":            {undefined: noStock},
	"MeanLogDeviation": {undefined: noStock},
	"AtkinsonHalf":     {undefined: noStock},
	"AtkinsonOne":      {undefined: noStock},
	"Atkinson2":        {undefined: noStock},
	"Atkinson50":       {undefined: noStock},
	"RangeRatio":       {denominator: quantile(0.05)},
	"McLoone":          {denominator: quantile(justAbove)},
	"Verstegen":        {denominator: quantile(justAbove)},
	"QuintileRatio":    {denominator: lowestFifth},
}

func never([]float64, []float64) bool { return false }

func noStock(stock, _ []float64) bool { return sum(stock) == 0 }

func noStockOrOne(stock, _ []float64) bool { return sum(stock) == 0 || len(stock) == 1 }

// keeps asks for a number within the bounds of the measure, NaN exactly where Check or the contract
// say so, and the same from Compute.
func keeps(t require.TestingT, name string, stock, pupils []float64) {
	m, c := measures[name], contracts[name]
	v := m.f(stock, pupils)
	computed, err := measure.Compute(m.f, stock, pupils)
	if fault := measure.Check(stock, pupils); fault != nil {
		require.True(t, math.IsNaN(v), name)
		require.EqualError(t, err, fault.Error(), name)
		return
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		require.ErrorIs(t, err, measure.ErrUndefined, name)
	} else {
		require.NoError(t, err, name)
		require.Equal(t, v, computed, name)
	}
	if math.IsInf(v, 0) {
		require.Equal(t, "MeanLogDeviation", name)
		require.True(t, vanishes(stock, pupils))
	}
	exactly := !vanishes(stock, pupils)
	if c.denominator != nil {
		d := c.denominator(stock, pupils)
		require.True(t, d != 0 || math.IsNaN(v), "%s of %v over %v", name, stock, pupils)
		exactly = d > math.Sqrt(vanishing)
		require.False(t, exactly && math.IsNaN(v), "%s of %v over %v", name, stock, pupils)
	} else {
		require.Equal(t, c.undefined(stock, pupils), math.IsNaN(v), "%s of %v over %v", name, stock, pupils)
	}
	if exactly && !math.IsNaN(v) {
		require.GreaterOrEqual(t, v, m.least-rounding, "%s of %v over %v", name, stock, pupils)
		require.LessOrEqual(t, v, m.most+rounding, "%s of %v over %v", name, stock, pupils)
	}
}

// fuzz runs a measure on any numbers.
func fuzz(f *testing.F, name string) {
	for _, data := range hard() {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read := decode(data, 2)
		keeps(t, name, read[0], read[1])
	})
}

// Numbers of every size, most of which Check accepts: bits alone seldom make such.
func TestNumbersOfEverySize(t *testing.T) {
	t.Parallel()
	require.Len(t, contracts, len(measures))
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := drawAnySize(t)
		for name := range contracts {
			keeps(t, name, stock, pupils)
		}
	})
}

// drawAnySize draws few sections from every order of magnitude.
func drawAnySize(t *rapid.T) (stock, pupils []float64) {
	size := func(least, most int) float64 {
		return rapid.Float64Range(1, 9.9).Draw(t, "digits") * math.Pow10(rapid.IntRange(least, most-1).Draw(t, "power"))
	}
	spread := rapid.SampledFrom([]int{1, 10, 31}).Draw(t, "spread")
	for range rapid.IntRange(1, 12).Draw(t, "n") {
		z := 0.0
		switch rapid.IntRange(0, 9).Draw(t, "stock") {
		case 0:
		case 1:
			z = size(-330, -200)
		case 2:
			if len(stock) > 0 {
				z = stock[len(stock)-1]
			}
		default:
			z = size(-spread, min(spread, 30))
		}
		p := size(-min(spread, 30), min(spread, 30))
		if len(pupils) > 0 && rapid.IntRange(0, 4).Draw(t, "pupils") == 0 {
			p = pupils[len(pupils)-1]
		}
		stock, pupils = append(stock, z), append(pupils, p)
	}
	return stock, pupils
}

func lowestFifth(stock, pupils []float64) float64 {
	if sum(stock) == 0 {
		return 0
	}
	return measure.PoorestShare(stock, pupils, 0.2)
}

// vanishes reports whether a value, by itself or beside the mean, is so near to the least number that
// it has lost digits.
func vanishes(stock, pupils []float64) bool {
	mean := sum(stock) / sum(pupils)
	for i, z := range stock {
		if x := z / pupils[i]; x < vanishing || x/mean < vanishing {
			return true
		}
	}
	return false
}

func FuzzMean(f *testing.F)             { fuzz(f, "Mean") }
func FuzzSD(f *testing.F)               { fuzz(f, "SD") }
func FuzzRange(f *testing.F)            { fuzz(f, "Range") }
func FuzzRestrictedRange(f *testing.F)  { fuzz(f, "RestrictedRange") }
func FuzzQuantile(f *testing.F)         { fuzz(f, "Median") }
func FuzzCV(f *testing.F)               { fuzz(f, "CV") }
func FuzzUnweightedCV(f *testing.F)     { fuzz(f, "UnweightedCV") }
func FuzzSampleCV(f *testing.F)         { fuzz(f, "SampleCV") }
func FuzzGini(f *testing.F)             { fuzz(f, "Gini") }
func FuzzHoover(f *testing.F)           { fuzz(f, "Hoover") }
func FuzzTheil(f *testing.F)            { fuzz(f, "Theil") }
func FuzzMeanLogDeviation(f *testing.F) { fuzz(f, "MeanLogDeviation") }
func FuzzAtkinsonHalf(f *testing.F)     { fuzz(f, "AtkinsonHalf") }
func FuzzAtkinsonOne(f *testing.F)      { fuzz(f, "AtkinsonOne") }
func FuzzRangeRatio(f *testing.F)       { fuzz(f, "RangeRatio") }
func FuzzMcLoone(f *testing.F)          { fuzz(f, "McLoone") }
func FuzzVerstegen(f *testing.F)        { fuzz(f, "Verstegen") }
func FuzzQuintileRatio(f *testing.F)    { fuzz(f, "QuintileRatio") }

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
		addsUp(t, stock, pupils, group)
	})
}

func TestDecompositionOfEverySize(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := drawAnySize(t)
		group := make([]int, len(stock))
		for i := range group {
			group[i] = rapid.IntRange(0, 2).Draw(t, "group")
		}
		addsUp(t, stock, pupils, group)
	})
}

// addsUp asks for parts that make the whole, none of them negative or NaN.
func addsUp(t require.TestingT, stock, pupils []float64, group []int) {
	for _, d := range []measure.Decomposition{
		measure.DecomposeTheil(stock, pupils, group), measure.DecomposeMeanLogDeviation(stock, pupils, group),
	} {
		if measure.Check(stock, pupils) != nil || sum(stock) == 0 {
			require.True(t, math.IsNaN(d.Total) && math.IsNaN(d.Between) && math.IsNaN(d.Within))
			continue
		}
		for _, part := range d.Groups {
			require.True(t, part.Between >= 0 && part.Within >= 0 && part.Value >= 0)
		}
		hardly := slices.ContainsFunc(stock, func(z float64) bool { return z > 0 && z < 1e-200 })
		if math.IsInf(d.Total, 1) || hardly { // beside the mean of its group a stock may vanish
			require.True(t, d.Total >= 0 && d.Between >= 0 && d.Within >= 0, "infinite, not NaN")
			continue
		}
		require.InDelta(t, d.Total, d.Between+d.Within, exact*math.Max(1, d.Total), "%v over %v by %v", stock, pupils, group)
	}
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
