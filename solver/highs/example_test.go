//go:build cgo && !nohighs

package highs_test

import (
	"context"
	"fmt"
	"log"
	"math"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// Two kinds of desks for at least ten pupils, at the least cost; then the cheaper one runs short,
// and then it comes in whole pieces only.
func ExampleOpen() {
	inf := math.Inf(1)
	p := &solver.Problem{}
	single := p.AddCol(30, 0, inf, false)
	double := p.AddCol(50, 0, inf, false)
	p.AddRow(10, inf, []int32{int32(single), int32(double)}, []float64{1, 2})

	backend, err := highs.Open()
	if err != nil {
		log.Fatal(err)
	}
	s, err := solver.NewSession(backend, p)
	if err != nil {
		log.Fatal(err)
	}

	solve := func() {
		r, err := s.Solve(context.Background(), nil, nil)
		if err != nil {
			log.Fatal(err)
		}
		check := solver.Verify(s.Problem(), r)
		fmt.Println(r.Status, r.Objective, r.X, "price of a seat:", r.RowDual, check.Point(solver.EngineTolerance))
	}
	solve()
	if err := s.SetColBounds(double, 0, 3.5); err != nil {
		log.Fatal(err)
	}
	solve()
	if err := s.SetWhole(double, true); err != nil {
		log.Fatal(err)
	}
	solve()
	if err := s.Close(); err != nil {
		log.Fatal(err)
	}
	// Output:
	// optimal 250 [0 5] price of a seat: [25] <nil>
	// optimal 265 [3 3.5] price of a seat: [30] <nil>
	// optimal 270 [4 3] price of a seat: [] <nil>
}
