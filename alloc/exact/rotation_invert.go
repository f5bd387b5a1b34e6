package exact

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A stream is teachers of one kind on their way between two sections of a stage.
type stream struct {
	kind, from, to int
	n              float64
}

// move is the action of moving teachers, without quantity.
func (f *frame) move(s, kind, from, to int) plan.Action {
	return plan.Action{
		Year: f.year, Lever: plan.Rotation, Kind: plan.Move, From: f.school(s, from).ID, To: f.school(s, to).ID,
		Stage: f.stages[s].name, Of: f.r.Kinds[kind].Name,
	}
}

// invertRotation reads the moves of one stage back: who leaves where and goes where, and, where
// headcounts are kept, which two moves are a swap.
func (m *room) invertRotation(s int, x []float64) []plan.Action {
	change := make([][]float64, len(m.groups[s])) // by group and section: arrivals less departures
	var streams []stream
	for g := range change {
		change[g] = make([]float64, len(m.stages[s].rows))
	}
	spare := m.newSpare(s)
	for j, c := range m.cols {
		n := m.persons(x[j])
		if c.stage != s || !(math.Abs(n) > leastPart) {
			continue
		}
		switch c.kind {
		case colOut:
			change[c.group][c.i] -= n
		case colIn:
			change[c.group][c.i] += n
		case colArc:
			for _, part := range spare.take(m.frame, m.groups[s][c.group].kinds, c.i, n) {
				streams = append(streams, stream{part.kind, c.i, c.to, part.n})
			}
		case colBuy, colHire, colPay, colLevel, colSquare, colMean, colSpread, colExcuse, colShort, colEta, colSlack:
		}
	}
	if m.flat[s] {
		streams = m.stageFlows(s, change)
	}
	return m.moveActions(s, streams)
}

// stageFlows turns changes by group into streams.
func (f *frame) stageFlows(s int, change [][]float64) []stream {
	spare := f.newSpare(s)
	if f.p.Headcount() {
		if swaps, ok := f.swapStreams(s, change, spare); ok {
			return swaps
		}
	}
	var streams []stream
	for g := range change {
		var out []stream // kind and from
		for i, n := range change[g] {
			if n < 0 {
				for _, part := range spare.take(f, f.groups[s][g].kinds, i, -n) {
					out = append(out, stream{part.kind, i, -1, part.n})
				}
			}
		}
		streams = append(streams, f.connect(s, out, change[g])...)
	}
	return streams
}

// spare is how many teachers of each kind may still leave each section of a stage.
type spare struct {
	s    int
	left map[[2]int]float64 // by kind and section of the stage
}

func (f *frame) newSpare(s int) *spare { return &spare{s, map[[2]int]float64{}} }

// take picks n teachers of some kinds at a section, in the order given.
func (p *spare) take(f *frame, kinds []int, i int, n float64) []stream {
	var parts []stream
	for _, k := range kinds {
		left, seen := p.left[[2]int{k, i}]
		if !seen {
			left = f.kindCap(k, f.section(p.s, i))
		}
		q := min(n, left)
		p.left[[2]int{k, i}] = left - q
		if q > 0 {
			parts = append(parts, stream{kind: k, from: i, n: q})
			n -= q
		}
	}
	return parts
}

// connect sends departures to arrivals: the shortest ways first where distances are known, and in
// county order where they are not or where there are too many pairs to look at all of them.
func (f *frame) connect(s int, out []stream, change []float64) []stream {
	var in []int
	left := slices.Clone(change)
	for i := range left {
		if left[i] > 0 {
			in = append(in, i)
		}
	}
	pairs := f.pairsByDistance(s, out, in)
	var streams []stream
	send := func(o, to int) {
		if n := min(out[o].n, left[to]); n > 0 {
			streams = append(streams, stream{out[o].kind, out[o].from, to, n})
			out[o].n -= n
			left[to] -= n
		}
	}
	for _, p := range pairs {
		send(p.out, p.to)
	}
	for o, k := 0, 0; o < len(out) && k < len(in); { // what is left, or all: county order
		send(o, in[k])
		if out[o].n == 0 {
			o++
		} else {
			k++
		}
	}
	return streams
}

// A pair is a departure and a section it may go to.
type pair struct {
	out, to int
	metres  float64
}

// mostPairs is how many pairs are sorted by distance: beyond it, going by distance would make the
// work quadratic in the sections.
const mostPairs = 200_000

// pairsByDistance lists the pairs, shortest way first; none where some distance is not known.
func (f *frame) pairsByDistance(s int, out []stream, in []int) []pair {
	if len(out)*len(in) > mostPairs {
		return nil
	}
	ways := f.distances()
	pairs := make([]pair, 0, len(out)*len(in))
	for o := range out {
		for _, i := range in {
			metres, ok := ways.Metres(f.school(s, out[o].from).ID, f.school(s, i).ID)
			if !ok {
				return nil
			}
			pairs = append(pairs, pair{o, i, metres})
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(a.metres, b.metres) })
	return pairs
}

// moveActions turns streams into actions: equal streams once, opposite ones under a headcount rule
// as swaps.
func (f *frame) moveActions(s int, streams []stream) []plan.Action {
	slices.SortStableFunc(streams, func(a, b stream) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.kind, b.kind))
	})
	merged := streams[:0]
	for _, st := range streams {
		if n := len(merged); n > 0 && merged[n-1].kind == st.kind && merged[n-1].from == st.from && merged[n-1].to == st.to {
			merged[n-1].n += st.n
			continue
		}
		merged = append(merged, st)
	}
	ways := f.distances()
	var actions []plan.Action
	if f.p.Headcount() {
		actions = f.pairSwaps(s, merged, ways)
	}
	for _, st := range merged {
		if st.n > leastPart {
			actions = append(actions, f.priced(f.move(s, st.kind, st.from, st.to), st.n, ways))
		}
	}
	return actions
}

// leastPart is a part of a person that is nobody: far less than levels tell, far more than rounding.
const leastPart = 1e-9

// pairSwaps takes pairs of opposite streams out of the list and returns them as swaps.
func (f *frame) pairSwaps(s int, streams []stream, ways *model.Distances) []plan.Action {
	byPair := map[[2]int][]int{}
	for n, st := range streams {
		byPair[[2]int{st.from, st.to}] = append(byPair[[2]int{st.from, st.to}], n)
	}
	var actions []plan.Action
	for a := range streams {
		for _, b := range byPair[[2]int{streams[a].to, streams[a].from}] {
			there, back := &streams[a], &streams[b]
			n := min(there.n, back.n)
			// The better qualified of the two names the swap's direction.
			if n <= 0 || there.kind == back.kind || len(f.r.Kinds[there.kind].Attributes) < len(f.r.Kinds[back.kind].Attributes) {
				continue
			}
			there.n -= n
			back.n -= n
			action := f.move(s, there.kind, there.from, there.to)
			action.Kind, action.Of = plan.Swap, plan.SwapOf(action.Of, f.r.Kinds[back.kind].Name)
			actions = append(actions, f.priced(action, n, ways))
		}
	}
	return actions
}

// priced fills in quantity, cost and distance of a move or a swap.
func (f *frame) priced(a plan.Action, n float64, ways *model.Distances) plan.Action {
	a.Quantity, a.Unit = n, personUnit
	metres, known := ways.Metres(a.From, a.To)
	if known {
		a.Metres = &metres
	}
	cost, nature := f.r.Prices.Move(a.To, metres)
	if a.Kind == plan.Swap {
		back, _ := f.r.Prices.Move(a.From, metres)
		cost += back
		a.Unit = swapUnit
	}
	a.Cost, a.Nature = cost*n, string(nature)
	return a
}

// swapUnit is the unit of swaps: two persons, one each way.
const swapUnit = "swap"
