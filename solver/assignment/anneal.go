package assignment

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A wander is an annealing among pairs that ask little above the price of their pieces.
type wander struct {
	l     *local
	r     *rand.Rand
	pairs []int32   // all of them
	to    [][]int32 // by site: its pieces among them
}

// anneal wanders from a plan: moves and swaps that do not pay are taken as well, ever more seldom, beginning with
// losses about heat. Excess says by how much each pair asks too much. It ends at the best plan seen that misses
// nothing, and says whether it found a better one than it began with; without any it ends where it is.
func (l *local) anneal(excess []float64, heat float64, steps int, seed uint64, stop func() bool) bool {
	m := len(l.p.Sites)
	w := &wander{l: l, r: rand.New(rand.NewPCG(seed, 1)), to: make([][]int32, m)}
	for b := range l.to {
		for _, j := range l.near[b] {
			if k := b*m + int(j); excess[k] <= heatReach*heat {
				w.pairs, w.to[j] = append(w.pairs, int32(k)), append(w.to[j], int32(b))
			}
		}
	}
	value, miss := l.value()
	if len(w.pairs) == 0 || !(heat > 0) {
		return false
	}
	best, lowest, now, found := slices.Clone(l.to), value, value, false
	if miss > missTolerance {
		lowest, now = math.Inf(1), value+l.fine*miss
	}
	cool := math.Pow(coldest, 1/float64(steps))
	for i := range steps {
		if i%1024 == 0 && stop() {
			break
		}
		heat *= cool
		b, k, c := w.candidate()
		if k < 0 {
			continue
		}
		d := l.gain(b, k, c)
		if d > 0 && w.r.Float64() >= math.Exp(-d/heat) {
			continue
		}
		if l.ground != nil && c < 0 && !l.ground.joins(b, k, l.to) || !l.apply(b, k, c) {
			continue
		}
		if now += d; now < lowest {
			value, miss := l.value()
			if now = value + l.fine*miss; miss <= missTolerance && value < lowest {
				lowest, found = value, true
				copy(best, l.to)
			}
		}
	}
	if !math.IsInf(lowest, 1) {
		l.start(best)
	}
	return found
}

// candidate is a random move: a pair, alone or in exchange for a piece at its site. k is -1 where it is none.
func (w *wander) candidate() (b, k, c int) {
	pair, m := int(w.pairs[w.r.IntN(len(w.pairs))]), len(w.l.p.Sites)
	b, k = pair/m, pair%m
	j := int(w.l.to[b])
	switch {
	case k == j:
		return b, -1, -1
	case w.r.IntN(swapOdds) == 0 || len(w.to[j]) == 0:
		return b, k, -1
	}
	for range swapTries {
		if c := w.to[j][w.r.IntN(len(w.to[j]))]; int(w.l.to[c]) == k {
			return b, k, int(c)
		}
	}
	return b, -1, -1
}
