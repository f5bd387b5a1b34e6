package verify

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// placesContradicted is above 0 where it is proved that no plan of a problem about catchments keeps all
// rules: by pupils who can go nowhere else than to sections with less room, which is found here from the
// problem alone; by sections that cannot get the pupils that they must have; or by the prices of the
// certificate, under which a plan that costs nothing would cost more than that.
func (g *ground) placesContradicted(c *plan.Certificate) (float64, error) {
	p, err := newPlaceGround(g)
	if err != nil {
		return math.NaN(), err
	}
	if g.p.HasLever(plan.Siting) {
		return 0, nil
	}
	if short := max(p.narrow, p.withoutSeat(), p.withoutPupils()); short > 0 {
		return short, nil
	}
	if c.Data == nil || c.Data.Places == nil {
		return 0, nil
	}
	q, sums, err := p.problem(nil, &plan.GoalResult{Name: plan.PupilsMoved})
	if err != nil {
		return math.NaN(), err
	}
	q.Cost = p.base.Cost
	prices, err := p.multipliers(q, sums, c.Data.Places)
	if err != nil {
		return math.NaN(), err
	}
	if bound := assignment.Bound(q, prices); bound > 0 {
		return min(bound, math.MaxFloat64), nil
	}
	return 0, nil
}

// placeReason checks how many pupils have no seat or no school that they may go to. False: the reason is about
// something else.
func (k *checker) placeReason(where string, r *plan.Reason) bool {
	p, err := newPlaceGround(k.g)
	if err != nil || k.g.p.HasLever(plan.Siting) {
		return false
	}
	most := 0.0
	switch {
	case r.Rule == string(plan.LimitLoad) && r.Unit == "seats":
		most = p.withoutSeat()
	case r.Rule == reachRule:
		for b, n := range p.base.Size {
			if !slices.ContainsFunc(p.base.Cost[b*len(p.areas):(b+1)*len(p.areas)], func(x float64) bool { return !math.IsInf(x, 1) }) {
				most += n
			}
		}
	default:
		return false
	}
	if r.ShortBy > most+toldRounding+claimSlack*max(1, most) {
		k.differs(where, format(r.ShortBy), "at most "+format(most))
		return true
	}
	k.proved("%s at %s: %s %s are missing whatever is done", r.Rule, r.Where, Figure(r.ShortBy), r.Unit)
	return true
}

// reachRule is the rule that every piece has a school that it may go to.
const reachRule = "reach"

// withoutSeat is how many pupils are left over at least, each going to any area that its piece may go to, split
// as it may be: the most that can be placed is a flow.
func (p *placeGround) withoutSeat() float64 {
	var all tally
	for _, n := range p.base.Size {
		all.put(n)
	}
	room := make([]float64, len(p.areas))
	for m := range p.areas {
		room[m] = p.base.Sites[m].Most
	}
	return beyond(all.value()-p.place(room), all.value())
}

// withoutPupils is how many pupils sections lack at least of those that they must have.
func (p *placeGround) withoutPupils() float64 {
	var all tally
	room := make([]float64, len(p.areas))
	for m := range p.areas {
		room[m] = p.base.Sites[m].Least
		all.put(room[m])
	}
	return beyond(all.value()-p.place(room), all.value())
}

// beyond is a difference of sums unless it may be their rounding.
func beyond(short, size float64) float64 {
	if short <= flowSlack*max(1, size) {
		return 0
	}
	return short
}

// place is how many pupils can be placed in areas with so much room: the largest flow from pieces to areas,
// found by paths over areas along which pupils make room for others.
func (p *placeGround) place(room []float64) float64 {
	n := len(p.areas)
	flow := make([]float64, len(p.pieces)*n)
	used := make([]float64, n)
	left := append([]float64(nil), p.base.Size...)
	dead := make([]bool, n) // areas from which no chain leads to room: it stays so
	may := func(b, m int) bool { return !math.IsInf(p.base.Cost[b*n+m], 1) }
	for b := range p.pieces {
		for m := 0; m < n && left[b] > 0; m++ {
			if x := min(left[b], room[m]-used[m]); may(b, m) && x > 0 {
				flow[b*n+m] += x
				used[m] += x
				left[b] -= x
			}
		}
	}
	for b := range p.pieces {
		for left[b] > flowSlack*max(1, p.base.Size[b]) {
			x := p.augment(b, left[b], room, used, flow, dead, may)
			if x <= 0 {
				break
			}
			left[b] -= x
		}
	}
	var placed tally
	for _, x := range flow {
		placed.put(x)
	}
	return placed.value()
}

// augment places pupils of a piece along the shortest chain of areas that pass pupils on to the next, and
// says how many.
func (p *placeGround) augment(b int, want float64, room, used, flow []float64, dead []bool, may func(b, m int) bool) float64 {
	n := len(p.areas)
	type step struct{ from, piece int } // the area before, and the piece that makes room; -1: b itself comes
	reached := make([]*step, n)
	var queue []int
	for m := range p.areas {
		if may(b, m) && !dead[m] {
			reached[m] = &step{-1, b}
			queue = append(queue, m)
		}
	}
	end := -1
	for len(queue) > 0 && end < 0 {
		m := queue[0]
		queue = queue[1:]
		if room[m]-used[m] > flowSlack*max(1, room[m]) {
			end = m
			break
		}
		for o := range p.pieces {
			if !(flow[o*n+m] > flowSlack) {
				continue
			}
			for to := range p.areas {
				if reached[to] == nil && !dead[to] && may(o, to) {
					reached[to] = &step{m, o}
					queue = append(queue, to)
				}
			}
		}
	}
	if end < 0 {
		for m := range reached {
			dead[m] = dead[m] || reached[m] != nil
		}
		return 0
	}
	x := min(want, room[end]-used[end])
	for m := end; reached[m].from >= 0; m = reached[m].from {
		x = min(x, flow[reached[m].piece*n+reached[m].from])
	}
	used[end] += x
	for m := end; ; m = reached[m].from {
		flow[reached[m].piece*n+m] += x
		if reached[m].from < 0 {
			return x
		}
		flow[reached[m].piece*n+reached[m].from] -= x
	}
}
