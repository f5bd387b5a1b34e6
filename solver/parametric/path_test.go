package parametric

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A tally counts what a set of cases came to.
type tally struct {
	Cases, Optimal, Short, TooTight, Again int
	Gap, Violation                         float64 // worst
}

// solve solves an instance cold and judges the answer.
func (s *tally) solve(t *testing.T, c instance, cap float64) *Balance {
	t.Helper()
	p, err := NewPath(c.kind)
	require.NoError(t, err, c.name)
	first := p.try
	b, err := p.LeastCost(context.Background(), cap)
	if err != nil {
		t.Errorf("%s cap %v: %v", c.name, cap, err)
		return nil
	}
	s.Cases++
	if p.try != first {
		s.Again++
	}
	j := judge(c.kind, cap, b)
	if len(j.faults) > 0 {
		t.Errorf("%s cap %v: %v: %s", c.name, cap, b.Status, strings.Join(j.faults, "; "))
	}
	switch b.Status {
	case Optimal:
		s.Optimal++
		s.Gap, s.Violation = max(s.Gap, j.gap), max(s.Violation, j.violation)
	case Short:
		s.Short++
	case TooTight:
		s.TooTight++
	}
	return b
}

func cases() int64 {
	if long() {
		return 100_000
	}
	return 1000
}

func TestPathSmooth(t *testing.T) {
	t.Parallel()
	var s tally
	for seed := range cases() {
		c := drawSmooth(seed)
		for _, cap := range c.caps {
			s.solve(t, c, cap)
		}
	}
	t.Logf("%+v", s)
	require.Greater(t, s.Optimal, s.Cases/2)
}

// Grids of few sizes and whole stocks with sections cut off, at caps from none to far out of reach.
func TestPathGrids(t *testing.T) {
	t.Parallel()
	var s tally
	for _, n := range []int{2, 4, 9, 25, 64, 144} {
		for seed := range int64(12) {
			for _, hire := range []float64{0, 1, 2.5} {
				k := degenerate(n, seed)
				k.HireCost = hire
				now := cv(k.Stock, k.Pupils)
				c := instance{name: fmt.Sprintf("grid %d of %d, hire %v", seed, n, hire), kind: k}
				for _, cap := range []float64{math.Inf(1), 2 * now, 0.95 * now, 0.75 * now, 0.5 * now, 0.1 * now} {
					s.solve(t, c, cap)
				}
			}
		}
	}
	t.Logf("%+v", s)
	require.Greater(t, s.Optimal, s.Cases/2)
}

func TestPathDegenerate(t *testing.T) {
	t.Parallel()
	var s tally
	for seed := range cases() {
		c := drawDegenerate(seed)
		for _, cap := range c.caps {
			s.solve(t, c, cap)
		}
	}
	t.Logf("%+v", s)
	require.Greater(t, s.Optimal, s.Cases/2)
	require.NotZero(t, s.Short)
	require.NotZero(t, s.TooTight)
}
