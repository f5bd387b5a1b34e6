package separable_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math"

	"github.com/eduparity/eduparity/solver/separable"
)

// A budget for equipment lifts the poorest schools to one level; the smallest takes no more than
// its limit.
func ExampleKnapsackSolver_Fill() {
	w := &separable.WaterLevel{
		Stock:  []float64{900_000, 300_000, 20_000}, // yuan
		Pupils: []float64{300, 200, 50},
		Most:   []float64{math.Inf(1), math.Inf(1), 60_000},
		Budget: 240_000,
	}
	x := make([]float64, 3)
	var s separable.KnapsackSolver
	level, err := s.Fill(x, w)
	if err != nil {
		log.Fatal(err)
	}
	check, err := separable.VerifyWaterLevel(w, x, level)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.0f yuan per pupil, funds %.0f, proven: %v\n", level, x, check.Gap() < 1e-12)
	// Output:
	// 2400 yuan per pupil, funds [0 180000 60000], proven: true
}

// Two counties share a pot; the first may not spend more than 5.
func ExampleKnapsackSolver_SolveNested() {
	n := &separable.Nested{
		Items: separable.Knapsack{
			Curve:  []float64{1, 1, 1, 1},
			Linear: []float64{-9, -6, -4, -3},
			Weight: []float64{1, 1, 1, 1},
			Lower:  []float64{0, 0, 0, 0},
			Upper:  []float64{8, 8, 8, 8},
			Total:  8,
		},
		Start: []int32{0, 2, 4},
		Least: []float64{0, 0},
		Most:  []float64{5, math.Inf(1)},
	}
	x, price := make([]float64, 4), make([]float64, 2)
	var s separable.KnapsackSolver
	pot, err := s.SolveNested(x, price, n)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(x, "multiplier of the pot", pot, "of the counties", price)
	// Output:
	// [4 1 2 1] multiplier of the pot -2 of the counties [-5 -2]
}

// Teachers move from a crowded school to two small ones as long as a move evens out more than it
// costs; at most three may leave.
func ExampleFlowSolver_Solve() {
	p := &separable.Flow{
		Stock:  []int64{20, 4, 5},
		Out:    []int64{3, 1, 1},
		Square: []float64{1.0 / 100, 1.0 / 80, 1.0 / 100}, // 1 / pupils
		Arcs: separable.Arcs{
			Start: []int32{0, 2, 3, 4},
			Head:  []int32{1, 2, 0, 0},
			Cost:  []float64{0.01, 0.02, 0.01, 0.02},
		},
	}
	var s separable.FlowSolver
	var plan separable.FlowPlan
	if err := s.Solve(context.Background(), &plan, p, nil); err != nil {
		log.Fatal(err)
	}
	check, err := separable.VerifyFlow(p, &plan)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("moves", plan.Flow, "teachers", plan.Stock, "proven:", check.Violation == 0 && check.Gap() < 1e-12)

	// Next year two more may leave: start from what is known.
	p.Out[0] = 5
	if err := s.Solve(context.Background(), &plan, p, &separable.Start{Flow: plan.Flow, Price: plan.Price}); err != nil {
		log.Fatal(err)
	}
	fmt.Println("moves", plan.Flow, "teachers", plan.Stock)
	// Output:
	// moves [2 1 0 0] teachers [17 6 6] proven: true
	// moves [2 3 0 0] teachers [15 6 8]
}

// A county looks for what evenness must be worth so that the sum of z^2 per pupil keeps a limit, and asks
// what one teacher more in the first school would change.
func ExampleFlowSession() {
	s, err := separable.NewFlow(&separable.Flow{
		Stock:  []int64{20, 4, 5},
		Out:    []int64{5, 1, 1},
		Square: []float64{1.0 / 100, 1.0 / 80, 1.0 / 100}, // 1 / pupils
		Arcs: separable.Arcs{
			Start: []int32{0, 2, 3, 4},
			Head:  []int32{1, 2, 0, 0},
			Cost:  []float64{0.01, 0.02, 0.01, 0.02},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	show := func(what string) {
		if err := s.Solve(context.Background()); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: teachers %v, moves cost %.2f\n", what, s.Plan().Stock, s.Plan().Cost)
	}
	for _, weight := range []float64{0.01, 0.05, 1} {
		if err := s.SetWeight(weight); err != nil {
			log.Fatal(err)
		}
		show(fmt.Sprint("weight ", weight))
	}
	if err := s.SetStock(0, 21); err != nil {
		log.Fatal(err)
	}
	show("one more")
	// Output:
	// weight 0.01: teachers [20 4 5], moves cost 0.00
	// weight 0.05: teachers [18 6 5], moves cost 0.02
	// weight 1: teachers [15 6 8], moves cost 0.08
	// one more: teachers [16 6 8], moves cost 0.08
}

// Three blocks go to the nearer of two schools until one is full; then the school may take fewer.
func ExampleTransportSession() {
	t := &separable.Transport{
		Pupils: []float64{30, 20, 25},
		Least:  []float64{20, 20},
		Most:   []float64{60, 60},
		Cost: []float64{ // metres
			400, 900,
			600, 800,
			1200, 300,
		},
	}
	s, err := separable.NewTransport(t)
	if err != nil {
		log.Fatal(err)
	}
	solve := func() {
		var cut *separable.Cut
		switch err := s.Solve(context.Background()); {
		case errors.As(err, &cut):
			fmt.Println("no plan:", cut.Have, "pupils for", cut.Want, "places at schools", cut.Nodes)
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println(s.Flow(), "prices", s.Price(), "pupil-metres", s.Objective())
		}
	}
	solve()
	if err := s.SetLimits(0, 20, 40); err != nil {
		log.Fatal(err)
	}
	solve()
	if err := s.SetLimits(1, 20, 30); err != nil {
		log.Fatal(err)
	}
	solve()
	// Output:
	// [30 0 20 0 0 25] prices [0 0] pupil-metres 31500
	// [30 0 10 10 0 25] prices [200 0] pupil-metres 33500
	// no plan: 75 pupils for 70 places at schools [0 1]
}
