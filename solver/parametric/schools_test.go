package parametric_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// schools draws a purchase for schools that have sections in several CVs.
func schools(r *rand.Rand, n int, degenerate bool) *parametric.SchoolPurchase {
	cvs := 1 + r.IntN(3)
	p := &parametric.SchoolPurchase{Pupils: make([][]float64, cvs), Stock: make([][]float64, cvs)}
	n = 2 + r.IntN(n)
	pupils := func() float64 {
		if degenerate {
			return float64(1 + r.IntN(3))
		}
		return math.Exp(r.NormFloat64())
	}
	stock := func(p float64) float64 {
		if degenerate {
			return float64(r.IntN(4))
		}
		return p * math.Exp(0.7*r.NormFloat64())
	}
	most := r.IntN(2)
	for range n {
		c := parametric.Column{UnitCost: 1 + float64(r.IntN(2)), Most: math.Inf(1)}
		if !degenerate {
			c.UnitCost = math.Exp(0.5 * r.NormFloat64())
		}
		if most == 1 {
			c.Most = float64(r.IntN(4))
		}
		for k := range cvs {
			if cvs > 1 && r.IntN(3) == 0 {
				continue
			}
			q := pupils()
			share := 0.2 + r.Float64()
			if degenerate {
				share = 0.5
			}
			c.Raises = append(c.Raises, parametric.Raise{CV: k, Section: len(p.Pupils[k]), Share: share})
			p.Pupils[k], p.Stock[k] = append(p.Pupils[k], q), append(p.Stock[k], stock(q))
		}
		p.Columns = append(p.Columns, c)
	}
	for k := range cvs {
		if len(p.Pupils[k]) == 0 {
			p.Pupils[k], p.Stock[k] = []float64{1}, []float64{1}
		}
	}
	return p
}

func TestSchoolsProved(t *testing.T) {
	t.Parallel()
	worst, edge, tight, solved := 0.0, 0, 0, 0
	for seed := range 2000 {
		r := rand.New(rand.NewPCG(uint64(seed), 4))
		p := schools(r, 8, seed%2 == 1)
		f, err := parametric.NewSchoolFilling(p)
		require.NoError(t, err)
		top, err := f.LeastCost(t.Context(), infinite(len(p.Pupils)))
		require.NoError(t, err)
		for _, share := range []float64{0.2, 0.6, 0.9, 2} {
			caps := make([]float64, len(p.Pupils))
			for k := range caps {
				caps[k] = share * (top.CV[k] + 0.01*r.Float64())
			}
			j, err := f.LeastCost(t.Context(), caps)
			if errors.Is(err, parametric.ErrUnproved) {
				edge++
				t.Logf("seed %d share %g edge", seed, share)
				continue
			}
			require.NoError(t, err)
			if j.Status == parametric.TooTight {
				tight++
				continue
			}
			solved++
			for k := range caps {
				require.LessOrEqual(t, j.CV[k], max(1e-6, caps[k])*(1+1e-12))
			}
			require.LessOrEqual(t, j.Bound, j.Cost)
			if g := (j.Cost - j.Bound) / (j.Cost + 1e-9); g > worst {
				worst = g
				t.Logf("seed %d share %g cost %g gap %g", seed, share, j.Cost, g)
			}
		}
	}
	t.Logf("edge %d tight %d solved %d", edge, tight, solved)
}

func infinite(n int) []float64 {
	v := make([]float64, n)
	for k := range v {
		v[k] = math.Inf(1)
	}
	return v
}
