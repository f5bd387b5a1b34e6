package verify

import (
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// A ground is a problem laid out for proofs: its stages, the sections that count in them, and the
// selected indicators of each.
type ground struct {
	p      *plan.Problem
	r      *plan.Rules
	stages []stage
	at     map[int]place // by section of the county, where it counts in a selected stage
	bought []purchase    // made on first use: see purchases
}

// A place is a section by its stage and its position there.
type place struct{ s, i int }

// A stage is the sections of one stage that count, in county order.
type stage struct {
	name    string
	rows    []*standard.Row
	school  []int // of the county
	section []int // of the county
	pupils  float64
	targets []*target // by indicator of the standard; nil: not selected
}

// A target is one indicator in one stage.
type target struct {
	k, s      int
	of        *standard.Indicator
	weight    []float64 // of each section in means and CVs
	reference float64   // stock per pupil that makes relative levels near 1: any positive number serves
	total     tally     // T before: weighted sum of the relative levels
	best      float64   // highest stock per pupil, or that of the minimum
	empty     bool      // there is nothing of it in the stage
}

// newGround lays out a problem.
func newGround(r *plan.Rules) *ground {
	g := &ground{p: r.Problem, r: r, at: make(map[int]place, len(r.Table.Rows))}
	for _, name := range r.Table.Stages {
		if !g.p.SelectedStage(name) {
			continue
		}
		st := stage{name: name, targets: make([]*target, len(g.p.Standard.Indicators))}
		for n := range r.Table.Rows {
			row := &r.Table.Rows[n]
			if row.Stage != name {
				continue
			}
			g.at[row.Section] = place{len(g.stages), len(st.rows)}
			st.rows = append(st.rows, row)
			st.school = append(st.school, row.School)
			st.section = append(st.section, row.Section)
		}
		var pupils tally
		for _, row := range st.rows {
			pupils.put(row.Pupils)
		}
		st.pupils = pupils.value()
		for k := range g.p.Standard.Indicators {
			if of := &g.p.Standard.Indicators[k]; g.p.Selected(of.Code, name) {
				st.targets[k] = newTarget(g, &st, k, len(g.stages))
			}
		}
		g.stages = append(g.stages, st)
	}
	return g
}

// newTarget measures one indicator in one stage.
func newTarget(g *ground, st *stage, k, s int) *target {
	t := &target{k: k, s: s, of: &g.p.Standard.Indicators[k], weight: make([]float64, len(st.rows))}
	var mean tally
	for i, row := range st.rows {
		t.weight[i] = row.Pupils / st.pupils
		if g.p.Standard.Weighting == standard.Unweighted {
			t.weight[i] = 1 / float64(len(st.rows))
		}
		mean.put(t.weight[i] * row.Stock[k] / row.Pupils)
	}
	t.reference = mean.value()
	if t.empty = !(t.reference > 0); t.empty {
		t.reference = 1
	}
	for i, row := range st.rows {
		t.total.add(t.weight[i] * row.Stock[k] / (row.Pupils * t.reference))
		t.best = max(t.best, row.Stock[k]/row.Pupils)
	}
	if minimum, ok := t.of.Minimum[st.name]; ok {
		t.best = max(t.best, minimum/t.of.Per)
	}
	if t.best == 0 {
		t.best = 1 // the county has none of it and no minimum asks for any
	}
	return t
}

// scale is what one unit of stock adds to a section's relative level.
func (t *target) scale(st *stage, i int) float64 { return 1 / (st.rows[i].Pupils * t.reference) }

// effect is what one teacher of a kind adds to the target's stock in a section: a column that the
// section does not have stays as it is.
func (g *ground) effect(t *target, kind, i int) float64 {
	var sum float64
	stocks := g.p.County.Sections[g.stages[t.s].section[i]].Stocks
	for _, term := range t.of.Stock {
		if g.r.Kinds[kind].Has(term.Column) {
			if _, ok := stocks[term.Column]; ok {
				sum += term.Sign
			}
		}
	}
	return sum
}

// counts says whether teachers of a kind count in the target, by its definition.
func (g *ground) counts(t *target, kind int) bool {
	return slices.ContainsFunc(t.of.Stock, func(term standard.Term) bool { return g.r.Kinds[kind].Has(term.Column) })
}

// find is the target of a code in a stage; nil: there is none that is selected.
func (g *ground) find(code, stageName string) *target {
	for s := range g.stages {
		if g.stages[s].name != stageName {
			continue
		}
		for _, t := range g.stages[s].targets {
			if t != nil && t.of.Code == code {
				return t
			}
		}
	}
	return nil
}

// place is a section by its names; false: it does not count or is not of a selected stage.
func (g *ground) place(school, stageName string) (place, bool) {
	at, ok := g.at[g.r.Section(school, stageName)]
	return at, ok
}

// denominator is what the CV of a target is divided by in a ratio of dispersion.
func (g *ground) denominator(t *target) float64 {
	if limit, ok := g.p.CVLimit(t.of.Code, g.stages[t.s].name); ok {
		return limit
	}
	return 1
}
