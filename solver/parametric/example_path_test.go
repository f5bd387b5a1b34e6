package parametric_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math"

	"github.com/eduparity/eduparity/solver/parametric"
)

// Three schools of 100 pupils with 9, 6 and 3 teachers. A move between neighbours costs 1, from the first
// to the last 3. Levels 8, 6 and 4 have a CV of (2/6) sqrt(2/3) = 0.272: one teacher moves on from the first
// to the second, and one from there to the third.
func ExamplePath_LeastCost() {
	network, err := parametric.NewNetwork(3, []parametric.Arc{
		{From: 0, To: 1, Cost: 1}, {From: 1, To: 2, Cost: 1}, {From: 0, To: 2, Cost: 3},
	})
	if err != nil {
		log.Fatal(err)
	}
	path, err := parametric.NewPath(&parametric.Kind{
		Network: network, Pupils: []float64{100, 100, 100}, Stock: []float64{9, 6, 3},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, cap := range []float64{0.5, 2. / 6 * math.Sqrt(2./3), 0.1} {
		b, err := path.LeastCost(context.Background(), cap)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("CV at most %.3f: cost %.3f, proved %.3f, stocks %.3f\n", cap, b.Cost, b.Bound, b.Stock)
	}
	// Output:
	// CV at most 0.500: cost 0.000, proved 0.000, stocks [9.000 6.000 3.000]
	// CV at most 0.272: cost 2.000, proved 2.000, stocks [8.000 6.000 4.000]
	// CV at most 0.100: cost 4.530, proved 4.530, stocks [6.735 6.000 5.265]
}

// Every school needs 4 teachers; the last has 3. The cheapest way is one teacher from the second, and it
// is dearer to ask for an even county as well.
func ExamplePath_LeastCost_least() {
	network, err := parametric.NewNetwork(3, []parametric.Arc{
		{From: 0, To: 1, Cost: 1}, {From: 1, To: 2, Cost: 1}, {From: 0, To: 2, Cost: 3},
	})
	if err != nil {
		log.Fatal(err)
	}
	path, err := parametric.NewPath(&parametric.Kind{
		Network: network, Pupils: []float64{100, 100, 100}, Stock: []float64{9, 6, 3}, Least: []float64{4, 4, 4},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, cap := range []float64{math.Inf(1), 0.2} {
		b, err := path.LeastCost(context.Background(), cap)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("CV at most %.1f: cost %.3f, stocks %.3f\n", cap, b.Cost, b.Stock)
	}
	// Output:
	// CV at most +Inf: cost 1.000, stocks [9.000 5.000 4.000]
	// CV at most 0.2: cost 3.061, stocks [7.470 6.000 4.530]
}

// The only road is dear, so that hiring at 5 is cheaper than moving at 8.
func ExampleKind_hires() {
	network, err := parametric.NewNetwork(2, []parametric.Arc{{From: 0, To: 1, Cost: 8}})
	if err != nil {
		log.Fatal(err)
	}
	kind := &parametric.Kind{
		Network: network, Pupils: []float64{100, 100}, Stock: []float64{6, 2}, Least: []float64{4, 4}, HireCost: 5,
	}
	path, err := parametric.NewPath(kind)
	if err != nil {
		log.Fatal(err)
	}
	b, err := path.LeastCost(context.Background(), math.Inf(1))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%v: hire %v, move %v, cost %v, a unit there is worth %v\n", b.Status, b.Hire, b.Flow, b.Cost, -b.Price.Unit[1])
	// Output:
	// optimal: hire [0 2], move [0], cost 10, a unit there is worth 5
}

// The second school lacks 3 teachers, and only 2 may leave the first: no money helps. Without least stocks
// the same limit says how even the two can become.
func ExamplePath_LeastCost_impossible() {
	network, err := parametric.NewNetwork(2, []parametric.Arc{{From: 0, To: 1, Cost: 1}})
	if err != nil {
		log.Fatal(err)
	}
	kind := parametric.Kind{
		Network: network, Pupils: []float64{100, 100}, Stock: []float64{9, 1}, MostOut: []float64{2, 0}, Least: []float64{0, 4},
	}
	for _, least := range [][]float64{kind.Least, nil} {
		kind.Least = least
		path, err := parametric.NewPath(&kind)
		if err != nil {
			log.Fatal(err)
		}
		b, err := path.LeastCost(context.Background(), 0.1)
		if err != nil {
			log.Fatal(err)
		}
		switch b.Status {
		case parametric.Short:
			fmt.Printf("%v: sections %v lack %.3f\n", b.Status, b.ShortSet, b.ShortBy)
		case parametric.TooTight:
			fmt.Printf("%v: at least %.3f, proved: %v\n", b.Status, b.Floor, kind.Ray(&b.Price, 0.1) > 0)
		case parametric.Optimal:
			fmt.Println(b.Cost)
		}
	}
	// Output:
	// least stocks out of reach: sections [1] lack 1.000
	// cap out of reach: at least 0.400, proved: true
}

// All faults of the data are found at once.
func ExampleKind_Validate() {
	network, err := parametric.NewNetwork(2, nil)
	if err != nil {
		log.Fatal(err)
	}
	kind := &parametric.Kind{Network: network, Pupils: []float64{100, 0}, Stock: []float64{3}}
	err = kind.Validate()
	fmt.Println(errors.Is(err, parametric.ErrInvalid))
	fmt.Println(err)
	// Output:
	// true
	// parametric: invalid: Pupils of section 1 is 0, want a number from 1e-30 to 1e30
	// parametric: invalid: 1 values in Stock for 2 sections
}
