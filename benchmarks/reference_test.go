package benchmarks

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/measure"
)

// fewest is the fewest single teachers that must move between sections so that the CV of teachers per
// pupil is at most limit, no section ending with fewer than least; false: that cannot be. It shares
// nothing with the planner: it lists what every teacher who could leave or come changes in the sum of
// z^2/p, sorts, and takes the best of both lists until the CV is low enough.
func fewest(teachers, pupils, least []float64, limit float64) (int, bool) {
	var gains, losses []float64 // of a teacher who comes, who leaves
	var total, all, squares float64
	for i, z := range teachers {
		total, all, squares = total+z, all+pupils[i], squares+z*z/pupils[i]
		for ; z > least[i]; z-- {
			losses = append(losses, (2*z-1)/pupils[i])
		}
	}
	if len(losses) > 0 {
		most := slices.Max(losses)
		for i, z := range teachers {
			for ; (2*z+1)/pupils[i] < most; z++ {
				gains = append(gains, (2*z+1)/pupils[i])
			}
		}
	}
	slices.Sort(gains)
	slices.SortFunc(losses, func(a, b float64) int { return int(math.Copysign(1, b-a)) })
	enough := (1 + limit*limit) * total * total / all
	for k := 0; ; k++ {
		if squares <= enough {
			return k, true
		}
		if k == min(len(gains), len(losses)) || gains[k] >= losses[k] {
			return k, false
		}
		squares += gains[k] - losses[k]
	}
}

// The reference itself is held against trying everything.
func TestReferenceOfFewestMoves(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	reachable := 0
	for range 300 {
		const n = 4
		teachers, pupils, least := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			teachers[i], pupils[i] = float64(1+rng.IntN(6)), float64(10+rng.IntN(60))
			least[i] = min(teachers[i], float64(rng.IntN(3)))
		}
		limit := 0.05 + 0.6*rng.Float64()
		got, ok := fewest(teachers, pupils, least, limit)
		want, wantOK := fewestByTrying(teachers, pupils, least, limit)
		require.Equal(t, wantOK, ok)
		if ok {
			reachable++
			require.Equal(t, want, got)
		}
	}
	require.Greater(t, reachable, 100)
}

// fewestByTrying goes through every way to share the teachers out between four sections.
func fewestByTrying(teachers, pupils, least []float64, limit float64) (best int, ok bool) {
	total := teachers[0] + teachers[1] + teachers[2] + teachers[3]
	for a := least[0]; a <= total; a++ {
		for b := least[1]; a+b <= total; b++ {
			for c := least[2]; a+b+c <= total; c++ {
				z := []float64{a, b, c, total - a - b - c}
				if z[3] < least[3] || measure.CV(z, pupils) > limit {
					continue
				}
				moved := 0.0
				for i := range z {
					moved += max(0, z[i]-teachers[i])
				}
				if !ok || int(moved) < best {
					best, ok = int(moved), true
				}
			}
		}
	}
	return best, ok
}
