package measure_test

import (
	"errors"
	"fmt"

	"github.com/eduparity/eduparity/model/measure"
)

// Books and pupils of five primary schools, from a county's training material.
var (
	books  = []float64{279, 137, 935, 160, 402}
	pupils = []float64{45, 37, 89, 76, 55}
)

// The CV of the official rules, and the two that are often taken for it.
func ExampleCV() {
	fmt.Printf("by pupils              %.3f\n", measure.CV(books, pupils))
	fmt.Printf("every school once      %.3f\n", measure.UnweightedCV(books, pupils))
	fmt.Printf("as a spreadsheet has   %.3f\n", measure.SampleCV(books, pupils))
	// Output:
	// by pupils              0.515
	// every school once      0.489
	// as a spreadsheet has   0.546
}

func ExampleSummarize() {
	s := measure.Summarize(books, pupils)
	fmt.Printf("mean %.2f, SD %.2f, from lowest to highest %.2f\n", s.Mean, s.SD, s.Range)
	fmt.Printf("Gini %.3f, Hoover %.3f, Theil T %.3f and L %.3f\n", s.Gini, s.Hoover, s.Theil, s.MeanLogDeviation)
	fmt.Printf("McLoone %.3f, Verstegen %.3f, 20:20 ratio %.2f\n", s.McLoone, s.Verstegen, s.QuintileRatio)
	// Output:
	// mean 6.33, SD 3.26, from lowest to highest 8.40
	// Gini 0.288, Hoover 0.222, Theil T 0.144 and L 0.171
	// McLoone 0.569, Verstegen 1.474, 20:20 ratio 4.99
}

// How much of the inequality lies between town and country, and how much within them.
func ExampleDecomposeTheil() {
	const town, country = 0, 1
	d := measure.DecomposeTheil(books, pupils, []int{town, country, town, country, country})
	fmt.Printf("T %.4f = %.4f between + %.4f within\n", d.Total, d.Between, d.Within)
	for g, name := range []string{"town", "country"} {
		part := d.Groups[g]
		fmt.Printf("%-7s  %.0f %% of the pupils, %.0f %% of the books, T %.4f\n", name, 100*part.PupilShare, 100*part.StockShare, part.Value)
	}
	// Output:
	// T 0.1436 = 0.0735 between + 0.0701 within
	// town     44 % of the pupils, 63 % of the books, T 0.0269
	// country  56 % of the pupils, 37 % of the books, T 0.1452
}

// A number, or an error that says why there is none.
func ExampleCompute() {
	v, err := measure.Compute(measure.McLoone, books, pupils)
	fmt.Printf("%.3f %v\n", v, err)

	_, err = measure.Compute(measure.McLoone, []float64{0, 0, 7}, []float64{20, 20, 20})
	fmt.Println(errors.Is(err, measure.ErrUndefined), err)

	_, err = measure.Compute(measure.McLoone, []float64{3, -1}, []float64{20, 0})
	fmt.Println(err)

	// A measure with a parameter.
	atkinson := func(stock, pupils []float64) float64 { return measure.Atkinson(stock, pupils, 2) }
	v, err = measure.Compute(atkinson, books, pupils)
	fmt.Printf("%.3f %v\n", v, err)
	// Output:
	// 0.569 <nil>
	// true undefined: the measure has no finite value for these numbers
	// stock[1] = -1: must be a number from 0 to 1e30
	// pupils[1] = 0: must be a number from 1e-30 to 1e30
	// 0.313 <nil>
}

// Do the teachers follow the pupils?
func ExampleRegression() {
	teachers := []float64{8, 15, 19, 30, 28}
	enrolled := []float64{120, 250, 400, 480, 610}
	line := measure.Regression(teachers, enrolled)
	fmt.Printf("%.1f teachers and %.1f for each 100 pupils\n", line.Intercept, 100*line.Slope)
	fmt.Printf("R² %.2f, degree of randomness %.2f\n", line.R2, line.Randomness)
	fmt.Printf("the fourth school has %.1f more than the line gives it\n", teachers[3]-line.At(enrolled[3]))
	// Output:
	// 3.4 teachers and 4.5 for each 100 pupils
	// R² 0.88, degree of randomness 0.12
	// the fourth school has 5.2 more than the line gives it
}

// Does money follow the wealth of the township?
func ExampleWealthNeutrality() {
	spending := []float64{900_000, 1_540_000, 1_300_000} // yuan
	enrolled := []float64{1000, 1400, 1000}
	revenue := []float64{2000, 3000, 6000} // yuan per inhabitant
	n := measure.WealthNeutrality(spending, enrolled, revenue)
	fmt.Printf("1 %% more revenue goes with %.2f %% more spending per pupil (correlation %.2f)\n", n.Elasticity, n.Correlation)
	// Output:
	// 1 % more revenue goes with 0.30 % more spending per pupil (correlation 0.95)
}

func ExampleLorenz() {
	for _, p := range measure.Lorenz(books, pupils) {
		fmt.Printf("%3.0f %% of the pupils  %3.0f %% of the books\n", 100*p.Pupils, 100*p.Stock)
	}
	// Output:
	//   0 % of the pupils    0 % of the books
	//  25 % of the pupils    8 % of the books
	//  37 % of the pupils   16 % of the books
	//  52 % of the pupils   30 % of the books
	//  71 % of the pupils   51 % of the books
	// 100 % of the pupils  100 % of the books
}
