package separable_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/separable"
)

// funding draws a water level with the distributions of the instances that the peers are measured
// on: pupils log-normal around 500, 2,000 yuan each, limits of 0.2 to 1 times that, 40 % of them
// to spend.
func funding(n int) *separable.WaterLevel {
	r := rand.New(rand.NewPCG(uint64(n), 3))
	w := &separable.WaterLevel{}
	for range n {
		p := max(60, math.Round(math.Exp(6.2+0.8*r.NormFloat64())))
		w.Pupils = append(w.Pupils, p)
		w.Stock = append(w.Stock, math.Round(2000*p*math.Exp(0.5*r.NormFloat64())))
		top := math.Round(2000 * p * (0.2 + 0.8*r.Float64()))
		w.Most = append(w.Most, top)
		w.Budget += 0.4 * top
	}
	return w
}

// asKnapsack is the same in the general form.
func asKnapsack(w *separable.WaterLevel) *separable.Knapsack {
	k := &separable.Knapsack{Total: w.Budget, Upper: w.Most}
	for i, p := range w.Pupils {
		k.Curve = append(k.Curve, 1/p)
		k.Linear = append(k.Linear, w.Stock[i]/p)
		k.Weight = append(k.Weight, 1)
		k.Lower = append(k.Lower, 0)
	}
	return k
}

var sizes = []int{1_000, 10_000, 100_000, 1_000_000}

func BenchmarkWaterLevel(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := funding(n)
			x := make([]float64, n)
			var s separable.KnapsackSolver
			_, _ = s.Fill(x, w)
			defer cpu(b)()
			for b.Loop() {
				if _, err := s.Fill(x, w); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkKnapsack(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			k := asKnapsack(funding(n))
			x := make([]float64, n)
			var s separable.KnapsackSolver
			_, _ = s.Solve(x, k)
			defer cpu(b)()
			for b.Loop() {
				if _, err := s.Solve(x, k); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
