package parametric_test

import (
	"errors"
	"math"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

func readCoupled(b *tape) *parametric.Coupled {
	few := func() int { return 1 + int(math.Mod(math.Abs(b.next()), 3)) }
	count := func() int {
		if n := few(); n >= 1 && n <= 3 {
			return n
		}
		return 1 // of what is no number
	}
	n := count() + count()
	c := &parametric.Coupled{Pupils: b.list(n)}
	for range count() {
		c.Stock = append(c.Stock, b.list(n))
	}
	for range count() {
		var arcs []parametric.Arc
		for i := range n {
			arcs = append(arcs, parametric.Arc{From: int32(i), To: int32((i + count()) % n), Cost: b.next()})
		}
		g, err := parametric.NewNetwork(n, arcs)
		if err != nil {
			g = nil
		}
		group := parametric.Group{Network: g, MostOut: b.list(n)}
		for k := range count() {
			group.Counts = append(group.Counts, k)
		}
		c.Groups = append(c.Groups, group)
	}
	return c
}

func FuzzCoupled(f *testing.F) {
	f.Add([]byte("\x04\x01\x04\x01\x04\x03\x04\x01\x04\x02\x04\x01\x04\x05\x04\x00\x04\x02\x04\x01\x04\x00\x04\x01\x04\x00\x04\x01\x04\x03\x04\x03"))
	f.Add([]byte("\x03\x40\x04\x02\x04\x02\x04\x09\x04\x07\x04\x08\x04\x01\x04\x04\x04\x06\x04\x05\x04\x01\x04\x01\x04\x01\x04\x09"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := tape(data)
		caps := b.list(3)
		c := readCoupled(&b)
		p, err := parametric.NewCoupledPath(c)
		if err != nil {
			require.ErrorIs(t, err, parametric.ErrInvalid)
			return
		}
		got, err := p.LeastCost(t.Context(), caps[:len(c.Stock)])
		if errors.Is(err, parametric.ErrInvalid) || errors.Is(err, parametric.ErrUnproved) {
			return
		}
		require.NoError(t, err)
		if got.Status != parametric.Optimal {
			return
		}
		finite(t, got.Cost, got.Bound)
		finite(t, got.CV...)
		for g := range got.Flow {
			finite(t, got.Flow[g]...)
		}
		for _, price := range got.Price {
			finite(t, price.Unit...)
		}
	})
}
