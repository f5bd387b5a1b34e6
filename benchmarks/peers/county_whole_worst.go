package main

import (
	"context"
	"time"

	"github.com/eduparity/eduparity/solver/parametric"
)

// worstProved is the relative gap at which P2 in whole units counts as solved.
const worstProved = 1e-3

// worstSearches is the most searches that are made: every one that ends with a proof halves what is left or,
// before there is a plan, doubles how far above the bound the next one looks.
const worstSearches = 24

// A wholeWorst is a search for the least worst ratio of a CV to its limit that the budget allows, in whole
// units.
type wholeWorst struct {
	*county
	budget float64 // million yuan
	watch  *tracer
	limit  float64 // seconds for all searches; 0: none

	lower    float64   // proved
	ratio    float64   // of the plan; +Inf: none
	plan     *solution // nil: none
	searches int
}

// solve closes the gap, or ends where no search decides any more or the time is up.
func (w *wholeWorst) solve(ctx context.Context, parts []countyPart) error {
	b, err := w.bundle(parts)
	if err != nil {
		return err
	}
	d, err := b.LeastWorst(ctx, w.budget)
	if err != nil {
		return err
	}
	if d.Status != parametric.Optimal {
		return unsolved(d.Status)
	}
	w.lower = d.Levels[0].Bound
	begun := time.Now()
	for step := worstProved / 2; w.searches < worstSearches && !w.closed(); step *= 2 {
		left := 0.0
		if w.limit > 0 {
			if left = w.limit - time.Since(begun).Seconds(); left <= 0 {
				return nil
			}
		}
		ratio := w.lower * (1 + step)
		if ratio >= w.ratio {
			ratio = (w.lower + w.ratio) / 2
		}
		decided, err := w.try(ctx, ratio, left)
		if err != nil {
			return err
		}
		if !decided && w.plan != nil {
			return nil
		}
	}
	return nil
}

// closed reports whether plan and bound have met.
func (w *wholeWorst) closed() bool { return w.plan != nil && w.ratio-w.lower <= worstProved*w.ratio }

// try looks for the least money at a ratio: within the budget it is a plan, above it the ratio is a
// bound.
func (w *wholeWorst) try(ctx context.Context, ratio, limit float64) (decided bool, err error) {
	w.searches++
	rules := countyRules{ratioCap: ratio, whole: true}
	p := newWholeCounty(w.county, rules)
	got, err := search(ctx, &p.problem, limit, nil)
	if err != nil {
		return false, err
	}
	if got.Bound > w.budget {
		w.lower, decided = max(w.lower, ratio), true
	}
	if got.X != nil {
		s := p.plan(got.X)
		j, err := w.judge(s, rules)
		if err != nil {
			return false, err
		}
		if j.violation <= keeps && j.money <= w.budget {
			decided = true
			if j.worstRatio < w.ratio {
				w.ratio, w.plan = j.worstRatio, s
			}
		}
	}
	w.watch.note(w.plan != nil, w.ratio, w.lower)
	return decided, nil
}
