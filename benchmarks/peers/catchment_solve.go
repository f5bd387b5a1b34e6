package main

import (
	"context"

	"github.com/eduparity/eduparity/solver/separable"
)

// openCatchment is P6 by shortest paths among the schools, in whole metres: exact. Again is the same
// with every school's most pupils at one point of its capacity less, from the plan and prices at hand.
func openCatchment(in instance, _ *options) (*task, error) {
	d, err := typed[*catchment](in)
	if err != nil {
		return nil, err
	}
	before, after := d.transport(d.Schools.Most), d.transport(d.Schools.Most-1)
	var session *separable.TransportSession
	limit := func(t *separable.Transport) error {
		for j := range t.Most {
			if err := session.SetLimits(j, t.Least[j], t.Most[j]); err != nil {
				return err
			}
		}
		return session.Solve(context.Background())
	}
	judged := func(t *separable.Transport, percent int) (*answer, error) {
		proof, err := separable.VerifyTransport(t, session.Flow(), session.Price())
		if err != nil {
			return nil, err
		}
		plan := &solution{}
		for k, x := range session.Flow() {
			if x > 0 {
				plan.Assign = append(plan.Assign, piece{k / len(t.Most), k % len(t.Most), int(x)})
			}
		}
		j, err := d.judge(plan, percent)
		if err != nil {
			return nil, err
		}
		return &answer{status: "optimal", bound: proof.Bound / 1000, plan: plan, judgement: j}, nil
	}
	t := &task{once: true}
	t.build = func() (err error) {
		session, err = separable.NewTransport(before)
		return err
	}
	t.solve = func() error { return session.Solve(context.Background()) }
	t.answer = func() (*answer, error) { return judged(before, d.Schools.Most) }
	t.reset = func() error { return limit(before) }
	t.again = func() error { return limit(after) }
	t.answerAgain = func() (*answer, error) { return judged(after, d.Schools.Most-1) }
	return t, nil
}

// transport is the catchment with metres as costs and at most a percentage of every capacity.
func (d *catchment) transport(percent int) *separable.Transport {
	t := &separable.Transport{}
	for _, p := range d.Blocks.Pupils {
		t.Pupils = append(t.Pupils, float64(p))
	}
	least, most := d.loads(percent)
	for j := range least {
		t.Least, t.Most = append(t.Least, float64(least[j])), append(t.Most, float64(most[j]))
	}
	for _, m := range d.metres() {
		t.Cost = append(t.Cost, float64(m))
	}
	return t
}
