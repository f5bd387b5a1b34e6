package exact

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A frame is the county of a problem as arrays: stages, their sections, and one target for each
// selected indicator in each selected stage.
type frame struct {
	p       *plan.Problem
	r       *plan.Rules
	stages  []stage
	targets []target
	// at maps a row of the table to its stage and place there; stage -1: not selected.
	at []place
	// movable says for each kind of teacher whether rotation may move it; hireable likewise.
	groups [][]group // by stage
	year   int
	roomy  bool   // columns are as roomy as if money had no cap
	joint  bool   // pupils change too: what depends on them is left to jointRoom
	parts  *parts // made by whyNotParametric; nil: not made, or the problem has no such parts
}

// A place is a section by its stage and its position within the stage.
type place struct{ stage, i int }

// A stage is the sections of one stage that count, in county order.
type stage struct {
	name   string
	rows   []int // of the table
	weight []float64
}

// A target is one indicator in one stage.
type target struct {
	indicator  int
	stage      int // index into frame.stages
	code       string
	of         *standard.Indicator
	before     []float64 // stock by section of the stage
	reference  float64   // mean value of a unit of stock per pupil: relative levels are near 1
	level      []float64 // relative, before
	mean       float64   // relative, before: 1, or 0 where there is no stock
	changeable bool
	limit      float64 // on the CV, or 1: the denominator of its ratio
	hard       bool    // limit is a condition
	minimum    float64 // of the value; NaN: none
	floor      float64 // of the value where the section rule excuses it from the minimum
}

// A group is a set of kinds of teacher that no rule of the problem tells apart.
type group struct {
	kinds []int // of plan.Rules, plainest first
	has   []int // targets of the stage that its kinds count in
}

// newFrame reads a problem that is valid.
func newFrame(r *plan.Rules) *frame {
	p := r.Problem
	f := &frame{p: p, r: r, year: p.Year(), at: make([]place, len(r.Table.Rows))}
	for i := range f.at {
		f.at[i] = place{-1, -1}
	}
	for _, name := range r.Table.Stages {
		if !p.SelectedStage(name) {
			continue
		}
		st := stage{name: name}
		for i := range r.Table.Rows {
			if r.Table.Rows[i].Stage == name {
				f.at[i] = place{len(f.stages), len(st.rows)}
				st.rows = append(st.rows, i)
			}
		}
		st.weight = f.weights(st.rows)
		f.stages = append(f.stages, st)
	}
	changeable := r.Changeable()
	for s := range f.stages {
		for k := range p.Standard.Indicators {
			if p.Selected(p.Standard.Indicators[k].Code, f.stages[s].name) {
				f.targets = append(f.targets, f.newTarget(k, s, changeable))
			}
		}
	}
	f.groups = make([][]group, len(f.stages))
	for s := range f.stages {
		f.groups[s] = f.newGroups(s)
	}
	return f
}

// weights are how sections count in a mean.
func (f *frame) weights(rows []int) []float64 {
	w := make([]float64, len(rows))
	if f.p.Standard.Weighting == standard.Unweighted {
		for i := range w {
			w[i] = 1 / float64(len(w))
		}
		return w
	}
	var pupils float64
	for _, i := range rows {
		pupils += f.r.Table.Rows[i].Pupils
	}
	for n, i := range rows {
		w[n] = f.r.Table.Rows[i].Pupils / pupils
	}
	return w
}

// newTarget reads one indicator in one stage.
func (f *frame) newTarget(k, s int, changeable []plan.Target) target {
	st, of := &f.stages[s], &f.p.Standard.Indicators[k]
	t := target{
		indicator: k, stage: s, code: of.Code, of: of, minimum: math.NaN(), limit: 1,
		before: make([]float64, len(st.rows)), level: make([]float64, len(st.rows)),
		changeable: slices.Contains(changeable, plan.Target{Indicator: k, Stage: st.name}),
	}
	for i, row := range st.rows {
		at := &f.r.Table.Rows[row]
		t.before[i] = at.Stock[k]
		t.reference += st.weight[i] * at.Stock[k] / at.Pupils
	}
	t.mean = 1
	if !(t.reference > 0) {
		t.reference, t.mean = 1, 0
	}
	for i, row := range st.rows {
		t.level[i] = t.before[i] / (f.r.Table.Rows[row].Pupils * t.reference)
		if t.mean == 0 {
			t.mean += st.weight[i] * t.level[i]
		}
	}
	if limit, ok := f.p.CVLimit(of.Code, st.name); ok {
		t.limit = limit
		_, t.hard = f.p.HardCVLimit(of.Code, st.name)
	}
	if m, ok := of.Minimum[st.name]; ok {
		t.minimum, t.floor = m, f.p.Standard.Floor(k, st.name)
	}
	return t
}

// distances are those of the county.
func (f *frame) distances() *model.Distances { return f.r.Distances() }

// pupils of a section of a stage.
func (f *frame) pupils(s, i int) float64 { return f.r.Table.Rows[f.stages[s].rows[i]].Pupils }

// section is the county's index of a section of a stage.
func (f *frame) section(s, i int) int { return f.r.Table.Rows[f.stages[s].rows[i]].Section }

// school is the county's school of a section of a stage.
func (f *frame) school(s, i int) *model.School {
	return &f.p.County.Schools[f.r.Table.Rows[f.stages[s].rows[i]].School]
}

// scale is what one unit of stock adds to a section's relative level.
func (t *target) scale(f *frame, i int) float64 { return 1 / (f.pupils(t.stage, i) * t.reference) }

// newGroups sorts the kinds of teacher present in a stage, or to be hired, into groups.
func (f *frame) newGroups(s int) []group {
	var groups []group
	apart := f.kindsApart()
	for k, kind := range f.r.Kinds {
		g := group{kinds: []int{k}}
		for t := range f.targets {
			if f.targets[t].stage == s && counts(f.targets[t].of, kind) {
				g.has = append(g.has, t)
			}
		}
		alike := func(o group) bool { return slices.Equal(o.has, g.has) && f.sameEffect(g.has, o.kinds[0], k) }
		if i := slices.IndexFunc(groups, alike); i >= 0 && !apart {
			groups[i].kinds = append(groups[i].kinds, k)
			continue
		}
		groups = append(groups, g)
	}
	for i := range groups {
		slices.SortStableFunc(groups[i].kinds, func(a, b int) int {
			return len(f.r.Kinds[a].Attributes) - len(f.r.Kinds[b].Attributes)
		})
	}
	return groups
}

// sameEffect says whether a teacher of one kind is worth as much as one of another in some targets: in
// a sum of teachers and of those above the degree, one counts once and the other twice.
func (f *frame) sameEffect(targets []int, a, b int) bool {
	for _, t := range targets {
		if of := f.targets[t].of; effectOf(of, f.r.Kinds[a]) != effectOf(of, f.r.Kinds[b]) {
			return false
		}
	}
	return true
}

// kindsApart says whether some rule is about single kinds of teacher.
func (f *frame) kindsApart() bool {
	return slices.ContainsFunc(f.p.Limits, func(l plan.Limit) bool { return l.Scope.Kind != "" }) ||
		slices.ContainsFunc(f.p.County.Posts, func(p model.Post) bool { return p.Kind != "" || p.Subject != "" }) ||
		f.locksMoves()
}

// locksMoves says whether some lock may be about single moves: one that lets nobody move to a section
// tells neither kinds nor ways apart.
func (f *frame) locksMoves() bool {
	return slices.ContainsFunc(f.p.Locks, func(l plan.Lock) bool { return plan.LockNames(l, plan.Rotation) && !l.ClosesEntry() })
}

// asksFor says whether some lock asks for a quantity of an action of a lever.
func (f *frame) asksFor(lever plan.Lever) bool {
	return slices.ContainsFunc(f.p.Locks, func(l plan.Lock) bool { return plan.LockNames(l, lever) && !l.Forbid })
}

// countsEveryone says whether some rule looks at the number of all teachers of a section, so that
// kinds that touch no indicator matter too.
func (f *frame) countsEveryone() bool {
	return len(f.p.LimitsOn(plan.LimitTeachers)) > 0 || f.p.Headcount() ||
		slices.ContainsFunc(f.p.County.Posts, func(p model.Post) bool { return p.School != "" }) || f.locksMoves()
}

// counts says whether a teacher of the kind counts in the indicator.
func counts(of *standard.Indicator, kind model.Kind) bool {
	return slices.ContainsFunc(of.Stock, func(t standard.Term) bool { return kind.Has(t.Column) })
}

// effectOf is what one teacher of the kind adds to the indicator's stock.
func effectOf(of *standard.Indicator, kind model.Kind) float64 {
	var sum float64
	for _, t := range of.Stock {
		if kind.Has(t.Column) {
			sum += t.Sign
		}
	}
	return sum
}
