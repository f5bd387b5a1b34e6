package outer_test

import (
	"context"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
	"github.com/eduparity/eduparity/solver/outer"
)

// Seven units are spread over three sections, the first of which has four already and gives none away:
// the least sum of exp(-level).
func Example() {
	inf := math.Inf(1)
	var p solver.Problem
	for _, has := range []float64{4, 0, 0} {
		p.AddCol(0, has, inf, false) // levels: columns 0 to 2
	}
	for range 3 {
		p.AddCol(1, 0, inf, false) // what stands for exp(-level): columns 3 to 5
	}
	p.AddRow(-inf, 7, []int32{0, 1, 2}, []float64{1, 1, 1})

	oracle := &outer.Separable{
		Level: []int32{0, 1, 2}, Value: []int32{3, 4, 5}, Weight: []float64{1, 1, 1},
		Func: func(_ int, v float64) (value, slope float64) { return math.Exp(-v), -math.Exp(-v) },
	}
	backend, err := highs.Open()
	if err != nil {
		fmt.Println(err)
		return
	}
	session, err := solver.NewSession(backend, &p)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer session.Close() //nolint:errcheck // nothing is lost
	loop, err := outer.New(session, oracle)
	if err != nil {
		fmt.Println(err)
		return
	}
	res, err := loop.Solve(context.Background(), nil, outer.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("levels %.3f, at least %.4f, found %.4f\n", res.Best[:3], res.Lower, res.Upper)
	// Output: levels [4.000 1.500 1.500], at least 0.4646, found 0.4646
}

// Two sections of equal weight at levels 0.5 and 1.5, and means for a quarter of the mean: the least
// coefficient of variation.
func ExampleRatio() {
	inf := math.Inf(1)
	var p solver.Problem
	excess := p.AddCol(1, -inf, inf, false)
	mean := p.AddCol(0, 1, inf, false) // nothing is taken away: at least as it is
	ratio := &outer.Ratio{Theta: int32(excess), From: 0.5, Means: []float64{1}}
	squares := &outer.Squares{Mean: int32(mean), Weight: []float64{0.5, 0.5}, Sides: 1, Allowed: ratio.Allowed(0)}
	var bought []int32
	for _, before := range []float64{0.5, 1.5} {
		level, square, buy := p.AddCol(0, 0, inf, false), p.AddCol(0, 0, inf, false), p.AddCol(0, 0, inf, false)
		p.AddRow(before, before, []int32{int32(level), int32(buy)}, []float64{1, -2})
		squares.Level, squares.Square = append(squares.Level, int32(level)), append(squares.Square, int32(square))
		bought = append(bought, int32(buy))
	}
	p.AddRow(0, 0, append([]int32{int32(mean)}, squares.Level...), []float64{-1, 0.5, 0.5})
	p.AddRow(-inf, 0.25, bought, []float64{1, 1})
	row := p.AddRow(-inf, 0, append([]int32{int32(mean), int32(excess)}, squares.Square...), []float64{-1, -1, 0.5, 0.5})
	ratio.Quotients = []outer.Quotient{{Row: row, Mean: int32(mean), Base: 1, Limit: 1, Sum: squares.Sum}}

	backend, err := highs.Open()
	if err != nil {
		fmt.Println(err)
		return
	}
	session, err := solver.NewSession(backend, &p)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer session.Close() //nolint:errcheck // nothing is lost
	loop, err := outer.New(session, squares)
	if err != nil {
		fmt.Println(err)
		return
	}
	res, err := ratio.Solve(context.Background(), loop, nil, outer.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("least CV %.6f, proved %.6f\n", res.Ratio, res.Lower)
	// Output: least CV 0.200000, proved 0.200000
}
