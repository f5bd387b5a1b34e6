package separable_test

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// A script turns the bytes of a fuzzer into numbers: mostly small ones, now and then any float.
type script struct{ data []byte }

func (s *script) byte() byte {
	if len(s.data) == 0 {
		return 0
	}
	b := s.data[0]
	s.data = s.data[1:]
	return b
}

func (s *script) float() float64 {
	switch b := s.byte(); {
	case b < 200:
		return float64(b%50) / 4
	case b < 220:
		return -float64(b - 200)
	case b < 225:
		return math.Inf(1)
	case b < 230:
		return math.Inf(-1)
	default:
		var raw [8]byte
		for i := range raw {
			raw[i] = s.byte()
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(raw[:]))
	}
}

func (s *script) floats(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = s.float()
	}
	return v
}

func (s *script) ints(n int) []int64 {
	v := make([]int64, n)
	for i := range v {
		v[i] = int64(s.byte())
		if v[i] > 240 {
			v[i] = int64(math.Float64bits(s.float()))
		}
	}
	return v
}

// requireAnswer is what every entry owes: an error of a known kind or finite numbers.
func requireAnswer(t *testing.T, err error, numbers ...[]float64) {
	t.Helper()
	if err != nil {
		require.True(t, errors.Is(err, separable.ErrInvalid) || errors.Is(err, separable.ErrInfeasible) ||
			errors.Is(err, separable.ErrLimit), "%v", err)
		return
	}
	for _, v := range numbers {
		for _, x := range v {
			require.False(t, math.IsNaN(x) || math.IsInf(x, 0))
		}
	}
}

var seeds = [][]byte{
	{},
	[]byte("funding for everyone"),
	{3, 4, 8, 12, 4, 4, 4, 0, 0, 0, 9, 9, 9, 30, 1, 2, 3},
	{7, 255, 0, 0, 0, 0, 0, 0, 240, 127, 210, 221, 226, 4, 4, 4, 4, 255, 1, 1, 1, 1, 1, 1, 1, 1},
}

func FuzzKnapsack(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &script{data}
		n := int(s.byte() % 12)
		k := &separable.Knapsack{
			Curve: s.floats(n), Linear: s.floats(n), Weight: s.floats(n), Lower: s.floats(n), Upper: s.floats(n), Total: s.float(),
		}
		x := make([]float64, n)
		var solver separable.KnapsackSolver
		m, err := solver.Solve(x, k)
		requireAnswer(t, err, x, []float64{m})
		if err != nil {
			return
		}
		c, err := separable.VerifyKnapsack(k, x, m)
		require.NoError(t, err)
		require.LessOrEqual(t, c.Violation, 1e-12, "%v %v", x, data)
	})
}

func FuzzWaterLevel(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &script{data}
		n := int(s.byte() % 12)
		w := &separable.WaterLevel{Stock: s.floats(n), Pupils: s.floats(n), Most: s.floats(n), Budget: s.float()}
		if s.byte()%2 == 0 {
			w.Most = nil
		}
		x := make([]float64, n)
		var solver separable.KnapsackSolver
		level, err := solver.Fill(x, w)
		requireAnswer(t, err, x, []float64{level})
		if err != nil {
			return
		}
		c, err := separable.VerifyWaterLevel(w, x, level)
		require.NoError(t, err)
		require.LessOrEqual(t, c.Violation, 1e-12, "%v %v", x, data)
	})
}

func FuzzNested(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &script{data}
		n, groups := int(s.byte()%12), int(s.byte()%4)
		p := &separable.Nested{
			Items: separable.Knapsack{
				Curve: s.floats(n), Linear: s.floats(n), Weight: s.floats(n), Lower: s.floats(n), Upper: s.floats(n), Total: s.float(),
			},
			Start: []int32{0}, Least: s.floats(groups), Most: s.floats(groups),
		}
		for g := range groups {
			to := int32(s.byte() % 13)
			if g == groups-1 {
				to = int32(n)
			}
			p.Start = append(p.Start, to)
		}
		x, m := make([]float64, n), make([]float64, groups)
		var solver separable.KnapsackSolver
		pot, err := solver.SolveNested(x, m, p)
		requireAnswer(t, err, x, m, []float64{pot})
		if err != nil {
			return
		}
		_, err = separable.VerifyNested(p, x, m, pot)
		require.NoError(t, err)
	})
}

func FuzzTransport(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &script{data}
		pieces, schools := int(s.byte()%8), int(s.byte()%5)
		p := &separable.Transport{
			Pupils: s.floats(pieces), Least: s.floats(schools), Most: s.floats(schools), Cost: s.floats(pieces * schools),
		}
		session, err := separable.NewTransport(p)
		requireAnswer(t, err)
		if err != nil {
			return
		}
		for range 4 {
			err = session.Solve(context.Background())
			requireAnswer(t, err, session.Flow(), session.Load(), session.Price(), []float64{session.Objective()})
			if err == nil {
				_, err = separable.VerifyTransport(p, session.Flow(), session.Price())
				require.NoError(t, err)
			}
			b, j := int(s.byte()%9), int(s.byte()%6)
			pupils, least, most, cost := s.float(), s.float(), s.float(), s.float()
			if err := session.SetPupils(b, pupils); err == nil {
				p.Pupils[b] = pupils
			}
			if err := session.SetLimits(j, least, most); err == nil {
				p.Least[j], p.Most[j] = least, most
			}
			if err := session.SetCost(b, j, cost); err == nil {
				p.Cost[b*schools+j] = cost
			}
		}
	})
}

func FuzzFlow(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &script{data}
		n, arcs := int(s.byte()%6), int(s.byte()%12)
		p := &separable.Flow{
			Stock: s.ints(n), Least: s.ints(n), Most: s.ints(n), Out: s.ints(n), Square: s.floats(n),
			Arcs: separable.Arcs{Start: []int32{0}, Cost: s.floats(arcs), Capacity: s.ints(arcs)},
		}
		for range arcs {
			p.Arcs.Head = append(p.Arcs.Head, int32(s.byte()%6))
		}
		for i := range n {
			to := int32(s.byte() % 13)
			if i == n-1 {
				to = int32(arcs)
			}
			p.Arcs.Start = append(p.Arcs.Start, to)
		}
		for _, v := range p.Stock {
			if v > 1000 || v < 0 {
				return // each unit that is off costs a path: large numbers are only slow
			}
		}
		switch s.byte() % 4 {
		case 0:
			p.Least = nil
		case 1:
			p.Most, p.Arcs.Capacity = nil, nil
		case 2:
			p.Out = nil
		}
		if p.Hires = s.byte()%4 == 0; p.Hires {
			p.HireCost = s.float()
		}
		start := &separable.Start{Flow: s.ints(arcs), Price: s.floats(n)}
		if s.byte()%2 == 0 {
			start = nil
		}
		var solver separable.FlowSolver
		var plan separable.FlowPlan
		err := solver.Solve(context.Background(), &plan, p, start)
		requireAnswer(t, err, plan.Price, plan.Sender, []float64{plan.Objective})
		if err != nil {
			return
		}
		c, err := separable.VerifyFlow(p, &plan)
		require.NoError(t, err)
		require.Zero(t, c.Violation)
	})
}

// FuzzFlowSession changes data of a small flow: every answer is proven, and the same as from nothing.
func FuzzFlowSession(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &script{data}
		few := func() int64 { return int64(s.byte() % 16) }
		const n, arcs = 4, 8
		p := &separable.Flow{Arcs: separable.Arcs{Start: []int32{0}}, Hires: s.byte()%3 == 0, HireCost: float64(s.byte()%8)/4 - 0.25}
		for i := range n {
			p.Stock, p.Out = append(p.Stock, few()), append(p.Out, few())
			p.Square = append(p.Square, float64(1+s.byte()%8)/8)
			p.Arcs.Start = append(p.Arcs.Start, int32(arcs*(i+1)/n))
		}
		for range arcs {
			p.Arcs.Head = append(p.Arcs.Head, int32(s.byte()%n))
			p.Arcs.Cost = append(p.Arcs.Cost, float64(s.byte()%8)/4)
		}
		session, err := separable.NewFlow(p)
		require.NoError(t, err)
		var solver separable.FlowSolver
		var plan separable.FlowPlan
		for range 6 {
			err := session.Solve(context.Background())
			cold := solver.Solve(context.Background(), &plan, session.Flow(), nil)
			require.Equal(t, cold == nil, err == nil, "%v, cold %v", err, cold)
			if err == nil {
				c, err := separable.VerifyFlow(session.Flow(), session.Plan())
				require.NoError(t, err)
				require.Zero(t, c.Violation)
				requireExact(t, c, flowShare, 0)
				require.InDelta(t, plan.Objective, session.Plan().Objective, 1e-11*(1+c.Size))
			}
			i, a, v, w := int(s.byte()%n), int(s.byte()%arcs), few(), s.float()
			if w > 1e6 && !math.IsInf(w, 1) || w > 0 && w < 1e-6 {
				return // numbers so far apart leave rounding for proof
			}
			switch s.byte() % 8 {
			case 0:
				err = session.SetStock(i, v)
			case 1:
				err = session.SetLimits(i, v/4, v/4+few())
			case 2:
				err = session.SetOut(i, v)
			case 3:
				err = session.SetSquare(i, w)
			case 4:
				err = session.SetCost(a, w)
			case 5:
				err = session.SetCapacity(a, v)
			case 6:
				err = session.SetWeight(w)
			case 7:
				err = session.SetHireCost(w)
			}
			if err != nil {
				require.ErrorIs(t, err, separable.ErrInvalid)
			}
		}
	})
}
