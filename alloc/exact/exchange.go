package exact

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// The exchange route. In one stage, teachers counted by one stock go from any section to any other
// at equal cost. With a fixed total the squared CV is, up to constants, the sum of z_i^2 / p_i:
// separable and convex. So the best plan of k moves takes the k largest losses (2z-1)/p over all
// givers and the k smallest gains (2z+1)/p over all receivers, one more of each at every step, and
// all plans of all k lie on one path (Gross 1956; Hochbaum 1994). A section never gives and receives
// on the path, for its next gain exceeds its last loss.
//
// Barred ways may divide the sections into zones. Each has a path of its own, on which every step lowers the
// squares by no more than the last: taking the best step of all zones each time makes one path of them.
//
// O((n + k) log n) for a path of k moves.

// A path is the exchanges of one stage in the order of the greedy algorithm.
type path struct {
	f      *frame
	stage  int
	target int
	pupils []float64
	lo, hi []float64
	zones  zones
	steps  []step
}

// A step moves one unit of the stock.
type step struct {
	from, to   int32
	loss, gain float64 // what the sum of squares loses at from and gains at to
}

// walk runs the greedy algorithm to its end.
func (p *path) walk() {
	z := slices.Clone(p.f.targets[p.target].before)
	for zone := range max(1, p.zones.count) {
		p.walkIn(zone, z)
	}
	if p.zones.count > 1 {
		slices.SortStableFunc(p.steps, func(a, b step) int { return cmp.Compare(b.loss-b.gain, a.loss-a.gain) })
	}
}

// walkIn runs the greedy algorithm in one zone.
func (p *path) walkIn(zone int, z []float64) {
	give := &marginals{sign: -1}
	take := &marginals{sign: 1}
	for i := range z {
		if p.zones.has(zone, i) {
			give.push(p, z, i)
			take.push(p, z, i)
		}
	}
	give.order()
	take.order()
	for len(give.at) > 0 && len(take.at) > 0 {
		from, to := give.at[0], take.at[0]
		if from.by <= to.by {
			break // no exchange improves
		}
		p.steps = append(p.steps, step{from.i, to.i, from.by, to.by})
		z[from.i]--
		z[to.i]++
		give.next(p, z)
		take.next(p, z)
	}
}

// bounds finds the least and the greatest stock of each section.
func (p *path) bounds() {
	f, tg := p.f, &p.f.targets[p.target]
	n := len(tg.before)
	p.pupils, p.lo, p.hi = make([]float64, n), make([]float64, n), make([]float64, n)
	p.zones, _ = f.zonesOf(p.stage) // else another route: see whyNotExchange
	var total float64
	for _, z := range tg.before {
		total += z
	}
	for i := range n {
		section := f.section(p.stage, i)
		p.pupils[i] = f.pupils(p.stage, i)
		var with, without float64
		for k, kind := range f.r.Kinds {
			if counts(tg.of, kind) {
				with += f.kindCap(k, section)
			} else {
				without += f.kindCap(k, section)
			}
		}
		p.hi[i] = total
		if f.p.Headcount() {
			p.hi[i] = tg.before[i] + without
		} else if floor, ok := f.r.Floor(-1, section); ok {
			with = min(with, max(0, math.Floor(f.r.TeachersPresent(-1, section)-floor)))
		}
		p.lo[i] = tg.before[i] - with
	}
}

// marginals is a heap of what the next unit of each section costs: with sign -1 the loss of giving
// one, largest first, with sign 1 the gain of receiving one, smallest first.
type marginals struct {
	sign float64
	at   []marginal
}

type marginal struct {
	i  int32
	by float64
}

// push adds a section's next unit, if it may change by one.
func (h *marginals) push(p *path, z []float64, i int) {
	if next := z[i] + h.sign; next >= p.lo[i] && next <= p.hi[i] {
		h.at = append(h.at, marginal{int32(i), (2*z[i] + h.sign) / p.pupils[i]})
	}
}

// next replaces the first unit by the same section's next one.
func (h *marginals) next(p *path, z []float64) {
	i := int(h.at[0].i)
	last := len(h.at) - 1
	if next := z[i] + h.sign; next >= p.lo[i] && next <= p.hi[i] {
		h.at[0].by = (2*z[i] + h.sign) / p.pupils[i]
	} else {
		h.at[0] = h.at[last]
		h.at = h.at[:last]
	}
	if len(h.at) > 0 {
		h.sink(0)
	}
}

// before says whether one unit is taken before another: ties go to the earlier section.
func (h *marginals) before(a, b marginal) bool {
	c := cmp.Compare(a.by, b.by) * int(h.sign)
	return c < 0 || (c == 0 && a.i < b.i)
}

// sink moves the unit at a place of the heap down to where it belongs.
func (h *marginals) sink(k int) {
	for {
		first := k
		for child := 2*k + 1; child <= 2*k+2 && child < len(h.at); child++ {
			if h.before(h.at[child], h.at[first]) {
				first = child
			}
		}
		if first == k {
			return
		}
		h.at[k], h.at[first] = h.at[first], h.at[k]
		k = first
	}
}

// order makes a heap of the units.
func (h *marginals) order() {
	for k := len(h.at)/2 - 1; k >= 0; k-- {
		h.sink(k)
	}
}

// stock is the stock after k steps.
func (p *path) stock(k int) []float64 {
	z := slices.Clone(p.f.targets[p.target].before)
	for _, st := range p.steps[:k] {
		z[st.from]--
		z[st.to]++
	}
	return z
}

// cv is the CV after k steps, computed like any other.
func (p *path) cv(k int) float64 { return measure.CV(p.stock(k), p.pupils) }

// fewest is the least number of steps after which the CV keeps a limit; false: it never does. The CV
// falls with every step, so that it is found by halving.
func (p *path) fewest(limit float64) (k int, ok bool) {
	if !standard.Within(p.cv(len(p.steps)), limit) {
		return 0, false
	}
	low, high := 0, len(p.steps)
	for low < high {
		mid := (low + high) / 2
		if standard.Within(p.cv(mid), limit) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return high, true
}

// prices are those that prove the plan of k steps: at them no other exchange pays. Each zone has a price of
// its own for a unit of stock, and all the same for a move. Those that prove that fewer steps do not
// reach as far have the price of a move of the last step taken.
func (p *path) prices(k int, last bool) []plan.ExchangePrice {
	move := 0.0 // at the end of the path moving costs nothing and still does not pay
	switch {
	case last && k > 0:
		move = p.steps[k-1].loss - p.steps[k-1].gain
	case k < len(p.steps):
		move = p.steps[k].loss - p.steps[k].gain
	}
	z := p.stock(k)
	list := make([]plan.ExchangePrice, max(1, p.zones.count))
	for zone := range list {
		list[zone] = plan.ExchangePrice{
			Stage: p.f.stages[p.stage].name, Code: p.f.targets[p.target].code,
			Level: p.level(zone, z, move), Move: move,
		}
	}
	return list
}

// level is a price of a unit in a zone at which the stocks z are best, given that of a move: what a section
// that gave one saved is not below level and move together, what one that received one added not above the
// level, and so on for those that did not.
func (p *path) level(zone int, z []float64, move float64) float64 {
	low, high := math.Inf(-1), inf
	for i, before := range p.f.targets[p.target].before {
		if !p.zones.has(zone, i) {
			continue
		}
		up, down := (2*z[i]+1)/p.pupils[i], (2*z[i]-1)/p.pupils[i]
		if z[i] >= before && z[i]+1 <= p.hi[i] {
			high = min(high, up)
		}
		if z[i] <= before && z[i]-1 >= p.lo[i] {
			low = max(low, down-move)
		}
		if z[i] > before {
			low = max(low, down)
		}
		if z[i] < before {
			high = min(high, up-move)
		}
	}
	switch {
	case math.IsInf(low, -1) && math.IsInf(high, 1):
		return 0
	case math.IsInf(low, -1):
		return high
	case math.IsInf(high, 1):
		return low
	}
	return (low + high) / 2
}

// streams turns the first k steps into teachers on their way.
func (p *path) streams(k int) []stream {
	f, tg := p.f, &p.f.targets[p.target]
	change := p.stock(k)
	for i := range change {
		change[i] -= tg.before[i]
	}
	var with, without []int
	for n, kind := range f.r.Kinds {
		if counts(tg.of, kind) {
			with = append(with, n)
		} else {
			without = append(without, n)
		}
	}
	plainest := func(a, b int) int { return len(f.r.Kinds[a].Attributes) - len(f.r.Kinds[b].Attributes) }
	slices.SortStableFunc(with, plainest)
	slices.SortStableFunc(without, plainest)
	spare := f.newSpare(p.stage)
	var streams []stream
	for zone := range max(1, p.zones.count) {
		streams = append(streams, p.streamsIn(zone, change, with, without, spare)...)
	}
	return streams
}

// streamsIn is streams in one zone: of the kinds with what is to change, and in exchange for whom of those
// without where headcounts are kept.
func (p *path) streamsIn(zone int, change []float64, with, without []int, spare *spare) []stream {
	f := p.f
	there, back := make([]float64, len(change)), make([]float64, len(change))
	for i, n := range change {
		if p.zones.has(zone, i) {
			there[i], back[i] = max(0, -n), max(0, n)
		}
	}
	if f.p.Headcount() {
		return f.matchOffers(p.stage, with, without, there, back, spare)
	}
	var out []stream
	for i, n := range there {
		if n > 0 {
			for _, part := range spare.take(f, with, i, n) {
				out = append(out, stream{part.kind, i, -1, part.n})
			}
		}
	}
	return f.connect(p.stage, out, back)
}

// fewestMoves plans the fewest moves that keep every CV limit.
func fewestMoves(f *frame, paths []*path, set Settings) (*plan.Plan, error) {
	data := &plan.CertificateData{}
	var reasons explanation
	var total int
	need := make([]int, len(paths))
	for n, p := range paths {
		tg := &f.targets[p.target]
		k, ok := p.fewest(tg.limit)
		if !ok {
			best := p.cv(len(p.steps))
			reasons.add(f, tg, best)
			data.Exchange = append(data.Exchange, p.prices(len(p.steps), false)...)
			continue
		}
		need[n] = k
		total += k
		data.Exchange = append(data.Exchange, p.prices(k, true)...)
		if most, ok := f.stageMoves(p.stage); ok && float64(k) > most {
			reasons.addMoves(f.stages[p.stage].name, float64(k), most)
		}
	}
	if most, ok := f.p.MovesCap(); ok && len(reasons.Reasons) == 0 && float64(total) > most {
		reasons.addMoves("county", float64(total), most)
	}
	if len(reasons.Reasons) > 0 {
		return &plan.Plan{
			Status: plan.StatusInfeasible, Infeasible: &reasons.Infeasible,
			Certificate: &plan.Certificate{Kind: plan.CertExchange, Data: data},
		}, nil
	}
	out, err := assemble(f, paths, need)
	if err != nil {
		return nil, err
	}
	bound := float64(total)
	out.Goals = []plan.GoalResult{{
		Name: plan.Moves, Value: out.moves, Bound: bound, Gap: plan.Gap(plan.Moves, out.moves, bound),
		Status: plan.Goal{Name: plan.Moves}.Status(out.moves, bound, set.gap()), Certificate: &plan.Certificate{Kind: plan.CertExchange, Bound: bound, Data: data},
	}}
	out.Status = out.Goals[0].Status
	return &out.Plan, nil
}

// stageMoves is the least limit on the moves of a stage alone.
func (f *frame) stageMoves(s int) (float64, bool) {
	most, ok := inf, false
	for _, l := range f.p.LimitsOn(plan.LimitMoves) {
		if l.Max != nil && l.Scope == (plan.Scope{Stage: f.stages[s].name}) {
			most, ok = min(most, *l.Max), true
		}
	}
	return most, ok
}

// mostEven plans the least CV of every stage, with the fewest moves that reach it.
func mostEven(f *frame, paths []*path) (*plan.Plan, error) {
	steps := make([]int, len(paths))
	for n, p := range paths {
		steps[n] = len(p.steps)
		if most, ok := f.stageMoves(p.stage); ok {
			steps[n] = min(steps[n], int(most))
		}
		if most, ok := f.p.MovesCap(); ok { // one stage: see chooseRoute
			steps[n] = min(steps[n], int(most))
		}
	}
	out, err := assemble(f, paths, steps)
	if err != nil {
		return nil, err
	}
	levels := out.levels
	out.Status = plan.Optimal
	for len(levels) > 0 {
		for n, p := range paths {
			tg := &f.targets[p.target]
			if tg.code != levels[0].Code || f.stages[p.stage].name != levels[0].Stage {
				continue
			}
			data := &plan.CertificateData{Exchange: p.prices(steps[n], false)}
			out.Goals = append(out.Goals, plan.GoalResult{
				Name: plan.Dispersion, Value: levels[0].Ratio, Levels: levels, Bound: levels[0].Ratio, Status: plan.Optimal,
				Certificate: &plan.Certificate{Kind: plan.CertExchange, Bound: levels[0].Ratio, Data: data},
			})
		}
		levels = levels[1:]
	}
	return &out.Plan, nil
}

// An assembled is a plan with what its goals are read from.
type assembled struct {
	plan.Plan
	moves  float64
	levels []plan.Level
}

// assemble makes the plan of the first steps of every path.
func assemble(f *frame, paths []*path, steps []int) (*assembled, error) {
	var actions []plan.Action
	for n, p := range paths {
		actions = append(actions, f.moveActions(p.stage, p.streams(steps[n]))...)
	}
	outcome, err := f.r.Evaluate(actions)
	if err != nil {
		return nil, err
	}
	if len(outcome.Violations) > 0 {
		return nil, broken(outcome.Violations)
	}
	out := &assembled{moves: outcome.Moves, levels: outcome.Levels}
	f.fill(&out.Plan, actions, outcome)
	return out, nil
}
