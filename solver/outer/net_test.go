package outer_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
)

// fataler is what rapid and testing have in common here.
type fataler interface {
	require.TestingT
	Helper()
}

// A net moves stock between sections over arcs, out of each at most so much, for the least cost that
// brings the squared CV of levels down to a cap. The mean of levels is one.
type net struct {
	weight, level, out []float64 // by section
	arcs               []netArc
	cap                float64
}

type netArc struct {
	from, to int
	cost     float64
}

// drawNet draws a net. Caps below what the arcs can reach occur.
func drawNet(t *rapid.T) *net {
	n := rapid.IntRange(2, 6).Draw(t, "n")
	m := &net{}
	var total, mean float64
	for range n {
		m.weight = append(m.weight, rapid.Float64Range(0.5, 2).Draw(t, "weight"))
		m.level = append(m.level, rapid.Float64Range(0.1, 3).Draw(t, "level"))
		total += m.weight[len(m.weight)-1]
	}
	for i := range n {
		m.weight[i] /= total
		mean += m.weight[i] * m.level[i]
	}
	var square float64
	for i := range n {
		m.level[i] /= mean
		square += m.weight[i] * (m.level[i] - 1) * (m.level[i] - 1)
		m.out = append(m.out, rapid.Float64Range(0.05, 1).Draw(t, "share")*m.weight[i]*m.level[i])
		for j := range n {
			if i != j && rapid.IntRange(0, 3).Draw(t, "arc") > 0 {
				m.arcs = append(m.arcs, netArc{i, j, rapid.Float64Range(0.5, 3).Draw(t, "cost")})
			}
		}
	}
	m.cap = square * rapid.Float64Range(0.05, 0.95).Draw(t, "cap")
	return m
}

// A netLP is a net in a session with some of its arcs; it prices the others.
type netLP struct {
	*net
	loop   *outer.Loop
	q      *outer.Squares
	column []int // by arc, -1: outside
	capRow int
	whole  float64 // flows are whole multiples of it; 0: divisible
	most   int     // columns appended by one call; 0: all
	rests  []float64
}

// open loads a net. rest says which arcs are left outside.
func (m *net) open(t fataler, rest func(a int) bool, whole float64) (*netLP, func()) {
	t.Helper()
	p := &netLP{net: m, q: &outer.Squares{Weight: m.weight, At: m.level}, whole: whole}
	var lp solver.Problem
	n := len(m.level)
	p.q.Mean = int32(lp.AddCol(0, 1, 1, false))
	for range n {
		p.q.Level = append(p.q.Level, int32(lp.AddCol(0, 0, math.Inf(1), false)))
		p.q.Square = append(p.q.Square, int32(lp.AddCol(0, 0, math.Inf(1), false)))
	}
	p.q.Allowed = func(x []float64) float64 { return (1 + m.cap) * x[p.q.Mean] }
	index, value := make([][]int32, 2*n), make([][]float64, 2*n)
	for a, e := range m.arcs {
		p.column = append(p.column, -1)
		if rest(a) {
			continue
		}
		p.column[a] = lp.AddCol(e.cost*p.unit(), 0, p.upper(e.from), whole > 0)
		rows, values := p.entries(a)
		for k, i := range rows {
			index[i], value[i] = append(index[i], int32(p.column[a])), append(value[i], values[k])
		}
	}
	for i := range n {
		lp.AddRow(m.level[i], m.level[i], append(index[i], p.q.Level[i]), append(value[i], 1))
	}
	for i := range n {
		lp.AddRow(math.Inf(-1), m.out[i], index[n+i], value[n+i])
	}
	p.capRow = lp.AddRow(math.Inf(-1), 1+m.cap, p.q.Square, m.weight)
	backend, err := highs.Open()
	require.NoError(t, err)
	s, err := solver.NewSession(backend, &lp)
	require.NoError(t, err)
	p.loop, err = outer.New(s, p.q)
	require.NoError(t, err)
	return p, func() { require.NoError(t, s.Close()) }
}

// unit is what one unit of a column moves.
func (p *netLP) unit() float64 {
	if p.whole > 0 {
		return p.whole
	}
	return 1
}

// upper bounds a column: whole ones need a bound for a search to end.
func (p *netLP) upper(from int) float64 {
	if p.whole > 0 {
		return math.Floor(p.out[from] / p.whole)
	}
	return math.Inf(1)
}

// entries are those of an arc's column in the level rows and the rows of what goes out.
func (p *netLP) entries(a int) ([]int32, []float64) {
	e, u := p.arcs[a], p.unit()
	return []int32{int32(e.from), int32(e.to), int32(len(p.level) + e.from)},
		[]float64{u / p.weight[e.from], -u / p.weight[e.to], u}
}

// Price implements [outer.Pricer].
func (p *netLP) Price(dst *solver.Cols, weight float64, rowDual []float64, tol float64) (rest float64) {
	least := make([]float64, len(p.level))
	for a, e := range p.arcs {
		if p.column[a] >= 0 {
			continue
		}
		index, value := p.entries(a)
		d := weight * e.cost * p.unit()
		for k, i := range index {
			d -= rowDual[i] * value[k]
		}
		if d >= -tol {
			continue
		}
		least[e.from] = min(least[e.from], d)
		if p.most == 0 || dst.Len() < p.most {
			p.column[a] = p.loop.Session.NumCols() + dst.Len()
			dst.Add(e.cost*p.unit(), 0, p.upper(e.from), p.whole > 0, index, value)
		}
	}
	for i, d := range least {
		rest += d * p.out[i] / p.unit()
	}
	p.rests = append(p.rests, rest)
	return rest
}

// inside counts the arcs that have a column.
func (p *netLP) inside() int {
	n := 0
	for _, c := range p.column {
		if c >= 0 {
			n++
		}
	}
	return n
}

func none(int) bool { return false }
func all(int) bool  { return true }

// slack is by how much optima may differ that keep the cap to the tolerance of the cuts: what that is
// worth at the cap's price, and the engine's rounding.
func (p *netLP) slack(res *outer.Result) float64 {
	return 4*outer.Tolerance*math.Abs(res.RowDual[p.capRow]) + 1e-9*max(1, math.Abs(res.Objective))
}

// solveNet solves to the end.
func solveNet(t fataler, p *netLP, s outer.Settings) *outer.Result {
	t.Helper()
	res, err := p.loop.Solve(context.Background(), nil, s)
	require.NoError(t, err)
	return res
}

// with is a net with other arcs, for tables.
func (m *net) with(arcs ...netArc) *net {
	other := *m
	other.arcs = slices.Clone(arcs)
	return &other
}

// pair is two sections of equal weight, one with half the mean and one with one and a half, whose CV is
// to be 0.1.
func pair() *net {
	return &net{weight: []float64{0.5, 0.5}, level: []float64{0.5, 1.5}, out: []float64{1, 1}, cap: 0.01}
}

func TestNetOfTwoHasItsKnownOptimum(t *testing.T) {
	// Levels 1 -+ d have a squared CV of d^2: for 0.01 levels 0.9 and 1.1, which is 0.2 moved.
	p, done := pair().with(netArc{1, 0, 2}).open(t, none, 0)
	defer done()
	res := solveNet(t, p, outer.Settings{})
	require.True(t, res.Done)
	require.InDelta(t, 2*0.2, res.Objective, p.slack(res))
}
