package whole_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestDivisibleStocks compares with tangents where some stocks are divisible, on tiny counties.
func TestDivisibleStocks(t *testing.T) { compare(t, 100, mixed) }

// TestSecondOpinion compares with tangents on counties of five to ten sections.
func TestSecondOpinion(t *testing.T) { compare(t, 10, small) }

// compare compares with the optimum by tangents, which may be off by what their last points violate.
// Nothing may be claimed that is wrong. Some counties with divisible stocks are not closed to the gap: few.
func compare(t *testing.T, cases int, size scale) {
	t.Helper()
	total, closed := 0, 0
	checks(t, cases, func(t *rapid.T) {
		p := drawTiny(t, size).problem()
		optimum := lifted(t, p)
		if math.IsNaN(optimum) {
			t.Skip("no second opinion")
		}
		r := solve(t, p, settings())
		sound(t, p, r, optimum, optimum-liftedError)
		total++
		if complete(r, optimum+liftedError, optimum) {
			closed++
		}
	})
	if !testing.Short() && float64(closed) < leastClosed*float64(total) { // few say nothing of a share
		t.Fatalf("%d of %d are closed", closed, total)
	}
}

const (
	// liftedError is what liftedTolerance may lower an optimum of tens by.
	liftedError = 1e-5
	// leastClosed is the share of counties that are closed at least; 0.98 were seen.
	leastClosed = 0.9
)
