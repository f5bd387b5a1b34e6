package separable_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// randomNested puts the items of a random knapsack in groups with limits that some plan meets.
func randomNested(r *rand.Rand, degenerate bool) *separable.Nested {
	k := randomKnapsack(r, degenerate)
	n := &separable.Nested{Items: *k, Start: []int32{0}}
	feasible := make([]float64, len(k.Curve)) // any plan that meets the total
	var s separable.KnapsackSolver
	other := *k
	other.Linear = make([]float64, len(k.Curve))
	for i := range other.Linear {
		other.Linear[i] = k.Linear[i] * r.Float64()
	}
	if _, err := s.Solve(feasible, &other); err != nil {
		panic(err) // the generator's totals are feasible
	}
	for at := 0; at < len(k.Curve); {
		to := min(len(k.Curve), at+r.IntN(5))
		if to == at && r.IntN(3) > 0 { // a group without items now and then
			continue
		}
		spent, size := 0.0, 0.0
		for i := at; i < to; i++ {
			spent += k.Weight[i] * feasible[i]
			size += k.Weight[i] * math.Abs(feasible[i])
		}
		if size < 1e-14 { // the rounding of zero is no limit
			spent, size = 0, 0
		}
		least, most := spent-size*r.Float64(), spent+size*r.Float64()
		switch r.IntN(6) {
		case 0:
			least = math.Inf(-1)
		case 1:
			most = math.Inf(1)
		case 2:
			least, most = math.Inf(-1), math.Inf(1)
		}
		n.Start, n.Least, n.Most = append(n.Start, int32(to)), append(n.Least, least), append(n.Most, most)
		at = to
	}
	return n
}

func TestNestedIsOptimal(t *testing.T) {
	for _, degenerate := range []bool{false, true} {
		t.Run(fmt.Sprintf("degenerate=%v", degenerate), func(t *testing.T) {
			var s separable.KnapsackSolver
			r := rand.New(rand.NewPCG(41, 42))
			bound := 0
			for i := range cases() {
				n := randomNested(r, degenerate)
				x, m := make([]float64, len(n.Items.Curve)), make([]float64, len(n.Least))
				pot, err := s.SolveNested(x, m, n)
				require.NoError(t, err, "case %d", i)
				c, err := separable.VerifyNested(n, x, m, pot)
				require.NoError(t, err)
				requireExact(t, c, 1e-11, i)
				for _, v := range m {
					if v != pot {
						bound++
					}
				}
			}
			require.Greater(t, bound, cases()/4, "limits of groups must bind")
		})
	}
}

func TestNestedInfeasible(t *testing.T) {
	n := &separable.Nested{
		Items: separable.Knapsack{
			Curve: []float64{1, 1}, Linear: []float64{0, 0}, Weight: []float64{1, 1},
			Lower: []float64{0, 0}, Upper: []float64{4, 4}, Total: 6,
		},
		Start: []int32{0, 1, 2}, Least: []float64{0, 0}, Most: []float64{1, 9},
	}
	var s separable.KnapsackSolver
	x, m := make([]float64, 2), make([]float64, 2)
	_, err := s.SolveNested(x, m, n)
	require.ErrorIs(t, err, separable.ErrInfeasible, "one group may spend 1, the other has room for 4")
	n.Items.Total = 5
	pot, err := s.SolveNested(x, m, n)
	require.NoError(t, err)
	require.Equal(t, []float64{1, 4}, x)
	require.Equal(t, []float64{1, pot}, m)
	n.Least[1] = 4.5
	_, err = s.SolveNested(x, m, n)
	require.ErrorIs(t, err, separable.ErrInfeasible, "no room for the least")
	n.Least[1] = 10
	_, err = s.SolveNested(x, m, n)
	require.ErrorIs(t, err, separable.ErrInvalid, "least above most")
	_, err = s.SolveNested(x, m[:1], n)
	require.ErrorIs(t, err, separable.ErrInvalid)
	n.Start[1] = 3
	_, err = s.SolveNested(x, m, n)
	require.ErrorIs(t, err, separable.ErrInvalid)
}

func TestNestedAllocatesNothingWhenWarm(t *testing.T) {
	var s separable.KnapsackSolver
	n := randomNested(rand.New(rand.NewPCG(43, 44)), false)
	x, m := make([]float64, len(n.Items.Curve)), make([]float64, len(n.Least))
	require.Zero(t, testing.AllocsPerRun(10, func() { _, _ = s.SolveNested(x, m, n) }))
}
