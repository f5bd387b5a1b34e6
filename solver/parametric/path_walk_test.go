package parametric

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// checkedWalk walks to the end of a line and checks the conditions of an optimum after every event and
// half-way to the next.
func checkedWalk(t *testing.T, name string, f *forest) {
	t.Helper()
	for {
		at := f.next()
		if at < f.x { // else there is more to come at the same place
			for _, x := range []float64{f.x, (f.x + max(at, f.end)) / 2} {
				if fault := f.wrong(x); fault != "" {
					t.Errorf("%s, event %d at %v: %s", name, f.events, x, fault)
					return
				}
			}
		}
		if at <= f.end {
			return
		}
		if err := f.step(); err != nil {
			require.True(t, errors.Is(err, errStuck) || errors.Is(err, errShort), err)
			return
		}
	}
}

// Every forest of a walk is an optimum of its own: flows within their bounds, arcs that carry flow at the
// difference of levels, no arc that would pay, nobody below the least stock.
func TestWalkKeepsOptimum(t *testing.T) {
	t.Parallel()
	events := 0
	for seed := range int64(300) {
		for _, c := range []instance{drawSmooth(8e6 + seed), drawDegenerate(8e6 + seed)} {
			k := c.kind
			p, err := NewPath(k)
			require.NoError(t, err)
			if k.Least != nil || k.HireCost > 0 {
				require.Zero(t, p.try)
			}
			err = p.begin(context.Background(), math.Inf(1))
			if errors.Is(err, errShort) || errors.Is(err, errStuck) {
				continue
			}
			require.NoError(t, err, c.name)
			p.lower()
			checkedWalk(t, c.name+", down", p.f)
			events += p.f.events
		}
	}
	require.Greater(t, events, 3000)
}
