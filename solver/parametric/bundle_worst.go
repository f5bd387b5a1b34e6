package parametric

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Division is what a budget does at best: the worst ratio CV/limit as low as it can be, then the next.
type Division struct {
	Plans
	Levels []Level // by falling ratio; each CV is held at one
	// Missing is above 0 where the budget does not even pay for the least stocks. Then the status is
	// Short, and there are no levels and no plans.
	Missing float64
}

// A Level is a ratio at which CVs are held because nothing within the budget lowers them all, those of
// earlier levels being held at theirs.
type Level struct {
	Ratio float64
	Bound float64 // no plan within the budget has a lower one
	Held  []Held
	Floor bool // no money would lower these, given what is held; else the budget is spent
}

// Held is a CV that is held.
type Held struct{ Part, CV int }

// LeastWorst is the leximax of all ratios CV/limit under a budget: the plans with the least worst ratio, among
// them those with the least second one, and so on; each part at the least cost of its CV. The budget is
// money of at least 0; whatever is left at the end cannot lower any ratio.
func (b *Bundle) LeastWorst(ctx context.Context, budget float64) (*Division, error) {
	if !(budget >= 0) || math.IsInf(budget, 1) {
		return nil, invalid("a budget of %v, want a finite number of at least 0", budget)
	}
	s := &sharing{Bundle: b, ctx: ctx, budget: budget, division: &Division{Plans: *newPlans(len(b.parts))}}
	if err := s.begin(); err != nil || s.division.Status != Optimal || s.division.Missing > 0 {
		return s.division, err
	}
	for s.open > 0 {
		if err := s.level(); err != nil {
			return nil, err
		}
	}
	if err := s.prove(); err != nil {
		return nil, err
	}
	s.division.sum()
	return s.division, nil
}

// A sharing is a leximax under way.
type sharing struct {
	*Bundle
	ctx      context.Context
	budget   float64
	aim      float64 // the budget but for rounding
	scale    float64 // of money: the budget, or what the least stocks cost if that is more
	ratio    float64 // of the level before
	division *Division

	parts []sharer
	open  int   // CVs that are not held
	err   error // of a search
}

// A sharer is a part in a leximax.
type sharer struct {
	*Part
	top   *topOf
	level []int     // by CV, at which it is held; -1: it is not
	caps  []float64 // by CV, where held
	open  int       // CVs that are not held
	paid  float64   // once all are held
}

// begin looks at what the parts are like without caps.
func (s *sharing) begin() error {
	s.ratio = math.Inf(1)
	s.parts = make([]sharer, len(s.Bundle.parts))
	least := 0.0
	for k := range s.parts {
		t, err := s.Bundle.top(s.ctx, k)
		if err != nil {
			return err
		}
		if t.status != Optimal {
			s.division.Status = t.status
			return nil
		}
		least += t.cost
		n := len(s.Bundle.parts[k].Limits)
		s.parts[k] = sharer{Part: &s.Bundle.parts[k], top: t, level: make([]int, n), caps: make([]float64, n), open: n}
		for i := range n {
			s.parts[k].level[i] = -1
		}
		s.open += n
	}
	if least > s.budget*(1+moneyRounding) {
		s.division.Status, s.division.Missing = Short, least-s.budget
	}
	s.scale = max(s.budget, least)
	reserve := moneyRounding
	if s.joint() {
		reserve = jointReserve
	}
	s.aim = max(least, s.budget*(1-reserve))
	return nil
}

// cap is the cap of CV i at a ratio of those that are not held. A ratio of what the CV is without caps
// gives that CV to the last digit.
func (p *sharer) limit(i int, ratio float64) float64 {
	if p.level[i] >= 0 {
		return p.caps[i]
	}
	limit := ratio * p.Limits[i]
	if math.Abs(limit-p.top.cv[i]) <= 4*roundoff*limit {
		return p.top.cv[i]
	}
	return limit
}

// end is the lowest cap to which a curve has been walked, and whether it ends there: see curve. A path
// ends at the least cap that is told from 0, which is where its plans end; and one that begins there has
// nothing to be walked.
func (p *sharer) end() (low float64, last bool) {
	path, moves := p.Curve.(*Path)
	if moves && p.top.cv[0] <= path.kind.told(0) {
		return p.top.cv[0], true
	}
	low, last = p.Curve.low()
	if moves && last {
		low = max(low, path.kind.told(0))
	}
	if last {
		low = min(low, p.top.cv[0])
	}
	return low, last
}

func (p *sharer) allCaps(ratio float64) []float64 {
	caps := make([]float64, len(p.caps))
	for i := range caps {
		caps[i] = p.limit(i, ratio)
	}
	return caps
}

// total is the cost of all parts at a ratio of the CVs that are not held, +Inf where it cannot be
// reached, NaN after an error.
func (s *sharing) total(ratio float64) float64 {
	cost := 0.0
	for k := range s.parts {
		p := &s.parts[k]
		switch {
		case p.open == 0:
			cost += p.paid
		case p.Curve != nil:
			limit := p.limit(0, ratio)
			if limit >= p.top.cv[0] {
				cost += p.top.cost
				continue
			}
			if low, last := p.end(); last && limit < low*(1-4*roundoff) {
				return math.Inf(1)
			}
			c, err := p.Curve.cost(s.ctx, limit)
			if err != nil {
				s.err = err
				return math.NaN()
			}
			cost += c
		default:
			j, err := p.Joint.solve(s.ctx, p.allCaps(ratio))
			switch {
			case stated(j, err): // what a plan costs is enough
			case errors.Is(err, ErrUnproved): // at the very edge
				return math.Inf(1)
			case err != nil:
				s.err = err
				return math.NaN()
			case j.Status != Optimal:
				return math.Inf(1)
			}
			cost += j.Cost
		}
	}
	return cost
}

// highest is the largest ratio without caps of the CVs that are not held.
func (s *sharing) highest() float64 {
	high := 0.0
	for k := range s.parts {
		p := &s.parts[k]
		for i, level := range p.level {
			if level < 0 {
				high = max(high, p.top.cv[i]/p.Limits[i])
			}
		}
	}
	return min(high, s.ratio)
}

// next is the open curve whose walk stands at the largest ratio and does not end there, and the largest
// ratio at which one ends.
func (s *sharing) next() (k int, at, bottom float64) {
	k = -1
	for q := range s.parts {
		p := &s.parts[q]
		if p.open == 0 || p.Curve == nil {
			continue
		}
		low, last := p.end()
		switch r := low / p.Limits[0]; {
		case last:
			if _, moves := p.Curve.(*Path); moves {
				r = min(r*(1+endClearance), p.top.cv[0]/p.Limits[0])
			}
			bottom = max(bottom, r)
		case k < 0 || r > at:
			k, at = q, r
		}
	}
	return k, at, bottom
}

// walk walks the open curves down to a ratio, or to where the sum of costs passes what is aimed at: it
// returns a ratio to which all have been walked, and the last one above it at which the sum did not.
func (s *sharing) walk(from, to, aim float64) (low, high float64, err error) {
	high = from
	for steps := 0; ; steps++ {
		k, at, bottom := s.next()
		if to = max(to, bottom); k < 0 || at <= to {
			return min(to, from), high, nil
		}
		if at < high && steps%lookEvery == 0 {
			total := s.total(at)
			if total > aim {
				return at, high, nil
			}
			if s.err != nil {
				return 0, 0, s.err
			}
			high = at
		}
		if err := s.ctx.Err(); err != nil {
			return 0, 0, err
		}
		if err := s.parts[k].Curve.down(s.ctx); err != nil {
			return 0, 0, err
		}
	}
}

// least is the least ratio of the open CVs within the money aimed at. Floor says that one of them
// cannot go lower at any cost.
func (s *sharing) least(aim float64) (ratio float64, floor bool, err error) {
	high := s.highest()
	// Where nothing is left, and a little less ratio costs money, this is it.
	if s.ratio < math.Inf(1) || aim <= 0 {
		if _, _, err := s.walk(high, high*(1-probe), math.Inf(1)); err != nil {
			return 0, false, err
		}
		if now := s.total(high); !(now < aim-leftover*s.scale) && s.total(high*(1-probe)) > now+leftover*s.scale {
			return high, false, s.err
		}
	}
	low, high, err := s.walk(high, 0, aim)
	if err != nil {
		return 0, false, err
	}
	atLow := s.total(low)
	if s.err != nil || atLow <= aim {
		return low, true, s.err
	}
	tolerance := moneyRounding * s.scale
	if s.joint() {
		tolerance = jointTolerance * s.scale
	}
	atHigh := s.total(high)
	if s.err != nil || atHigh > aim {
		return high, false, s.err
	}
	jump := false // from within the budget to out of reach
	x := crossing(func(x float64) float64 {
		total := s.total(-x)
		jump = jump || math.IsInf(total, 1)
		return total - aim
	}, -high, atHigh-aim, -low, atLow-aim, tolerance)
	if s.err != nil {
		return 0, false, s.err
	}
	floor = (jump || math.IsInf(atLow, 1)) && s.total(-x) < aim-2*tolerance
	if floor { // of a joint part
		x = max(x*(1+jointClearance), -high)
	}
	return -x, floor, s.err
}

// joint says that a joint part is open.
func (s *sharing) joint() bool {
	return slices.ContainsFunc(s.parts, func(p sharer) bool { return p.Joint != nil && p.open > 0 })
}

// level finds the next ratio, and holds what cannot go lower, with its plans.
func (s *sharing) level() error {
	aim, ratio, floor, total := s.aim, 0.0, false, 0.0
	unspent := correctBelow * s.scale
	if s.joint() {
		unspent = 2 * jointTolerance * s.scale
	}
	highest := s.highest()
	for tries := 0; ; tries++ {
		var err error
		if ratio, floor, err = s.least(aim); err != nil {
			return err
		}
		if total, err = s.solve(ratio, floor); err != nil {
			return err
		}
		// Curves know costs to a tolerance, plans know them exactly.
		off := total - s.aim
		if floor || tries == maxCorrections || total <= s.budget && off > -unspent || ratio >= highest || math.IsInf(total, 1) {
			break
		}
		aim -= off
	}
	// Plans of joint parts, and of paths at their ends, may still cost more than was to be expected, or not
	// come at all.
	for step := leftover; total > s.budget*(1+leftover) && ratio < highest; step *= afterStep {
		ratio, floor = min(ratio*(1+step)+math.SmallestNonzeroFloat64, highest), math.IsInf(total, 1)
		var err error
		if total, err = s.solve(ratio, floor); err != nil {
			return err
		}
	}
	if math.IsInf(total, 1) {
		return fmt.Errorf("%w: a level of a bundle at the edge of what can be reached", ErrUnproved)
	}
	return s.hold(ratio, floor)
}

// solve makes plans of the open parts that a ratio may hold, and returns the cost of all parts: +Inf where
// one of them has no plan.
func (s *sharing) solve(ratio float64, floor bool) (total float64, err error) {
	for k := range s.parts {
		p := &s.parts[k]
		switch {
		case p.open == 0:
			total += p.paid
			continue
		case p.Curve != nil && !p.stops(ratio, floor):
			s.division.Balances[k] = nil
			total += p.top.cost
			continue
		}
		if floor && p.Curve != nil {
			s.division.Balances[k], err = atEnd(s.ctx, p.Curve, p.limit(0, ratio))
		} else {
			err = s.division.solve(s.ctx, p.Part, k, p.allCaps(ratio))
		}
		if p.Joint != nil && errors.Is(err, ErrUnproved) { // at the very edge
			total = math.Inf(1)
			continue
		}
		if err != nil {
			return 0, err
		}
		status, cost, _ := s.division.of(k)
		if status != Optimal {
			cost = math.Inf(1)
		}
		total += cost
	}
	return total, nil
}

// atEnd is the plan at the end of a curve. There costs rise without bound, so no bound on them is tight: of a
// path the first plan is taken, with its gap, where elsewhere another walk might come with a better proof.
func atEnd(ctx context.Context, c curve, limit float64) (*Balance, error) {
	if p, ok := c.(*Path); ok {
		if b, err := p.attempt(ctx, max(limit, leastCap)); err == nil && b.Status == Optimal && p.flaw(b, limit) <= endGap {
			return b, nil
		}
	}
	return c.solve(ctx, limit)
}

// stops says whether an open curve cannot go below a ratio: at the floor, because it ends there, else
// because it spends money there.
func (p *sharer) stops(ratio float64, floor bool) bool {
	limit := p.limit(0, ratio)
	if floor {
		// A CV is the root of what is left of a difference: ends met on different ways differ by rounding of that.
		low, last := p.end()
		return last && limit <= low*(1+2*endClearance)+evenRounding/max(low, leastCap)
	}
	return limit <= p.top.cv[0]
}

// hold makes a level of a ratio.
func (s *sharing) hold(ratio float64, floor bool) error {
	level := Level{Ratio: ratio, Floor: floor}
	for k := range s.parts {
		if p := &s.parts[k]; p.Curve != nil && p.open > 0 && s.division.Balances[k] != nil {
			level.Held = append(level.Held, Held{k, 0})
		}
	}
	ends := floor && level.Held != nil // because curves end; a joint part may go lower
	for k := range s.parts {
		if p := &s.parts[k]; p.Joint != nil && p.open > 0 && !ends {
			held, err := s.binding(k, ratio, floor)
			if err != nil {
				return err
			}
			for _, i := range held {
				level.Held = append(level.Held, Held{k, i})
			}
		}
	}
	if level.Held == nil { // multipliers do not tell
		for k := range s.parts {
			for i, at := range s.parts[k].level {
				if s.parts[k].Joint != nil && at < 0 {
					level.Held = append(level.Held, Held{k, i})
				}
			}
		}
	}
	if level.Held == nil {
		return errNoLevel
	}
	level.Ratio = s.attained(&level)
	n := len(s.division.Levels)
	for _, h := range level.Held {
		p := &s.parts[h.Part]
		p.caps[h.CV] = p.limit(h.CV, level.Ratio)
		p.level[h.CV] = n
		s.open--
		if p.open--; p.open == 0 {
			_, p.paid, _ = s.division.of(h.Part)
		}
	}
	// What lowers one CV of a joint part may raise another: the others are now what the plan makes of them.
	for k := range s.parts {
		if p := &s.parts[k]; p.Joint != nil && p.open > 0 && p.open < len(p.level) {
			p.top = &topOf{known: true, cv: s.division.Joint[k].CV, cost: p.top.cost, status: p.top.status}
		}
	}
	s.division.Levels = append(s.division.Levels, level)
	s.ratio = ratio
	return nil
}

// attained is the ratio of a level as its plans have it: more than was asked for only where a cap is met but
// for rounding, or one below what is told from 0.
func (s *sharing) attained(level *Level) float64 {
	ratio := level.Ratio
	for _, h := range level.Held {
		limit := s.parts[h.Part].Limits[h.CV]
		var cv float64
		if b := s.division.Balances[h.Part]; b != nil {
			cv = b.CV
		} else {
			cv = s.division.Joint[h.Part].CV[h.CV]
		}
		if cv > ratio*limit*(1+4*roundoff)+evenRounding {
			ratio = cv / limit
		}
	}
	return ratio
}

// errNoLevel cannot happen as long as curves keep what they promise.
var errNoLevel = errors.New("parametric: a level of a bundle that holds nothing")

// binding are the open CVs of a joint part that bind at a ratio: by the multipliers of its plan, or, at
// its floor, by those of the proof that there is nothing below.
func (s *sharing) binding(k int, ratio float64, floor bool) ([]int, error) {
	p, j, share := &s.parts[k], s.division.Joint[k], binds
	if floor {
		share = blocks
		below, err := p.Joint.solve(s.ctx, p.allCaps(ratio*(1-10*jointClearance)))
		switch {
		case err != nil && !errors.Is(err, ErrUnproved):
			return nil, err
		case err == nil && below.Status == TooTight:
			j = below
		}
	}
	most := 0.0
	for i, m := range j.Multiplier {
		if p.level[i] < 0 {
			most = max(most, m)
		}
	}
	held, open := []int(nil), []int(nil)
	for i, level := range p.level {
		if level >= 0 {
			continue
		}
		open = append(open, i)
		if most > 0 && j.Multiplier[i] >= most*share || most == 0 && p.limit(i, ratio) <= p.top.cv[i] {
			held = append(held, i)
		}
	}
	if held == nil && s.alone(k) {
		return open, nil
	}
	return held, nil
}

// alone says that no other part is open.
func (s *sharing) alone(k int) bool { return s.open == s.parts[k].open }
