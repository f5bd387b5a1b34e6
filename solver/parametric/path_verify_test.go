package parametric

import (
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every answer holds when it is checked from data and prices alone; none does with a number changed that
// matters.
func TestVerify(t *testing.T) {
	t.Parallel()
	seen := map[Status]int{}
	draws(1.1e7, 150, func(c instance, r *rand.Rand) {
		k, cap := c.kind, c.caps[0]
		b, err := solveCold(k, cap)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			return
		}
		check, err := Verify(k, b, cap)
		require.NoError(t, err, c.name)
		require.True(t, check.Holds, "%s cap %v: %+v", c.name, cap, check)
		seen[b.Status]++
		for what, spoilt := range spoil(k, b, r) {
			check, err := Verify(k, spoilt, cap)
			require.True(t, err != nil || !check.Holds, "%s cap %v: %v does not show", c.name, cap, what)
			if err != nil {
				require.ErrorIs(t, err, ErrInvalid)
			}
		}
	})
	require.Greater(t, seen[Optimal], 100)
	require.Greater(t, seen[Short], 5)
	require.Greater(t, seen[TooTight], 5)
}

// spoil makes wrong answers of a right one.
func spoil(k *Kind, b *Balance, r *rand.Rand) map[string]*Balance {
	all := map[string]*Balance{}
	change := func(what string, f func(b *Balance)) {
		o := *b
		o.Flow, o.Hire, o.ShortSet = slices.Clone(b.Flow), slices.Clone(b.Hire), slices.Clone(b.ShortSet)
		o.Price.Unit, o.Price.Cone = slices.Clone(b.Price.Unit), slices.Clone(b.Price.Cone)
		f(&o)
		all[what] = &o
	}
	change("no status", func(b *Balance) { b.Status = 0 })
	n, m := len(k.Stock), len(b.Flow)
	switch b.Status {
	case Optimal:
		change("another cost", func(b *Balance) { b.Cost = b.Cost*1.001 + 1e-3*k.unitCost() })
		change("a cost that is no number", func(b *Balance) { b.Cost = math.NaN() })
		change("too many flows", func(b *Balance) { b.Flow = append(b.Flow, 0) })
		if m > 0 {
			a := r.Intn(m)
			change("a negative flow", func(b *Balance) { b.Flow[a] = -1 - b.Flow[a] })
			change("a flow that is no number", func(b *Balance) { b.Flow[a] = math.NaN() })
			change("a flow out of a section beyond its limit", func(b *Balance) { b.Flow[a] += 2 * (1 + k.mostOut(int(k.Network.Arc(a).From))) })
		}
		if k.HireCost > 0 && n > 0 {
			change("a negative hire", func(b *Balance) { b.Hire[r.Intn(n)] = -1 })
		}
		if b.Cost > 1e-3*k.unitCost() {
			change("prices of nothing", func(b *Balance) { clear(b.Price.Unit); clear(b.Price.Cone) })
		}
		change("prices that are no numbers", func(b *Balance) {
			if n > 0 {
				b.Price.Unit[r.Intn(n)] = math.NaN()
			} else {
				b.Price.Unit = append(b.Price.Unit, math.NaN())
			}
		})
	case Short:
		change("a larger shortage", func(b *Balance) { b.ShortBy *= 1.001 })
		change("a section twice", func(b *Balance) { b.ShortSet = append(b.ShortSet, b.ShortSet[0]); b.ShortBy *= 1.5 })
		change("a section that is none", func(b *Balance) { b.ShortSet = append(b.ShortSet, int32(n)) })
		change("nobody", func(b *Balance) { b.ShortSet = nil })
	case TooTight:
		change("prices of nothing", func(b *Balance) { clear(b.Price.Unit); clear(b.Price.Cone) })
		change("no prices", func(b *Balance) { b.Price = Price{} })
	}
	return all
}

func TestVerifyFaults(t *testing.T) {
	t.Parallel()
	k := smooth(8, 1, 0.5, 0.5)
	b, err := solveCold(k, 0.4)
	require.NoError(t, err)
	for _, cap := range []float64{-1, math.NaN()} {
		_, err = Verify(k, b, cap)
		require.ErrorIs(t, err, ErrInvalid)
	}
	bad := *k
	bad.Pupils = nil
	_, err = Verify(&bad, b, 0.4)
	require.ErrorIs(t, err, ErrInvalid)
}
