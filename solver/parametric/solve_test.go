package parametric

import (
	"context"
	"math"
	"testing"
)

// solveCold solves with a path of its own.
func solveCold(k *Kind, cap float64) (*Balance, error) {
	p, err := NewPath(k)
	if err != nil {
		return nil, err
	}
	return p.LeastCost(context.Background(), cap)
}

// costOf is the least cost at a cap, infinite where there is no plan.
func costOf(t *testing.T, name string, k *Kind, cap float64) float64 {
	t.Helper()
	b, err := solveCold(k, cap)
	if err != nil {
		t.Errorf("%s cap %v: %v", name, cap, err)
		return math.NaN()
	}
	if b.Status != Optimal {
		return math.Inf(1)
	}
	return b.Cost
}

// same says whether two costs are equal to what is proved of each.
func same(t *testing.T, name string, want, got, money float64) {
	t.Helper()
	if want != got && !(math.Abs(want-got) <= 2*gapWanted*max(money, math.Abs(want))) && !math.IsNaN(want) && !math.IsNaN(got) {
		t.Errorf("%s: %v, want %v", name, got, want)
	}
}

// atMost says whether one cost is not above another.
func atMost(t *testing.T, name string, most, got, money float64) {
	t.Helper()
	if got > most+2*gapWanted*max(money, math.Abs(most)) {
		t.Errorf("%s: %v, want at most %v", name, got, most)
	}
}
