package main

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/solver/parametric"
)

// openLevels is the levels problem by the exact path of one kind.
func openLevels(in instance, _ *options) (*task, error) {
	d, err := typed[*levels](in)
	if err != nil {
		return nil, err
	}
	limit := math.Inf(1)
	if d.Cap != nil {
		limit = *d.Cap
	}
	var (
		kind parametric.Kind
		got  *parametric.Balance
	)
	t := &task{}
	t.build = func() error {
		net, err := parametric.NewNetwork(d.N, networkArcs(d.Arcs, func(a arc) float64 { return a.weight }))
		if err != nil {
			return err
		}
		least := make([]float64, d.N)
		for i, l := range d.Least {
			least[i] = l * d.Pupils[i]
		}
		kind = parametric.Kind{
			Network: net, Pupils: d.Pupils, Stock: d.Staff, MostOut: d.OutAtMost, Least: least, HireCost: d.HireCost,
		}
		return nil
	}
	t.solve = func() error {
		path, err := parametric.NewPath(&kind)
		if err != nil {
			return err
		}
		got, err = path.LeastCost(context.Background(), limit)
		return err
	}
	t.answer = func() (*answer, error) {
		if got.Status != parametric.Optimal {
			return nil, unsolved(got.Status)
		}
		plan := &solution{Move: map[string][]move{persons: moves(got.Flow)}}
		if d.HireCost > 0 {
			plan.Hire = map[string][]float64{persons: got.Hire}
		}
		j, err := d.judge(plan)
		if err != nil {
			return nil, err
		}
		return &answer{status: got.Status.String(), bound: got.Bound, plan: plan, judgement: j}, nil
	}
	return t, nil
}

// networkArcs are arcs in the form of the solver, at the costs given.
func networkArcs(arcs []arc, cost func(arc) float64) []parametric.Arc {
	v := make([]parametric.Arc, len(arcs))
	for i, a := range arcs {
		v[i] = parametric.Arc{From: int32(a.from), To: int32(a.to), Cost: cost(a)}
	}
	return v
}
