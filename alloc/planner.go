package alloc

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// ErrEdit is wrapped by the error of an edit that does not fit the problem.
var ErrEdit = errors.New("edit")

// A Planner keeps a problem at hand, plans, changes something and plans again. What the next plan may
// start from is kept: the loaded engine with its cuts and basis where only numbers of the model
// change (another budget, cap, CV limit, fund), the exchange path where only limits do. A plan is the
// same, but for its time, as that of [Exact] for the changed problem, or another one as good; the ranges of
// its shadow prices are left open.
//
// It belongs to one goroutine.
type Planner struct {
	problem plan.Problem
	exact   Exact
	warm    *exact.Planner
	rules   *plan.Rules // of the last problem that was looked at
}

// NewPlanner starts from a problem, of which it keeps a copy; the county is copied when an edit
// changes it. The engine is opened by the first plan that needs it.
func NewPlanner(p *plan.Problem, e Exact) (*Planner, error) {
	rules, err := p.Check(nil)
	if err != nil {
		return nil, err
	}
	w := &Planner{problem: *p, exact: e, warm: exact.NewPlanner(e.settings()), rules: rules}
	w.problem.Limits, w.problem.Locks = slices.Clone(p.Limits), slices.Clone(p.Locks)
	return w, nil
}

// Problem is the problem as it is now. It is the planner's: change it by [Planner.Change].
func (w *Planner) Problem() *plan.Problem { return &w.problem }

// Plan plans for the problem as it is now.
func (w *Planner) Plan(ctx context.Context) (*plan.Plan, error) {
	p := w.problem
	p.Limits, p.Locks = slices.Clone(p.Limits), slices.Clone(p.Locks)
	rules, err := p.Check(w.rules)
	if err != nil {
		return nil, err
	}
	w.rules = rules
	return certified(rules, w.exact.Settings)(w.warm.PlanBy(ctx, rules))
}

// Warm counts the plans so far that started from what an earlier one had left.
func (w *Planner) Warm() int { return w.warm.Warm }

// Close gives the engine back.
func (w *Planner) Close() error { return w.warm.Close() }

// An Edit is one change of a problem; exactly one field is set.
type Edit struct {
	Limit   *plan.Limit    // takes the place of the limit with the same What, Scope and Grades, or is added
	Unlimit *plan.Limit    // the limit with the same What, Scope and Grades goes
	Lock    *plan.Lock     // takes the place of the lock with the same Key, or is added
	Unlock  string         // the lock with this Key goes
	Fund    *model.Fund    // takes the place of the fund with the same id and year
	Section *model.Section // takes the place of the section of the same school and stage
	Close   *Place         // the section takes no further part: see [Place]
	Reopen  *Place         // it does again
}

// A Place is a section by its names. One that is closed is given nothing more: nothing is bought for it
// alone, nobody is hired for it and nobody moves there. Who is there may leave, and its pupils and
// stocks count as before; where pupils go elsewhere, that is an edit of the sections. What a school of
// several stages shares is bought as long as one of its sections is open.
type Place struct{ School, Stage string }

// Change makes edits, all or none. The error wraps [ErrEdit] or is that of the problem that would
// result; the problem is then as it was.
func (w *Planner) Change(edits ...Edit) error {
	p := w.problem
	p.Limits, p.Locks = slices.Clone(p.Limits), slices.Clone(p.Locks)
	for _, e := range edits {
		if err := e.apply(&p); err != nil {
			return err
		}
	}
	rules, err := p.Check(w.rules)
	if err != nil {
		return err
	}
	w.problem, w.rules = p, rules
	return nil
}

// apply makes the edit. The county of p is replaced, not changed.
func (e Edit) apply(p *plan.Problem) error {
	set := 0
	for _, is := range []bool{
		e.Limit != nil, e.Unlimit != nil, e.Lock != nil, e.Unlock != "", e.Fund != nil, e.Section != nil, e.Close != nil, e.Reopen != nil,
	} {
		if is {
			set++
		}
	}
	if set != 1 {
		return fmt.Errorf("%w: %d fields are set, must be one", ErrEdit, set)
	}
	switch {
	case e.Limit != nil:
		if n := limitAt(p, e.Limit); n >= 0 {
			p.Limits[n] = *e.Limit
		} else {
			p.Limits = append(p.Limits, *e.Limit)
		}
	case e.Unlimit != nil:
		n := limitAt(p, e.Unlimit)
		if n < 0 {
			return fmt.Errorf("%w: there is no limit %s with this scope", ErrEdit, e.Unlimit.What)
		}
		p.Limits = slices.Delete(p.Limits, n, n+1)
	case e.Lock != nil:
		if n := lockAt(p, e.Lock.Key); n >= 0 {
			p.Locks[n] = *e.Lock
		} else {
			p.Locks = append(p.Locks, *e.Lock)
		}
	case e.Unlock != "":
		n := lockAt(p, e.Unlock)
		if n < 0 {
			return fmt.Errorf("%w: there is no lock %s", ErrEdit, e.Unlock)
		}
		p.Locks = slices.Delete(p.Locks, n, n+1)
	case e.Fund != nil:
		return e.applyFund(p)
	case e.Close != nil:
		return e.Close.close(p)
	case e.Reopen != nil:
		return e.Reopen.reopen(p)
	default:
		return e.applySection(p)
	}
	return nil
}

func limitAt(p *plan.Problem, l *plan.Limit) int {
	return slices.IndexFunc(p.Limits, func(o plan.Limit) bool {
		return o.What == l.What && o.Scope == l.Scope && slices.Equal(o.Grades, l.Grades)
	})
}

func lockAt(p *plan.Problem, key string) int {
	return slices.IndexFunc(p.Locks, func(o plan.Lock) bool { return o.Key == key })
}

func (e Edit) applyFund(p *plan.Problem) error {
	n := slices.IndexFunc(p.County.Funds, func(f model.Fund) bool { return f.ID == e.Fund.ID && f.Year == e.Fund.Year })
	if n < 0 {
		return fmt.Errorf("%w: the county has no fund %s of %d", ErrEdit, e.Fund.ID, e.Fund.Year)
	}
	p.County = p.County.Clone()
	p.County.Funds[n] = *e.Fund
	return p.County.Validate()
}

func (e Edit) applySection(p *plan.Problem) error {
	n := slices.IndexFunc(p.County.Sections, func(s model.Section) bool {
		return s.School == e.Section.School && s.Stage == e.Section.Stage
	})
	if n < 0 {
		return fmt.Errorf("%w: the county has no section %s/%s", ErrEdit, e.Section.School, e.Section.Stage)
	}
	p.County = p.County.Clone()
	p.County.Sections[n] = *e.Section
	return p.County.Validate()
}

// close adds the locks that let the section take no part.
func (c *Place) close(p *plan.Problem) error {
	if !c.isIn(p.County) {
		return fmt.Errorf("%w: the county has no section %s/%s", ErrEdit, c.School, c.Stage)
	}
	for _, key := range append(c.keys(), c.shared()) {
		if key == c.shared() && c.othersOpen(p) || lockAt(p, key) >= 0 {
			continue
		}
		p.Locks = append(p.Locks, plan.Lock{Key: key, Forbid: true})
	}
	return nil
}

// reopen takes the locks of a closed section away.
func (c *Place) reopen(p *plan.Problem) error {
	closed := false
	for _, key := range append(c.keys(), c.shared()) {
		if n := lockAt(p, key); n >= 0 {
			p.Locks, closed = slices.Delete(p.Locks, n, n+1), true
		}
	}
	if !closed {
		return fmt.Errorf("%w: the section %s/%s is not closed", ErrEdit, c.School, c.Stage)
	}
	return nil
}

// keys are those of the locks of a closed section: on what is bought for it, on hires, on moves to it.
func (c *Place) keys() []string {
	school, stage := plan.Escape(c.School), plan.Escape(c.Stage)
	return []string{
		"*/" + string(plan.Funding) + "/" + string(plan.Buy) + "///" + school + "/" + stage + "/*",
		"*/" + string(plan.Hiring) + "/" + string(plan.Hire) + "///" + school + "/" + stage + "/*",
		"*/" + string(plan.Rotation) + "/" + string(plan.Move) + "/*/" + school + "//" + stage + "/*",
	}
}

// shared is the key of the lock on what the school of the section buys for all its stages.
func (c *Place) shared() string {
	return "*/" + string(plan.Funding) + "/" + string(plan.Buy) + "///" + plan.Escape(c.School) + "//*"
}

// othersOpen says whether another section of the school is not closed.
func (c *Place) othersOpen(p *plan.Problem) bool {
	return slices.ContainsFunc(p.County.Sections, func(s model.Section) bool {
		other := Place{s.School, s.Stage}
		return s.School == c.School && s.Stage != c.Stage && lockAt(p, other.keys()[0]) < 0
	})
}

// isIn says whether the county has the section.
func (c *Place) isIn(county *model.County) bool {
	return slices.ContainsFunc(county.Sections, func(s model.Section) bool { return s.School == c.School && s.Stage == c.Stage })
}
