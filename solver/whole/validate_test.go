package whole_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/whole"
)

// two is a county of two stocks in three sections that a rule and a budget tie together.
func two() *tiny {
	stock := func(limit float64, have ...int) tinyStock {
		return tinyStock{
			threshold: 0.1, have: have, limit: limit, share: 0.8,
			arcs: []tinyArc{{0, 1, 1}, {0, 2, 2}, {1, 2, 1}}, leave: []int{2, 1, 0},
			price: []float64{3, 3, 4}, buys: []int{2, 3, 4},
		}
	}
	return &tiny{
		pupils: []float64{50, 40, 60}, stocks: []tinyStock{stock(0.15, 8, 3, 4), stock(0.2, 4, 4, 5)},
		rule: 1, budget: 30, priced: true, wholeFlows: true, meanGrids: true, before: true,
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		make func(p *whole.Problem)
	}{
		{"linear", func(p *whole.Problem) { p.Linear.Cost[0] = nan }},
		{"no sections", func(p *whole.Problem) { p.Cones[0].Level, p.Cones[0].Weight = nil, nil }},
		{"weights short", func(p *whole.Problem) { p.Cones[0].Weight = p.Cones[0].Weight[1:] }},
		{"steps short", func(p *whole.Problem) { p.Cones[0].Step = p.Cones[0].Step[1:] }},
		{"bases short", func(p *whole.Problem) { p.Cones[0].Base = nil }},
		{"mean column", func(p *whole.Problem) { p.Cones[0].Mean = -1 }},
		{"mean column high", func(p *whole.Problem) { p.Cones[0].Mean = 1 << 20 }},
		{"level column", func(p *whole.Problem) { p.Cones[0].Level[1] = 1 << 20 }},
		{"limit", func(p *whole.Problem) { p.Cones[0].Limit = -0.1 }},
		{"limit NaN", func(p *whole.Problem) { p.Cones[0].Limit = nan }},
		{"weight", func(p *whole.Problem) { p.Cones[0].Weight[0] = 0 }},
		{"weight NaN", func(p *whole.Problem) { p.Cones[0].Weight[0] = nan }},
		{"weight infinite", func(p *whole.Problem) { p.Cones[0].Weight[0] = inf }},
		{"step", func(p *whole.Problem) { p.Cones[0].Step[0] = -1 }},
		{"step NaN", func(p *whole.Problem) { p.Cones[0].Step[0] = nan }},
		{"weights' sum", func(p *whole.Problem) { p.Cones[0].Weight[0] /= 2 }},
		{"base", func(p *whole.Problem) { p.Cones[0].Base[0] = inf }},
		{"mean step", func(p *whole.Problem) { p.Cones[0].MeanStep = inf }},
		{"mean base", func(p *whole.Problem) { p.Cones[0].MeanBase = nan }},
		{"before negative", func(p *whole.Problem) { p.Cones[0].Before[0] = -1 }},
		{"before short", func(p *whole.Problem) { p.Cones[0].Before = p.Cones[0].Before[1:] }},
		{"before NaN", func(p *whole.Problem) { p.Cones[0].Before[0] = nan }},
		{"floor's cone", func(p *whole.Problem) { p.Floors[0].Cone = 2 }},
		{"floor's section", func(p *whole.Problem) { p.Floors[0].I = -1 }},
		{"floor's excuse", func(p *whole.Problem) { p.Floors[0].Excuse = 1 << 20 }},
		{"excuse in parts", func(p *whole.Problem) { p.Linear.Whole[p.Floors[2].Excuse] = false }},
		{"excuse twice", func(p *whole.Problem) { p.Linear.ColUpper[p.Floors[2].Excuse] = 2 }},
		{"floor upside down", func(p *whole.Problem) { p.Floors[0].Low = p.Floors[0].Top + 1 }},
		{"floor NaN", func(p *whole.Problem) { p.Floors[0].Top = nan }},
		{"link", func(p *whole.Problem) { p.Links[0] = p.Linear.NumRows() }},
		{"link negative", func(p *whole.Problem) { p.Links[0] = -1 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := two().problem()
			require.NoError(t, p.Validate())
			c.make(p)
			require.ErrorIs(t, p.Validate(), whole.ErrInvalid)
			v, err := whole.New(p, settings())
			require.ErrorIs(t, err, whole.ErrInvalid)
			require.Nil(t, v)
		})
	}
	for _, s := range []whole.Settings{
		{}, {Open: settings().Open, Gap: -1}, {Open: settings().Open, Gap: nan},
		{Open: settings().Open, TimeLimit: -1}, {Open: settings().Open, TimeLimit: nan}, {Open: settings().Open, Parallel: -1},
	} {
		_, err := whole.New(two().problem(), s)
		require.ErrorIs(t, err, whole.ErrInvalid)
	}
	p := two().problem()
	p.Cones[0].Limit, p.Cones[1].Mean, p.Floors[0].I, p.Links[0] = -1, -1, 9, -1
	err := p.Validate()
	for _, part := range []string{"cone 0: limit", "cone 1: mean", "floor 0: section 9", "link: row -1"} {
		require.ErrorContains(t, err, part, "all at once")
	}
}

func TestCheckSaysWhatIsWrong(t *testing.T) {
	p := two().problem()
	r := solve(t, p, settings())
	require.Equal(t, solver.Optimal, r.Status)
	value, err := p.Check(r.X)
	require.NoError(t, err)
	require.InDelta(t, r.Value, value, valueTolerance)
	require.LessOrEqual(t, r.Gap(), whole.DefaultGap)

	_, err = p.Check(r.X[1:])
	require.ErrorIs(t, err, whole.ErrInvalid)
	at := func(j int, v float64) []float64 {
		x := append([]float64(nil), r.X...)
		x[j] = v
		return x
	}
	first := -1
	for j, w := range p.Linear.Whole {
		if w && first < 0 {
			first = j
		}
	}
	_, err = p.Check(at(first, r.X[first]+0.5))
	require.ErrorContains(t, err, "not whole")
	_, err = p.Check(at(first, -1))
	require.ErrorContains(t, err, "column")
	_, err = p.Check(at(first, r.X[first]+1))
	require.ErrorContains(t, err, "row")
	_, err = p.Check(at(0, math.NaN()))
	require.Error(t, err)
	p.Cones[0].Limit = 0
	_, err = p.Check(r.X)
	require.ErrorContains(t, err, "CV of cone 0")
}

func TestCV(t *testing.T) {
	c := whole.Cone{Level: []int32{1, 0}, Weight: []float64{0.25, 0.75}}
	require.InDelta(t, 0, c.CV([]float64{2, 2}), 1e-15)
	// Mean 1, squares 0.75 * 4/9 + 0.25 * 4 = 4/3.
	require.InDelta(t, math.Sqrt(1.0/3), c.CV([]float64{2.0 / 3, 2}), 1e-15)
	require.Equal(t, inf, c.CV([]float64{0, 0}), "no mean to be even about")
}

func TestGap(t *testing.T) {
	require.Equal(t, inf, (&whole.Result{Value: inf, Bound: 1}).Gap())
	require.InDelta(t, 0.1, (&whole.Result{X: []float64{1}, Value: -10, Bound: -11}).Gap(), 1e-12)
	require.Zero(t, (&whole.Result{X: []float64{1}, Value: 10, Bound: 10}).Gap())
}

// An engine counts those that are open.
type engine struct {
	solver.Backend
	open *int
}

func (e engine) Close() error {
	*e.open--
	return e.Backend.Close()
}

// errEngine is what an engine that cannot be opened says.
var errEngine = errors.New("no more engines")

func TestEnginesAreGivenBack(t *testing.T) {
	open, left := 0, math.MaxInt
	s := whole.Settings{Open: func() (solver.Backend, error) {
		if left--; left < 0 {
			return nil, errEngine
		}
		b, err := highs.Open()
		if err == nil {
			open++
		}
		return engine{b, &open}, err
	}}
	v, err := whole.New(two().problem(), s)
	require.NoError(t, err)
	blocks := open
	require.Positive(t, blocks)
	_, err = v.Solve(context.Background())
	require.NoError(t, err)
	require.Equal(t, blocks, open, "what a solve opens it closes")
	require.NoError(t, v.Close())
	require.Zero(t, open)
	require.NoError(t, v.Close(), "closing twice is harmless")
	require.Zero(t, open)

	for left = range blocks {
		_, err = whole.New(two().problem(), s)
		require.ErrorIs(t, err, errEngine)
		require.Zero(t, open, "those opened before are given back")
	}
	left = blocks
	v, err = whole.New(two().problem(), s)
	require.NoError(t, err)
	_, err = v.Solve(context.Background())
	require.ErrorIs(t, err, errEngine, "of the search over all blocks")
	require.NoError(t, v.Close())
	require.Zero(t, open)
}
