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

// catchment draws blocks and 30 schools on a plane of 30 km, as the peers' instances do.
func catchment(n int) *separable.Transport {
	r := rand.New(rand.NewPCG(uint64(n), 6))
	const schools = 30
	var c catchmentInstance
	total, shares := 0.0, 0.0
	place := func(spread float64) float64 {
		return math.Round(min(max(15_000+spread*r.NormFloat64(), 0), 30_000))
	}
	for range n {
		x, y := place(3500), place(3500)
		if r.Float64() >= 0.6 {
			x, y = math.Round(30_000*r.Float64()), math.Round(30_000*r.Float64())
		}
		p := 1 + math.Floor(7*(r.ExpFloat64()+r.ExpFloat64()))
		total += p
		c.Blocks.X, c.Blocks.Y, c.Blocks.Pupils = append(c.Blocks.X, x), append(c.Blocks.Y, y), append(c.Blocks.Pupils, p)
	}
	for range schools {
		c.Schools.X, c.Schools.Y = append(c.Schools.X, place(5500)), append(c.Schools.Y, place(5500))
		share := 0.5 + r.Float64()
		shares += share
		c.Schools.Capacity = append(c.Schools.Capacity, share)
	}
	for j, share := range c.Schools.Capacity {
		c.Schools.Capacity[j] = math.Round(share / shares * total / 0.95)
	}
	return c.transport(105)
}

func BenchmarkTransportCold(b *testing.B) {
	for _, n := range []int{2_000, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			t := catchment(n)
			defer cpu(b)()
			for b.Loop() {
				s, err := separable.NewTransport(t)
				if err != nil {
					b.Fatal(err)
				}
				if err := s.Solve(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkTransportWarm changes all capacities from 105 % to 104 % and back: two solves.
func BenchmarkTransportWarm(b *testing.B) {
	for _, n := range []int{2_000, 10_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			t := catchment(n)
			s, err := separable.NewTransport(t)
			if err != nil {
				b.Fatal(err)
			}
			if err := s.Solve(b.Context()); err != nil {
				b.Fatal(err)
			}
			defer cpu(b)()
			for b.Loop() {
				for _, share := range []float64{104.0 / 105, 1} {
					for j, most := range t.Most {
						if err := s.SetLimits(j, t.Least[j], math.Floor(most*share)); err != nil {
							b.Fatal(err)
						}
					}
					if err := s.Solve(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkFlowCold(b *testing.B) { benchmarkFlow(b, false) }

// BenchmarkFlowWarm starts from the optimum of a county where ten sections had one teacher more.
func BenchmarkFlowWarm(b *testing.B) { benchmarkFlow(b, true) }

func benchmarkFlow(b *testing.B, warm bool) {
	for _, n := range []int{200, 500, 1000, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p := rotation(n)
			var s separable.FlowSolver
			var plan separable.FlowPlan
			var start *separable.Start
			if warm {
				for i := range 10 {
					p.Stock[i*n/10]++
				}
				if err := s.Solve(b.Context(), &plan, p, nil); err != nil {
					b.Fatal(err)
				}
				start = &separable.Start{Flow: append([]int64{}, plan.Flow...), Price: append([]float64{}, plan.Price...)}
				for i := range 10 {
					p.Stock[i*n/10]--
				}
			}
			if err := s.Solve(b.Context(), &plan, p, start); err != nil {
				b.Fatal(err)
			}
			defer cpu(b)()
			for b.Loop() {
				if err := s.Solve(b.Context(), &plan, p, start); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFlowSession changes one datum of a county and solves again, all over the county in turn.
func BenchmarkFlowSession(b *testing.B) {
	for _, n := range []int{200, 500, 1000, 2000} {
		p := rotation(n)
		for name, change := range map[string]func(s *separable.FlowSession, i int, back bool) error{
			"stock": func(s *separable.FlowSession, i int, back bool) error {
				if back {
					return s.SetStock(i, p.Stock[i])
				}
				return s.SetStock(i, p.Stock[i]+1)
			},
			"pupils": func(s *separable.FlowSession, i int, back bool) error {
				if back {
					return s.SetSquare(i, p.Square[i])
				}
				return s.SetSquare(i, p.Square[i]/1.1)
			},
			"out": func(s *separable.FlowSession, i int, back bool) error {
				if back {
					return s.SetOut(i, p.Out[i])
				}
				return s.SetOut(i, p.Out[i]+1)
			},
			"closed": func(s *separable.FlowSession, i int, back bool) error {
				for a := p.Arcs.Start[i]; a < p.Arcs.Start[i+1]; a++ {
					if back {
						if err := s.SetCost(int(a), p.Arcs.Cost[a]); err != nil {
							return err
						}
					} else if s.Plan().Flow[a] > 0 {
						return s.SetCost(int(a), math.Inf(1))
					}
				}
				return nil
			},
			"weight": func(s *separable.FlowSession, _ int, back bool) error {
				if back {
					return s.SetWeight(1)
				}
				return s.SetWeight(1.01)
			},
		} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				s := session(b, n)
				i, back := 0, false
				defer cpu(b)()
				for b.Loop() {
					if err := change(s, i, back); err != nil {
						b.Fatal(err)
					}
					if err := s.Solve(b.Context()); err != nil {
						b.Fatal(err)
					}
					if back {
						i = (i + 1) % n
					}
					back = !back
				}
			})
		}
	}
}
