package whole_test

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/whole"
)

const (
	// liftedRounds is far above the rounds that were seen.
	liftedRounds = 200
	// liftedTolerance is by how much squares exceed what is allowed in the last round, relative to the
	// square of a mean, or of leastMean.
	liftedTolerance = 1e-8
	// leastMean is below the means of whole counties that have anything, and what means are at least
	// under a limit: without a mean nothing is even.
	leastMean = 1e-4
)

// liftedSeeds are the ratios of levels to means at which tangents are there from the start.
var liftedSeeds = []float64{0, 0.4, 0.7, 0.85, 1, 1.15, 1.3, 1.6}

// lifted is the optimum of a problem by branch and bound on tangents,
//
//	u >= 2 r t - r^2 T  for each level, at ratios r,   sum w u <= (1 + limit^2) T,
//
// again with those that the point violates until it violates none by much: nothing of the strong model is
// in it. +Inf: there is no point. Means are at least leastMean under a limit.
//
// It is the lower of what comes out with presolve and without: HiGHS 1.15 was seen to call a point optimal
// that was not. NaN: neither came to an end.
func lifted(t fatal, p *whole.Problem) (optimum float64) {
	t.Helper()
	a, b := liftedBy(t, p, solver.Settings{}), liftedBy(t, p, solver.Settings{NoPresolve: true})
	switch {
	case math.IsNaN(a):
		return b
	case math.IsNaN(b):
		return a
	}
	return min(a, b)
}

func liftedBy(t fatal, p *whole.Problem, s solver.Settings) (optimum float64) {
	t.Helper()
	lp := p.Linear.Clone()
	limited := make([]*liftedCone, 0, len(p.Cones))
	var rows solver.Rows
	for k := range p.Cones {
		if c := &p.Cones[k]; !math.IsInf(c.Limit, 1) {
			limited = append(limited, lift(lp, c))
		}
	}
	for _, c := range limited {
		for _, r := range liftedSeeds {
			for i := range c.Level {
				c.tangent(&rows, i, r)
			}
		}
	}
	backend, err := highs.Open()
	if err != nil {
		t.Fatalf("%v", err)
	}
	session, err := solver.NewSession(backend, lp)
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer session.Close() //nolint:errcheck // nothing is lost
	for range liftedRounds {
		if _, err := session.AddRows(&rows); err != nil {
			t.Fatalf("%v", err)
		}
		r, err := session.Solve(context.Background(), nil, &s)
		switch {
		case err != nil:
			t.Fatalf("%v", err)
		case r.Status == solver.Infeasible:
			return inf
		case r.Status == solver.Unknown:
			return math.NaN()
		case r.Status != solver.Optimal:
			t.Fatalf("the reference is %v", r.Status)
		}
		rows.Reset()
		for _, c := range limited {
			c.separate(&rows, r.X)
		}
		if rows.Len() == 0 {
			return r.Objective
		}
	}
	t.Fatalf("the reference does not end\n%s", literal(p))
	return 0
}

// A liftedCone is a cone with the column of u for its first level; the others follow.
type liftedCone struct {
	*whole.Cone
	first int32
}

// lift adds the columns and the row of a cone.
func lift(lp *solver.Problem, c *whole.Cone) *liftedCone {
	l := &liftedCone{c, int32(lp.NumCols())}
	lp.ColLower[c.Mean] = max(lp.ColLower[c.Mean], leastMean)
	index, value := []int32{c.Mean}, []float64{-1 - c.Limit*c.Limit}
	for _, w := range c.Weight {
		index, value = append(index, int32(lp.AddCol(0, 0, inf, false))), append(value, w)
	}
	lp.AddRow(-inf, 0, index, value)
	return l
}

// tangent adds that of level i at ratio r.
func (c *liftedCone) tangent(dst *solver.Rows, i int, r float64) {
	dst.Add(0, inf, []int32{c.first + int32(i), c.Level[i], c.Mean}, []float64{1, -2 * r, r * r})
}

// separate adds tangents where x exceeds the limit.
func (c *liftedCone) separate(dst *solver.Rows, x []float64) {
	mean, sum := x[c.Mean], 0.0
	for i, j := range c.Level {
		sum += c.Weight[i] * x[j] * x[j]
	}
	if sum <= (1+c.Limit*c.Limit)*mean*mean+liftedTolerance*max(mean*mean, leastMean) {
		return
	}
	for i, j := range c.Level {
		c.tangent(dst, i, x[j]/mean)
	}
}

// TestTangentsAgainstEnumeration keeps the second opinion of other tests honest.
func TestTangentsAgainstEnumeration(t *testing.T) {
	checks(t, 100, func(t *rapid.T) {
		c := drawTiny(t, enumerable)
		p := c.problem()
		optimum, loosest := c.enumerate(1e-12), c.enumerate(1e-7)
		if got := lifted(t, p); got > optimum+valueTolerance || got < loosest-valueTolerance {
			t.Fatalf("%v instead of %v (%v)\n%s", got, optimum, loosest, literal(p))
		}
	})
}
