package assignment

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// idle says whether there are usable pairs that are not active.
func (m *model) idle() bool {
	for k, c := range m.col {
		if c < 0 && m.usable(k) {
			return true
		}
	}
	return false
}

// reduced is the reduced cost of a pair, in the model's scale, at the multipliers of an LP.
func (m *model) reduced(k int, y []float64) float64 {
	b, j := k/len(m.p.Sites), k%len(m.p.Sites)
	d := m.cost(m.p.Cost[k]) - y[m.assign[b]] - y[m.loads[j]]*m.p.load(k)/m.unit[j]
	for _, e := range m.entries[k] {
		d -= y[e.row] * e.value
	}
	for _, e := range m.later[int32(k)] {
		d -= y[e.row] * e.value
	}
	return d
}

// wanted are pairs that are not active and whose reduced cost is negative, a few of each piece, the most negative
// first.
func (m *model) wanted(y []float64) []int32 {
	sites := len(m.p.Sites)
	var want []int32
	for b := range m.p.Size {
		first := len(want)
		for j := range sites {
			k := b*sites + j
			if m.col[k] < 0 && m.usable(k) && m.reduced(k, y) < -priceTolerance {
				want = append(want, int32(k))
			}
		}
		if mine := want[first:]; len(mine) > pricedSites {
			slices.SortFunc(mine, func(a, b int32) int {
				if m.reduced(int(a), y) < m.reduced(int(b), y) {
					return -1
				}
				return 1
			})
			want = want[:first+pricedSites]
		}
	}
	return want
}

// activate makes pairs columns.
func (m *model) activate(pairs []int32) error {
	if len(pairs) == 0 {
		return nil
	}
	var cols solver.Cols
	for _, k := range pairs {
		b, j := int(k)/len(m.p.Sites), int(k)%len(m.p.Sites)
		index, value := []int32{m.assign[b]}, []float64{1}
		if v := m.p.load(int(k)); v > 0 {
			index, value = append(index, m.loads[j]), append(value, v/m.unit[j])
		}
		for _, list := range [][]entry{m.entries[k], m.later[k]} {
			for _, e := range list {
				index, value = append(index, e.row), append(value, e.value)
			}
		}
		cols.Add(m.cost(m.p.Cost[k]), 0, 1, m.p.whole(b), index, value)
		delete(m.later, k)
	}
	first, err := m.sess.AddCols(&cols)
	if err != nil {
		return err
	}
	for i, k := range pairs {
		m.col[k] = int32(first + i)
		m.pair = append(m.pair, k)
	}
	return nil
}

// activateAll makes all usable pairs columns.
func (m *model) activateAll() error {
	var all []int32
	for k, c := range m.col {
		if c < 0 && m.usable(k) {
			all = append(all, int32(k))
		}
	}
	return m.activate(all)
}

// An answer is that of the LP in rounds.
type answer struct {
	status solver.Status
	x      []float64 // nil: no point
	share  []float64 // likewise
	prices *Prices
	bound  float64 // what [Bound] makes of the prices
}

// begun is how many pairs an LP has, at most, before those come in on demand.
const begun = 40000

// pairsToBegin chooses the pairs of a first LP where there are too many: the cheapest of each piece, by what
// places cost where that is known. Nil: all.
func pairsToBegin(p *Problem, s *Settings, places []float64) []bool {
	if s.few(p.pairs(), begun) || p.MaxSites > 0 {
		return nil
	}
	sites := len(p.Sites)
	keep := max(pricedSites, begun/len(p.Size)/2)
	if s.eager {
		keep = 1
	}
	active := make([]bool, p.pairs())
	order := make([]int, sites)
	ask := make([]float64, sites)
	for b := range p.Size {
		for j := range sites {
			order[j] = j
			ask[j] = math.Inf(1)
			if k := b*sites + j; p.allowed(b, j) {
				ask[j] = p.Cost[k]
				if places != nil {
					ask[j] += places[j] * p.load(k)
				}
			}
		}
		slices.SortStableFunc(order, func(i, j int) int {
			switch {
			case ask[i] < ask[j]:
				return -1
			case ask[i] > ask[j]:
				return 1
			}
			return 0
		})
		for _, j := range order[:min(keep, sites)] {
			active[b*sites+j] = true
		}
	}
	return active
}
