package main

import (
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/parametric"
)

// basis is a basis near the optimum, from the relaxed one. At every level binds the tangent there, and
// for all but one of the moves or purchases of an indicator the tangent beside it at a section that they
// change, as often above as below. The one that is left sets a price: of the cap, or of the money where
// it is spent. It is dual feasible but for rounding if the relaxed optimum is that of the problem, and
// levels lie between neighbouring tangents.
func (p *countyLP) basis(relaxed []*parametric.Balance) *solver.Basis {
	b := &solver.Basis{Col: make([]solver.BasisStatus, p.session.NumCols()), Row: make([]solver.BasisStatus, p.session.NumRows())}
	for i := range b.Row {
		b.Row[i] = solver.Basic
	}
	over := 0 // rows that bind beyond the columns that are basic
	if p.ratio != nil {
		b.Col[p.ratio.Theta] = solver.Basic
		over--
		cost := 0.0
		for _, r := range relaxed {
			cost += r.Cost
		}
		if cost > p.Budget/million*(1-boundShare) {
			b.Row[p.money] = solver.AtUpper
			over++
		}
	}
	cuts := p.cutRows()
	worst := p.capRatio
	if p.ratio != nil {
		worst = p.ratio.From
	}
	for k, q := range p.Indicators {
		if q.Kind == asset {
			b.Col[p.squares[k].Mean] = solver.Basic
			b.Row[p.average[k]] = solver.AtLower
		}
		for i := range p.N {
			b.Col[p.squares[k].Level[i]], b.Col[p.squares[k].Square[i]] = solver.Basic, solver.Basic
			b.Row[p.level[k][i]] = solver.AtLower
			b.Row[cuts[k][i][len(cuts[k][i])/2]] = solver.AtLower
		}
		if relaxed[k].CV > worst*q.Limit*(1-boundShare) {
			b.Row[p.caps[k]] = solver.AtUpper
			over++
		}
		set := p.changed(k, b, relaxed[k])
		left := min(max(0, over), len(set))
		over -= left
		beside(b, cuts[k], set[left:], relaxed[k])
	}
	return b
}

// boundShare is how near a cap, a share or the budget counts as there.
const boundShare = 1e-7

// cutRows are the rows of seeds by indicator, section and factor, of which that in the middle is one.
func (p *countyLP) cutRows() [][][]int {
	rows := make([][][]int, len(p.Indicators))
	for k := range rows {
		rows[k] = make([][]int, p.N)
	}
	for _, c := range p.loop.Cuts {
		i := p.squares[c.Oracle].Rows[c.Nth].I
		rows[c.Oracle][i] = append(rows[c.Oracle][i], c.Row)
	}
	return rows
}

// beside makes the tangents beside the levels of some sections bind, above or below, so that what the
// levels come to in all is about kept.
func beside(b *solver.Basis, cuts [][]int, sections []int, relaxed *parametric.Balance) {
	shift := 0.0
	for _, i := range sections {
		middle := len(cuts[i]) / 2
		if middle == 0 {
			continue // a level of 0, where there is one tangent
		}
		if shift > 0 {
			b.Row[cuts[i][middle-1]] = solver.AtLower
			shift -= relaxed.Stock[i]
		} else {
			b.Row[cuts[i][middle+1]] = solver.AtLower
			shift += relaxed.Stock[i]
		}
	}
}

// changed makes the purchases or moves of an indicator basic and returns as many sections whose levels
// they change, the one with the most pupils first.
func (p *countyLP) changed(k int, b *solver.Basis, relaxed *parametric.Balance) []int {
	var set []int
	if p.Indicators[k].Kind == asset {
		for i, v := range relaxed.Buy {
			if v > 0 {
				b.Col[p.buy[k][i]] = solver.Basic
				set = append(set, i)
			}
		}
	} else {
		set = p.grow(k, b, relaxed.Flow)
	}
	for n, i := range set {
		if p.Pupils[i] > p.Pupils[set[0]] {
			set[0], set[n] = i, set[0]
		}
	}
	return set
}

// grow makes the moves of a kind basic, of those in a circle all but one, and returns all sections but
// one of every tree that they form. A section that sends all it may is two: what it sends leaves from a
// hub, which has a row of its own instead of a level.
func (p *countyLP) grow(k int, b *solver.Basis, flow []float64) []int {
	out, parent := make([]float64, p.N), make([]int, 2*p.N)
	for v := range parent {
		parent[v] = v
	}
	root := func(v int) int {
		for parent[v] != v {
			parent[v] = parent[parent[v]]
			v = parent[v]
		}
		return v
	}
	for a, f := range flow {
		out[p.Arcs[a].from] += f
	}
	for a, f := range flow {
		from, to := p.Arcs[a].from, p.Arcs[a].to
		if f <= 0 {
			continue
		}
		if out[from] >= p.most(k, from)*(1-boundShare) {
			b.Row[p.out[k][from]] = solver.AtUpper
			from += p.N
		}
		r, s := root(from), root(to)
		if r == s {
			continue
		}
		b.Col[p.move[k][a]] = solver.Basic
		parent[max(r, s)] = min(r, s) // hubs come last: the root is a section
	}
	var set []int
	for i := range p.N {
		if parent[i] != i {
			set = append(set, i)
		}
	}
	return set
}
