package alloc

import (
	"math"
	"slices"
)

// transport finds a flow from supplies to demands that is greatest and, of the greatest ones, of least
// cost: the cheapest path is filled, again and again (Ahuja, Magnanti and Orlin, Network Flows, 1993,
// section 9.7), each found by Dijkstra's method over reduced costs in O(n^2) for n places. Costs may be
// negative; +Inf bars a way. Whole supplies and demands give a whole flow.
func transport(costs [][]float64, supply, demand []float64) (flow [][]float64) {
	f := newNetwork(costs, supply, demand)
	for f.augment() {
	}
	return f.flow
}

// A network is a flow in the making.
type network struct {
	costs          [][]float64 // none below 0
	flow           [][]float64
	supply, demand []float64 // left
	from, to       side
	end            float64 // potential behind the demands
}

// A side is the supplies, or the demands, while paths are looked for.
type side struct {
	potential, dist []float64
	before          []int // the other side's place before it on the path; -1: the path starts here
	done            []bool
}

func newSide(n int) side {
	return side{make([]float64, n), make([]float64, n), make([]int, n), make([]bool, n)}
}

// clear forgets the last path.
func (s *side) clear() {
	for n := range s.dist {
		s.dist[n], s.before[n], s.done[n] = math.Inf(1), -1, false
	}
}

// closest is the place of least distance that is not done; -1: none can be reached.
func (s *side) closest() (n int, dist float64) {
	n, dist = -1, math.Inf(1)
	for i, d := range s.dist {
		if d < dist && !s.done[i] {
			n, dist = i, d
		}
	}
	return n, dist
}

// raise moves the potentials by the distances, as far as the path went.
func (s *side) raise(most float64) {
	for n := range s.potential {
		s.potential[n] += min(s.dist[n], most)
	}
}

// newNetwork starts without flow. All costs are raised alike until none is below 0: every unit of flow
// pays that once, whatever its way.
func newNetwork(costs [][]float64, supply, demand []float64) *network {
	f := &network{supply: slices.Clone(supply), demand: slices.Clone(demand), from: newSide(len(supply)), to: newSide(len(demand))}
	lowest := 0.0
	for i := range costs {
		for _, c := range costs[i] {
			lowest = min(lowest, c)
		}
	}
	for i := range costs {
		f.flow = append(f.flow, make([]float64, len(demand)))
		row := make([]float64, len(demand))
		for j, c := range costs[i] {
			row[j] = c - lowest
		}
		f.costs = append(f.costs, row)
	}
	return f
}

// augment fills the cheapest path from what is left to what is lacking. False: there is none.
func (f *network) augment() bool {
	last := f.search()
	if last < 0 {
		return false
	}
	most := f.demand[last]
	for j := last; j >= 0; j = f.from.before[f.to.before[j]] {
		i := f.to.before[j]
		if back := f.from.before[i]; back >= 0 {
			most = min(most, f.flow[i][back])
		} else {
			most = min(most, f.supply[i])
		}
	}
	f.demand[last] -= most
	for j := last; j >= 0; j = f.from.before[f.to.before[j]] {
		i := f.to.before[j]
		f.flow[i][j] += most
		if back := f.from.before[i]; back >= 0 {
			f.flow[i][back] -= most
		} else {
			f.supply[i] -= most
		}
	}
	return true
}

// search finds the demand at the end of the cheapest path; -1: there is none.
func (f *network) search() (last int) {
	f.from.clear()
	f.to.clear()
	for i, left := range f.supply {
		if left > 0 {
			f.from.dist[i] = -f.from.potential[i]
		}
	}
	last = -1
	length := math.Inf(1)
	for {
		i, di := f.from.closest()
		j, dj := f.to.closest()
		if min(di, dj) >= length || i < 0 && j < 0 {
			break
		}
		if di <= dj {
			f.leave(i, di)
			continue
		}
		f.to.done[j] = true
		if d := dj + f.to.potential[j] - f.end; f.demand[j] > 0 && d < length {
			length, last = d, j
		}
		f.turnBack(j, dj)
	}
	if last >= 0 {
		f.from.raise(length)
		f.to.raise(length)
		f.end += length
	}
	return last
}

// leave looks at the ways out of a supply.
func (f *network) leave(i int, dist float64) {
	f.from.done[i] = true
	for j, c := range f.costs[i] {
		if math.IsInf(c, 1) || f.to.done[j] {
			continue
		}
		if d := dist + max(0, c+f.from.potential[i]-f.to.potential[j]); d < f.to.dist[j] {
			f.to.dist[j], f.to.before[j] = d, i
		}
	}
}

// turnBack looks at the flow into a demand, which may be sent elsewhere.
func (f *network) turnBack(j int, dist float64) {
	for i := range f.flow {
		if f.flow[i][j] <= 0 || f.from.done[i] {
			continue
		}
		if d := dist + max(0, f.to.potential[j]-f.from.potential[i]-f.costs[i][j]); d < f.from.dist[i] {
			f.from.dist[i], f.from.before[i] = d, j
		}
	}
}
