package alloc

import (
	"context"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
)

// HighestRatioFirst moves teachers as circulars on exchange and rotation ask for: from sections with more
// than the norm to those with less, the section with the highest ratio giving first, to the nearest
// section that lacks one (China's 2014 circulars on rotation and on one staffing norm for town and
// country; the surplus lists of Sri Lanka, Kenya and South Africa work alike). It spends money on moves
// only.
//
// The norm is the minimum of the standard, or what the county has per pupil where that is more.
// Of several indicators that count teachers the one in which fewest count comes first, such as backbone
// teachers, and what comes later takes nobody away whom an earlier one needs. Where distances are not known, near is what comes first in the county.
type HighestRatioFirst struct{}

// Plan is [Strategy.Plan].
func (HighestRatioFirst) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, &stepwise{of: NameHighestRatioFirst, open: func(l *ledger) (stepper, error) {
		return &surplus{norms: newNorms(l)}, nil
	}})
}

// surplus goes from the highest ratio down.
type surplus struct {
	norms
	closed map[int]bool // rows that can send nobody
}

// next moves one teacher.
func (s *surplus) next() (step, bool) {
	for ; s.at < len(s.goods); s.at, s.closed = s.at+1, nil {
		t := s.goods[s.at]
		if s.closed == nil {
			s.closed = map[int]bool{}
		}
		for {
			from, ok := s.highest(t)
			if !ok {
				break
			}
			if e, ok := s.nearest(t, from); ok {
				s.l.enter(e, 1)
				return step{lot: -1, pass: e}, true
			}
			s.closed[from] = true
		}
	}
	return step{}, false
}

// highest is the section with the highest ratio of those that have someone to spare.
func (s *surplus) highest(t int) (row int, ok bool) {
	best := math.Inf(-1)
	g := &s.l.goods[t]
	for _, i := range g.rows {
		if x := s.l.value(i, g.indicator); x > best && !s.closed[i] && s.over(t, i) >= 1 {
			row, best, ok = i, x, true
		}
	}
	return row, ok
}

// nearest finds the nearest section that lacks a teacher whom another can send.
func (s *surplus) nearest(t, from int) (found exchange, ok bool) {
	best := math.Inf(1)
	for _, i := range s.l.goods[t].rows {
		if s.short(t, i) < 1 {
			continue
		}
		a, b := s.l.r.Table.Rows[from].Section, s.l.r.Table.Rows[i].Section
		metres, _ := s.l.r.Metres(s.l.schoolOf(a).ID, s.l.schoolOf(b).ID)
		if metres >= best {
			continue
		}
		if e, can := s.l.pass(s.of(t), a, b, s.spares); can {
			found, best, ok = e, metres, true
		}
	}
	return found, ok
}
