package main

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver/separable"
)

// rotationChanges are the data of P4 that -change names, each changed in section i or on arc a.
var rotationChanges = []struct {
	name   string
	change func(d *rotation, i, a int)
}{
	{"stock", func(d *rotation, i, _ int) { d.Staff[i]++ }},
	{"pupils", func(d *rotation, i, _ int) { d.Pupils[i] = math.Ceil(d.Pupils[i] * morePupils) }},
	{"out", func(d *rotation, i, _ int) { d.OutAtMost[i] = min(d.OutAtMost[i]+1, d.Staff[i]) }},
	{"cost", func(d *rotation, _, a int) { d.Arcs[a].weight *= fartherBy }},
	{"closed", func(d *rotation, _, a int) { d.Arcs[a].weight = math.Inf(1) }},
}

const (
	morePupils = 1.1 // times as many as before
	fartherBy  = 2
)

// changes adds to the task of a rotation that it is solved again after a change: in the section in the
// middle of the list, or on the first arc from there on over which someone moves.
func (d *rotation) changes(t *task, name string) error {
	k := slices.IndexFunc(rotationChanges, func(c struct {
		name   string
		change func(d *rotation, i, a int)
	}) bool {
		return c.name == name
	})
	if k < 0 {
		return fmt.Errorf("%w: P4 with -change %s", errProblem, name)
	}
	var (
		session       *separable.FlowSession
		before, after *separable.Flow
		order         []int
		other         *rotation
		section, arc  = d.N / 2, 0 // the arc is one of the flow
	)
	// adopt makes the session that of a flow that differs from it in the datum at most.
	adopt := func(f *separable.Flow) error {
		err := session.SetStock(section, f.Stock[section])
		if err == nil {
			err = session.SetSquare(section, f.Square[section])
		}
		if err == nil {
			err = session.SetOut(section, f.Out[section])
		}
		if err == nil && len(order) > 0 {
			err = session.SetCost(arc, f.Arcs.Cost[arc])
		}
		if err != nil {
			return err
		}
		return session.Solve(context.Background())
	}
	t.reset = func() (err error) {
		if session != nil {
			return adopt(before)
		}
		before, order = d.flow()
		if session, err = separable.NewFlow(before); err != nil {
			return err
		}
		if err := session.Solve(context.Background()); err != nil {
			return err
		}
		arc = used(session.Plan().Flow, int(before.Arcs.Start[section]))
		other = d.clone()
		changed := 0
		if len(order) > 0 {
			changed = order[arc]
		}
		rotationChanges[k].change(other, section, changed)
		after, _ = other.flow()
		return nil
	}
	t.again = func() error { return adopt(after) }
	t.answerAgain = func() (*answer, error) { return other.proved(after, order, session.Plan()) }
	return nil
}

// used is the first arc from one on that carries someone; where none does, the first that does, or 0.
func used(flow []int64, from int) int {
	moved := func(f int64) bool { return f > 0 }
	if k := slices.IndexFunc(flow[from:], moved); k >= 0 {
		return from + k
	}
	return max(0, slices.IndexFunc(flow, moved))
}

// clone is a copy that may be changed.
func (d *rotation) clone() *rotation {
	c := *d
	c.Pupils, c.Staff = slices.Clone(d.Pupils), slices.Clone(d.Staff)
	c.OutAtMost, c.Arcs = slices.Clone(d.OutAtMost), slices.Clone(d.Arcs)
	return &c
}
