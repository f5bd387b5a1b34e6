package separable

import "math"

// switches knows, for every ordered pair of schools, the piece that is cheapest to switch from the
// first to the second. A pair starts with nothing but its best piece; its heap is built when that
// piece leaves. Entries of pieces that left, or whose costs changed, stay until they come up.
type switches struct {
	weight []float64 // least Cost_bk - Cost_bj over the pieces at j; +Inf if there are none
	best   []int32   // the piece
	heaps  [][]offer
	built  []bool
	listed []bool    // of piece and school: the piece is in the list of the school
	lists  [][]int32 // by school: the pieces it has, and some that it had
}

// An offer is a piece and what it costs to switch it.
type offer struct {
	cost  float64
	piece int32
}

func (w *switches) init(s *TransportSession) {
	n := s.schools
	w.weight, w.best = make([]float64, n*n), make([]int32, n*n)
	w.heaps, w.built = make([][]offer, n*n), make([]bool, n*n)
	w.listed, w.lists = make([]bool, s.pieces*n), make([][]int32, n)
}

// scan finds the best piece of every pair anew, without heaps.
func (w *switches) scan(s *TransportSession) {
	n := s.schools
	for k := range w.weight {
		w.weight[k], w.best[k], w.built[k] = math.Inf(1), -1, false
	}
	counts := make([]int32, n)
	for k, x := range s.flow {
		if x > 0 {
			counts[k%n]++
		}
	}
	for j := range n {
		w.lists[j] = make([]int32, 0, counts[j]*5/4)
	}
	clear(w.listed)
	for b := range s.pieces {
		for j, x := range s.flow[b*n : (b+1)*n] {
			if x > 0 {
				w.inserted(s, b, j)
			}
		}
	}
}

// piece is the piece to switch from one school to another.
func (w *switches) piece(s *TransportSession, from, to int) int {
	return int(w.best[from*s.schools+to])
}

// inserted is called when piece b has come to school j.
func (w *switches) inserted(s *TransportSession, b, j int) {
	if !s.started {
		return
	}
	n := s.schools
	if !w.listed[b*n+j] {
		w.listed[b*n+j] = true
		w.lists[j] = append(w.lists[j], int32(b))
	}
	costs := s.costs(b)
	here := costs[j]
	weight, best, built := w.weight[j*n:(j+1)*n], w.best[j*n:(j+1)*n], w.built[j*n:(j+1)*n]
	for k, c := range costs {
		if d := c - here; k != j {
			if built[k] && d <= math.MaxFloat64 {
				if h := w.heaps[j*n+k]; len(h) == cap(h) {
					w.build(s, j, k) // mostly entries of pieces that left: a heap of those that are there
				} else {
					w.push(j*n+k, offer{d, int32(b)})
				}
			}
			if d < weight[k] {
				weight[k], best[k] = d, int32(b)
			}
		}
	}
}

// removed is called when piece b has left school j.
func (w *switches) removed(s *TransportSession, b, j int) {
	n := s.schools
	for k, best := range w.best[j*n : (j+1)*n] {
		if int(best) == b {
			w.renew(s, j, k)
		}
	}
}

// renew finds the best piece of a pair after it has left.
func (w *switches) renew(s *TransportSession, j, k int) {
	n := s.schools
	pair := j*n + k
	if !w.built[pair] {
		w.build(s, j, k)
	}
	for h := w.heaps[pair]; len(h) > 0; h = w.heaps[pair] {
		b := int(h[0].piece)
		if costs := s.costs(b); s.flow[b*n+j] > 0 && costs[k]-costs[j] == h[0].cost {
			w.weight[pair], w.best[pair] = h[0].cost, h[0].piece
			return
		}
		w.pop(pair)
	}
	w.weight[pair], w.best[pair] = math.Inf(1), -1
}

// heapRoom is the least room for more that a heap is built with.
const heapRoom = 8

// build makes the heap of a pair from the list of its first school, and tidies the list.
func (w *switches) build(s *TransportSession, j, k int) {
	n := s.schools
	pair := j*n + k
	h, list := w.heaps[pair][:0], w.lists[j][:0]
	if cap(h) < len(w.lists[j])*9/8+heapRoom {
		h = make([]offer, 0, len(w.lists[j])*5/4+2*heapRoom)
	}
	for _, b := range w.lists[j] {
		if s.flow[int(b)*n+j] > 0 {
			list = append(list, b)
			if costs := s.costs(int(b)); costs[k] <= math.MaxFloat64 {
				h = append(h, offer{costs[k] - costs[j], b})
			}
		} else {
			w.listed[int(b)*n+j] = false
		}
	}
	w.lists[j], w.heaps[pair], w.built[pair] = list, h, true
	for i := len(h)/2 - 1; i >= 0; i-- {
		sink(h, i)
	}
}

func (w *switches) push(pair int, o offer) {
	h := append(w.heaps[pair], o)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if h[up].cost <= o.cost {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = o
	w.heaps[pair] = h
}

func (w *switches) pop(pair int) {
	h := w.heaps[pair]
	last := len(h) - 1
	h[0] = h[last]
	h = h[:last]
	w.heaps[pair] = h
	if last > 0 {
		sink(h, 0)
	}
}

func sink(h []offer, i int) {
	o := h[i]
	for {
		c := 2*i + 1
		if c >= len(h) {
			break
		}
		if c+1 < len(h) && h[c+1].cost < h[c].cost {
			c++
		}
		if h[c].cost >= o.cost {
			break
		}
		h[i] = h[c]
		i = c
	}
	h[i] = o
}
