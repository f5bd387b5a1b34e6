package main

import (
	"github.com/eduparity/eduparity/solver/separable"
)

// openFunding is P3 by the water level: the least pupil-weighted variance of yuan per pupil, the
// budget spent in full.
func openFunding(in instance, _ *options) (*task, error) {
	d, err := typed[*funding](in)
	if err != nil {
		return nil, err
	}
	var (
		solver separable.KnapsackSolver
		water  separable.WaterLevel
		x      = make([]float64, d.N)
		level  float64
	)
	t := &task{}
	t.build = func() error {
		water = separable.WaterLevel{Stock: d.Stock, Pupils: d.Pupils, Most: d.AtMost, Budget: d.Budget}
		return nil
	}
	t.solve = func() (err error) {
		level, err = solver.Fill(x, &water)
		return err
	}
	t.answer = func() (*answer, error) {
		proof, err := separable.VerifyWaterLevel(&water, x, level)
		if err != nil {
			return nil, err
		}
		plan := &solution{Buy: map[string][]float64{grants: x}}
		j, err := d.judge(plan)
		if err != nil {
			return nil, err
		}
		// The kernel minimises the sum of stock^2 / pupils; the mean is fixed by the budget.
		pupils := sum(d.Pupils)
		mean := (sum(d.Stock) + d.Budget) / pupils
		return &answer{status: "optimal", bound: proof.Bound/pupils - mean*mean, plan: plan, judgement: j}, nil
	}
	return t, nil
}
