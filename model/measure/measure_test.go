package measure_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model/measure"
)

const (
	exact    = 1e-12 // a number that is known
	rounding = 1e-9  // the same number from other numbers, such as those of a county cut in two
	closed   = 1e-6  // the closed form of a small CV: it loses half the digits
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

// draw returns the sections of a county: some without stock, some alike, any size of stock.
func draw(t *rapid.T) (stock, pupils []float64) {
	n := rapid.IntRange(1, 30).Draw(t, "n")
	unit := rapid.SampledFrom([]float64{1, 0.01}).Draw(t, "unit")
	for range n {
		stock = append(stock, unit*float64(rapid.IntRange(0, 1000).Draw(t, "stock")))
		pupils = append(pupils, float64(rapid.IntRange(1, 3000).Draw(t, "pupils")))
	}
	stock[rapid.IntRange(0, n-1).Draw(t, "some")] += unit // some stock
	return stock, pupils
}

// A property of a measure is tested for each of these.
var measures = map[string]struct {
	f        measure.Func
	absolute bool    // in units of stock per pupil, not relative
	transfer bool    // a transfer from a lower to a higher value raises it
	weakly   bool    // or leaves it alone
	unsized  bool    // looks at sections, whatever their size
	least    float64 // bounds; the upper one may be infinite
	most     float64
}{
	"Mean":             {f: measure.Mean, absolute: true, most: math.Inf(1)},
	"SD":               {f: measure.SD, absolute: true, transfer: true, most: math.Inf(1)},
	"CV":               {f: measure.CV, transfer: true, most: math.Inf(1)},
	"UnweightedCV":     {f: measure.UnweightedCV, unsized: true, most: math.Inf(1)},
	"SampleCV":         {f: measure.SampleCV, unsized: true, most: math.Inf(1)},
	"Range":            {f: measure.Range, absolute: true, weakly: true, most: math.Inf(1)},
	"RestrictedRange":  {f: measure.RestrictedRange, absolute: true, most: math.Inf(1)},
	"RangeRatio":       {f: measure.RangeRatio, most: math.Inf(1)},
	"QuintileRatio":    {f: measure.QuintileRatio, weakly: true, least: 1, most: math.Inf(1)},
	"McLoone":          {f: measure.McLoone, most: 1},
	"Verstegen":        {f: measure.Verstegen, least: 1, most: math.Inf(1)},
	"Gini":             {f: measure.Gini, transfer: true, most: 1},
	"Hoover":           {f: measure.Hoover, weakly: true, most: 1},
	"Theil":            {f: measure.Theil, transfer: true, most: math.Inf(1)},
	"MeanLogDeviation": {f: measure.MeanLogDeviation, transfer: true, most: math.Inf(1)},
	"AtkinsonHalf":     {f: atkinson(0.5), transfer: true, most: 1},
	"AtkinsonOne":      {f: atkinson(1), transfer: true, most: 1},
	"Atkinson2":        {f: atkinson(2), transfer: true, most: 1},
	"Atkinson50":       {f: atkinson(50), weakly: true, most: 1},
	"Median":           {f: quantile(0.5), absolute: true, most: math.Inf(1)},
}

func atkinson(e float64) measure.Func {
	return func(z, p []float64) float64 { return measure.Atkinson(z, p, e) }
}

func quantile(q float64) measure.Func {
	return func(z, p []float64) float64 { return measure.Quantile(z, p, q) }
}

// each runs a property test for every measure.
func each(t *testing.T, property func(t *rapid.T, name string, f measure.Func)) {
	t.Helper()
	for name, m := range measures {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) { property(t, name, m.f) })
		})
	}
}

// same asks for two numbers that differ by rounding, or for NaN or infinity twice.
func same(t require.TestingT, want, got float64, what string) {
	if math.IsNaN(want) || math.IsInf(want, 0) {
		require.Equal(t, fmt.Sprint(want), fmt.Sprint(got), what)
		return
	}
	require.InDelta(t, want, got, rounding*math.Max(1, math.Abs(want)), what)
}

// Twice the stock everywhere: relative measures stay, absolute ones double. Pupils times 3: relative
// measures stay, absolute ones are a third.
func TestScale(t *testing.T) {
	t.Parallel()
	each(t, func(t *rapid.T, name string, f measure.Func) {
		stock, pupils := draw(t)
		factor := rapid.Float64Range(0.001, 1000).Draw(t, "factor")
		richer, larger := slices.Clone(stock), slices.Clone(pupils)
		for i := range stock {
			richer[i] *= factor
			larger[i] *= factor
		}
		want := f(stock, pupils)
		if measures[name].absolute {
			same(t, want, f(richer, pupils)/factor, "stock")
			same(t, want, f(stock, larger)*factor, "pupils")
			return
		}
		same(t, want, f(richer, pupils), "stock")
		same(t, want, f(stock, larger), "pupils")
	})
}

// A county and its double, and a section cut in two alike: nothing changes.
func TestReplication(t *testing.T) {
	t.Parallel()
	each(t, func(t *rapid.T, name string, f measure.Func) {
		stock, pupils := draw(t)
		want := f(stock, pupils)
		if name != "SampleCV" {
			same(t, want, f(append(slices.Clone(stock), stock...), append(slices.Clone(pupils), pupils...)), "twice")
		}
		if !measures[name].unsized {
			part := rapid.Float64Range(0.1, 0.9).Draw(t, "part")
			z, p := append(slices.Clone(stock), (1-part)*stock[0]), append(slices.Clone(pupils), (1-part)*pupils[0])
			z[0] *= part
			p[0] *= part
			same(t, want, f(z, p), "cut in two")
		}
	})
}

func TestPermutation(t *testing.T) {
	t.Parallel()
	each(t, func(t *rapid.T, _ string, f measure.Func) {
		stock, pupils := draw(t)
		z, p := make([]float64, len(stock)), make([]float64, len(pupils))
		order := make([]int, len(stock))
		for i := range order {
			order[i] = i
		}
		for i, j := range rapid.Permutation(order).Draw(t, "order") {
			z[i], p[i] = stock[j], pupils[j]
		}
		same(t, f(stock, pupils), f(z, p), "in another order")
	})
}

// Stock taken from a section and given to one with a higher value, in as many pupils: inequality
// rises, strictly for measures that see every section.
func TestTransfer(t *testing.T) {
	t.Parallel()
	for name, m := range measures {
		if !m.transfer && !m.weakly {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				stock, pupils := draw(t)
				if len(stock) < 2 {
					return
				}
				order := make([]int, len(stock))
				for i := range order {
					order[i] = i
				}
				pair := rapid.Permutation(order).Draw(t, "pair")
				low, high := pair[0], pair[1]
				if stock[low]/pupils[low] > stock[high]/pupils[high] {
					low, high = high, low
				}
				moved := stock[low] * rapid.Float64Range(0.1, 1).Draw(t, "part")
				before := m.f(stock, pupils)
				stock[low] -= moved
				stock[high] += moved
				after := m.f(stock, pupils)
				if math.IsNaN(before) || math.IsNaN(after) || math.IsInf(after, 1) {
					return
				}
				require.GreaterOrEqual(t, after, before-rounding*math.Max(1, before))
				// A single section of a large county may hardly move the measure.
				if share := moved / sum(stock); m.transfer && share > 0.01 && after < 1-rounding {
					require.Greater(t, after, before)
				}
			})
		})
	}
}

func TestBounds(t *testing.T) {
	t.Parallel()
	each(t, func(t *rapid.T, name string, f measure.Func) {
		stock, pupils := draw(t)
		if v := f(stock, pupils); !math.IsNaN(v) {
			require.GreaterOrEqual(t, v, measures[name].least-rounding)
			require.LessOrEqual(t, v, measures[name].most+rounding)
		}
		// All alike: the bound on the side of evenness, exactly or nearly.
		for i := range stock {
			stock[i] = 0.3 * pupils[i]
		}
		v := f(stock, pupils)
		switch name {
		case "Mean", "Median":
			require.InDelta(t, 0.3, v, rounding)
		case "McLoone":
			require.InDelta(t, 1, v, rounding)
		case "SampleCV":
			require.True(t, v < rounding || len(stock) == 1 && math.IsNaN(v))
		default:
			require.InDelta(t, measures[name].least, v, rounding)
		}
	})
}

// One function, one answer; and the CV is that of its closed form, SD / Mean.
func TestSummary(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := draw(t)
		if rapid.IntRange(0, 9).Draw(t, "nothing") == 0 {
			clear(stock)
		}
		s := measure.Summarize(stock, pupils)
		fields := reflect.ValueOf(s)
		for i := range fields.NumField() {
			name := fields.Type().Field(i).Name
			require.Contains(t, measures, name)
			require.Equal(t, fmt.Sprint(measures[name].f(stock, pupils)), fmt.Sprint(fields.Field(i).Float()), name)
		}
		if sum(stock) > 0 {
			require.InDelta(t, closedForm(stock, pupils), s.CV, closed*math.Max(1, s.CV))
			require.InDelta(t, s.CV, s.SD/s.Mean, rounding*math.Max(1, s.CV))
		}
	})
}

func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stock, pupils := draw(t)
		shares := measure.SharesOfCV2(nil, stock, pupils)
		require.Len(t, shares, len(stock))
		if measure.CV(stock, pupils) == 0 {
			require.True(t, math.IsNaN(shares[0]))
			return
		}
		for _, s := range shares {
			require.True(t, s >= 0)
		}
		require.InDelta(t, 1, sum(shares), rounding)
	})
	dst := make([]float64, 5)
	shares := measure.SharesOfCV2(dst, []float64{1, 2}, []float64{10, 10})
	require.Len(t, shares, 2)
	require.Same(t, &dst[0], &shares[0], "dst is filled")
	require.InDelta(t, 0.5, shares[0], exact)
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

// A CV as small as this is lost in the closed form.
func TestSmallCV(t *testing.T) {
	t.Parallel()
	stock, pupils := []float64{1e6 + 0.01, 1e6 - 0.01}, []float64{1e3, 1e3}
	require.InEpsilon(t, 1e-8, measure.CV(stock, pupils), 1e-6)
}

// What Check refuses is NaN everywhere, and an error from Compute.
func TestBadInput(t *testing.T) {
	t.Parallel()
	nan, inf := math.NaN(), math.Inf(1)
	for name, c := range map[string]struct {
		stock, pupils []float64
		fault         string
	}{
		"nothing":         {nil, nil, "no sections"},
		"NaN stock":       {[]float64{1, nan}, []float64{1, 1}, "stock[1] = NaN: must be a number from 0 to 1e30"},
		"negative stock":  {[]float64{-1, 3}, []float64{1, 1}, "stock[0] = -1: must be a number from 0 to 1e30"},
		"infinite stock":  {[]float64{1, inf}, []float64{1, 1}, "stock[1] = +Inf: must be a number from 0 to 1e30"},
		"huge stock":      {[]float64{1, 1e308}, []float64{1, 1}, "stock[1] = 1e+308: must be a number from 0 to 1e30"},
		"no pupils":       {[]float64{1, 2}, []float64{10, 0}, "pupils[1] = 0: must be a number from 1e-30 to 1e30"},
		"NaN pupils":      {[]float64{1, 2}, []float64{10, nan}, "pupils[1] = NaN: must be a number from 1e-30 to 1e30"},
		"denormal pupils": {[]float64{1, 2}, []float64{10, 5e-324}, "pupils[1] = 5e-324: must be a number from 1e-30 to 1e30"},
		"denormal total":  {[]float64{0, 5e-324}, []float64{1, 1}, "total stock 5e-324: must be 0 or at least 1e-250"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.EqualError(t, measure.Check(c.stock, c.pupils), c.fault)
			for name, m := range measures {
				require.True(t, math.IsNaN(m.f(c.stock, c.pupils)), name)
				_, err := measure.Compute(m.f, c.stock, c.pupils)
				require.EqualError(t, err, c.fault, name)
			}
			require.Contains(t, fmt.Sprint(measure.Summarize(c.stock, c.pupils)), "{NaN NaN")
			require.Nil(t, measure.Lorenz(c.stock, c.pupils))
			require.True(t, math.IsNaN(measure.TheilBetween(c.stock, c.pupils, make([]int, len(c.stock)))))
			require.True(t, math.IsNaN(measure.DecomposeTheil(c.stock, c.pupils, make([]int, len(c.stock))).Total))
			require.True(t, math.IsNaN(measure.Regression(c.stock, c.pupils).Slope))
			require.True(t, math.IsNaN(measure.WealthNeutrality(c.stock, c.pupils, make([]float64, len(c.stock))).Slope))
			require.True(t, math.IsNaN(sum(append([]float64{nan}, measure.SharesOfCV2(nil, c.stock, c.pupils)...))))
		})
	}
	err := measure.Check([]float64{-1, nan, 1}, []float64{0, 1, 1})
	require.EqualError(t, err, "stock[0] = -1: must be a number from 0 to 1e30\n"+
		"pupils[0] = 0: must be a number from 1e-30 to 1e30\nstock[1] = NaN: must be a number from 0 to 1e30", "all at once")
	var input *measure.InputError
	require.ErrorAs(t, err, &input)
	require.Equal(t, &measure.InputError{Slice: "stock", Value: -1, Rule: "must be a number from 0 to 1e30"}, input)
}

func TestLengths(t *testing.T) {
	t.Parallel()
	long, short := []float64{1, 2}, []float64{1}
	for name, m := range measures {
		require.Panics(t, func() { m.f(long, short) }, name)
		_, err := measure.Compute(m.f, long, short)
		require.ErrorIs(t, err, measure.ErrLength)
	}
	require.Panics(t, func() { measure.TheilBetween(long, long, []int{0}) })
	require.Panics(t, func() { measure.TheilBetween(long, long, []int{0, -1}) })
	require.Panics(t, func() { measure.WealthNeutrality(long, long, short) })
	require.ErrorIs(t, measure.CheckWealth(long, long, short), measure.ErrLength)
}

// Where a measure is undefined, and why.
func TestUndefined(t *testing.T) {
	t.Parallel()
	ones := []float64{1, 1, 1, 1}
	none := []float64{0, 0, 0, 0}
	for name, m := range measures {
		v, err := measure.Compute(m.f, none, ones)
		if m.absolute {
			require.NoError(t, err, name)
			require.Zero(t, v, name)
			continue
		}
		require.ErrorIs(t, err, measure.ErrUndefined, name)
		require.ErrorContains(t, err, "no stock at all", name)
	}
	poor := []float64{0, 0, 0, 4} // most have nothing
	for _, name := range []string{"RangeRatio", "QuintileRatio", "McLoone", "Verstegen", "MeanLogDeviation"} {
		_, err := measure.Compute(measures[name].f, poor, ones)
		require.ErrorIs(t, err, measure.ErrUndefined, name)
		require.ErrorContains(t, err, "no finite value", name)
	}
	require.True(t, math.IsInf(measure.MeanLogDeviation(poor, ones), 1))
	require.InDelta(t, math.Log(4), measure.Theil(poor, ones), exact)
	require.InDelta(t, 0.75, measure.Gini(poor, ones), exact)
	require.InDelta(t, 0.75, measure.Hoover(poor, ones), exact)
	require.InDelta(t, math.Sqrt(3), measure.CV(poor, ones), exact)
	require.InDelta(t, 2, measure.SampleCV(poor, ones), exact)
	require.Equal(t, 1.0, measure.Atkinson(poor, ones, 1), "a section without stock")
	require.Equal(t, 1.0, measure.Atkinson(poor, ones, 3))
	require.InDelta(t, 0.75, measure.Atkinson(poor, ones, 0.5), exact)

	require.Zero(t, measure.CV([]float64{7}, []float64{3}), "one section")
	require.True(t, math.IsNaN(measure.SampleCV([]float64{7}, []float64{3})))
	for _, e := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		require.True(t, math.IsNaN(measure.Atkinson(ones, ones, e)))
	}
	for _, q := range []float64{-0.1, 1.1, math.NaN()} {
		require.True(t, math.IsNaN(measure.Quantile(ones, ones, q)))
	}
}
