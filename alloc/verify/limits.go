package verify

import (
	"math"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// limitRow: money spent or persons moved in the scope of a limit, less its maximum.
func (r *reader) limitRow(name string, parts []string, m float64, what plan.What) error {
	n, ok := index(parts, len(r.p.Limits))
	if !ok || r.p.Limits[n].What != what || r.p.Limits[n].Max == nil {
		return bad(name, "the problem has no such limit")
	}
	most := *r.p.Limits[n].Max
	if what == plan.LimitSpending {
		r.spending[n] += m
	} else {
		r.moved[n] += m
		if r.p.Headcount() {
			most *= 2
		}
	}
	r.constant.add(-m * most)
	return nil
}

// fundRow: what the fund pays less what it has.
func (r *reader) fundRow(name string, parts []string, m float64) error {
	for n, f := range r.r.Funds {
		if r.r.Funded && len(parts) == 1 && f.ID == parts[0] {
			r.fund[n] += m
			r.constant.add(-m * f.Amount)
			return nil
		}
	}
	return bad(name, "the problem has no such fund")
}

// teachersRow: the floor, of all teachers or of one kind, less the teachers after.
func (r *reader) teachersRow(name string, parts []string, m float64) error {
	kind := -1
	if len(parts) == 3 {
		if kind = r.r.Kind(parts[2]); kind < 0 {
			return bad(name, "the problem has no kind of teacher %q", parts[2])
		}
		parts = parts[:2]
	}
	at, err := r.sectionOf(name, parts)
	if err != nil {
		return err
	}
	section := r.stages[at.s].section[at.i]
	floor, ok := r.r.Floor(kind, section)
	if !ok {
		return bad(name, "the section has no floor")
	}
	r.constant.add(m * floor)
	r.constant.add(-m * r.r.TeachersPresent(kind, section))
	for k := range r.r.Kinds {
		if kind < 0 || k == kind {
			r.teachers(r.ground, k)[section].add(-m)
		}
	}
	return nil
}

// headcountRow: moved in less moved out = 0.
func (r *reader) headcountRow(name string, parts []string, m float64) error {
	at, err := r.sectionOf(name, parts)
	if err != nil {
		return err
	}
	if !r.r.Headcount(r.stages[at.s].section[at.i]) {
		return bad(name, "the section need not keep its number of teachers")
	}
	r.arrival[at.s][at.i].add(m)
	return nil
}

// balanceRow: all that leave less all that arrive of a kind in a stage = 0.
func (r *reader) balanceRow(name string, parts []string, m float64) error {
	if len(parts) != 2 {
		return bad(name, "no such row")
	}
	kind := r.r.Kind(parts[0])
	for s := range r.stages {
		if kind >= 0 && r.stages[s].name == parts[1] {
			if math.IsNaN(r.balance[kind][s]) {
				r.balance[kind][s] = 0
			}
			r.balance[kind][s] += m
			r.balanced = true
			return nil
		}
	}
	return bad(name, "the problem has no kind of teacher %q in stage %q", parts[0], parts[1])
}

// index reads a row's place in a list.
func index(parts []string, n int) (int, bool) {
	if len(parts) != 1 {
		return 0, false
	}
	i, err := strconv.Atoi(parts[0])
	return i, err == nil && i >= 0 && i < n
}

// postsRow: teachers in the scope of a post less its ceiling.
func (r *reader) postsRow(name string, parts []string, m float64) error {
	n, ok := index(parts, len(r.ceilings))
	if !ok {
		return bad(name, "the county has no such post")
	}
	c := r.ceilings[n]
	for _, k := range c.Kinds {
		price := r.teachers(r.ground, k)
		for _, section := range c.Sections {
			r.constant.add(m * r.r.Present(k, section))
			price[section].add(m)
		}
	}
	r.constant.add(-m * c.Max)
	return nil
}

// goalRow: the value of an earlier goal less what it may be.
func (r *reader) goalRow(name string, parts []string, m float64) error {
	n, ok := index(parts, len(r.earlier))
	if !ok {
		return bad(name, "there is no such earlier goal")
	}
	if !r.weigh(r.earlier[n].Name, m) {
		return bad(name, "%s is no sum: its levels are limits on CVs", r.earlier[n].Name)
	}
	r.constant.add(-m * allowed(r.p, &r.earlier[n]))
	return nil
}

// lockRow: what is done of the one action that the lock is about = what it fixes, or at least what it
// keeps.
func (r *reader) lockRow(name string, parts []string, m float64) error {
	n, ok := index(parts, len(r.p.Locks))
	if !ok || strings.Contains(r.p.Locks[n].Key, "/"+string(plan.Swap)+"/") {
		return bad(name, "the problem has no lock of one action here")
	}
	l := r.p.Locks[n]
	switch {
	case l.Fix != nil:
		r.lock[n] += m
		r.constant.add(-m * *l.Fix)
	case l.Keep != nil && m < 0:
		return bad(name, "multiplier %v: must not be negative", m)
	case l.Keep != nil:
		r.lock[n] -= m
		r.constant.add(m * *l.Keep)
	default:
		return bad(name, "the lock asks for no quantity")
	}
	return nil
}

// weigh adds a goal to the objective. False: it is not a sum over columns.
func (r *reader) weigh(g plan.GoalName, m float64) bool {
	switch g {
	case plan.PassCost, plan.CostGoal:
		r.yuan.add(m)
	case plan.Moves:
		if r.p.Headcount() {
			m /= 2
		}
		r.mover.add(m)
	case plan.Shortfall:
		r.short.add(m)
	case plan.Dispersion, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
		return false
	}
	return true
}

// allowed is what later goals may make of an earlier one.
func allowed(p *plan.Problem, earlier *plan.GoalResult) float64 {
	return p.Goal(earlier.Name).Allowed(earlier.Value, earlier.Bound)
}
