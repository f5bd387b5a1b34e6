package whole

import (
	"context"
	"errors"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// finish closes what is left between plan and bound by a search over all blocks together, with means
// and columns confined to where a plan can be better than the best. It is for problems of moderate size:
// beyond, the engine's search has no bound worth its time.
func (v *Solver) finish(ctx context.Context) (err error) {
	if v.best == nil || v.p.Linear.NumCols() > finishColumns {
		return nil
	}
	slack := v.upper - v.lower
	kept := make([]keptBounds, len(v.blocks))
	err = v.each(func(b int) (err error) {
		m := v.blocks[b]
		if err := errors.Join(m.reprice(v.prices), m.freeExcuses()); err != nil {
			return err
		}
		kept[b] = m.keepBounds()
		return m.confine(ctx, v.bounds[b]+slack, v.scale())
	})
	var j *model
	if err == nil && !v.over(ctx) {
		j, err = join(v.p, v.blocks, &v.s, true)
	}
	for b, m := range v.blocks {
		err = errors.Join(err, m.restore(kept[b]))
	}
	if err != nil || j == nil {
		return err
	}
	defer func() { err = errors.Join(err, j.close()) }()
	return v.searchAll(ctx, j)
}

// searchAll is branch and bound over all blocks, in rounds of cuts.
func (v *Solver) searchAll(ctx context.Context, j *model) error {
	if _, err := j.rounds(ctx, fine); err != nil {
		return err
	}
	for range finishRounds {
		set := v.s.engine()
		set.Gap = v.s.gap() / 2
		if set.TimeLimit == 0 || set.TimeLimit > finishSeconds {
			set.TimeLimit = finishSeconds
		}
		res, err := j.sess.Solve(ctx, nil, &set)
		if err != nil {
			return err
		}
		if res.Status == solver.Infeasible {
			v.raise(v.upper) // no plan outside the ranges is better than the best either
			return nil
		}
		v.raise(min(v.upper, res.Bound-boundMargin*max(1, math.Abs(res.Bound))))
		if res.X == nil {
			return nil
		}
		used := make([]float64, v.p.Linear.NumCols())
		j.spread(used, res.X)
		if err := v.plan(ctx, v.choose(used), v.s.gap()); err != nil || v.met() || v.over(ctx) {
			return err
		}
		added, err := j.cut(res.X, cutTolerance)
		if err != nil || added == 0 {
			return err
		}
	}
	return nil
}

// confine makes a block an outer model of the points that cost no more than a limit: its means in ranges
// outside which there are none, its columns likewise by their reduced costs.
func (m *model) confine(ctx context.Context, limit, scale float64) error {
	lo, hi, err := m.cover(ctx, limit, scale)
	if err != nil {
		return err
	}
	for k, c := range m.cones {
		if err := m.outerRange(c, lo[k], hi[k]); err != nil {
			return err
		}
	}
	res, err := m.rounds(ctx, fine)
	if err != nil || res.Status != solver.Optimal {
		return err
	}
	slack := limit - m.bound(res)
	p := m.sess.Problem()
	for j, d := range res.ColDual {
		lower, upper := p.ColLower[j], p.ColUpper[j]
		switch x := res.X[j]; {
		case d > 0 && x <= lower+pointTolerance:
			upper = min(upper, lower+room(slack/d, p.Whole[j]))
		case d < 0 && x >= upper-pointTolerance:
			lower = max(lower, upper-room(slack/-d, p.Whole[j]))
		}
		if err := m.sess.SetColBounds(j, lower, upper); err != nil {
			return err
		}
	}
	return nil
}

// room is how far a column can be from its bound, a whole number where it is whole.
func room(by float64, whole bool) float64 {
	by += pointTolerance
	if whole {
		return math.Floor(by)
	}
	return by
}

// keptBounds are the bounds of a model's columns and the means of its tangents.
type keptBounds struct{ lower, upper, inner []float64 }

func (m *model) keepBounds() keptBounds {
	k := keptBounds{slices.Clone(m.sess.Problem().ColLower), slices.Clone(m.sess.Problem().ColUpper), nil}
	for _, c := range m.cones {
		k.inner = append(k.inner, c.inner)
	}
	return k
}

// restore puts them back.
func (m *model) restore(k keptBounds) error {
	var errs []error
	for j := range k.lower {
		errs = append(errs, m.sess.SetColBounds(j, k.lower[j], k.upper[j]))
	}
	for n, mean := range k.inner {
		errs = append(errs, m.innerAt(m.cones[n], mean, 0))
	}
	return errors.Join(errs...)
}

const (
	// finishColumns is the size up to which everything is searched together.
	finishColumns = 40000
	// finishRounds is how often the search over everything is done again with more cuts.
	finishRounds = 6
	// finishSeconds is what one of these searches may take.
	finishSeconds = 60
)
