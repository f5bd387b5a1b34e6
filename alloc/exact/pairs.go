package exact

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// pairs are the ways by which the teachers of one kind may move between the sections of a stage, and
// what a move costs: a sum for the school that receives and a sum for every kilometre. All permitted
// pairs are there, none of them is stored: [pairs.cheapest] finds the best ones from a section.
type pairs struct {
	f       *frame
	s       int
	once    []float64       // by section that receives
	perKM   []float64       // likewise
	far     []float64       // by section that is left: the most metres; +Inf: any
	barred  map[[2]int]bool // by locks
	metric  bool            // some price or limit asks for the distance
	ways    *model.Distances
	tree    *placeTree // nil: the county has a table of ways
	factor  float64    // 1: moves cost what they cost; 0: nothing, where only what can be reached is asked
	price   []float64  // by section that receives: what is added to the cost of a move there
	inOrder []int      // without a tree: the sections by once + price
}

// newPairs finds the ways of one kind in a stage. closed says which moves locks forbid; nil: none.
func (f *frame) newPairs(s, kind int, closed func(i, j int) bool) *pairs {
	n := len(f.stages[s].rows)
	p := &pairs{
		f: f, s: s, once: make([]float64, n), perKM: make([]float64, n), far: make([]float64, n), ways: f.distances(),
		price: make([]float64, n), metric: f.r.Prices.PerKM(),
	}
	for i := range n {
		id := f.school(s, i).ID
		p.once[i], _ = f.r.Prices.Move(id, 0)
		if p.metric {
			km, _ := f.r.Prices.Of(model.CategoryMoveKM, id)
			p.perKM[i] = km.Cost
		}
		p.far[i] = inf
		if far, ok := f.r.MaxMetres(kind, f.section(s, i)); ok {
			p.far[i], p.metric = far, true
		}
	}
	if closed != nil {
		p.barred = map[[2]int]bool{}
		for i := range n {
			for j := range n {
				if i != j && closed(i, j) {
					p.barred[[2]int{i, j}] = true
				}
			}
		}
	}
	if p.ways.GreatCircle() {
		places := make([]point, n)
		if p.metric {
			for i := range n {
				places[i] = pointOf(f.school(s, i).Place)
			}
		}
		p.tree = newPlaceTree(places, p.perKM)
	}
	p.setPrices(p.price, 1)
	return p
}

// closeTo lets nobody move to some sections.
func (p *pairs) closeTo(section []bool) {
	for j, closed := range section {
		if closed {
			p.once[j] = inf
		}
	}
	p.setPrices(p.price, p.factor)
}

// setPrices says what is added to the cost of a move to each section, and what part of that cost counts.
func (p *pairs) setPrices(price []float64, factor float64) {
	p.price, p.factor = price, factor
	weight := make([]float64, len(price))
	for j := range weight {
		weight[j] = price[j]
		if factor > 0 {
			weight[j] += factor * p.once[j]
		}
	}
	if p.tree != nil {
		p.tree.weigh(weight, factor)
		return
	}
	p.inOrder = p.inOrder[:0]
	for j := range weight {
		p.inOrder = append(p.inOrder, j)
	}
	slices.SortStableFunc(p.inOrder, func(a, b int) int { return cmp.Compare(weight[a], weight[b]) })
}

// cost is what a move costs; false: it is not permitted.
func (p *pairs) cost(i, j int) (float64, bool) {
	if i == j || p.barred[[2]int{i, j}] || math.IsInf(p.once[j], 1) {
		return 0, false
	}
	if !p.metric && p.tree != nil {
		return p.once[j], true
	}
	trip, err := p.ways.Trip(p.f.school(p.s, i).ID, p.f.school(p.s, j).ID)
	if err != nil { // where a distance is needed it is known: the problem is valid
		return p.once[j], !p.metric
	}
	if trip.Barrier || trip.Metres > p.far[i] {
		return 0, false
	}
	c, _ := p.f.r.Prices.Move(p.f.school(p.s, j).ID, trip.Metres)
	return c, true
}

// A choice is a way from a section.
type choice struct {
	to   int
	cost float64 // of the move alone
	sum  float64 // with the price of arriving
}

// cheapest lists up to most ways from a section whose cost and price come to less than a sum, least
// first; ties in the order of the sections.
func (p *pairs) cheapest(i, most int, below float64) []choice {
	best := make([]choice, 0, most)
	limit := func() float64 {
		if len(best) == most {
			return min(below, best[most-1].sum)
		}
		return below
	}
	try := func(j int) {
		c, ok := p.cost(i, j)
		next := choice{j, c, p.factor*c + p.price[j]}
		if !ok || !(next.sum < limit()) {
			return
		}
		at, _ := slices.BinarySearchFunc(best, next, func(a, b choice) int {
			return cmp.Or(cmp.Compare(a.sum, b.sum), cmp.Compare(a.to, b.to))
		})
		if len(best) == most {
			best = best[:most-1]
		}
		best = slices.Insert(best, at, next)
	}
	if p.tree != nil {
		p.tree.search(i, p.far[i], limit, try)
		return best
	}
	for _, j := range p.inOrder {
		if p.factor*p.once[j]+p.price[j] >= limit() {
			break
		}
		try(j)
	}
	return best
}
