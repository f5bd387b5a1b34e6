package separable

import (
	"errors"
	"fmt"
	"math"
)

// A KnapsackSolver solves knapsacks, water levels and nested knapsacks. The zero value is ready; it
// keeps its memory from one problem to the next. It belongs to one goroutine.
type KnapsackSolver struct {
	items    items
	basins   basins
	infinite []float64
	boxes    boxes
}

// A supply is a non-decreasing, piecewise linear function of one level: what all items together
// take at it. Each item takes a constant up to its first breakpoint, then a rising line, then from
// its second breakpoint a constant again.
type supply interface {
	len() int
	// thin is the supply of every step-th item only, in memory of its own.
	thin(step int) supply
	// extent is the range of the finite breakpoints, with a grain above the last; least > most if
	// there are none.
	extent() (least, most float64)
	// probe is what all items take at a level, roughly, and the slope there.
	probe(level float64) (total, slope float64)
	// scan reads the supply at the low end of a bracket and collects the breakpoints inside it.
	scan(low, high float64) reading
	breaks() []event
	// fill writes what each item takes at level + tail.
	fill(x []float64, level, tail float64) filling
	// next is the way from level to the nearest place where a flat supply is seen to change: a grain
	// beyond the next first breakpoint going up, the next second breakpoint (negative) going down.
	next(level float64, up bool) float64
}

func (t *items) breaks() []event  { return t.events }
func (t *basins) breaks() []event { return t.events }

// An event is a breakpoint, measured from the low end of its bracket, and the change of slope there.
type event struct{ at, slope float64 }

// A reading is the supply at the low end of a bracket and its slope just above.
type reading struct {
	total, slope sum
	bad          bool // some item may be invalid; the sums may mean nothing
}

// ends is by how much the supply is above a total at the ends of the bracket.
func (r *reading) ends(total, width float64, ev []event) (low, high float64) {
	low = (r.total.value - total) + r.total.fault
	high = low + r.slope.total()*width
	for _, e := range ev {
		high += e.slope * (width - e.at)
	}
	return low, high
}

// A filling is what an allocation adds up to, and what it would change by per unit of the level.
type filling struct {
	total       sum
	size, slope float64
}

const (
	// blockLen is how many terms are added plainly before the sum of the block is added with its
	// error: rounding errors of blocks are independent, and a block's own is small.
	blockLen = 256

	// sampleFrom is the number of items from which a sample is asked first, sampleLen the least
	// size of one: below that the sample costs more than it saves.
	sampleFrom = 256
	sampleLen  = 64

	// maxProbes bounds the search in a sample, maxBrackets how many brackets are tried before all
	// breakpoints are searched.
	maxProbes   = 12
	maxBrackets = 4

	// newtonFills is how many corrections of the level at the end are Newton's before bisection
	// takes turns with them; one or two are usual. maxFills bounds all of them: bisection of a
	// bracket from end to end of the range, to the last bit of two numbers, takes some thousand.
	newtonFills = 8
	maxFills    = 4000
)

var errBadItem = errors.New("an item is not valid")

func solve(x []float64, t supply, total float64) (float64, error) {
	level, err := locate(t, total)
	if err != nil {
		return 0, err
	}
	return settle(x, t, total, level)
}

// locate finds the level at which the supply is total, up to rounding. Where no level is, it
// returns the end of the breakpoints that is nearest.
func locate(t supply, total float64) (float64, error) {
	low, high, ok := bracket(t, total)
	for try := 0; ok && try < maxBrackets; try++ {
		r := t.scan(low, high)
		if r.bad {
			return 0, errBadItem
		}
		below, above := r.ends(total, high-low, t.breaks())
		if below <= 0 && above >= 0 {
			return low + search(t.breaks(), below, r.slope.total(), high-low), nil
		}
		// Missed: Newton's step from the nearer end, twice as far, is the next bracket.
		rise := r.slope.total()
		if below > 0 {
			low, high = low-2*below/rise, low
		} else {
			for _, e := range t.breaks() {
				rise += e.slope
			}
			low, high = high, high-2*above/rise
		}
		ok = rise > 0 && within(low) && within(high)
	}
	low, high = t.extent()
	if !(low <= high) {
		low, high = 0, 0
	}
	r := t.scan(low, high)
	if r.bad {
		return 0, errBadItem
	}
	return low + search(t.breaks(), r.total.total()-total, r.slope.total(), high-low), nil
}

// bracket is where the level should be: a sample gives a first level, Newton's step from there a
// second, and the error left is a part of that step. ok is false where that says nothing.
func bracket(t supply, total float64) (low, high float64, ok bool) {
	n := t.len()
	if n < sampleFrom {
		return 0, 0, false
	}
	few := t.thin(n / max(sampleLen, int(math.Pow(float64(n), 2.0/3)/2)))
	at, ok := guess(few, total*float64(few.len())/float64(n))
	if !ok {
		return 0, 0, false
	}
	supplied, slope := t.probe(at)
	step := (total - supplied) / slope
	at += step
	spread := spreadShare*math.Abs(step) + grain(math.Abs(at))
	return at - spread, at + spread, slope > 0 && within(at) && within(spread)
}

// guess finds the level of a sample to a few digits: Newton's steps in a bracket.
func guess(t supply, total float64) (level float64, ok bool) {
	low, high := t.extent()
	if !(low < high) || !within(low) || !within(high) {
		return 0, false
	}
	enough := guessShare * (high - low)
	at := low/2 + high/2
	for range maxProbes {
		supplied, slope := t.probe(at)
		if supplied < total {
			low = at
		} else {
			high = at
		}
		to := at + (total-supplied)/slope
		if !(to > low && to < high) {
			to = low/2 + high/2
		}
		step := math.Abs(to - at)
		at = to
		if step <= enough {
			break
		}
	}
	return at, true
}

// grain is how far beyond a breakpoint an item must be to be seen to move, whatever cancels in the
// computation of what it takes: size is the size of the numbers that its breakpoint is made of.
func grain(size float64) float64 { return 4*roundoff*size + minPositive }

// search finds y in 0 <= y <= width where below + slope y + sum_k slope_k max(0, y - at_k) = 0, a
// non-decreasing function, or the end nearest to a root. It alternates Newton's step from the left
// with the median of three breakpoints that are left, and drops those that are decided, so the
// expected work is linear in their number. The order of events is changed.
func search(ev []event, below, slope, width float64) float64 {
	from, to := 0.0, width
	if below >= 0 {
		if below > 0 && slope > 0 { // only where nothing bounds the items from below
			return -below / slope
		}
		return 0
	}
	for round := 0; len(ev) > 0; round++ {
		y := from - below/slope
		pivot := round%2 == 1 || !(y > from && y < to)
		if pivot {
			y = median(ev[0].at, ev[len(ev)/2].at, ev[len(ev)-1].at)
		}
		k := 0
		var dSlope, moment float64
		for i, e := range ev {
			if e.at <= y {
				dSlope += e.slope
				moment += e.slope * (y - e.at)
				ev[i], ev[k] = ev[k], e
				k++
			}
		}
		if v := below + slope*(y-from) + moment; v <= 0 {
			below, slope, from = v, slope+dSlope, y
			ev = ev[k:]
			continue
		}
		to = y
		ev = ev[:k]
		if pivot { // those at y itself are decided too
			k = 0
			for i, e := range ev {
				if e.at < y {
					ev[i], ev[k] = ev[k], e
					k++
				}
			}
			ev = ev[:k]
		}
	}
	if below == 0 {
		return from
	}
	if y := from - below/slope; slope > 0 && (y < to || to == width) {
		return y
	}
	return to
}

func median(a, b, c float64) float64 {
	return max(min(a, b), min(max(a, b), c))
}

// A height is a level kept as a sum of two numbers, the second less than half a unit of the first:
// one number alone may be too coarse for the total.
type height struct{ level, tail float64 }

func (h height) below(g height) bool {
	return h.level < g.level || h.level == g.level && h.tail < g.tail
}

func (h height) plus(d float64) height {
	l, t := twoSum(h.level, h.tail+d)
	return height{l, t}
}

// between is the middle of two heights.
func between(a, b height) height {
	m, e := twoSum(a.level/2, b.level/2)
	return height{level: m}.plus(e + (a.tail/2 + b.tail/2))
}

// settle fills x at the level and corrects the level by what the total is off, until that is
// rounding: Newton's steps, kept inside a bracket that shrinks, and bisection where they do not end.
func settle(x []float64, t supply, total, level float64) (float64, error) {
	at := height{level: level}
	best, least := at, math.Inf(1)
	low, high := height{level: math.Inf(-1)}, height{level: math.Inf(1)}
	for round := range maxFills {
		r := t.fill(x, at.level, at.tail)
		off := (total - r.total.value) - r.total.fault
		if math.Abs(off) <= residueShare*(r.size+math.Abs(total)) {
			return at.level, nil
		}
		if math.Abs(off) <= least { // of equals the later: the bracket is narrower
			best, least = at, math.Abs(off)
		}
		if off > 0 {
			low = at
		} else {
			high = at
		}
		step := off / r.slope
		if !(r.slope > 0) {
			step = t.next(at.level, off > 0)
			if math.IsInf(step, 0) {
				if math.Abs(off) <= reachShare*(r.size+math.Abs(total)) {
					return at.level, nil
				}
				return at.level, fmt.Errorf("%w: the total %v is beyond %v, which is all that the bounds allow",
					ErrInfeasible, total, r.total.total())
			}
		}
		to := at.plus(step)
		if bisect := round >= newtonFills && round%2 == 0; bisect || !low.below(to) || !to.below(high) {
			if math.IsInf(low.level, 0) || math.IsInf(high.level, 0) {
				if !bisect {
					break // the step is lost in the rounding of the level
				}
			} else if to = between(low, high); !low.below(to) || !to.below(high) {
				break // two neighbours
			}
		}
		at = to
	}
	// The total is met as well as it can be.
	t.fill(x, best.level, best.tail)
	return best.level, nil
}
