package parametric_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// A tape reads numbers of all kinds off fuzzed bytes.
type tape []byte

func (b *tape) next() float64 {
	if len(*b) < 2 {
		return 1
	}
	kind, v := (*b)[0]%8, float64((*b)[1])
	rest := (*b)[2:]
	if kind == 7 && len(rest) >= 8 {
		*b = rest[8:]
		return math.Float64frombits(binary.LittleEndian.Uint64(rest))
	}
	*b = rest
	switch kind {
	case 0:
		return v * 1e-30
	case 1:
		return v * 1e27
	case 2:
		return math.Inf(1)
	case 3:
		return v / 255
	}
	return v
}

func (b *tape) list(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = b.next()
	}
	return v
}

// finite fails where a number of a balance is not one.
func finite(t *testing.T, v ...float64) {
	t.Helper()
	for _, x := range v {
		require.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%v", v)
	}
}

func readPurchase(b *tape) *parametric.Purchase {
	n := 1 + int(math.Abs(math.Mod(b.next(), 6)))
	if n < 1 || n > 7 {
		n = 1
	}
	flags := int(math.Mod(math.Abs(b.next()), 8))
	p := &parametric.Purchase{Pupils: b.list(n), Stock: b.list(n), UnitCost: b.list(1)}
	if flags&1 > 0 {
		p.UnitCost = b.list(n)
	}
	if flags&2 > 0 {
		p.Most = b.list(n)
	}
	if flags&4 > 0 {
		p.Least = b.list(n)
	}
	return p
}

func FuzzPurchase(f *testing.F) {
	f.Add([]byte("\x04\x03\x04\x07\x04\x01\x04\x02\x04\x03\x04\x04\x04\x05\x04\x06\x03\x30"))
	f.Add([]byte("\x04\x02\x04\x00\x00\x01\x01\x02\x00\x03\x01\x04\x04\x05"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := tape(data)
		limit := b.next()
		p := readPurchase(&b)
		fill, err := parametric.NewFilling(p)
		if err != nil {
			require.ErrorIs(t, err, parametric.ErrInvalid)
			return
		}
		bal, err := fill.LeastCost(t.Context(), limit)
		if err != nil {
			require.ErrorIs(t, err, parametric.ErrInvalid)
			return
		}
		finite(t, bal.Cost, bal.CV, bal.ShortBy, bal.Floor)
		finite(t, bal.Stock...)
		finite(t, bal.Buy...)
		finite(t, bal.Price.Cone...)
		if bal.Status == parametric.Optimal {
			require.LessOrEqual(t, bal.Bound, bal.Cost)
		}
		bundle, err := parametric.NewBundle(parametric.Part{Curve: fill, Limits: []float64{b.next()}})
		if err != nil {
			return
		}
		d, err := bundle.LeastWorst(t.Context(), b.next())
		if err != nil {
			require.ErrorIs(t, err, parametric.ErrInvalid)
			return
		}
		for _, l := range d.Levels {
			finite(t, l.Ratio, l.Bound)
			require.LessOrEqual(t, l.Bound, l.Ratio)
		}
	})
}

func FuzzSchools(f *testing.F) {
	f.Add([]byte("\x04\x03\x04\x07\x04\x01\x04\x02\x04\x03\x04\x04\x04\x05\x04\x06\x03\x30"))
	f.Add([]byte("\x03\x80\x04\x03\x04\x00\x04\x01\x04\x02\x04\x01\x04\x01\x04\x03\x04\x04\x04\x05\x04\x06\x03\x30\x04\x01\x04\x01\x04\x01\x04\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := tape(data)
		caps := b.list(2)
		first, second := readPurchase(&b), readPurchase(&b)
		p := &parametric.SchoolPurchase{Pupils: [][]float64{first.Pupils, second.Pupils}, Stock: [][]float64{first.Stock, second.Stock}}
		if first.Least != nil && second.Least != nil {
			p.Least = [][]float64{first.Least, second.Least}
		}
		for i := range max(len(first.Stock), len(second.Stock)) {
			c := parametric.Column{UnitCost: b.next(), Most: b.next()}
			for k, n := range []int{len(first.Stock), len(second.Stock)} {
				if i < n {
					c.Raises = append(c.Raises, parametric.Raise{CV: k, Section: i, Share: b.next()})
				}
			}
			p.Columns = append(p.Columns, c)
		}
		fill, err := parametric.NewSchoolFilling(p)
		if err != nil {
			require.ErrorIs(t, err, parametric.ErrInvalid)
			return
		}
		j, err := fill.LeastCost(t.Context(), caps)
		if err != nil {
			return // refused, or not proved
		}
		finite(t, j.Cost)
		finite(t, j.Buy...)
		finite(t, j.CV...)
		finite(t, j.Multiplier...)
		if j.Status == parametric.Optimal {
			require.LessOrEqual(t, j.Bound, j.Cost)
		}
	})
}
