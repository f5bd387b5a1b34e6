package separable_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// cases is how many random instances of each kind a test tries.
func cases() int {
	if os.Getenv("EDUPARITY_LONG") != "" {
		return 100_000
	}
	return 1_000
}

const (
	// exactShare bounds gaps, violations and residuals of what is exact up to rounding.
	exactShare = 1e-13
)

func requireExact(t testing.TB, c *separable.Check, share float64, number int) {
	t.Helper()
	require.LessOrEqual(t, c.Violation, share, "violation in case %d", number)
	require.LessOrEqual(t, c.Residual, share, "residual in case %d", number)
	require.LessOrEqual(t, c.Gap(), share, "gap in case %d", number)
	require.GreaterOrEqual(t, c.Objective-c.Bound, -share*c.Size, "bound above the objective in case %d", number)
}

// randomKnapsack draws smooth data, or data full of ties, empty boxes and extreme units.
func randomKnapsack(r *rand.Rand, degenerate bool) *separable.Knapsack {
	n := 1 + r.IntN(12)
	if r.IntN(8) == 0 {
		n = 1 + r.IntN(1500)
	}
	k := &separable.Knapsack{}
	few := func(values ...float64) float64 { return values[r.IntN(len(values))] }
	unit, money := 1.0, 1.0
	if degenerate {
		unit, money = few(1, 1, 1e-10, 1e10), few(1, 1, 1e-9, 1e9)
	}
	var low, high float64
	for range n {
		h, g, a, l, w := math.Exp(2*r.NormFloat64()), 10*r.NormFloat64(), math.Exp(r.NormFloat64()), 3*r.NormFloat64(), 5*r.Float64()
		if degenerate {
			h, g, a, l, w = few(1, 2, 1e-3, 1e6), few(0, 1, -1, 1e7), few(1, 1, 3, 1e4), few(0, 0, -2, 5), few(0, 0, 1, 4, math.Inf(1))
		}
		u := l + w
		if degenerate && r.IntN(10) == 0 {
			l = math.Inf(-1)
		}
		k.Curve = append(k.Curve, h*money/unit/unit)
		k.Linear = append(k.Linear, g*money/unit)
		k.Weight = append(k.Weight, a)
		k.Lower, k.Upper = append(k.Lower, l*unit), append(k.Upper, u*unit)
		low += a * max(l, -20) * unit
		high += a * min(u, 20) * unit
	}
	share := r.Float64()
	if degenerate {
		share = few(0, 1, 0.5, 0.25)
	}
	k.Total = low + share*(high-low)
	if share == 1 {
		k.Total = high
	}
	return k
}

func TestKnapsackIsOptimal(t *testing.T) {
	for _, degenerate := range []bool{false, true} {
		t.Run(fmt.Sprintf("degenerate=%v", degenerate), func(t *testing.T) {
			var s separable.KnapsackSolver
			r := rand.New(rand.NewPCG(1, 2))
			for i := range cases() {
				k := randomKnapsack(r, degenerate)
				x := make([]float64, len(k.Curve))
				m, err := s.Solve(x, k)
				require.NoError(t, err, "case %d", i)
				c, err := separable.VerifyKnapsack(k, x, m)
				require.NoError(t, err)
				requireExact(t, c, exactShare, i)
			}
		})
	}
}

// TestKnapsackAgainstBisection compares with a bisection of the multiplier in 300 bits.
func TestKnapsackAgainstBisection(t *testing.T) {
	var s separable.KnapsackSolver
	r := rand.New(rand.NewPCG(3, 4))
	tried := 0
	for tried < 100 {
		k := randomKnapsack(r, tried%2 == 1)
		if len(k.Curve) > 20 {
			continue
		}
		tried++
		x := make([]float64, len(k.Curve))
		_, err := s.Solve(x, k)
		require.NoError(t, err)
		want := bisect(k)
		scale := 0.0
		for i := range x {
			scale += math.Abs(k.Weight[i] * want[i])
		}
		for i := range x {
			// Where the total lies on a bound of everything it is rounded itself, so compare with the sum too.
			require.InDelta(t, want[i], x[i], 1e-12*math.Abs(want[i])+1e-13*scale/k.Weight[i]+1e-30*math.Abs(k.Linear[i]/k.Curve[i]), "item %d", i)
		}
	}
}

func bisect(k *separable.Knapsack) []float64 {
	const precision = 300
	f := func(v float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(v) }
	op := func() *big.Float { return new(big.Float).SetPrec(precision) }
	x := make([]*big.Float, len(k.Curve))
	spend := func(m *big.Float) *big.Float {
		total := f(0)
		for i := range x {
			v := op().Mul(f(k.Weight[i]), m)
			v.Sub(v, f(k.Linear[i]))
			v.Quo(v, f(k.Curve[i]))
			if v.Cmp(f(k.Lower[i])) < 0 {
				v = f(k.Lower[i])
			}
			if v.Cmp(f(k.Upper[i])) > 0 {
				v = f(k.Upper[i])
			}
			x[i] = v
			total.Add(total, op().Mul(v, f(k.Weight[i])))
		}
		return total
	}
	low, high := f(-1e60), f(1e60)
	for range 500 {
		m := op().Add(low, high)
		m.Quo(m, f(2))
		if spend(m).Cmp(f(k.Total)) < 0 {
			low = m
		} else {
			high = m
		}
	}
	spend(high)
	out := make([]float64, len(x))
	for i := range x {
		out[i], _ = x[i].Float64()
	}
	return out
}

func TestKnapsackInfeasible(t *testing.T) {
	var s separable.KnapsackSolver
	k := &separable.Knapsack{
		Curve: []float64{1, 2}, Linear: []float64{0, 0}, Weight: []float64{1, 1},
		Lower: []float64{0, 1}, Upper: []float64{3, 4}, Total: 7.1,
	}
	x := make([]float64, 2)
	_, err := s.Solve(x, k)
	require.ErrorIs(t, err, separable.ErrInfeasible)
	require.Equal(t, []float64{3, 4}, x)
	k.Total = 0.9
	_, err = s.Solve(x, k)
	require.ErrorIs(t, err, separable.ErrInfeasible)
	require.Equal(t, []float64{0, 1}, x)
	k.Total = 7
	_, err = s.Solve(x, k)
	require.NoError(t, err)
	require.Equal(t, []float64{3, 4}, x)
	_, err = s.Solve(nil, &separable.Knapsack{})
	require.NoError(t, err, "nothing to spend on nobody")
	_, err = s.Solve(nil, &separable.Knapsack{Total: 1})
	require.ErrorIs(t, err, separable.ErrInfeasible)
}

func TestKnapsackFaults(t *testing.T) {
	var s separable.KnapsackSolver
	good := func() *separable.Knapsack {
		return &separable.Knapsack{
			Curve: []float64{1, 2}, Linear: []float64{0, 0}, Weight: []float64{1, 1},
			Lower: []float64{0, 1}, Upper: []float64{3, 4}, Total: 5,
		}
	}
	for name, spoil := range map[string]func(*separable.Knapsack){
		"flat curve":     func(k *separable.Knapsack) { k.Curve[1] = 0 },
		"no number":      func(k *separable.Knapsack) { k.Linear[0] = math.NaN() },
		"negative":       func(k *separable.Knapsack) { k.Weight[0] = -1 },
		"crossed bounds": func(k *separable.Knapsack) { k.Lower[1] = 5 },
		"nan bound":      func(k *separable.Knapsack) { k.Upper[1] = math.NaN() },
		"infinite total": func(k *separable.Knapsack) { k.Total = math.Inf(1) },
		"short":          func(k *separable.Knapsack) { k.Lower = k.Lower[:1] },
		"no point":       func(k *separable.Knapsack) { k.Lower[0], k.Upper[0] = math.Inf(1), math.Inf(1) },
	} {
		k := good()
		spoil(k)
		_, err := s.Solve(make([]float64, 2), k)
		require.ErrorIs(t, err, separable.ErrInvalid, name)
		_, err = separable.VerifyKnapsack(k, make([]float64, 2), 0)
		require.ErrorIs(t, err, separable.ErrInvalid, name)
	}
	_, err := s.Solve(nil, good())
	require.ErrorIs(t, err, separable.ErrInvalid)
}

// TestKnapsackUnits scales money and persons by powers of two: the plan scales with them, bit by bit.
func TestKnapsackUnits(t *testing.T) {
	var s separable.KnapsackSolver
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		k := randomKnapsack(r, false)
		x, y := make([]float64, len(k.Curve)), make([]float64, len(k.Curve))
		m, err := s.Solve(x, k)
		require.NoError(t, err)
		const unit, money = 0x1p30, 0x1p-20
		for i := range k.Curve {
			k.Curve[i] *= money / unit / unit
			k.Linear[i] *= money / unit
			k.Lower[i] *= unit
			k.Upper[i] *= unit
		}
		k.Total *= unit
		m2, err := s.Solve(y, k)
		require.NoError(t, err)
		require.Equal(t, m*money/unit, m2) //nolint:testifylint // exact: scaling by powers of two rounds nothing
		for i := range x {
			require.Equal(t, x[i]*unit, y[i])
		}
	}
}

func TestKnapsackRelaxAndSplit(t *testing.T) {
	var s separable.KnapsackSolver
	r := rand.New(rand.NewPCG(7, 8))
	value := func(k *separable.Knapsack) (float64, []float64) {
		x := make([]float64, len(k.Curve))
		m, err := s.Solve(x, k)
		require.NoError(t, err)
		c, err := separable.VerifyKnapsack(k, x, m)
		require.NoError(t, err)
		return c.Objective, x
	}
	for range 200 {
		k := randomKnapsack(r, false)
		before, x := value(k)
		i := r.IntN(len(x))
		// An item in two halves of twice the curve each: the same plan.
		half := *k
		appendTo := func(v []float64, f float64) []float64 {
			w := append(append([]float64{}, v...), v[i]*f)
			w[i] *= f
			return w
		}
		half.Curve, half.Linear, half.Weight = appendTo(k.Curve, 2), appendTo(k.Linear, 1), appendTo(k.Weight, 1)
		half.Lower, half.Upper = appendTo(k.Lower, 0.5), appendTo(k.Upper, 0.5)
		after, y := value(&half)
		require.InDelta(t, before, after, 1e-9*(1+math.Abs(before)))
		require.InDelta(t, x[i], y[i]+y[len(x)], 1e-9*(1+math.Abs(x[i])))
		// A wider bound cannot cost more.
		k.Upper[i]++
		relaxed, _ := value(k)
		require.LessOrEqual(t, relaxed, before+1e-9*(1+math.Abs(before)))
	}
}

func randomLevel(r *rand.Rand, degenerate bool) *separable.WaterLevel {
	n := 1 + r.IntN(10)
	if r.IntN(8) == 0 {
		n = 1 + r.IntN(3000)
	}
	w := &separable.WaterLevel{}
	few := func(values ...float64) float64 { return values[r.IntN(len(values))] }
	unit := 1.0
	if degenerate {
		unit = few(1, 1e15, 1e-15)
	}
	all := 0.0
	for range n {
		s, p, m := 2000*r.ExpFloat64()*500, math.Round(500*r.ExpFloat64()), 1e6*r.Float64()
		if degenerate {
			s, p, m = few(0, 0, 1000, 2000), few(0, 1, 2, 2, 1e-9), few(0, 0, 1000, math.Inf(1))
		}
		w.Stock = append(w.Stock, s*unit)
		w.Pupils = append(w.Pupils, p)
		w.Most = append(w.Most, m*unit)
		if p > 0 {
			all += min(m, 5000) * unit
		}
	}
	w.Budget = all * r.Float64()
	if degenerate {
		w.Budget = all * few(0, 1, 0.5)
	} else if r.IntN(4) == 0 {
		w.Most = nil
	}
	if w.Most == nil && all == 0 {
		w.Budget = 0
	}
	return w
}

func TestWaterLevelIsOptimal(t *testing.T) {
	for _, degenerate := range []bool{false, true} {
		t.Run(fmt.Sprintf("degenerate=%v", degenerate), func(t *testing.T) {
			var s separable.KnapsackSolver
			r := rand.New(rand.NewPCG(9, 10))
			for i := range cases() {
				w := randomLevel(r, degenerate)
				x := make([]float64, len(w.Stock))
				level, err := s.Fill(x, w)
				require.NoError(t, err, "case %d", i)
				c, err := separable.VerifyWaterLevel(w, x, level)
				require.NoError(t, err)
				requireExact(t, c, exactShare, i)
			}
		})
	}
}

// TestWaterLevelIsAKnapsack compares the two forms of the same problem.
func TestWaterLevelIsAKnapsack(t *testing.T) {
	var s separable.KnapsackSolver
	r := rand.New(rand.NewPCG(11, 12))
	for range 200 {
		w := randomLevel(r, false)
		k := &separable.Knapsack{Total: w.Budget}
		for i := range w.Stock {
			w.Pupils[i] = max(w.Pupils[i], 1)
			k.Curve = append(k.Curve, 1/w.Pupils[i])
			k.Linear = append(k.Linear, w.Stock[i]/w.Pupils[i])
			k.Weight = append(k.Weight, 1)
			k.Lower = append(k.Lower, 0)
			top := math.Inf(1)
			if w.Most != nil {
				top = w.Most[i]
			}
			k.Upper = append(k.Upper, top)
		}
		if w.Most != nil { // pupils were raised from 0: those limits count now
			w.Budget = min(w.Budget, k.Total)
		}
		x, y := make([]float64, len(w.Stock)), make([]float64, len(w.Stock))
		level, err := s.Fill(x, w)
		require.NoError(t, err)
		m, err := s.Solve(y, k)
		require.NoError(t, err)
		require.InDelta(t, level, m, 1e-9*level)
		require.InDeltaSlice(t, x, y, 1e-9*(1+level*1e3))
	}
}

func TestWaterLevelFaults(t *testing.T) {
	var s separable.KnapsackSolver
	for name, w := range map[string]*separable.WaterLevel{
		"negative stock": {Stock: []float64{-1}, Pupils: []float64{1}, Budget: 1},
		"nan pupils":     {Stock: []float64{1}, Pupils: []float64{math.NaN()}, Budget: 1},
		"nan limit":      {Stock: []float64{1}, Pupils: []float64{1}, Most: []float64{math.NaN()}, Budget: 1},
		"shapes":         {Stock: []float64{1}, Pupils: []float64{1, 2}, Budget: 1},
		"budget":         {Stock: []float64{1}, Pupils: []float64{1}, Budget: -1},
	} {
		_, err := s.Fill(make([]float64, 1), w)
		require.ErrorIs(t, err, separable.ErrInvalid, name)
	}
	_, err := s.Fill(make([]float64, 1), &separable.WaterLevel{Stock: []float64{5}, Pupils: []float64{0}, Budget: 1})
	require.ErrorIs(t, err, separable.ErrInfeasible, "money for a section without pupils")
	_, err = s.Fill(make([]float64, 1), &separable.WaterLevel{Stock: []float64{5}, Pupils: []float64{1}, Most: []float64{2}, Budget: 3})
	require.ErrorIs(t, err, separable.ErrInfeasible)
}

func TestKnapsackAllocatesNothingWhenWarm(t *testing.T) {
	var s separable.KnapsackSolver
	r := rand.New(rand.NewPCG(13, 14))
	w := randomLevel(r, false)
	for len(w.Stock) < 1000 || w.Most == nil {
		w = randomLevel(r, false)
	}
	x := make([]float64, len(w.Stock))
	k := randomKnapsack(r, false)
	for len(k.Curve) < 1000 {
		k = randomKnapsack(r, false)
	}
	y := make([]float64, len(k.Curve))
	require.Zero(t, testing.AllocsPerRun(10, func() {
		_, _ = s.Fill(x, w)
		_, _ = s.Solve(y, k)
	}))
}

// TestKnapsackLimits holds the fast checks of the solver against the slow ones of Validate at the
// edges of what is allowed.
func TestKnapsackLimits(t *testing.T) {
	var s separable.KnapsackSolver
	edges := []float64{
		0, math.Copysign(0, -1), 1e-50, math.Nextafter(1e-50, 0), 1e50, math.Nextafter(1e50, 1e60), -1e50, -1,
		math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, math.MaxFloat64, 1,
	}
	for _, v := range edges {
		for field := range 6 {
			w := &separable.WaterLevel{Stock: []float64{1, 1}, Pupils: []float64{1, 1}, Most: []float64{1, 1}, Budget: 1}
			k := &separable.Knapsack{
				Curve: []float64{1, 1}, Linear: []float64{1, 1}, Weight: []float64{1, 1},
				Lower: []float64{0, 0}, Upper: []float64{1, 1}, Total: 1,
			}
			switch field {
			case 0:
				w.Stock[1], k.Curve[1] = v, v
			case 1:
				w.Pupils[1], k.Linear[1] = v, v
			case 2:
				w.Most[1], k.Weight[1] = v, v
			case 3:
				w.Budget, k.Total = v, v
			case 4:
				k.Lower[1] = v
			default:
				k.Upper[1] = v
			}
			x := make([]float64, 2)
			_, err := s.Fill(x, w)
			if w.Validate() == nil {
				require.NotErrorIs(t, err, separable.ErrInvalid, "%v in field %d", v, field)
			} else {
				require.ErrorIs(t, err, separable.ErrInvalid, "%v in field %d", v, field)
			}
			_, err = s.Solve(x, k)
			if k.Validate() == nil {
				require.NotErrorIs(t, err, separable.ErrInvalid, "%v in field %d", v, field)
			} else {
				require.ErrorIs(t, err, separable.ErrInvalid, "%v in field %d", v, field)
			}
		}
	}
}
