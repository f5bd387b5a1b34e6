package parametric

import (
	"math/rand"
	"testing"

	"github.com/stretchr/testify/require"
)

// What must hold between the answers to two questions of which one is made from the other.

func TestOrderOfSections(t *testing.T) {
	t.Parallel()
	draws(2e6, 150, func(c instance, r *rand.Rand) {
		k, cap := c.kind, c.caps[0]
		n := len(k.Stock)
		to := r.Perm(n)
		move := func(v []float64) []float64 {
			if v == nil {
				return nil
			}
			w := make([]float64, n)
			for i, x := range v {
				w[to[i]] = x
			}
			return w
		}
		arcs := append([]Arc(nil), k.Network.arcs...)
		closed := append([]bool(nil), k.Closed...)
		r.Shuffle(len(arcs), func(a, b int) {
			arcs[a], arcs[b] = arcs[b], arcs[a]
			if closed != nil {
				closed[a], closed[b] = closed[b], closed[a]
			}
		})
		for a := range arcs {
			arcs[a].From, arcs[a].To = int32(to[arcs[a].From]), int32(to[arcs[a].To])
		}
		other := &Kind{Network: mustNetwork(n, arcs), Pupils: move(k.Pupils), Stock: move(k.Stock), MostOut: move(k.MostOut), Least: move(k.Least), HireCost: k.HireCost, Closed: closed}
		_, money := sizes(k)
		same(t, c.name, costOf(t, c.name, k, cap), costOf(t, c.name, other, cap), money)
	})
}

func TestUnits(t *testing.T) {
	t.Parallel()
	units := []float64{0.5, 1024, 1. / 3, 1e-4, 1e4, 1000. / 7}
	draws(3e6, 100, func(c instance, r *rand.Rand) {
		k, cap := c.kind, c.caps[0]
		a, b, m := units[r.Intn(6)], units[r.Intn(6)], units[r.Intn(6)]
		_, money := sizes(k)
		same(t, c.name, costOf(t, c.name, k, cap), costOf(t, c.name, scaled3(k, a, b, m), cap)/a/m, max(money, money/a))
	})
}

// A section that is two halves with half of everything, and its arcs at both, is worth what it was: any
// plan can be shared between the halves, and plans of halves add up to one that is as even or more so.
func TestHalves(t *testing.T) {
	t.Parallel()
	draws(4e6, 150, func(c instance, r *rand.Rand) {
		k, cap := c.kind, c.caps[0]
		n := len(k.Stock)
		if n == 0 {
			return
		}
		cut := int32(r.Intn(n))
		half := func(v []float64) []float64 {
			if v == nil {
				return nil
			}
			w := append(append([]float64(nil), v...), v[cut]/2)
			w[cut] /= 2
			return w
		}
		var arcs []Arc // all that are open, and those of the new half
		for at, a := range k.Network.arcs {
			if k.closed(at) {
				continue
			}
			arcs = append(arcs, a)
			switch cut {
			case a.From:
				arcs = append(arcs, Arc{int32(n), a.To, a.Cost})
			case a.To:
				arcs = append(arcs, Arc{a.From, int32(n), a.Cost})
			}
		}
		if r.Intn(2) == 0 {
			arcs = append(arcs, Arc{cut, int32(n), 0}, Arc{int32(n), cut, 0})
		}
		other := &Kind{Network: mustNetwork(n+1, arcs), Pupils: half(k.Pupils), Stock: half(k.Stock), MostOut: half(k.MostOut), Least: half(k.Least), HireCost: k.HireCost}
		_, money := sizes(k)
		same(t, c.name, costOf(t, c.name, k, cap), costOf(t, c.name, other, cap), money)
	})
}

// Whatever permits more never costs more.
func TestPermittingMore(t *testing.T) {
	t.Parallel()
	rises := 0
	draws(5e6, 150, func(c instance, r *rand.Rand) {
		k, cap := c.kind, c.caps[0]
		n := len(k.Stock)
		if n == 0 {
			return
		}
		_, money := sizes(k)
		cost := costOf(t, c.name, k, cap)
		change := func(what string, cap float64, f func(k *Kind)) {
			o := *k
			f(&o)
			got := costOf(t, c.name+", "+what, &o, cap)
			atMost(t, c.name+", "+what, cost, got, money)
			if got < cost {
				rises++
			}
		}
		factor := 1 + r.Float64()
		i := r.Intn(n)
		change("wider cap", cap*factor, func(*Kind) {})
		change("more may leave", cap, func(k *Kind) {
			most := make([]float64, n)
			for i := range most {
				most[i] = k.mostOut(i)
			}
			most[i] = most[i]*factor + 0.1
			k.MostOut = most
		})
		if k.Least != nil {
			change("less must be there", cap, func(k *Kind) {
				k.Least = append([]float64(nil), k.Least...)
				k.Least[i] /= factor
			})
		}
		if n > 1 {
			change("one more arc", cap, func(k *Kind) {
				from := r.Intn(n)
				to := (from + 1 + r.Intn(n-1)) % n
				k.Network = mustNetwork(n, append(append([]Arc(nil), k.Network.arcs...), Arc{int32(from), int32(to), money * r.Float64()}))
				if k.Closed != nil {
					k.Closed = append(append([]bool(nil), k.Closed...), false)
				}
			})
		}
		if m := k.Network.NumArcs(); m > 0 {
			change("a cheaper arc", cap, func(k *Kind) {
				arcs := append([]Arc(nil), k.Network.arcs...)
				arcs[r.Intn(m)].Cost /= factor
				k.Network = mustNetwork(n, arcs)
			})
		}
		if k.HireCost > 0 {
			change("cheaper hires", cap, func(k *Kind) { k.HireCost /= factor })
		} else {
			change("hires", cap, func(k *Kind) { k.HireCost = 1 + r.Float64() })
		}
		if m := k.Network.NumArcs(); m > 0 {
			at := r.Intn(m)
			gone, shut := *k, *k
			gone.Network = mustNetwork(n, append(append([]Arc(nil), k.Network.arcs[:at]...), k.Network.arcs[at+1:]...))
			if k.Closed != nil {
				gone.Closed = append(append([]bool(nil), k.Closed[:at]...), k.Closed[at+1:]...)
			}
			shut.Closed = make([]bool, m)
			copy(shut.Closed, k.Closed)
			shut.Closed[at] = true
			less := costOf(t, c.name+", one arc less", &gone, cap)
			atMost(t, c.name+", one arc less", less, cost, money)
			same(t, c.name+", one arc closed", less, costOf(t, c.name+", one arc closed", &shut, cap), money)
		}
	})
	require.Greater(t, rises, 200)
}
