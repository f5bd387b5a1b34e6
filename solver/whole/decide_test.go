package whole

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// excused is a county of one stock that may be bought in parts, in which every section may be excused
// from its floor, at a price.
func excused(t *rapid.T) *Problem {
	n := rapid.IntRange(2, 4).Draw(t, "sections")
	p := &Problem{Linear: solver.Problem{Whole: []bool{}}}
	lp := &p.Linear
	c := Cone{Limit: rapid.Float64Range(0.05, 0.4).Draw(t, "limit")}
	pupils := make([]float64, n)
	total := 0.0
	for i := range pupils {
		pupils[i] = float64(rapid.IntRange(1, 9).Draw(t, "pupils"))
		total += pupils[i]
	}
	c.Mean = int32(lp.AddCol(0, 0, 10, false))
	index, value := []int32{c.Mean}, []float64{-1}
	for i := range pupils {
		w := pupils[i] / total
		have := rapid.Float64Range(0.2, 1.5).Draw(t, "have")
		buy := int32(lp.AddCol(pupils[i], 0, 20, false))
		level := int32(lp.AddCol(0, 0, 25, false))
		excuse := int32(lp.AddCol(rapid.Float64Range(0, 0.4).Draw(t, "price")*pupils[i], 0, 1, true))
		lp.AddRow(have, have, []int32{level, buy}, []float64{1, -1})
		lp.AddRow(1, math.Inf(1), []int32{level, excuse}, []float64{1, 0.4})
		c.Level, c.Weight, c.Before = append(c.Level, level), append(c.Weight, w), append(c.Before, have)
		index, value = append(index, level), append(value, w)
		p.Floors = append(p.Floors, Floor{I: i, Excuse: excuse, Top: 1, Low: 0.6})
	}
	lp.AddRow(0, 0, index, value)
	p.Cones = []Cone{c}
	return p
}

// Deciding excuses one by one comes to the least over all ways to decide them.
func TestExcusesDecidedAsEnumerated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := excused(t)
		s := &Settings{Open: func() (solver.Backend, error) { return highs.Open() }}
		of, count := p.blocks()
		require.Equal(t, 1, count)
		m, err := newBlock(p, of, 0, s)
		require.NoError(t, err)
		defer func() { require.NoError(t, m.close()) }()
		ctx := context.Background()

		least := math.Inf(1)
		for set := range 1 << len(p.Floors) {
			choice := make([]bool, p.Linear.NumCols())
			for f := range p.Floors {
				choice[p.Floors[f].Excuse] = set>>f&1 == 1
			}
			require.NoError(t, m.fixExcuses(choice))
			bound, err := m.least(ctx, math.Inf(1), 10)
			require.NoError(t, err)
			least = min(least, bound)
		}

		require.NoError(t, m.freeExcuses())
		before := m.keepBounds()
		m.deciding = true
		open, err := m.boxes(ctx, 10, math.Inf(1), func(open *boxes) *box { return open.first(math.Inf(1)) })
		require.NoError(t, err)
		require.Equal(t, before, m.keepBounds(), "what was decided is open again")
		require.InDelta(t, least, open.lowest(), 1e-4*max(1, least))
	})
}
