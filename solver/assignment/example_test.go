package assignment_test

import (
	"context"
	"fmt"

	"github.com/eduparity/eduparity/solver/assignment"
)

// Three blocks, two schools, splitting allowed: a transport. Then a block is locked, from where the session stands.
func ExampleSession() {
	p := &assignment.Problem{
		Size:  []float64{30, 20, 10}, // pupils
		Sites: []assignment.Site{{Most: 40}, {Most: 30}},
		Cost: []float64{ // pupil-kilometres of a whole block
			30, 90,
			20, 40,
			30, 10,
		},
	}
	s, err := assignment.New(p, assignment.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := s.Solve(context.Background())
	fmt.Printf("%v %v %v, at least %.6f %v %v\n", r.Route, r.Status, r.Value, r.Bound, r.Load, err)
	if err := s.SetLock(1, 1); err != nil {
		fmt.Println(err)
		return
	}
	r, err = s.Solve(context.Background())
	fmt.Println(r.Value, r.Load, r.Prices.Site, err)
	// Output:
	// transport optimal 70, at least 70.000000 [40 20] <nil>
	// 80 [30 30] [0 0] <nil>
}
