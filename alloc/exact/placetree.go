package exact

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// A point is a place on the unit sphere: the straight line between two of them is never longer than
// the way over the ground.
type point [3]float64

// pointOf is where a place is; the same for all that are not known.
func pointOf(p *model.Place) point {
	if p == nil {
		return point{}
	}
	const degree = math.Pi / 180
	cos := math.Cos(p.Lat * degree)
	return point{cos * math.Cos(p.Lon*degree), cos * math.Sin(p.Lon*degree), math.Sin(p.Lat * degree)}
}

// A placeTree finds the sections to which a move is cheapest without looking at all of them: a
// k-d tree (Bentley 1975) whose nodes know the least weight and the least price of a kilometre among
// their sections, so that what a move into a node costs at least is known from its box.
type placeTree struct {
	places []point
	perKM  []float64
	factor float64 // part of the price of a kilometre that counts
	order  []int
	nodes  []treeNode
}

// A treeNode holds the sections order[from:to]; its children are nodes left and left+1.
type treeNode struct {
	from, to  int
	left      int // 0: a leaf
	low, high point
	perKM     float64
	weight    float64
}

// leafSize is how many sections are looked at one by one.
const leafSize = 8

// newPlaceTree builds the tree. O(n log^2 n).
func newPlaceTree(places []point, perKM []float64) *placeTree {
	t := &placeTree{places: places, perKM: perKM, order: make([]int, len(places))}
	for i := range t.order {
		t.order[i] = i
	}
	if len(places) > 0 {
		t.nodes = append(t.nodes, treeNode{from: 0, to: len(places)})
		t.split(0)
	}
	return t
}

// split measures a node and halves it along its longest side.
func (t *placeTree) split(n int) {
	node := &t.nodes[n]
	part := t.order[node.from:node.to]
	node.low, node.high, node.perKM = t.places[part[0]], t.places[part[0]], inf
	for _, i := range part {
		node.perKM = min(node.perKM, t.perKM[i])
		for d := range 3 {
			node.low[d] = min(node.low[d], t.places[i][d])
			node.high[d] = max(node.high[d], t.places[i][d])
		}
	}
	if len(part) <= leafSize {
		return
	}
	side := 0
	for d := 1; d < 3; d++ {
		if node.high[d]-node.low[d] > node.high[side]-node.low[side] {
			side = d
		}
	}
	slices.SortStableFunc(part, func(a, b int) int { return cmp.Compare(t.places[a][side], t.places[b][side]) })
	from, mid, to := node.from, node.from+len(part)/2, node.to
	left := len(t.nodes)
	node.left = left
	t.nodes = append(t.nodes, treeNode{from: from, to: mid}, treeNode{from: mid, to: to})
	t.split(left)
	t.split(left + 1)
}

// weigh gives every section a weight that is added to the cost of a move there, and says what part of the
// price of a kilometre counts.
func (t *placeTree) weigh(weight []float64, factor float64) {
	t.factor = factor
	for n := len(t.nodes) - 1; n >= 0; n-- { // children come after their parents
		node := &t.nodes[n]
		if node.left > 0 {
			node.weight = min(t.nodes[node.left].weight, t.nodes[node.left+1].weight)
			continue
		}
		node.weight = inf
		for _, i := range t.order[node.from:node.to] {
			node.weight = min(node.weight, weight[i])
		}
	}
}

// search calls try for every section within a distance of section i to which a move may cost less,
// weight included, than below says at the time.
func (t *placeTree) search(i int, far float64, below func() float64, try func(j int)) {
	if len(t.nodes) > 0 {
		t.visit(0, i, far, below, try)
	}
}

func (t *placeTree) visit(n, i int, far float64, below func() float64, try func(j int)) {
	node := &t.nodes[n]
	if metres := t.metresTo(node, i); metres > far || t.least(node, metres) >= below() {
		return
	}
	if node.left == 0 {
		for _, j := range t.order[node.from:node.to] {
			try(j)
		}
		return
	}
	first, second := node.left, node.left+1
	if t.bound(second, i) < t.bound(first, i) {
		first, second = second, first
	}
	t.visit(first, i, far, below, try)
	t.visit(second, i, far, below, try)
}

// bound is what a move from section i into a node costs at least, weight included.
func (t *placeTree) bound(n, i int) float64 { return t.least(&t.nodes[n], t.metresTo(&t.nodes[n], i)) }

func (t *placeTree) least(node *treeNode, metres float64) float64 {
	return node.weight + t.factor*node.perKM*(metres/metresPerKM)
}

// metresTo is a distance that no section of a node is nearer than.
func (t *placeTree) metresTo(node *treeNode, i int) float64 {
	var sum float64
	for d := range 3 {
		gap := max(0, node.low[d]-t.places[i][d], t.places[i][d]-node.high[d])
		sum += gap * gap
	}
	return math.Max(0, math.Sqrt(sum)-chordSlack) * model.EarthRadius
}

const (
	metresPerKM = 1000
	// chordSlack is what the coordinates of a point on the unit sphere may be off by rounding, several
	// times over: some micrometres on the ground.
	chordSlack = 1e-12
)
