package solver

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// ErrDisagree marks two ways through an engine that contradict each other: one of the answers is
// wrong.
var ErrDisagree = errors.New("solver: two ways of solving disagree")

// CrossCheck solves twice, as [Session.Solve] does and then without presolve and from no basis, and
// compares what cannot be true at once: an optimum with infeasible or unbounded, a point below the
// bound that the other way claims. Both points are checked by [Verify] as well. It returns the first
// result; a contradiction is an error that matches [ErrDisagree] and says what it is.
//
// It is for what must be right and is worth twice the time: presolve is where engines of this kind
// have had their wrong answers. Optima may be any of several, so points are not compared.
func (s *Session) CrossCheck(ctx context.Context, start *Start, settings *Settings) (*Result, error) {
	first, err := s.Solve(ctx, start, settings)
	if err != nil {
		return nil, err
	}
	plain := Settings{}
	if settings != nil {
		plain = *settings
	}
	plain.NoPresolve = true
	cold := &Start{Basis: &Basis{}} // every row basic, which is no help
	second, err := s.Solve(ctx, cold, &plain)
	if errors.Is(err, ErrUnsupported) {
		second, err = s.Solve(ctx, nil, &plain) // an engine without bases starts from nothing anyway
	}
	if err != nil {
		return nil, err
	}
	gap := crossTolerance + orDefaultGap(plain.Gap)
	return first, errors.Join(
		contradiction(first, second, gap, orDefaultGap(plain.AbsGap)),
		point(s.p, first, "with presolve"), point(s.p, second, "without presolve"))
}

func orDefaultGap(gap float64) float64 {
	if gap == 0 {
		return DefaultGap
	}
	return gap
}

// contradiction is what two results cannot both be right about.
func contradiction(a, b *Result, gap, absGap float64) error {
	pairs := [2][2]*Result{{a, b}, {b, a}}
	for _, p := range pairs {
		x, y := p[0], p[1]
		switch {
		case x.Status == Infeasible && (y.X != nil || y.Status == Unbounded || y.Status == Optimal),
			x.Status == Unbounded && y.Status == Optimal:
			return disagree("one way the problem is %v, the other way %v", x.Status, y.Status)
		case x.X != nil && x.Objective < y.Bound-absGap-gap*math.Max(1, math.Abs(y.Bound)):
			return disagree("one way has a point of %v, the other way proves at least %v", x.Objective, y.Bound)
		}
	}
	if a.Status == Optimal && b.Status == Optimal &&
		!(math.Abs(a.Objective-b.Objective) <= absGap+gap*math.Max(1, math.Abs(a.Objective))) {
		return disagree("optima of %v and %v", a.Objective, b.Objective)
	}
	return nil
}

func point(p *Problem, r *Result, way string) error {
	if r.X == nil {
		return nil
	}
	if err := Verify(p, r).Point(crossTolerance); err != nil {
		return fmt.Errorf("%w: the point found %s: %w", ErrDisagree, way, err)
	}
	return nil
}

func disagree(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDisagree, fmt.Sprintf(format, args...))
}
