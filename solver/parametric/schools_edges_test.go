package parametric_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// Caps that the others bring about nearly, just or not quite: their multipliers do not tell whether they bind.
func TestSchoolsCapsThatBarelyBind(t *testing.T) {
	t.Parallel()
	asked, proved := 0, 0
	for seed := range cases(300) {
		r := rand.New(rand.NewPCG(uint64(seed), 77))
		p := schools(r, 12, seed%2 == 1)
		f, err := parametric.NewSchoolFilling(p)
		require.NoError(t, err)
		top, err := f.LeastCost(t.Context(), infinite(len(p.Pupils)))
		require.NoError(t, err)
		caps := infinite(len(p.Pupils))
		caps[0] = top.CV[0] * (0.3 + 0.6*r.Float64())
		first, err := f.LeastCost(t.Context(), caps)
		if err != nil || first.Status != parametric.Optimal || first.Cost == 0 {
			continue
		}
		for _, off := range []float64{1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10, 0, -1e-8, -1e-4} {
			for k := 1; k < len(caps); k++ {
				caps[k] = first.CV[k] * (1 - off)
			}
			j, err := f.LeastCost(t.Context(), caps)
			asked++
			if errors.Is(err, parametric.ErrUnproved) && j == nil {
				continue // at the edge
			}
			require.NotNil(t, j)
			if j.Status != parametric.Optimal {
				require.Positive(t, off)
				continue
			}
			require.LessOrEqual(t, j.Cost-j.Bound, 1e-5*j.Cost, "seed %d off %v", seed, off)
			require.GreaterOrEqual(t, j.Cost, first.Bound*(1-1e-12))
			for k := range caps {
				require.LessOrEqual(t, j.CV[k], max(1e-5, caps[k])*(1+1e-12), "seed %d off %v", seed, off)
			}
			if j.Cost-j.Bound <= 1e-7*j.Cost {
				proved++
			}
		}
	}
	require.Greater(t, proved, asked*95/100)
}

// A stage without any stock, one section of which cannot be raised: below a CV that no purchase gets under,
// only no purchase at all meets its cap.
func TestSchoolsStageThatIsShut(t *testing.T) {
	t.Parallel()
	// Schools 0 and 1 have both stages, school 2 the first alone; section 2 of the second has no school.
	p := &parametric.SchoolPurchase{
		Pupils: [][]float64{{1, 1, 1}, {1, 1, 1}},
		Stock:  [][]float64{{1, 2, 3}, {0, 0, 0}},
		Columns: []parametric.Column{
			{UnitCost: 1, Most: math.Inf(1), Raises: []parametric.Raise{{CV: 0, Section: 0, Share: 0.5}, {CV: 1, Section: 0, Share: 0.5}}},
			{UnitCost: 1, Most: math.Inf(1), Raises: []parametric.Raise{{CV: 0, Section: 1, Share: 0.5}, {CV: 1, Section: 1, Share: 0.5}}},
			{UnitCost: 1, Most: math.Inf(1), Raises: []parametric.Raise{{CV: 0, Section: 2, Share: 1}}},
		},
	}
	f, err := parametric.NewSchoolFilling(p)
	require.NoError(t, err)
	least := math.Sqrt(3./2 - 1) // of the second stage, both schools at one level
	top := math.Sqrt(2./3) / 2   // of the first
	for _, c := range []struct {
		first, second float64
		status        parametric.Status
	}{
		{top * 1.01, 0.1, parametric.Optimal},
		{top * 0.99, 0.1, parametric.TooTight}, // school 2 alone makes it worse
		{top * 0.99, least * 0.999, parametric.TooTight},
		{top * 0.99, least * 1.3, parametric.Optimal},
		{0.3, least * 1.001, parametric.Optimal},
	} {
		j, err := f.LeastCost(t.Context(), []float64{c.first, c.second})
		require.NoError(t, err, "%+v", c)
		require.Equal(t, c.status, j.Status, "%+v", c)
		if j.Status == parametric.TooTight {
			require.True(t, math.IsInf(p.Bound([][]float64{j.Price[0].Cone, j.Price[1].Cone}, []float64{c.first, c.second}), 1))
			continue
		}
		require.LessOrEqual(t, j.Cost-j.Bound, 1e-9*j.Cost, "%+v", c)
	}

	// Where another school can make the first stage more equal, that alone is bought.
	p.Stock[0] = []float64{2, 3, 1}
	f, err = parametric.NewSchoolFilling(p)
	require.NoError(t, err)
	j, err := f.LeastCost(t.Context(), []float64{top * 0.5, least * 0.9})
	require.NoError(t, err)
	require.Equal(t, parametric.Optimal, j.Status)
	require.Zero(t, j.Buy[0])
	require.Zero(t, j.Buy[1])
	require.Positive(t, j.Buy[2])
	require.LessOrEqual(t, j.CV[0], top*0.5)
	require.LessOrEqual(t, j.Cost-j.Bound, 1e-9*j.Cost)
	require.InDelta(t, j.Bound, p.Bound([][]float64{j.Price[0].Cone, j.Price[1].Cone}, []float64{top * 0.5, least * 0.9}), 1e-12)
}
