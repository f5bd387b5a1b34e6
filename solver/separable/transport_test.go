package separable_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// randomTransport draws whole data: spread out, or full of ties, empty pieces, forbidden pairs and
// limits without slack. Some have no solution.
func randomTransport(r *rand.Rand, degenerate bool) *separable.Transport {
	pieces, schools := 1+r.IntN(12), 1+r.IntN(5)
	if r.IntN(20) == 0 {
		pieces = 50 + r.IntN(200)
	}
	t := &separable.Transport{}
	total := 0
	for range pieces {
		p := r.IntN(30)
		if degenerate {
			p = []int{0, 1, 1, 5}[r.IntN(4)]
		}
		total += p
		t.Pupils = append(t.Pupils, float64(p))
	}
	left := total
	for j := range schools {
		share := total / schools
		if j == schools-1 || degenerate && r.IntN(4) == 0 {
			share = left
		}
		left -= share
		least, most := share-r.IntN(10), share+r.IntN(10)-1
		if degenerate {
			least, most = share-r.IntN(2), share+r.IntN(2)
		}
		t.Least = append(t.Least, float64(max(0, least)))
		t.Most = append(t.Most, float64(max(0, least, most)))
		if degenerate && r.IntN(5) == 0 {
			t.Most[j] = math.Inf(1)
		}
	}
	for range pieces * schools {
		c := math.Floor(1000 * r.Float64())
		if degenerate {
			c = float64(r.IntN(3))
			if r.IntN(6) == 0 {
				c = math.Inf(1)
			}
		}
		t.Cost = append(t.Cost, c)
	}
	return t
}

// requireCut checks from the data alone that a cut proves what it says.
func requireCut(tb testing.TB, t *separable.Transport, err error) {
	tb.Helper()
	var c *separable.Cut
	require.ErrorAs(tb, err, &c)
	require.ErrorIs(tb, err, separable.ErrInfeasible)
	require.NotEmpty(tb, err.Error())
	in := map[int]bool{}
	for _, j := range c.Nodes {
		in[j] = true
	}
	schools := len(t.Least)
	have, want := 0.0, 0.0
	for b, p := range t.Pupils {
		inside, outside := false, false
		for j := range schools {
			if !math.IsInf(t.Cost[b*schools+j], 1) {
				inside, outside = inside || in[j], outside || !in[j]
			}
		}
		if c.Short && inside || !c.Short && !outside {
			have += p
		}
	}
	for _, j := range c.Nodes {
		if c.Short {
			want += t.Least[j]
		} else {
			want += t.Most[j]
		}
	}
	if c.Short {
		require.Less(tb, have, want)
	} else {
		require.Greater(tb, have, want)
	}
}

// requireProven solves and checks: an exact optimum or an exact proof that there is none.
func requireProven(tb testing.TB, s *separable.TransportSession, t *separable.Transport) (float64, bool) {
	tb.Helper()
	if err := s.Solve(context.Background()); err != nil {
		requireCut(tb, t, err)
		return 0, false
	}
	c, err := separable.VerifyTransport(t, s.Flow(), s.Price())
	require.NoError(tb, err)
	require.Zero(tb, c.Violation)
	require.Zero(tb, c.Residual)
	require.Equal(tb, c.Objective, c.Bound)
	require.Equal(tb, c.Objective, s.Objective())
	for _, x := range s.Flow() {
		require.Equal(tb, math.Floor(x), x, "pupils are whole")
	}
	return c.Objective, true
}

func TestTransportIsOptimal(t *testing.T) {
	for _, degenerate := range []bool{false, true} {
		t.Run(fmt.Sprintf("degenerate=%v", degenerate), func(t *testing.T) {
			r := rand.New(rand.NewPCG(21, 22))
			solved := 0
			for range cases() {
				p := randomTransport(r, degenerate)
				s, err := separable.NewTransport(p)
				require.NoError(t, err)
				if _, ok := requireProven(t, s, p); ok {
					solved++
				}
			}
			require.Greater(t, solved, cases()/4)
			require.Less(t, solved, cases(), "some must be infeasible")
		})
	}
}

// TestTransportEnumerated compares with all whole plans of tiny problems.
func TestTransportEnumerated(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for range 300 {
		p := &separable.Transport{
			Pupils: []float64{float64(r.IntN(4)), float64(r.IntN(4)), float64(r.IntN(3))},
			Least:  []float64{float64(r.IntN(3)), 0}, Most: []float64{float64(2 + r.IntN(4)), float64(r.IntN(6))},
		}
		for range 6 {
			p.Cost = append(p.Cost, float64(r.IntN(5)))
		}
		best := math.Inf(1)
		for code := range 64 {
			first, cost, load := [3]int{code & 3, code >> 2 & 3, code >> 4}, 0.0, [2]float64{}
			for b, n := range first {
				a, z := float64(n), p.Pupils[b]-float64(n)
				if z < 0 {
					cost = math.Inf(1)
				}
				cost += a*p.Cost[2*b] + z*p.Cost[2*b+1]
				load[0], load[1] = load[0]+a, load[1]+z
			}
			if load[0] >= p.Least[0] && load[0] <= p.Most[0] && load[1] >= p.Least[1] && load[1] <= p.Most[1] {
				best = min(best, cost)
			}
		}
		s, err := separable.NewTransport(p)
		require.NoError(t, err)
		got, ok := requireProven(t, s, p)
		require.Equal(t, !math.IsInf(best, 1), ok)
		if ok {
			require.Equal(t, best, got)
		}
	}
}

// TestTransportEdits changes sessions at random: after every change the warm optimum is proven for
// the changed data.
func TestTransportEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	for range cases() / 20 {
		degenerate := r.IntN(2) == 0
		p := randomTransport(r, degenerate)
		s, err := separable.NewTransport(p)
		require.NoError(t, err)
		schools := len(p.Least)
		for range 20 {
			b, j := r.IntN(len(p.Pupils)), r.IntN(schools)
			switch r.IntN(4) {
			case 0:
				p.Least[j] = float64(r.IntN(20))
				p.Most[j] = p.Least[j] + float64(r.IntN(40))
				require.NoError(t, s.SetLimits(j, p.Least[j], p.Most[j]))
			case 1:
				p.Pupils[b] = float64(r.IntN(30))
				require.NoError(t, s.SetPupils(b, p.Pupils[b]))
			case 2:
				p.Cost[b*schools+j] = float64(r.IntN(1000))
				require.NoError(t, s.SetCost(b, j, p.Cost[b*schools+j]))
			default:
				p.Cost[b*schools+j] = math.Inf(1)
				require.NoError(t, s.SetCost(b, j, math.Inf(1)))
			}
			warm, ok := requireProven(t, s, p)
			cold, err := separable.NewTransport(p)
			require.NoError(t, err)
			value, okCold := requireProven(t, cold, p)
			require.Equal(t, okCold, ok)
			require.Equal(t, value, warm)
		}
	}
}

// TestTransportFractions solves with pupils and costs that are not whole.
func TestTransportFractions(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 28))
	for i := range cases() {
		p := randomTransport(r, i%2 == 0)
		for b := range p.Pupils {
			p.Pupils[b] *= math.Pi
		}
		for j := range p.Least {
			p.Least[j] *= 3.1
			p.Most[j] = max(p.Most[j]*3.2, p.Least[j])
		}
		for k := range p.Cost {
			p.Cost[k] = p.Cost[k]/7 - 1.5
		}
		s, err := separable.NewTransport(p)
		require.NoError(t, err)
		if err := s.Solve(t.Context()); err != nil {
			requireCut(t, p, err)
			continue
		}
		c, err := separable.VerifyTransport(p, s.Flow(), s.Price())
		require.NoError(t, err)
		requireExact(t, c, 1e-11, i)
	}
}

// TestTransportSampled has enough pieces for the prices of a sample to start from.
func TestTransportSampled(t *testing.T) {
	for _, n := range []int{400, 3000} {
		p := catchment(n)
		s, err := separable.NewTransport(p)
		require.NoError(t, err)
		_, ok := requireProven(t, s, p)
		require.True(t, ok)
	}
}

func TestTransportPermutedAndSplit(t *testing.T) {
	r := rand.New(rand.NewPCG(29, 30))
	value := func(p *separable.Transport) (float64, bool) {
		s, err := separable.NewTransport(p)
		require.NoError(t, err)
		return requireProven(t, s, p)
	}
	for range 200 {
		p := randomTransport(r, false)
		want, ok := value(p)
		schools := len(p.Least)
		q := &separable.Transport{Least: p.Least, Most: p.Most}
		for _, b := range r.Perm(len(p.Pupils)) { // in another order, each piece in two
			half := math.Floor(p.Pupils[b] / 2)
			q.Pupils = append(q.Pupils, half, p.Pupils[b]-half)
			q.Cost = append(q.Cost, p.Cost[b*schools:(b+1)*schools]...)
			q.Cost = append(q.Cost, p.Cost[b*schools:(b+1)*schools]...)
		}
		got, same := value(q)
		require.Equal(t, ok, same)
		require.Equal(t, want, got)
		q.Most = append([]float64{}, q.Most...)
		q.Most[0] += 5
		if relaxed, _ := value(q); ok {
			require.LessOrEqual(t, relaxed, want)
		}
	}
}

func TestTransportFaults(t *testing.T) {
	good := func() *separable.Transport {
		return &separable.Transport{Pupils: []float64{1, 2}, Least: []float64{0}, Most: []float64{5}, Cost: []float64{1, 2}}
	}
	for name, spoil := range map[string]func(*separable.Transport){
		"negative pupils": func(p *separable.Transport) { p.Pupils[0] = -1 },
		"nan cost":        func(p *separable.Transport) { p.Cost[0] = math.NaN() },
		"free lunch":      func(p *separable.Transport) { p.Cost[0] = math.Inf(-1) },
		"crossed limits":  func(p *separable.Transport) { p.Least[0] = 6 },
		"shapes":          func(p *separable.Transport) { p.Cost = p.Cost[:1] },
	} {
		p := good()
		spoil(p)
		_, err := separable.NewTransport(p)
		require.ErrorIs(t, err, separable.ErrInvalid, name)
	}
	s, err := separable.NewTransport(good())
	require.NoError(t, err)
	require.ErrorIs(t, s.SetLimits(1, 0, 1), separable.ErrInvalid)
	require.ErrorIs(t, s.SetLimits(0, 2, 1), separable.ErrInvalid)
	require.ErrorIs(t, s.SetPupils(-1, 0), separable.ErrInvalid)
	require.ErrorIs(t, s.SetPupils(0, math.NaN()), separable.ErrInvalid)
	require.ErrorIs(t, s.SetCost(2, 0, 0), separable.ErrInvalid)
	require.ErrorIs(t, s.SetCost(0, 0, math.Inf(-1)), separable.ErrInvalid)
	require.NoError(t, s.Solve(t.Context()))

	empty, err := separable.NewTransport(&separable.Transport{})
	require.NoError(t, err)
	require.NoError(t, empty.Solve(t.Context()))
	require.ErrorIs(t, empty.SetLimits(0, 0, 1), separable.ErrInvalid)
	require.ErrorIs(t, empty.SetPupils(0, 1), separable.ErrInvalid)
}

func TestTransportStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := catchment(2000)
	s, err := separable.NewTransport(p)
	require.NoError(t, err)
	err = s.Solve(ctx)
	require.True(t, errors.Is(err, context.Canceled), "%v", err)
	_, ok := requireProven(t, s, p)
	require.True(t, ok, "a stopped session goes on")
}
