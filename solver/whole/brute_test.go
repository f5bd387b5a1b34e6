package whole_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/whole"
)

func settings() whole.Settings {
	return whole.Settings{Open: func() (solver.Backend, error) { return highs.Open() }}
}

// fatal is what a test fails by.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

// solve solves a problem cold.
func solve(t fatal, p *whole.Problem, s whole.Settings) *whole.Result {
	t.Helper()
	v, err := whole.New(p, s)
	if err != nil {
		t.Fatalf("%v\n%s", err, literal(p))
	}
	r, err := v.Solve(context.Background())
	if err != nil {
		t.Fatalf("%v\n%s", err, literal(p))
	}
	if err := v.Close(); err != nil {
		t.Fatalf("%v", err)
	}
	return r
}

// literal is a problem in Go.
func literal(p *whole.Problem) string {
	text := strings.NewReplacer("+Inf", "inf", "-Inf", "-inf", "NaN", "math.NaN()").Replace(fmt.Sprintf("%#v", *p))
	return strings.NewReplacer(", Cones", ",\nCones", ", Floors", ",\nFloors", ", Links", ",\nLinks").Replace(text)
}

// Tolerances of comparisons. Values here are up to a hundred.
const (
	boundTolerance = 1e-7 // by how much a bound may be above an optimum: rounding
	valueTolerance = 1e-6 // by how much a value may be below one: columns within the tolerance of points
	loose          = 1e-9 // by how much plans exceed a limit on a CV: see whole.Problem.Check
)

// fault ends a test that compares a result with an optimum.
func fault(t fatal, p *whole.Problem, r *whole.Result, optimum, loosest float64, format string, args ...any) {
	t.Helper()
	t.Fatalf("optimum %v (%v), status %v, value %v, bound %v: %s\n%s",
		optimum, loosest, r.Status, r.Value, r.Bound, fmt.Sprintf(format, args...), literal(p))
}

// sound checks that nothing is claimed that the optimum refutes. It is +Inf where there is no plan;
// loosest is the one where limits are exceeded by as much as plans may exceed them.
func sound(t fatal, p *whole.Problem, r *whole.Result, optimum, loosest float64) {
	t.Helper()
	if r.Bound > optimum+boundTolerance {
		fault(t, p, r, optimum, loosest, "the bound is above the optimum")
	}
	if r.Status == solver.Infeasible && !math.IsInf(optimum, 1) {
		fault(t, p, r, optimum, loosest, "it has plans")
	}
	if r.X == nil {
		if !math.IsInf(r.Value, 1) || r.Status == solver.Optimal {
			fault(t, p, r, optimum, loosest, "a value without a plan")
		}
		return
	}
	value, err := p.Check(r.X)
	switch {
	case err != nil:
		fault(t, p, r, optimum, loosest, "no plan: %v", err)
	case math.Abs(value-r.Value) > valueTolerance:
		fault(t, p, r, optimum, loosest, "the plan is worth %v", value)
	case r.Value < loosest-valueTolerance:
		fault(t, p, r, optimum, loosest, "the value is below the optimum")
	case r.Bound > r.Value:
		fault(t, p, r, optimum, loosest, "the bound is above the value")
	}
}

// complete says whether the optimum was found to the gap, or that there is no plan. At the edge of a limit
// either will do.
func complete(r *whole.Result, optimum, loosest float64) bool {
	switch {
	case math.IsInf(loosest, 1):
		return r.Status == solver.Infeasible
	case math.IsInf(optimum, 1):
		return true
	}
	return r.Status == solver.Optimal && r.Value <= optimum+whole.DefaultGap*math.Abs(r.Value)+valueTolerance
}

// TestEveryPlanEnumerated compares with the best of all whole plans.
func TestEveryPlanEnumerated(t *testing.T) {
	checks(t, 2000, func(t *rapid.T) {
		c := drawTiny(t, enumerable)
		p := c.problem()
		optimum, loosest := c.enumerate(1e-12), c.enumerate(loose)
		r := solve(t, p, settings())
		sound(t, p, r, optimum, loosest)
		if !complete(r, optimum, loosest) {
			fault(t, p, r, optimum, loosest, "not closed")
		}
	})
}
