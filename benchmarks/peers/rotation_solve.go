package main

import (
	"cmp"
	"context"
	"slices"

	"github.com/eduparity/eduparity/solver/separable"
)

// openRotation is P4 as a convex-cost flow of whole persons, from no moves at all. Again is the same with
// one datum changed, from the moves and prices at hand.
func openRotation(in instance, o *options) (*task, error) {
	d, err := typed[*rotation](in)
	if err != nil {
		return nil, err
	}
	var (
		solver separable.FlowSolver
		flow   *separable.Flow
		order  []int // arcs of the instance by place in flow
		got    separable.FlowPlan
	)
	t := &task{}
	t.build = func() error {
		flow, order = d.flow()
		return nil
	}
	t.solve = func() error { return solver.Solve(context.Background(), &got, flow, nil) }
	t.answer = func() (*answer, error) { return d.proved(flow, order, &got) }
	if o.change == "" {
		return t, nil
	}
	if err := d.changes(t, o.change); err != nil {
		return nil, err
	}
	return t, nil
}

// proved is the answer that a plan gives.
func (d *rotation) proved(flow *separable.Flow, order []int, got *separable.FlowPlan) (*answer, error) {
	proof, err := separable.VerifyFlow(flow, got)
	if err != nil {
		return nil, err
	}
	quantity := make([]float64, len(order))
	for a, f := range got.Flow {
		quantity[order[a]] = float64(f)
	}
	plan := &solution{Move: map[string][]move{persons: moves(quantity)}}
	j, err := d.judge(plan)
	if err != nil {
		return nil, err
	}
	return &answer{status: "optimal", bound: proof.Bound, plan: plan, judgement: j}, nil
}

// flow is the rotation in the solver's form, whose arcs go by the section they leave, and the arcs of
// the instance in that order.
func (d *rotation) flow() (f *separable.Flow, order []int) {
	f = &separable.Flow{Stock: whole(d.Staff), Out: whole(d.OutAtMost)}
	for _, p := range d.Pupils {
		f.Square = append(f.Square, 1/p)
	}
	order = make([]int, len(d.Arcs))
	for a := range order {
		order[a] = a
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(d.Arcs[a].from, d.Arcs[b].from) })
	f.Arcs.Start = make([]int32, d.N+1)
	for _, a := range order {
		e := d.Arcs[a]
		f.Arcs.Start[e.from+1]++
		f.Arcs.Head = append(f.Arcs.Head, int32(e.to))
		f.Arcs.Cost = append(f.Arcs.Cost, d.MoveCost.of(e))
	}
	for i := range d.N {
		f.Arcs.Start[i+1] += f.Arcs.Start[i]
	}
	return f, order
}

// whole converts numbers of persons.
func whole(v []int) []int64 {
	w := make([]int64, len(v))
	for i, x := range v {
		w[i] = int64(x)
	}
	return w
}
