package whole

import (
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/eduparity/eduparity/solver"
)

// A Problem is a mixed-integer problem with limits on coefficients of variation:
//
//	minimise    Linear
//	subject to  for each cone  sum w t^2 <= (1 + Limit^2) T^2,  T = sum w t > 0
//
// Columns that are whole by themselves wherever the others are (flows between whole stocks) need not
// be marked whole in Linear: the fewer are, the shorter the search.
type Problem struct {
	Linear solver.Problem
	Cones  []Cone
	Floors []Floor

	// Links are the rows of Linear without which the problem falls into blocks: a rule that ties
	// several stocks together in each section, a sum of money. They are priced; the blocks are then
	// solved one by one.
	Links []int
}

// A Cone is one limit on a coefficient of variation. All slices have one element for each section.
type Cone struct {
	Level  []int32   // columns of the levels t, near 1
	Weight []float64 // w, positive, of sum 1
	Mean   int32     // column of T, which a row of Linear ties to the levels
	Limit  float64   // on the CV; +Inf: none

	// Step and Base are the grid of levels that come in whole units: Base + a whole number of Steps. A
	// step of 0 is a level that is divisible. Nil: all are.
	Step, Base []float64

	// Before are the levels that nothing done leaves: where cuts start. Nil: 0.
	Before []float64

	// MeanStep and MeanBase are the grid of T likewise; 0: none.
	MeanStep, MeanBase float64
}

// A Floor is a row of Linear,  t >= Top - (Top - Low) y  for the level of section I of a cone and an
// excuse y in {0, 1}, which the strong model needs to know of.
type Floor struct {
	Cone, I  int     // Cone -1: of a level that no cone holds, which has an excuse all the same
	Excuse   int32   // column of y; -1: none
	Top, Low float64 // levels; on the grid where there is one
}

// ErrInvalid marks a problem with faults.
var ErrInvalid = errors.New("whole: invalid problem")

// Validate finds all faults at once; they match [ErrInvalid].
func (p *Problem) Validate() error {
	var faults []error
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("%w: "+format, append([]any{ErrInvalid}, args...)...))
	}
	if err := p.Linear.Validate(); err != nil {
		faults = append(faults, fmt.Errorf("%w: %w", ErrInvalid, err))
	}
	n, m := p.Linear.NumCols(), p.Linear.NumRows()
	column := func(j int32) bool { return j >= 0 && int(j) < n }
	for k := range p.Cones {
		for _, why := range p.Cones[k].faults(column) {
			fault("cone %d: %s", k, why)
		}
	}
	for f, o := range p.Floors {
		switch {
		case o.Cone >= len(p.Cones):
			fault("floor %d: cone %d of %d", f, o.Cone, len(p.Cones))
		case o.Cone >= 0 && o.I < 0 || o.Cone >= 0 && o.I >= len(p.Cones[o.Cone].Level):
			fault("floor %d: section %d of %d", f, o.I, len(p.Cones[o.Cone].Level))
		case o.Excuse >= 0 && int(o.Excuse) < n && (!p.whole(int(o.Excuse)) || p.Linear.ColLower[o.Excuse] < 0 || p.Linear.ColUpper[o.Excuse] > 1):
			fault("floor %d: excuse in column %d, which is not 0 or 1", f, o.Excuse)
		case o.Excuse < -1 || o.Excuse >= int32(n):
			fault("floor %d: column %d of %d", f, o.Excuse, n)
		case !(o.Low <= o.Top) || math.IsInf(o.Top, 0) || !(o.Low >= 0):
			fault("floor %d: from %v to %v", f, o.Low, o.Top)
		}
	}
	for _, i := range p.Links {
		if i < 0 || i >= m {
			fault("link: row %d of %d", i, m)
		}
	}
	return errors.Join(faults...)
}

// faults is what is wrong with a cone.
func (c *Cone) faults(column func(int32) bool) []string {
	var out []string
	n := len(c.Level)
	switch {
	case n == 0:
		out = append(out, "no sections")
	case len(c.Weight) != n || (c.Step != nil && (len(c.Step) != n || len(c.Base) != n)):
		return append(out, fmt.Sprintf("%d levels, %d weights, %d steps, %d bases", n, len(c.Weight), len(c.Step), len(c.Base)))
	}
	if !column(c.Mean) {
		out = append(out, fmt.Sprintf("mean in column %d", c.Mean))
	}
	if !(c.Limit >= 0) {
		out = append(out, fmt.Sprintf("limit %v", c.Limit))
	}
	if !(c.MeanStep >= 0) || math.IsInf(c.MeanStep, 1) || math.IsNaN(c.MeanBase) || math.IsInf(c.MeanBase, 0) {
		out = append(out, fmt.Sprintf("means in steps of %v from %v", c.MeanStep, c.MeanBase))
	}
	var total float64
	for _, w := range c.Weight {
		total += w
	}
	if math.Abs(total-1) > weightTolerance {
		out = append(out, fmt.Sprintf("weights of sum %v, not 1", total))
	}
	if c.Before != nil && len(c.Before) != n {
		return append(out, fmt.Sprintf("%d levels, %d before", n, len(c.Before)))
	}
	for i, t := range c.Before {
		if !(t >= 0) || math.IsInf(t, 1) {
			out = append(out, fmt.Sprintf("level %d is %v before", i, t))
		}
	}
	for i, j := range c.Level {
		if !column(j) {
			out = append(out, fmt.Sprintf("level %d in column %d", i, j))
		}
		if !(c.Weight[i] > 0) || math.IsInf(c.Weight[i], 1) {
			out = append(out, fmt.Sprintf("weight %d is %v", i, c.Weight[i]))
		}
		if c.Step != nil && (!(c.Step[i] >= 0) || math.IsInf(c.Step[i], 1) || math.IsNaN(c.Base[i]) || math.IsInf(c.Base[i], 0)) {
			out = append(out, fmt.Sprintf("level %d in steps of %v from %v", i, c.Step[i], c.Base[i]))
		}
	}
	return out
}

// step is the step of section i's level, 0 where it is divisible.
func (c *Cone) step(i int) float64 {
	if c.Step == nil {
		return 0
	}
	return c.Step[i]
}

// below is the point of section i's grid at or below t, a point itself if it is one but for rounding.
func (c *Cone) below(i int, t float64) float64 {
	d := c.Step[i]
	return c.Base[i] + d*math.Floor((t-c.Base[i])/d+gridRounding)
}

// CV is the coefficient of variation of the levels at x; +Inf where the mean is not above 0.
func (c *Cone) CV(x []float64) float64 { return cvOf(c.Weight, c.Level, x) }

// cvOf is the coefficient of variation of some columns of x.
func cvOf(weight []float64, level []int32, x []float64) float64 {
	var mean float64
	for i, j := range level {
		mean += weight[i] * x[j]
	}
	if !(mean > 0) {
		return math.Inf(1)
	}
	var sum float64
	for i, j := range level {
		d := x[j]/mean - 1
		sum += weight[i] * d * d
	}
	return math.Sqrt(sum)
}

// excuses are the columns of the floors' excuses, in the order of the floors.
func (p *Problem) excuses() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for f := range p.Floors {
			if e := p.Floors[f].Excuse; e >= 0 && !yield(e) {
				return
			}
		}
	}
}
