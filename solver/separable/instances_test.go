package separable_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/separable"
)

// instance reads an instance of the peers' benchmark, from the folder EDUPARITY_PEERS_BENCH.
func instance(t testing.TB, kind string, n int, dst any) {
	t.Helper()
	folder := os.Getenv("EDUPARITY_PEERS_BENCH")
	if folder == "" {
		t.Skip("EDUPARITY_PEERS_BENCH names no folder of instances (gen.py of the peers' benchmark writes one)")
	}
	data, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("%s-%d.json", kind, n)))
	if os.IsNotExist(err) {
		t.Skipf("no instance %s-%d in EDUPARITY_PEERS_BENCH", kind, n)
	}
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, dst))
}

type fundingInstance struct {
	Pupils, Stock []float64
	AtMost        []float64 `json:"at_most"`
	Budget        float64
}

// catchmentInstance is blocks and schools on a plane of whole metres.
type catchmentInstance struct {
	Blocks struct {
		X      []float64 `json:"x_m"`
		Y      []float64 `json:"y_m"`
		Pupils []float64
	}
	Schools struct {
		X        []float64 `json:"x_m"`
		Y        []float64 `json:"y_m"`
		Capacity []float64
	}
}

// transport lets schools take 85 % to most percent of their capacity.
func (c *catchmentInstance) transport(most float64) *separable.Transport {
	t := &separable.Transport{Pupils: c.Blocks.Pupils}
	for _, v := range c.Schools.Capacity {
		t.Least = append(t.Least, math.Ceil(85*v/100))
		t.Most = append(t.Most, math.Floor(most*v/100))
	}
	for b := range c.Blocks.X {
		for j := range c.Schools.X {
			dx, dy := c.Blocks.X[b]-c.Schools.X[j], c.Blocks.Y[b]-c.Schools.Y[j]
			t.Cost = append(t.Cost, math.Floor(math.Sqrt(dx*dx+dy*dy)+0.5))
		}
	}
	return t
}

func TestFundingReference(t *testing.T) {
	for n, want := range map[int]float64{1000: 789245.1235457717, 10_000: 830946.2818750513, 100_000: 817985.4045274752} {
		var f fundingInstance
		instance(t, "funding", n, &f)
		w := &separable.WaterLevel{Stock: f.Stock, Pupils: f.Pupils, Most: f.AtMost, Budget: f.Budget}
		x := make([]float64, n)
		var s separable.KnapsackSolver
		level, err := s.Fill(x, w)
		require.NoError(t, err)
		c, err := separable.VerifyWaterLevel(w, x, level)
		require.NoError(t, err)
		requireExact(t, c, exactShare, n)
		var pupils, stock float64
		for i, p := range f.Pupils {
			pupils += p
			stock += f.Stock[i] + x[i]
		}
		mean, variance := stock/pupils, 0.0
		for i, p := range f.Pupils {
			d := (f.Stock[i]+x[i])/p - mean
			variance += p / pupils * d * d
		}
		require.InEpsilon(t, want, variance, 1e-12, "optimum of the sorted sweep at n = %d", n)
	}
}

func TestCatchmentReference(t *testing.T) {
	for n, want := range map[int][2]float64{2000: {96832426, 97048302}, 10_000: {460572813, 461058833}} {
		var c catchmentInstance
		instance(t, "catchment", n, &c)
		s, err := separable.NewTransport(c.transport(105))
		require.NoError(t, err)
		for k, most := range []float64{105, 104} {
			now := c.transport(most)
			for j := range now.Most {
				require.NoError(t, s.SetLimits(j, now.Least[j], now.Most[j]))
			}
			require.NoError(t, s.Solve(t.Context()))
			check, err := separable.VerifyTransport(now, s.Flow(), s.Price())
			require.NoError(t, err)
			require.Equal(t, want[k], check.Objective, "pupil-metres at %v %%", most)
			require.Equal(t, want[k], check.Bound)
			require.Zero(t, check.Violation)
			require.Equal(t, want[k], s.Objective())
		}
	}
}

type rotationInstance struct {
	Pupils []float64
	Staff  []int64
	Out    []int64 `json:"out_at_most"`
	Cost   struct {
		Fixed float64
		PerKm float64 `json:"per_km"`
	} `json:"move_cost"`
	Arcs [][3]float64
}

// flow is the rotation as a flow: z^2 per pupil, arcs by the section they leave.
func (r *rotationInstance) flow() *separable.Flow {
	f := &separable.Flow{Stock: r.Staff, Out: r.Out, Arcs: separable.Arcs{Start: make([]int32, len(r.Staff)+1)}}
	for _, p := range r.Pupils {
		f.Square = append(f.Square, 1/p)
	}
	for _, a := range r.Arcs {
		f.Arcs.Start[int(a[0])+1]++
		f.Arcs.Head = append(f.Arcs.Head, int32(a[1]))
		f.Arcs.Cost = append(f.Arcs.Cost, r.Cost.Fixed+r.Cost.PerKm*a[2])
	}
	for i := range r.Staff {
		f.Arcs.Start[i+1] += f.Arcs.Start[i]
	}
	return f
}

func TestRotationReference(t *testing.T) {
	var s separable.FlowSolver
	for n, want := range map[int]float64{200: 184.116046721, 500: 402.442622522, 1000: 829.430700492, 2000: 1648.637944098} {
		var r rotationInstance
		instance(t, "rotation", n, &r)
		f := r.flow()
		var plan separable.FlowPlan
		require.NoError(t, s.Solve(t.Context(), &plan, f, nil))
		require.InEpsilon(t, want, plan.Objective, 1e-11)
		c, err := separable.VerifyFlow(f, &plan)
		require.NoError(t, err)
		requireExact(t, c, exactShare, n)
		require.InEpsilon(t, plan.Objective, c.Objective, exactShare)
		t.Logf("n = %d: %d units off at the start, %d paths, gap %.1e", n, plan.Repaired, plan.Paths, c.Gap())
	}
}
