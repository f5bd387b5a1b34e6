package parametric_test

import (
	"context"
	"fmt"
	"log"

	"github.com/eduparity/eduparity/solver/parametric"
)

// Two schools of 100 pupils. The first has 10 qualified teachers, 4 of them lead teachers, the second 6 and
// none. A lead teacher who moves changes both stocks. To bring lead teachers to 3 and 1, a CV of 0.5,
// one of them moves; that leaves qualified teachers at 9 and 7, a CV of 0.125. To bring those to 8.4 and
// 7.6, a CV of 0.05, other qualified teachers move as well, whose moves cost less.
func ExampleCoupledPath() {
	others, err := parametric.NewNetwork(2, []parametric.Arc{{From: 0, To: 1, Cost: 2}, {From: 1, To: 0, Cost: 2}})
	if err != nil {
		log.Fatal(err)
	}
	leads, err := parametric.NewNetwork(2, []parametric.Arc{{From: 0, To: 1, Cost: 3}})
	if err != nil {
		log.Fatal(err)
	}
	path, err := parametric.NewCoupledPath(&parametric.Coupled{
		Pupils: []float64{100, 100},
		Stock:  [][]float64{{10, 6}, {4, 0}}, // qualified, lead
		Groups: []parametric.Group{
			{Network: others, MostOut: []float64{6, 6}, Counts: []int{0}},
			{Network: leads, MostOut: []float64{4, 0}, Counts: []int{0, 1}},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, caps := range [][]float64{{0.125, 0.5}, {0.05, 0.5}} {
		b, err := path.LeastCost(context.Background(), caps)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%v: cost %.3f, proved %.3f, qualified %.2f, lead %.2f\n", caps, b.Cost, b.Bound, b.Stock[0], b.Stock[1])
	}
	// Output:
	// [0.125 0.5]: cost 3.000, proved 3.000, qualified [9.00 7.00], lead [3.00 1.00]
	// [0.05 0.5]: cost 4.200, proved 4.200, qualified [8.40 7.60], lead [3.00 1.00]
}
