package parametric

import (
	"context"
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// changed is a kind of which one thing or several are different, over the same network.
func changed(r *rand.Rand, k *Kind) (*Kind, string) {
	o := *k
	n, m := len(k.Stock), k.Network.NumArcs()
	what := ""
	for range 1 + r.Intn(2) {
		i := r.Intn(n)
		switch r.Intn(8) {
		case 0:
			o.Stock = slices.Clone(o.Stock)
			o.Stock[i] = math.Round(o.Stock[i] * 2 * r.Float64())
			what += "stock "
		case 1:
			o.Pupils = slices.Clone(o.Pupils)
			o.Pupils[i] *= 0.5 + r.Float64()
			what += "pupils "
		case 2:
			most := make([]float64, n)
			for i := range most {
				most[i] = o.mostOut(i)
			}
			most[i] = []float64{0, most[i] / 2, o.Stock[i]}[r.Intn(3)]
			o.MostOut = most
			what += "limit "
		case 3:
			if o.Least != nil {
				o.Least = slices.Clone(o.Least)
				o.Least[i] = []float64{0, o.Least[i] / 2, o.Stock[i]}[r.Intn(3)]
				what += "least "
			}
		case 4, 5, 6:
			if m > 0 {
				closed := make([]bool, m)
				copy(closed, o.Closed)
				for range 1 + r.Intn(3) {
					a := r.Intn(m)
					closed[a] = !closed[a]
				}
				o.Closed = closed
				what += "arcs "
			}
		default:
			if o.HireCost > 0 && r.Intn(2) == 0 {
				o.HireCost *= 1.5
				what += "hires "
			} else if m > 0 { // a section closed to all
				o.Closed = make([]bool, m)
				for a := range m {
					arc := k.Network.Arc(a)
					o.Closed[a] = int(arc.From) == i || int(arc.To) == i
				}
				what += "section closed "
			}
		}
	}
	return &o, what
}

// A path whose kind has changed says what one says that starts with the changed kind.
func TestChangeIsCold(t *testing.T) {
	t.Parallel()
	solved := 0
	draws(9e6, 150, func(c instance, r *rand.Rand) {
		if len(c.kind.Stock) == 0 {
			return
		}
		p, err := NewPath(c.kind)
		require.NoError(t, err)
		k, history := c.kind, c.name
		now := cv(k.Stock, k.Pupils)
		for step := range 8 {
			if step > 0 {
				var what string
				k, what = changed(r, k)
				history += ", " + what
				if err := p.Change(context.Background(), k); err != nil {
					t.Errorf("%s: %v", history, err)
					return
				}
			}
			if r.Intn(5) == 0 {
				continue // two changes in a row
			}
			cap := (0.1 + r.Float64()) * now
			if r.Intn(6) == 0 {
				cap = math.Inf(1)
			}
			if k.HireCost > 0 {
				cap = max(cap, leastHiringCap)
			}
			history += fmt.Sprintf(" (cap %v)", cap)
			warm, err := p.LeastCost(context.Background(), cap)
			if err != nil {
				t.Errorf("%s: warm %v", history, err)
				return
			}
			if j := judge(k, cap, warm); len(j.faults) > 0 {
				t.Errorf("%s: %v: %s", history, warm.Status, strings.Join(j.faults, "; "))
				return
			}
			cold, err := solveCold(k, cap)
			if err != nil {
				t.Errorf("%s: cold %v", history, err)
				return
			}
			if warm.Status != cold.Status {
				t.Errorf("%s: warm %v, cold %v", history, warm.Status, cold.Status)
				return
			}
			if warm.Status == Optimal {
				_, money := sizes(k)
				same(t, history, cold.Cost, warm.Cost, money)
				solved++
			}
		}
	})
	require.Greater(t, solved, 800)
}

// The curve of a changed kind is its own.
func TestChangeOfCurve(t *testing.T) {
	t.Parallel()
	for seed := range int64(20) {
		r := rand.New(rand.NewSource(seed))
		k := smooth(15, seed, []float64{0, 0.5}[seed%2], 0.5)
		p, err := NewPath(k)
		require.NoError(t, err)
		for step := range 4 {
			if step > 0 {
				var what string
				k, what = changed(r, k)
				require.NoError(t, p.Change(t.Context(), k), what)
			}
			cv0, cost0, status, err := p.top(t.Context())
			require.NoError(t, err)
			cold, err := solveCold(k, math.Inf(1))
			require.NoError(t, err)
			require.Equal(t, cold.Status, status)
			if status != Optimal {
				continue
			}
			require.InDelta(t, cold.CV, cv0, 1e-9)
			require.InDelta(t, cold.Cost, cost0, gapWanted*(1+cost0))
			for range 6 {
				require.NoError(t, p.down(t.Context()))
			}
			low, last := p.low()
			require.Less(t, low, cv0)
			if last || low < 1e-3 {
				continue
			}
			for _, share := range []float64{0, 0.3, 0.7} {
				cap := low + share*(cv0-low)
				got, err := p.cost(t.Context(), cap)
				require.NoError(t, err)
				want, err := solveCold(k, cap)
				require.NoError(t, err)
				require.InDelta(t, want.Cost, got, 1e-8*(1+want.Cost), "seed %d, step %d, cap %v", seed, step, cap)
			}
		}
	}
}

func TestChangeFaults(t *testing.T) {
	t.Parallel()
	k := smooth(8, 1, 0.5, 0.5)
	p, err := NewPath(k)
	require.NoError(t, err)
	before, err := p.LeastCost(t.Context(), 0.4)
	require.NoError(t, err)
	bad := *k
	bad.Pupils = bad.Pupils[1:]
	require.ErrorIs(t, p.Change(t.Context(), &bad), ErrInvalid)
	other := *k
	other.Network = mustNetwork(8, nil)
	require.ErrorIs(t, p.Change(t.Context(), &other), ErrInvalid)
	after, err := p.LeastCost(t.Context(), 0.4)
	require.NoError(t, err)
	require.InDelta(t, before.Cost, after.Cost, gapWanted)
}
