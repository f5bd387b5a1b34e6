package whole

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/solver"
)

// relax solves the LP in rounds of cuts until what they add is less than a relative stall. The result
// is of the last round; its bound holds in any case. In inner models the tangents follow the means;
// where the tangents keep an inner model from having any point, they move to where it is nearest to one.
func (m *model) relax(ctx context.Context, stall float64) (*solver.Result, error) {
	res, err := m.rounds(ctx, stall)
	if err != nil || res.Status != solver.Infeasible || !m.isInner() {
		return res, err
	}
	if err := m.approach(ctx, stall); err != nil {
		return nil, err
	}
	return m.rounds(ctx, stall)
}

// isInner says whether some cone is an inner one.
func (m *model) isInner() bool {
	for _, c := range m.cones {
		if c.inner > 0 {
			return true
		}
	}
	return false
}

// approach moves the tangents to the means of the point that misses the limits by the least.
func (m *model) approach(ctx context.Context, stall float64) error {
	if err := m.setCosts(make([]float64, len(m.cost))); err != nil {
		return err
	}
	if err := m.yield(1); err != nil {
		return err
	}
	if _, err := m.rounds(ctx, stall); err != nil {
		return err
	}
	if err := m.yield(0); err != nil {
		return err
	}
	return m.setCosts(m.cost)
}

// rounds are the rounds of relax.
func (m *model) rounds(ctx context.Context, stall float64) (*solver.Result, error) {
	last := math.Inf(-1)
	for range maxRounds {
		res, err := m.lp(ctx)
		if err != nil || res.Status != solver.Optimal {
			return res, err
		}
		added, moved, err := m.separate(res, stall)
		if err != nil || added+moved == 0 || math.Abs(res.Objective-last) <= stall*math.Abs(res.Objective) {
			return res, err
		}
		last = res.Objective
	}
	return m.last, nil
}

// lp solves the LP once, the first time from the basis that the model was put together with.
func (m *model) lp(ctx context.Context) (*solver.Result, error) {
	set := m.settings.engine()
	set.Relax, set.Cutoff = true, m.cutoff
	var start *solver.Start
	if m.start != nil {
		start, m.start = &solver.Start{Basis: m.start}, nil
	}
	res, err := m.sess.Solve(ctx, start, &set)
	if err == nil && lost(res.Status) { // no problem of ours is unbounded: from where the engine was it lost its way
		res, err = m.sess.Solve(ctx, &solver.Start{Basis: &solver.Basis{}}, &set)
	}
	if err != nil {
		return nil, err
	}
	m.lps++
	m.last = res
	return res, nil
}

// lost says whether a status tells nothing of a problem whose costs cannot fall without end.
func lost(s solver.Status) bool {
	return s == solver.Unbounded || s == solver.InfeasibleOrUnbounded || s == solver.Unknown
}

// separate adds the cuts that a point violates and moves the tangents that hold it to its means. It
// returns how many it added and moved.
func (m *model) separate(res *solver.Result, stall float64) (added, moved int, err error) {
	var rows solver.Rows
	for _, c := range m.cones {
		mean := res.X[c.mean]
		if c.inner > 0 && math.Abs(mean/c.inner-1) > stall && res.RowDual != nil && res.RowDual[c.row] != 0 {
			if err := m.innerAt(c, mean, 0); err != nil {
				return 0, 0, err
			}
			moved++
		}
		c.separate(&rows, res.X, max(cutTolerance, stall/10))
	}
	return rows.Len(), moved, m.add(&rows)
}

// add hands cuts over: those that the cones gave last, in their order.
func (m *model) add(rows *solver.Rows) error {
	first, err := m.sess.AddRows(rows)
	if err != nil {
		return err
	}
	for k, c := range m.cones {
		for _, key := range c.fresh {
			m.cuts = append(m.cuts, cutRow{first, k, key})
			first++
		}
		c.fresh = c.fresh[:0]
	}
	return nil
}

// bound is what the multipliers of a result prove; +Inf where it is infeasible, -Inf where nothing is
// known.
func (m *model) bound(res *solver.Result) float64 {
	stated := res.Bound - boundMargin*max(1, math.Abs(res.Bound))
	switch res.Status {
	case solver.Infeasible:
		return math.Inf(1)
	case solver.CutOff:
		return stated
	case solver.Optimal:
		p := m.sess.Problem()
		y := make([]float64, p.NumRows()) // rows added since are not leant on
		copy(y, res.RowDual)
		for i := range y {
			if y[i] > 0 && math.IsInf(p.Rows.Lower[i], -1) || y[i] < 0 && math.IsInf(p.Rows.Upper[i], 1) {
				y[i] = 0
			}
		}
		if proved := solver.DualBound(p, y); !math.IsInf(proved, -1) {
			return proved
		}
		return stated
	case solver.Unknown, solver.Unbounded, solver.InfeasibleOrUnbounded, solver.TimeLimit, solver.IterationLimit, solver.Interrupted:
	}
	return math.Inf(-1)
}
