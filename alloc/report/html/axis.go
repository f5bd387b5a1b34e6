package html

import (
	"math"
	"strconv"

	"github.com/eduparity/eduparity/alloc/report"
)

// A px is a length in a drawing, in units of its view box.
type px float64

// String writes a length to a tenth: finer is not seen.
func (x px) String() string {
	return strconv.FormatFloat(math.Round(float64(x)*10)/10, 'f', -1, 64)
}

// A scale takes values to places on an axis.
type scale struct {
	from, to       float64 // values at the ends
	first, last    px      // places of the ends
	ticksAt        []float64
	decimalsOfTick int
}

// newScale makes a scale from low to high or a little beyond, with some four to six round marks.
func newScale(low, high float64, first, last px) scale {
	if !(high > low) {
		high = low + 1
	}
	step := roundStep((high - low) / ticks)
	s := scale{from: math.Floor(low/step) * step, to: math.Ceil(high/step) * step, first: first, last: last}
	s.decimalsOfTick = max(0, int(-math.Floor(math.Log10(step))))
	for i := 0; ; i++ {
		at := s.from + float64(i)*step
		if at > s.to+step/2 {
			return s
		}
		s.ticksAt = append(s.ticksAt, at)
	}
}

// ticks is about how many marks an axis has.
const ticks = 5

// roundStep is the next of 1, 2, 5, 10, ... that is not below x.
func roundStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, f := range []float64{1, 2, 5} {
		if x <= f*power {
			return f * power
		}
	}
	return 10 * power
}

// at is the place of a value.
func (s scale) at(x float64) px {
	return s.first + px((x-s.from)/(s.to-s.from))*(s.last-s.first)
}

// A tick is a mark on an axis.
type tick struct {
	At    px
	Label string
}

func (s scale) marks() []tick {
	all := make([]tick, len(s.ticksAt))
	for i, x := range s.ticksAt {
		all[i] = tick{s.at(x), report.Number(x, s.decimalsOfTick)}
	}
	return all
}
