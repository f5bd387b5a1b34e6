package parametric

import (
	"context"
	"errors"
	"fmt"
	"log"
	"math"
	"math/rand"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// tinyWhole is a kind of three sections whose whole plans can all be listed: ties, sections without stock or
// way out, limits of 0 and least stocks with parts are common.
func tinyWhole(r *rand.Rand) *Kind {
	pick := func(v ...float64) float64 { return v[r.Intn(len(v))] }
	k := &Kind{}
	for range 3 {
		k.Pupils = append(k.Pupils, pick(10, 10, 20, 17))
		k.Stock = append(k.Stock, pick(0, 2, 3, 4, 6))
		k.MostOut = append(k.MostOut, pick(0, 1, 2.9, 3))
		k.Least = append(k.Least, pick(0, 0, 1.2, 2, 3))
	}
	arcs := []Arc{{0, 1, pick(0, 0.1, 0.3)}, {1, 0, 0.1}, {1, 2, pick(0.1, 0.2)}, {2, 1, 0.15}, {0, 2, pick(0.1, 0.4)}}
	r.Shuffle(len(arcs), func(i, j int) { arcs[i], arcs[j] = arcs[j], arcs[i] })
	k.Network = mustNetwork(3, arcs[:r.Intn(5)])
	if r.Intn(3) == 0 {
		k.HireCost = pick(0.05, 0.1, 0.5)
	}
	if r.Intn(4) == 0 {
		k.Closed = make([]bool, len(k.Network.arcs))
		if len(k.Closed) > 0 {
			k.Closed[0] = true
		}
	}
	return k
}

// wholePlans calls see with cost and squares of every whole plan of a tiny kind, with up to three hires in
// a section.
func wholePlans(k *Kind, see func(cost, squares, total float64)) {
	flow := make([]float64, len(k.Network.arcs))
	hire := make([]float64, 3)
	check := func() {
		z, out, cost, squares, total := append([]float64(nil), k.Stock...), make([]float64, 3), 0.0, 0.0, 0.0
		for a, f := range flow {
			arc := k.Network.arcs[a]
			z[arc.From] -= f
			z[arc.To] += f
			out[arc.From] += f
			cost += f * arc.Cost
		}
		for i := range z {
			z[i] += hire[i]
			cost += hire[i] * k.HireCost
			if z[i] < k.least(i) || z[i] < 0 || out[i] > k.mostOut(i) {
				return
			}
			squares += z[i] * z[i] / k.Pupils[i]
			total += z[i]
		}
		see(cost, squares, total)
	}
	var hires func(i int)
	hires = func(i int) {
		if i == 3 || k.HireCost == 0 {
			check()
			return
		}
		for h := range 4 {
			hire[i] = float64(h)
			hires(i + 1)
		}
		hire[i] = 0
	}
	var flows func(a int)
	flows = func(a int) {
		if a == len(flow) {
			hires(0)
			return
		}
		for f := range 4 {
			if f > 0 && k.closed(a) {
				break
			}
			flow[a] = float64(f)
			flows(a + 1)
		}
		flow[a] = 0
	}
	flows(0)
}

func TestWholeEnumerated(t *testing.T) {
	count := 200
	if long() {
		count *= 10
	}
	r := rand.New(rand.NewSource(71))
	short := 0
	for i := range count {
		k := tinyWhole(r)
		w, err := NewWhole(k)
		require.NoError(t, err)
		for _, weight := range []float64{0.2, 0.21, 1, 0, 10} {
			best := math.Inf(1)
			wholePlans(k, func(cost, squares, _ float64) { best = min(best, cost+weight*squares) })
			b, err := w.At(t.Context(), weight)
			if math.IsInf(best, 1) {
				require.ErrorIs(t, err, separable.ErrInfeasible, "case %d", i)
				short++
				continue
			}
			require.NoError(t, err, "case %d", i)
			require.InDelta(t, best, b.Value, 1e-9*(1+best), "case %d, weight %v", i, weight)
			require.InDelta(t, b.Value, b.Cost+weight*b.Squares, 1e-9*(1+best))
			bound, err := w.Bound()
			require.NoError(t, err)
			require.LessOrEqual(t, bound, b.Value)
			require.InDelta(t, b.Value, bound, 1e-9*(1+best))
			violation(t, k, b)
		}
	}
	require.Positive(t, short)
	require.Less(t, short, count*5/2)
}

// violation checks the rules from flows and hires alone.
func violation(t *testing.T, k *Kind, b *WholePlan) {
	t.Helper()
	got := &Balance{Hire: make([]float64, len(b.Hire))}
	for _, f := range b.Flow {
		got.Flow = append(got.Flow, float64(f))
	}
	for i, h := range b.Hire {
		got.Hire[i] = float64(h)
	}
	require.LessOrEqual(t, k.Violation(got, math.Inf(1)), wholeTolerance)
	k.complete(got)
	for i, z := range got.Stock {
		require.Equal(t, z, float64(b.Stock[i]))
	}
	require.InDelta(t, got.Cost, b.Cost, 1e-12*(1+got.Cost))
	require.InDelta(t, got.CV, b.CV, 1e-12)
}

// TestWholeBoundsCaps halves an interval of weights for a cap on the CV: every weight gives a bound on the
// cost of whole plans that keep it, never above the cheapest of them, and never below what divisible units
// of the same weight cost.
func TestWholeBoundsCaps(t *testing.T) {
	r := rand.New(rand.NewSource(72))
	for i := range 200 {
		k := tinyWhole(r)
		k.HireCost = 0
		w, err := NewWhole(k)
		require.NoError(t, err)
		p := sum(k.Pupils)
		z := sum(k.Stock)
		if z == 0 {
			continue
		}
		cap := 0.8 * cv(k.Stock, k.Pupils)
		allowed := (1 + cap*cap) * z * z / p
		best := math.Inf(1)
		wholePlans(k, func(cost, squares, _ float64) {
			if squares <= allowed*(1+1e-12) {
				best = min(best, cost)
			}
		})
		low, high, bound := 0.0, 10.0, math.Inf(-1)
		for range 25 {
			weight := (low + high) / 2
			b, err := w.At(t.Context(), weight)
			if errors.Is(err, separable.ErrInfeasible) {
				require.True(t, math.IsInf(best, 1))
				break
			}
			require.NoError(t, err)
			proved, err := w.Bound()
			require.NoError(t, err)
			bound = max(bound, proved-weight*allowed)
			if b.Squares > allowed {
				low = weight
			} else {
				high = weight
				require.GreaterOrEqual(t, b.Cost, best-1e-9, "case %d: a plan cheaper than the cheapest", i)
			}
		}
		require.LessOrEqual(t, bound, best+1e-9, "case %d", i)
	}
}

// TestWholeIsNearParts compares with the path of divisible units: no better than they, and little worse.
func TestWholeIsNearParts(t *testing.T) {
	for seed := range int64(8) {
		k := smooth(30, seed, 0.5, 0.2)
		for i := range k.Stock {
			k.Stock[i] = math.Round(20 * k.Stock[i])
			k.MostOut[i] = math.Floor(0.2 * k.Stock[i])
			if k.Least != nil {
				k.Least[i] = math.Ceil(0.5 * k.Stock[i])
			}
		}
		cap := 0.9 * cv(k.Stock, k.Pupils)
		parts, err := solveCold(k, cap)
		require.NoError(t, err)
		if parts.Status != Optimal || parts.Cost == 0 {
			continue
		}
		allowed := (1 + cap*cap) * sum(k.Stock) * sum(k.Stock) / sum(k.Pupils)
		w, err := NewWhole(k)
		require.NoError(t, err)
		low, high, bound := 0.0, 1e6, math.Inf(-1)
		for range 40 {
			weight := (low + high) / 2
			b, err := w.At(context.Background(), weight)
			require.NoError(t, err)
			bound = max(bound, b.Value-weight*allowed)
			if b.Squares > allowed {
				low = weight
			} else {
				high = weight
			}
		}
		require.GreaterOrEqual(t, bound, parts.Bound*(1-1e-9), "whole plans are plans")
		require.LessOrEqual(t, bound, 1.2*parts.Cost)
	}
}

// TestWholeFollowsChanges changes data one by one: as from nothing.
func TestWholeFollowsChanges(t *testing.T) {
	r := rand.New(rand.NewSource(73))
	for i := range 200 {
		k := tinyWhole(r)
		w, err := NewWhole(k)
		require.NoError(t, err)
		weight := 0.2
		for range 8 {
			s := r.Intn(3)
			switch v := float64(r.Intn(4)); r.Intn(6) {
			case 0:
				k.Stock[s] = v
				require.NoError(t, w.SetStock(s, int64(v)))
			case 1:
				k.Least[s] = v
				require.NoError(t, w.SetLimits(s, int64(v), math.MaxInt64))
			case 2:
				k.MostOut[s] = v
				require.NoError(t, w.SetMostOut(s, int64(v)))
			case 3:
				k.Pupils[s] = 10 + v
				require.NoError(t, w.SetPupils(s, 10+v))
			case 4:
				if len(k.Network.arcs) > 0 {
					arcs := append([]Arc(nil), k.Network.arcs...)
					arcs[0].Cost = v / 10
					k.Network = mustNetwork(3, arcs)
					k.Closed = nil
					require.NoError(t, w.SetCost(0, v/10))
				}
			default:
				weight = 0.1 + v
			}
			cold, err := NewWhole(k)
			require.NoError(t, err)
			want, coldErr := cold.At(t.Context(), weight)
			got, err := w.At(t.Context(), weight)
			require.Equal(t, coldErr == nil, err == nil, "case %d", i)
			if err == nil {
				require.InDelta(t, want.Value, got.Value, 1e-11*(1+want.Value))
				violation(t, k, got)
			}
		}
	}
}

// TestWholePricesHires has each person be worth something at one weight after the other: the optimum is that
// of all plans, and with it what a cap on the CV asks of a total that is free.
func TestWholePricesHires(t *testing.T) {
	r := rand.New(rand.NewSource(74))
	compared := 0
	for i := range 100 {
		k := tinyWhole(r)
		k.HireCost = 0.5
		w, err := NewWhole(k)
		require.NoError(t, err)
		for range 3 {
			weight, worth := 0.5+r.Float64(), 0.5*r.Float64()
			best, most := math.Inf(1), 0.0
			wholePlans(k, func(cost, squares, total float64) {
				if v := cost + weight*squares - worth*(total-sum(k.Stock)); v < best {
					best, most = v, total
				}
			})
			require.NoError(t, w.SetHireCost(k.HireCost-worth))
			b, err := w.At(t.Context(), weight)
			require.NoError(t, err)
			if most < sum(k.Stock)+9 && slices.Max(b.Hire) < 4 { // else a hire beyond those listed may be better
				require.InDelta(t, best, b.Value, 1e-9*(1+math.Abs(best)), "case %d", i)
				compared++
			}
		}
	}
	require.Greater(t, compared, 200)
}

func TestWholeAllocatesNothingWhenWarm(t *testing.T) {
	k := smooth(60, 1, 0, 0.2)
	for i := range k.Stock {
		k.Stock[i] = math.Round(20 * k.Stock[i])
		k.MostOut[i] = math.Floor(0.2 * k.Stock[i])
	}
	w, err := NewWhole(k)
	require.NoError(t, err)
	ctx, weight := context.Background(), 1.0
	require.Zero(t, testing.AllocsPerRun(20, func() {
		_, err = w.At(ctx, weight)
		weight *= 1.1
	}))
	require.NoError(t, err)
}

// A county of three schools asks for the least cost of a CV of at most 0.1 in whole teachers: the bound of a
// weight, and the plan at it.
func ExampleWhole() {
	network, err := NewNetwork(3, []Arc{{From: 0, To: 1, Cost: 1}, {From: 1, To: 2, Cost: 1}, {From: 0, To: 2, Cost: 3}})
	if err != nil {
		log.Fatal(err)
	}
	w, err := NewWhole(&Kind{Network: network, Pupils: []float64{100, 100, 100}, Stock: []float64{9, 6, 3}})
	if err != nil {
		log.Fatal(err)
	}
	const allowed = (1 + 0.1*0.1) * 18 * 18 / 300 // sum z^2/p at a CV of 0.1
	for _, weight := range []float64{10, 30, 120} {
		b, err := w.At(context.Background(), weight)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("weight %v: stocks %v, cost %v, CV %.3f: a CV of 0.1 costs at least %.2f\n",
			weight, b.Stock, b.Cost, b.CV, b.Value-weight*allowed)
	}
	// Output:
	// weight 10: stocks [9 6 3], cost 0, CV 0.408: a CV of 0.1 costs at least 1.69
	// weight 30: stocks [8 6 4], cost 2, CV 0.272: a CV of 0.1 costs at least 4.08
	// weight 120: stocks [6 6 6], cost 6, CV 0.000: a CV of 0.1 costs at least 4.70
}

func TestWholeFaults(t *testing.T) {
	good := func() *Kind {
		return &Kind{Network: mustNetwork(2, []Arc{{0, 1, 1}}), Pupils: []float64{10, 10}, Stock: []float64{4, 2}}
	}
	for name, spoil := range map[string]func(k *Kind){
		"parts":   func(k *Kind) { k.Stock[0] = 1.5 },
		"many":    func(k *Kind) { k.Stock[0] = 1e20 },
		"nobody":  func(k *Kind) { k.Pupils[0] = 0 },
		"network": func(k *Kind) { k.Network = nil },
	} {
		k := good()
		spoil(k)
		_, err := NewWhole(k)
		require.ErrorIs(t, err, ErrInvalid, name)
	}
	w, err := NewWhole(good())
	require.NoError(t, err)
	_, err = w.At(t.Context(), math.NaN())
	require.ErrorIs(t, err, ErrInvalid)
	for name, err := range map[string]error{
		"stock": w.SetStock(2, 1), "limits": w.SetLimits(0, 3, 2), "out": w.SetMostOut(0, -1), "arc": w.SetCost(1, 1),
		"cost": w.SetCost(0, -1), "pupils": w.SetPupils(0, 0), "section": w.SetPupils(-1, 9),
	} {
		require.ErrorIs(t, err, ErrInvalid, name)
	}
	b, err := w.At(t.Context(), 100)
	require.NoError(t, err)
	require.Equal(t, []int64{1}, b.Flow)
	stays, leaves := w.Price(0)
	require.GreaterOrEqual(t, stays, leaves)
	require.Equal(t, int64(7), wholeMost(0.2*35))
	require.Equal(t, int64(3), wholeLeast(0.1*30))
}

// BenchmarkWhole searches for the weight at which whole plans just keep a cap, as a caller does who looks for
// the best bound: twenty weights, one call.
func BenchmarkWhole(b *testing.B) {
	for _, n := range []int{200, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			k := smooth(n, 1, 0, 0.2)
			for i := range k.Stock {
				k.Stock[i] = math.Round(k.Stock[i])
				k.MostOut[i] = math.Floor(0.2 * k.Stock[i])
			}
			w, err := NewWhole(k)
			if err != nil {
				b.Fatal(err)
			}
			cap := 0.9 * cv(k.Stock, k.Pupils)
			b.ReportAllocs()
			for b.Loop() {
				low, high := 0.0, 10.0
				for range 20 {
					weight := (low + high) / 2
					got, err := w.At(b.Context(), weight)
					if err != nil {
						b.Fatal(err)
					}
					if got.CV > cap {
						low = weight
					} else {
						high = weight
					}
				}
			}
		})
	}
}
