package whole_test

import (
	"context"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/whole"
)

// Three schools have 12, 3 and 4 teachers for 100, 60 and 80 pupils. One teacher for ten pupils is the
// standard. A teacher who moves from the first school costs 1, one who is hired 5; at most three may
// leave the first school. What is the cheapest way to a CV of 0.15, in whole teachers?
func Example() {
	inf := math.Inf(1)
	pupils, teachers := []float64{100, 60, 80}, []float64{12, 3, 4}
	total := 240.0

	var p whole.Problem
	lp := &p.Linear
	mean := int32(lp.AddCol(0, 0, inf, false))
	cone := whole.Cone{Mean: mean, Limit: 0.15, MeanStep: 10 / total}
	var moves [3]int32
	for i := range moves {
		most := 3.0
		if i == 0 {
			most = 0
		}
		moves[i] = int32(lp.AddCol(1, 0, most, false)) // from the first school; whole where all else is
	}
	meanIndex, meanValue := []int32{mean}, []float64{-1}
	var count [3]int32
	for i, q := range pupils {
		level := int32(lp.AddCol(0, 0, inf, false))
		count[i] = int32(lp.AddCol(0, 0, inf, true))
		hired := int32(lp.AddCol(5, 0, inf, false))
		lp.AddRow(0, 0, []int32{level, count[i]}, []float64{q / 10, -1})
		if i == 0 {
			lp.AddRow(teachers[i], teachers[i], []int32{count[i], hired, moves[1], moves[2]}, []float64{1, -1, 1, 1})
		} else {
			lp.AddRow(teachers[i], teachers[i], []int32{count[i], hired, moves[i]}, []float64{1, -1, -1})
		}
		cone.Level = append(cone.Level, level)
		cone.Weight = append(cone.Weight, q/total)
		cone.Step, cone.Base = append(cone.Step, 10/q), append(cone.Base, 0)
		meanIndex, meanValue = append(meanIndex, level), append(meanValue, q/total)
	}
	lp.AddRow(0, 0, meanIndex, meanValue)
	lp.AddRow(-inf, 3, moves[1:], []float64{1, 1})
	p.Cones = []whole.Cone{cone}

	solve := func() {
		v, err := whole.New(&p, whole.Settings{Open: func() (solver.Backend, error) { return highs.Open() }})
		if err != nil {
			fmt.Println(err)
			return
		}
		defer v.Close() //nolint:errcheck // nothing is lost
		r, err := v.Solve(context.Background())
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%v: costs %.2f, at least %.2f: ", r.Status, r.Value, r.Bound)
		if r.X == nil {
			fmt.Println("no plan")
			return
		}
		fmt.Printf("teachers %.0f %.0f %.0f, CV %.3f\n", r.X[count[0]], r.X[count[1]], r.X[count[2]], p.Cones[0].CV(r.X))
	}
	solve()

	// The same where the schools must come closer.
	p.Cones[0].Limit = 0.05
	solve()
	// Output:
	// optimal: costs 3.00, at least 3.00: teachers 9 4 6, CV 0.122
	// optimal: costs 13.00, at least 13.00: teachers 9 5 7, CV 0.030
}
