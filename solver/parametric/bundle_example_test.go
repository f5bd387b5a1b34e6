package parametric_test

import (
	"context"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver/parametric"
)

// Books for three schools: the least purchase with a CV of at most 0.2.
func ExampleFilling_LeastCost() {
	books, err := parametric.NewFilling(&parametric.Purchase{
		Pupils:   []float64{100, 200, 300},
		Stock:    []float64{1000, 1000, 6000},
		UnitCost: []float64{20}, // yuan
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := books.LeastCost(context.Background(), 0.2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f yuan for %.1f books, CV %.4f, at least %.1f yuan\n", b.Cost, b.Buy, b.CV, b.Bound)
	// Output: 40000.0 yuan for [333.3 1666.7 0.0] books, CV 0.2000, at least 40000.0 yuan
}

// One budget for teachers who move between two schools and books for them.
func ExampleBundle_LeastWorst() {
	pupils := []float64{100, 100}
	network, err := parametric.NewNetwork(2, []parametric.Arc{{From: 0, To: 1, Cost: 5000}, {From: 1, To: 0, Cost: 5000}})
	if err != nil {
		fmt.Println(err)
		return
	}
	teachers, err := parametric.NewPath(&parametric.Kind{Network: network, Pupils: pupils, Stock: []float64{16, 4}, MostOut: []float64{3, 0}})
	if err != nil {
		fmt.Println(err)
		return
	}
	books, err := parametric.NewFilling(&parametric.Purchase{Pupils: pupils, Stock: []float64{3000, 1000}, UnitCost: []float64{20}})
	if err != nil {
		fmt.Println(err)
		return
	}
	bundle, err := parametric.NewBundle(
		parametric.Part{Curve: teachers, Limits: []float64{0.4}},
		parametric.Part{Curve: books, Limits: []float64{0.5}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := bundle.LeastWorst(context.Background(), 40000)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range d.Levels {
		fmt.Printf("ratio %.4f, proved %.4f, held %v, at the least CV %v\n", l.Ratio, l.Bound, l.Held, l.Floor)
	}
	fmt.Printf("%.0f yuan: %.2f teachers move, %.1f books\n", d.Cost, d.Balances[0].Flow, d.Balances[1].Buy)
	// Output:
	// ratio 0.7500, proved 0.7500, held [{0 0}], at the least CV true
	// ratio 0.2857, proved 0.2857, held [{1 0}], at the least CV false
	// 40000 yuan: [3.00 0.00] teachers move, [0.0 1250.0] books
}

// A library counts for both stages of a school, by shares.
func ExampleSchoolFilling_LeastCost() {
	all := math.Inf(1)
	library, err := parametric.NewSchoolFilling(&parametric.SchoolPurchase{
		Pupils: [][]float64{{100, 300}, {200, 100}}, // primary, junior
		Stock:  [][]float64{{50, 450}, {100, 150}},
		Columns: []parametric.Column{
			{UnitCost: 1, Most: all, Raises: []parametric.Raise{{CV: 0, Section: 0, Share: 0.4}, {CV: 1, Section: 0, Share: 0.6}}},
			{UnitCost: 1, Most: all, Raises: []parametric.Raise{{CV: 0, Section: 1, Share: 0.7}, {CV: 1, Section: 1, Share: 0.3}}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	j, err := library.LeastCost(context.Background(), []float64{0.1, 0.25})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f bought of %.3f, CVs %.3f, at least %.3f\n", j.Cost, j.Buy, j.CV, j.Bound)
	// Output: 168.125 bought of [168.125 0.000], CVs [0.100 0.200], at least 168.125
}
