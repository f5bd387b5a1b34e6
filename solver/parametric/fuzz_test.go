package parametric

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"testing"
	"time"
)

// A reader makes numbers of bytes; when they are used up, zeros.
type reader struct {
	data []byte
	wild bool // any float64 there is, instead of small ones on a grid
}

func (r *reader) byte() byte {
	if len(r.data) == 0 {
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

func (r *reader) float() float64 {
	if !r.wild {
		return float64(r.byte()) / 8
	}
	var b [8]byte
	r.data = r.data[copy(b[:], r.data):]
	return math.Float64frombits(binary.LittleEndian.Uint64(b[:]))
}

func (r *reader) floats(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = r.float()
	}
	return v
}

func (r *reader) arcs() []Arc {
	arcs := make([]Arc, r.byte()%40)
	for a := range arcs {
		arcs[a] = Arc{int32(int8(r.byte())), int32(int8(r.byte())), r.float()}
	}
	return arcs
}

// inRange says whether a cost is accepted.
func inRange(cost float64) bool { return cost >= 0 && cost <= 1e30 }

func FuzzNetwork(f *testing.F) {
	f.Add([]byte{0, 3, 2, 0, 1, 8, 1, 2, 16})
	f.Add([]byte{0, 2, 3, 0, 0, 8, 1, 2, 16, 200, 0, 0})
	f.Add([]byte{1, 2, 1, 0, 1, 0, 0, 0, 0, 0, 0, 248, 127})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{data: data}
		r.wild = r.byte()%2 == 1
		n := int(int8(r.byte()))
		arcs := r.arcs()
		g, err := NewNetwork(n, arcs)
		faults := n < 0
		for _, a := range arcs {
			faults = faults || a.From < 0 || a.To < 0 || int(a.From) >= n || int(a.To) >= n || a.From == a.To ||
				!inRange(a.Cost)
		}
		if faults != (err != nil) || err != nil && !errors.Is(err, ErrInvalid) {
			t.Fatalf("%d sections, %v: %v", n, arcs, err)
		}
		if err != nil {
			return
		}
		if g.NumSections() != n || g.NumArcs() != len(arcs) {
			t.Fatalf("%d sections and %d arcs of %d and %d", g.NumSections(), g.NumArcs(), n, len(arcs))
		}
		for a := range arcs {
			if g.Arc(a) != arcs[a] {
				t.Fatalf("arc %d is %v, was %v", a, g.Arc(a), arcs[a])
			}
		}
	})
}

// readKind makes a kind whose network is sound and whose numbers may be anything.
func (r *reader) kind() *Kind {
	n := int(r.byte() % 12)
	var arcs []Arc
	for _, a := range r.arcs() {
		if n > 1 {
			a.From, a.To = int32(uint8(a.From))%int32(n), int32(uint8(a.To))%int32(n)
			if a.From != a.To && inRange(a.Cost) {
				arcs = append(arcs, a)
			}
		}
	}
	g, err := NewNetwork(n, arcs)
	if err != nil {
		panic(err)
	}
	k := &Kind{Network: g, Pupils: r.floats(n), Stock: r.floats(n)}
	given := r.byte()
	if given&1 != 0 {
		k.MostOut = r.floats(n)
	}
	if given&2 != 0 {
		k.Least = r.floats(n)
	}
	if given&4 != 0 {
		k.HireCost = r.float()
	}
	if given&16 != 0 {
		k.Closed = make([]bool, len(arcs))
		for a := range k.Closed {
			k.Closed[a] = r.byte()%3 == 0
		}
	}
	if given&8 != 0 && n > 0 { // a slice too short
		k.Stock = k.Stock[1:]
	}
	return k
}

// Whatever the numbers: no panic, no walk without end, no error but those documented, and no answer that
// is not what it says it is.
func FuzzPath(f *testing.F) {
	f.Add([]byte{0, 2, 1, 0, 1, 8, 8, 8, 32, 0, 3, 8, 8, 0, 8, 4, 0, 200})
	f.Add([]byte{0, 3, 4, 0, 1, 0, 1, 2, 0, 2, 0, 0, 1, 0, 8, 8, 16, 24, 40, 0, 8, 7, 8, 8, 8, 16, 16, 16, 9, 3, 1, 0})
	f.Add([]byte{1, 2, 1, 0, 1, 0, 0, 0, 0, 0, 0, 240, 63, 0, 0, 0, 0, 0, 0, 240, 127, 1})
	f.Add([]byte{0, 2, 0, 8, 8, 0, 0, 7, 0, 0, 8, 8, 20, 1, 2, 3, 255})
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{data: data}
		r.wild = r.byte()%2 == 1
		k := r.kind()
		p, err := NewPath(k)
		if bad := k.Validate(); (bad != nil) != (err != nil) || err != nil && !errors.Is(err, ErrInvalid) {
			t.Fatalf("%v, %v", err, bad)
		}
		if err != nil {
			return
		}
		ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
		defer stop()
		for range 3 {
			cap := r.float() / 16
			if r.byte()%5 == 0 {
				cap = math.Inf(1)
			}
			b, err := p.LeastCost(ctx, cap)
			switch {
			case errors.Is(err, ErrInvalid):
				if cap >= 0 {
					t.Fatalf("cap %v: %v", cap, err)
				}
			case errors.Is(err, ErrUnproved):
				if !r.wild {
					t.Fatalf("%+v cap %v: %v", *k, cap, err)
				}
			case err != nil:
				t.Fatalf("%+v cap %v: %v", *k, cap, err)
			case !r.wild:
				if j := judge(k, cap, b); len(j.faults) > 0 {
					t.Fatalf("%+v cap %v: %v: %v", *k, cap, b.Status, j.faults)
				}
			case b.Status == Optimal:
				if err := finite(b.Flow, b.Hire, b.Stock, b.Price.Unit, b.Price.Cone, []float64{b.Cost, b.Bound, b.CV}); err != nil {
					t.Fatalf("%+v cap %v: %v", *k, cap, err)
				}
			}
		}
	})
}
