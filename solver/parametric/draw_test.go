package parametric

import (
	"fmt"
	"math"
	"math/rand"
	"os"
)

// long says whether the long runs are asked for.
func long() bool { return os.Getenv("EDUPARITY_LONG") != "" }

// An instance is a kind with the caps it is to be solved at.
type instance struct {
	name string
	kind *Kind
	caps []float64
}

// draws calls f with instances of both sorts, twenty times as many where the long runs are asked for.
func draws(from, count int64, f func(c instance, r *rand.Rand)) {
	if long() {
		count *= 20
	}
	for seed := from; seed < from+count; seed++ {
		r := rand.New(rand.NewSource(seed))
		f(drawSmooth(seed), r)
		f(drawDegenerate(seed), r)
	}
}

// drawSmooth is a county without ties: random places and sizes, least stocks at a share of the mean, and
// in part of the instances near what is there, which walks of wide limits then meet.
func drawSmooth(seed int64) instance {
	r := rand.New(rand.NewSource(seed))
	n := 3 + r.Intn(40)
	k := smooth(n, seed, []float64{0, 0.4, 0.7, 0.9}[r.Intn(4)], []float64{0.2, 0.7, 1}[r.Intn(3)])
	if k.Least != nil && r.Intn(2) == 0 {
		for i := range k.Least {
			if r.Intn(2) == 0 {
				k.Least[i] = k.Stock[i] * (0.7 + 0.3*r.Float64())
			}
		}
	}
	k.HireCost = []float64{0, 0, 0.006, 0.02, 1}[r.Intn(5)]
	now := cv(k.Stock, k.Pupils)
	caps := []float64{math.Inf(1), 1.5 * now, 0.95 * now, 0.8 * now, 0.6 * now, 0.3 * now, 0.05 * now}
	return instance{fmt.Sprintf("smooth %d (n %d, hire %v)", seed, n, k.HireCost), k, []float64{caps[r.Intn(len(caps))]}}
}

// leastHiringCap is the least cap that is drawn where hires are possible. Far below, where all that is
// to be hired is a thousandth of a stock that is even already, what rounding leaves of the squares is
// more than gapWanted of the cost.
const leastHiringCap = 1e-3

// drawDegenerate is a county in which as much coincides as can: see the parts.
func drawDegenerate(seed int64) instance {
	r := rand.New(rand.NewSource(seed))
	n := []int{0, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 36}[r.Intn(18)]
	k := &Kind{Pupils: drawPupils(r, n)}
	k.Stock = drawStock(r, k.Pupils)
	k.Network = mustNetwork(n, drawArcs(r, n))
	k.MostOut = drawMostOut(r, k.Stock)
	k.Least = drawLeast(r, k)
	switch r.Intn(8) {
	case 0:
		k.HireCost = 1
	case 1:
		k.HireCost = 2.5
	case 2:
		k.HireCost = 0.001
	case 3:
		if k.Network.dearest > 0 {
			k.HireCost = k.Network.dearest
		}
	}
	now := cv(k.Stock, k.Pupils)
	moved := cv(someMoves(r, k), k.Pupils)
	if seed%5 == 3 {
		k.Closed = drawClosed(rand.New(rand.NewSource(seed)), k.Network.NumArcs())
	}
	caps := []float64{math.Inf(1), 2 * now, now, 0.95 * now, 0.75 * now, 0.5 * now, 0.1 * now, 0, 1e-3, moved, moved}
	name := fmt.Sprintf("degenerate %d (n %d", seed, n)
	if r.Intn(3) == 0 {
		units := []float64{1, 0.1, 1. / 3, 37.7, 1000. / 3, 1e-4, 1e4}
		a, b, c := units[r.Intn(7)], units[r.Intn(7)], units[r.Intn(7)]
		k = scaled3(k, a, b, c)
		name += fmt.Sprintf(", units %.3g %.3g %.3g", a, b, c)
	}
	cap := caps[r.Intn(len(caps))]
	if k.HireCost > 0 {
		cap = max(cap, leastHiringCap)
	}
	return instance{fmt.Sprintf("%s, hire %v)", name, k.HireCost), k, []float64{cap}}
}

// drawPupils: all alike, few sizes, or any.
func drawPupils(r *rand.Rand, n int) []float64 {
	pupils := make([]float64, n)
	mode := r.Intn(3)
	for i := range pupils {
		switch mode {
		case 0:
			pupils[i] = 1
		case 1:
			pupils[i] = float64(int(1) << r.Intn(3))
		default:
			pupils[i] = float64(1 + r.Intn(1000))
		}
	}
	return pupils
}

// drawStock: small whole numbers, all schools equal per pupil, next to none, or none.
func drawStock(r *rand.Rand, pupils []float64) []float64 {
	stock := make([]float64, len(pupils))
	most := 1 + r.Intn(8)
	mode := r.Intn(10)
	for i, p := range pupils {
		switch mode {
		case 0: // none
		case 1:
			stock[i] = p * float64(most)
		case 2:
			if i == 0 {
				stock[i] = float64(10 * most)
			}
		case 3:
			stock[i] = p * float64(r.Intn(3)) / 3
		default:
			stock[i] = float64(r.Intn(most + 1))
		}
	}
	return stock
}

// drawArcs: a grid, a line, all pairs at one cost, few random ones, a star, islands, all free, none; at
// times one way only, at times twice.
func drawArcs(r *rand.Rand, n int) []Arc {
	var arcs []Arc
	side := max(1, int(math.Ceil(math.Sqrt(float64(n)))))
	mode := r.Intn(9)
	fix, km := float64(r.Intn(2)), float64(r.Intn(3))
	missing := []int{0, 0, 3, 10}[r.Intn(4)]
	for i := range n {
		for j := range n {
			dx, dy := math.Abs(float64(i%side-j%side)), math.Abs(float64(i/side-j/side))
			cost, ok := 0.0, i != j && r.Intn(10) >= missing
			switch mode {
			case 0, 1:
				cost, ok = fix+km*(dx+dy), ok && dx+dy <= 2
			case 2:
				cost = fix + km*math.Abs(float64(i-j))
			case 3:
				cost = 1
			case 4:
				cost, ok = float64(r.Intn(4)), ok && r.Intn(n) < 3
			case 5:
				cost, ok = 1, ok && (i == 0 || j == 0)
			case 6:
				cost, ok = fix+km*math.Abs(float64(i-j)), ok && i%3 == j%3
			case 7: // all free
			default:
				ok = false
			}
			if ok {
				arcs = append(arcs, Arc{int32(i), int32(j), cost})
			}
		}
	}
	if r.Intn(4) == 0 {
		for _, a := range arcs {
			if r.Intn(2) == 0 {
				a.Cost += float64(r.Intn(2))
				arcs = append(arcs, a)
			}
		}
	}
	return arcs
}

// drawMostOut: not stated, a share, whole numbers, all, more than there is; zero for some.
func drawMostOut(r *rand.Rand, stock []float64) []float64 {
	mode := r.Intn(6)
	if mode == 0 {
		return nil
	}
	most := make([]float64, len(stock))
	for i, s := range stock {
		switch mode {
		case 1:
			most[i] = 0.2 * s
		case 2:
			most[i] = float64(r.Intn(int(s) + 1))
		case 3:
			most[i] = s
		case 4:
			most[i] = s + float64(r.Intn(3))
		default:
			most[i] = 0.5 * s
		}
		if r.Intn(6) == 0 {
			most[i] = 0
		}
	}
	return most
}

// drawLeast: not stated, zero, shares of the mean, what is there, near it, what some moves would make of
// it, whole numbers, one pupil one unit.
func drawLeast(r *rand.Rand, k *Kind) []float64 {
	n := len(k.Stock)
	mode := r.Intn(9)
	least := make([]float64, n)
	switch mode {
	case 0:
		return nil
	case 1:
		return least
	case 2:
		return leastAt(k, []float64{0.4, 0.8, 1, 1.01}[r.Intn(4)])
	case 3:
		least = someMoves(r, k)
		if r.Intn(2) == 0 {
			for i := range least {
				if r.Intn(3) == 0 {
					least[i] *= 0.5
				}
			}
		}
		return least
	}
	for i, s := range k.Stock {
		switch mode {
		case 4:
			least[i] = s
		case 5:
			least[i] = s * (0.7 + 0.3*r.Float64())
		case 6:
			least[i] = float64(r.Intn(2))
		case 7:
			least[i] = min(k.Pupils[i], s)
		default:
			least[i] = s
			if r.Intn(2) == 0 {
				least[i] = max(0, s-1)
			}
		}
	}
	return least
}

// drawClosed closes some arcs.
func drawClosed(r *rand.Rand, arcs int) []bool {
	closed := make([]bool, arcs)
	for a := range closed {
		closed[a] = r.Intn(4) == 0
	}
	return closed
}

// someMoves are the stocks after random moves of whole units within the limits.
func someMoves(r *rand.Rand, k *Kind) []float64 {
	after := append([]float64(nil), k.Stock...)
	out := make([]float64, len(after))
	for range 2 * len(after) {
		if len(k.Network.arcs) == 0 {
			break
		}
		a := k.Network.arcs[r.Intn(len(k.Network.arcs))]
		if after[a.From] >= 1 && out[a.From]+1 <= k.mostOut(int(a.From)) {
			after[a.From]--
			after[a.To]++
			out[a.From]++
		}
	}
	return after
}

// scaled3 is a kind in other units of stock, pupils and money.
func scaled3(k *Kind, stock, pupils, money float64) *Kind {
	times := func(v []float64, f float64) []float64 {
		if v == nil {
			return nil
		}
		w := make([]float64, len(v))
		for i, x := range v {
			w[i] = x * f
		}
		return w
	}
	arcs := append([]Arc(nil), k.Network.arcs...)
	for a := range arcs {
		arcs[a].Cost *= money
	}
	return &Kind{
		Network: mustNetwork(k.Network.sections, arcs), Pupils: times(k.Pupils, pupils), Stock: times(k.Stock, stock),
		MostOut: times(k.MostOut, stock), Least: times(k.Least, stock), HireCost: k.HireCost * money, Closed: k.Closed,
	}
}
