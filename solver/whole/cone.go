package whole

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// A cone is one cone in a model.
type cone struct {
	*Cone
	k      int     // of the problem
	limit  float64 // on the CV, as it is at the moment
	level  []int32 // columns of the model
	square []int32
	mean   int32

	row int // sum w q <= a T - b
	// rangeRow holds the mean in its range. Elastic are the columns that let the row of the squares be
	// exceeded and the range be missed, at a price: an engine is long in finding out that a range that is
	// far off is impossible, and soon that it is dear.
	rangeRow int
	elastic  [3]int32

	excuse []int32   // column; -1: no floor that can be excused
	top    []float64 // of that floor; NaN: none
	floor  []float64 // least level if nothing is excused

	a, b   float64
	lo, hi float64 // range of the mean of an outer model
	inner  float64 // mean of the tangent of an inner model; 0: outer
	given  map[chordKey]bool
	fresh  []chordKey // given, but not handed over yet
}

// A chordKey says which cut was given: of which section, through which levels.
type chordKey struct {
	i    int32
	g, h float64
}

// most is 1 + c^2: what the squares may come to at a mean of 1.
func (c *cone) most() float64 { return 1 + c.limit*c.limit }

// cv is the CV of the levels at a point of the model.
func (c *cone) cv(x []float64) float64 { return cvOf(c.Weight, c.level, x) }

// chord is the pair of levels that a cut on the square of section i's level runs through near r: the
// neighbouring points of its grid, or r twice for the tangent.
func (c *cone) chord(i int, r float64) (g, h float64) {
	if d := c.step(i); d > 0 {
		g = c.below(i, r)
		return g, g + d
	}
	return r, r
}

// squareOf is the square of section i's level at t, as the grid has it.
func (c *cone) squareOf(i int, t float64) float64 {
	g, h := c.chord(i, t)
	return (g+h)*t - g*h
}

// excusedLevel splits a level t under an excuse of y: one of y = 0 at the top and one of y = 1, which
// is returned. Where the top is reached anyway both are t.
func (c *cone) excusedLevel(i int, t, y float64) float64 {
	if top := c.top[i]; t < top && y > openExcuse {
		return (t - top*(1-y)) / y
	}
	return t
}

// strongSquare is the least square that section i may have at x: the lower convex envelope over both
// values of its excuse and over the points of the grid.
func (c *cone) strongSquare(i int, x []float64) float64 {
	t := x[c.level[i]]
	if c.excuse[i] < 0 || t >= c.top[i] {
		return c.squareOf(i, t)
	}
	y := min(1, max(0, x[c.excuse[i]]))
	top := c.top[i]
	return (1-y)*top*top + y*c.squareOf(i, c.excusedLevel(i, t, y))
}

// squares is the weighted sum of the least squares that the levels may have at x.
func (c *cone) squares(x []float64) float64 {
	var sum float64
	for i := range c.level {
		sum += c.Weight[i] * c.strongSquare(i, x)
	}
	return sum
}

// separate gives a cut for every square that x undercuts, if the sum of the true ones is too large.
//
// The cut of section i through g and h, of slope a = g + h, is
//
//	q >= a t + c0 (1 - y) + c1 y,   c1 = -g h,   c0 = Top^2 - a Top where h <= Top, else c1.
func (c *cone) separate(dst *solver.Rows, x []float64, tol float64) {
	if c.squares(x) <= c.a*x[c.mean]-c.b+tol {
		return
	}
	for i := range c.level {
		under := c.strongSquare(i, x) - x[c.square[i]]
		if !(under > cutShare*tol) {
			continue
		}
		r := c.tightest(i, x)
		c.cut(dst, i, r)
		if c.step(i) == 0 {
			// An LP's points lie where two tangents meet: with one on either side of this the next such points
			// are nearer by a factor of four.
			h := math.Sqrt(under) / 2
			c.cut(dst, i, r-h)
			c.cut(dst, i, r+h)
		}
	}
}

// tightest is the level of section i at which a cut is the tightest at x.
func (c *cone) tightest(i int, x []float64) float64 {
	t := x[c.level[i]]
	if c.excuse[i] < 0 {
		return t
	}
	return c.excusedLevel(i, t, x[c.excuse[i]])
}

// cut gives the cut of section i at level r, once.
func (c *cone) cut(dst *solver.Rows, i int, r float64) {
	g, h := c.chord(i, max(0, r))
	key := chordKey{int32(i), g, h}
	if c.given[key] {
		return
	}
	c.given[key] = true
	c.fresh = append(c.fresh, key)
	a, c1 := g+h, -g*h
	index, value := append(make([]int32, 0, 3), c.square[i], c.level[i]), append(make([]float64, 0, 3), 1, -a)
	top := c.top[i]
	if c.excuse[i] < 0 || !(h <= top+gridRounding*c.step(i)) {
		dst.Add(c1, math.Inf(1), index, value)
		return
	}
	c0 := top*top - a*top
	dst.Add(c0, math.Inf(1), append(index, c.excuse[i]), append(value, c0-c1))
}

// seed gives section i's cuts at a level and about it, and those about its floor.
func (c *cone) seed(dst *solver.Rows, i int, r float64) {
	c.about(dst, i, r)
	if top := c.top[i]; c.excuse[i] >= 0 {
		c.cut(dst, i, top)
		if d := c.step(i); d > 0 {
			c.cut(dst, i, top-d)
		}
	}
}

// about gives the cuts at a level and on either side.
func (c *cone) about(dst *solver.Rows, i int, r float64) {
	if d := c.step(i); d > 0 {
		for _, by := range []float64{0, -1, 1} {
			c.cut(dst, i, r+by*d)
		}
		return
	}
	for _, by := range around {
		c.cut(dst, i, by*r)
	}
}

// around are the multiples of a level at which tangents are seeded.
var around = []float64{0.97, 0.997, 1, 1.003, 1.03}

// filled is where the levels of a cone would come to rest if each could be raised at the same price
// until the limit is kept: the optimum where stocks are bought at one price, and near it elsewhere.
// Cuts start there.
func (c *cone) filled() (levels []float64, mean float64) {
	t := make([]float64, len(c.level))
	for i := range t {
		t[i] = c.floor[i]
		if c.Before != nil {
			t[i] = max(t[i], c.Before[i])
		}
	}
	lo, hi := slices.Min(t), slices.Max(t)
	if c.cvFilled(t, lo) <= c.limit {
		hi = lo
	}
	for range fillSteps {
		if r := lo + (hi-lo)/2; c.cvFilled(t, r) > c.limit {
			lo = r
		} else {
			hi = r
		}
	}
	for i := range t {
		t[i] = max(t[i], hi)
		mean += c.Weight[i] * t[i]
	}
	return t, mean
}

// cvFilled is the CV of levels that are raised to r where they are below; 0 without any stock.
func (c *cone) cvFilled(t []float64, r float64) float64 {
	var mean, sum float64
	for i, w := range c.Weight {
		v := max(t[i], r)
		mean += w * v
		sum += w * v * v
	}
	if !(mean > 0) {
		return 0
	}
	return math.Sqrt(max(0, sum/(mean*mean)-1))
}

// fillSteps halvings of a range near 1 come to its last digits.
const fillSteps = 50

// least is the least mean that a plan may have: without one nothing is even. It is the first point of the grid
// above 0, or what the smallest step of a level makes where all have one.
func (c *Cone) least(lower float64) float64 {
	if lower > 0 {
		return lower
	}
	if c.MeanStep > 0 {
		n := math.Floor(-c.MeanBase/c.MeanStep+meanRounding) + 1
		return c.MeanBase + c.MeanStep*n
	}
	return smallestMean
}
