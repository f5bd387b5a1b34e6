package assignment

import (
	"container/heap"
	"math"
)

// anyLoose says whether a piece of site j, of which pieces are all, is not held there.
func (g *ground) anyLoose(j int, pieces []int32, to []int32) bool {
	if !g.exact {
		for _, b := range pieces {
			if g.bound(int(b), j) && !g.joins(int(b), j, to) {
				return true
			}
		}
		return false
	}
	if g.mark == nil {
		g.mark = make([]int32, len(g.free))
	}
	g.stamp++
	held := 0
	queue := g.queue[:0]
	for _, b := range pieces {
		if !g.bound(int(b), j) {
			g.mark[b] = g.stamp
			queue = append(queue, b)
			held++
		}
	}
	for at := 0; at < len(queue); at++ {
		for _, o := range g.m.of(int(queue[at])) {
			if g.mark[o] != g.stamp && int(to[o]) == j {
				g.mark[o] = g.stamp
				queue = append(queue, o)
				held++
			}
		}
	}
	g.queue = queue
	return held < len(pieces)
}

// joins says whether a piece would be held at site j by a neighbour there, or needs none.
func (g *ground) joins(b, j int, to []int32) bool {
	if !g.bound(b, j) {
		return true
	}
	for _, o := range g.holders(b, j) {
		if int(to[o]) == j {
			return true
		}
	}
	return false
}

// A claim is a site's on a piece.
type claim struct {
	ask         float64
	piece, site int32
}

type claims []claim

func (c claims) Len() int { return len(c) }
func (c claims) Less(i, j int) bool {
	if c[i].ask != c[j].ask {
		return c[i].ask < c[j].ask
	}
	if c[i].piece != c[j].piece {
		return c[i].piece < c[j].piece
	}
	return c[i].site < c[j].site
}
func (c claims) Swap(i, j int) { c[i], c[j] = c[j], c[i] }

// Push is heap's.
func (c *claims) Push(v any) {
	if v, ok := v.(claim); ok {
		*c = append(*c, v)
	}
}

// Pop is heap's.
func (c *claims) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}

// grow lets areas grow from their roots and from what they have, always by the piece for which the least is
// asked above what its best site asks, and says whether all pieces are placed. to is -1 for those that are not;
// those that are stay, as far as they are held.
func (g *ground) grow(p *Problem, ask []float64, to []int32) bool {
	sites := g.sites
	var queue claims
	least := make([]float64, len(to))
	for b := range to {
		least[b] = math.Inf(1)
		for j := range sites {
			if p.allowed(b, j) && g.open[b*sites+j] {
				least[b] = min(least[b], ask[b*sites+j])
			}
		}
	}
	push := func(b, j int) {
		if to[b] < 0 && p.allowed(b, j) && g.open[b*sites+j] {
			heap.Push(&queue, claim{ask[b*sites+j] - least[b], int32(b), int32(j)})
		}
	}
	place := func(b, j int) {
		to[b] = int32(j)
		for _, o := range g.m.of(b) {
			if to[o] < 0 && g.joins(int(o), j, to) {
				push(int(o), j)
			}
		}
	}
	for j, roots := range g.m.Roots {
		for _, b := range roots {
			if to[b] < 0 && p.allowed(int(b), j) {
				to[b] = int32(j)
			}
		}
	}
	for j := range sites {
		g.drop(j, to)
	}
	for b := range to {
		if to[b] >= 0 {
			place(b, int(to[b]))
			continue
		}
		for j := range sites {
			if !g.bound(b, j) {
				push(b, j)
			}
		}
	}
	for queue.Len() > 0 {
		if c, ok := heap.Pop(&queue).(claim); ok && to[c.piece] < 0 {
			place(int(c.piece), int(c.site))
		}
	}
	for _, j := range to {
		if j < 0 {
			return false
		}
	}
	return true
}

// drop takes back what is not held at site j.
func (g *ground) drop(j int, to []int32) {
	for {
		loose := g.loose(j, func(b int) bool { return int(to[b]) == j })
		if len(loose) == 0 {
			return
		}
		for _, b := range loose {
			to[b] = -1
		}
	}
}
