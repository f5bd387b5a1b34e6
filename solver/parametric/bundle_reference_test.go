package parametric_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/eduparity/eduparity/solver/parametric"
	"github.com/stretchr/testify/require"
)

// benchFolder is the variable that names the folder with the peers' instances: what
// make peers-instances prints.
const benchFolder = "EDUPARITY_PEERS_BENCH"

// A peerCounty is an instance of the peers as its file has it.
type peerCounty struct {
	Pupils     []float64
	Indicators []struct {
		Kind     string
		Limit    float64
		UnitCost float64 `json:"unit_cost"`
	}
	Stock    [][]float64
	Budget   float64
	OutShare float64 `json:"out_share"`
	MoveCost struct {
		Fixed float64
		PerKM float64 `json:"per_km"`
	} `json:"move_cost"`
	Arcs [][3]float64
}

// readCounty reads an instance of the peers, with its arcs at costs in million yuan.
func readCounty(t testing.TB, n int) (in peerCounty, g *parametric.Network) {
	t.Helper()
	folder := os.Getenv(benchFolder)
	if folder == "" {
		t.Skip("needs the peers' instances: make peers-instances, then " + benchFolder + "=<the folder it prints>")
	}
	text, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("county-%d.json", n)))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &in))
	arcs := make([]parametric.Arc, len(in.Arcs))
	for k, a := range in.Arcs {
		arcs[k] = parametric.Arc{From: int32(a[0]), To: int32(a[1]), Cost: (in.MoveCost.Fixed + in.MoveCost.PerKM*a[2]) / 1e6}
	}
	g, err = parametric.NewNetwork(n, arcs)
	require.NoError(t, err)
	return in, g
}

// mostOut is how much of a stock may leave each section.
func (c *peerCounty) mostOut(stock []float64) []float64 {
	most := make([]float64, len(stock))
	for i, s := range stock {
		most[i] = c.OutShare * s
	}
	return most
}

// county reads an instance of the peers: money in million yuan, one part for each indicator.
func county(t testing.TB, n int) (parts []parametric.Part, budget float64) {
	t.Helper()
	in, g := readCounty(t, n)
	for k, indicator := range in.Indicators {
		part := parametric.Part{Limits: []float64{indicator.Limit}}
		if indicator.Kind == "staff" {
			path, err := parametric.NewPath(&parametric.Kind{Network: g, Pupils: in.Pupils, Stock: in.Stock[k], MostOut: in.mostOut(in.Stock[k])})
			require.NoError(t, err)
			part.Curve = path
		} else {
			f, err := parametric.NewFilling(&parametric.Purchase{Pupils: in.Pupils, Stock: in.Stock[k], UnitCost: []float64{indicator.UnitCost / 1e6}})
			require.NoError(t, err)
			part.Curve = f
		}
		parts = append(parts, part)
	}
	return parts, in.Budget / 1e6
}

func TestReferenceLeastCost(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n          int
		ratio, ref float64
	}{
		{50, 1.0495, 6.42194}, {200, 1.1986, 111.00349}, {500, 1.0895, 181.35253}, {1000, 1.0482, 353.02873}, {2000, 1.1172, 655.73176},
		{50, 0.9732, 24.829305}, {200, 0.8118, 671.918944}, {500, 0.8005, 1049.600720}, {1000, 0.7036, 2803.461158}, {2000, 0.7428, 6035.398037},
	} {
		parts, _ := county(t, c.n)
		b, err := parametric.NewBundle(parts...)
		require.NoError(t, err)
		plans, err := b.LeastCost(t.Context(), b.Caps(c.ratio))
		require.NoError(t, err)
		require.Equal(t, parametric.Optimal, plans.Status)
		t.Logf("n %d ratio %g cost %.9f gap %g", c.n, c.ratio, plans.Cost, (plans.Cost-plans.Bound)/plans.Cost)
		require.InEpsilon(t, c.ref, plans.Cost, 1e-6)
		require.LessOrEqual(t, plans.Cost-plans.Bound, 1e-11*plans.Cost)
	}
}

func TestReferenceLeastWorst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n                      int
		factor, ref, tolerance float64
	}{
		{50, 1, 0.954091, 1e-6}, {200, 1, 1.089640, 1e-6}, {500, 1, 0.990448, 1e-6}, {1000, 1, 0.952954, 5e-6}, {2000, 1, 1.015656, 5e-6},
		{50, 5, 0.954091, 1e-6}, {200, 5, 0.795904, 1e-6}, {500, 5, 0.784773, 1e-6}, {1000, 5, 0.689845, 1e-6}, {2000, 5, 0.728275, 1e-6},
	} {
		parts, budget := county(t, c.n)
		b, err := parametric.NewBundle(parts...)
		require.NoError(t, err)
		d, err := b.LeastWorst(t.Context(), budget*c.factor)
		require.NoError(t, err)
		for _, l := range d.Levels {
			t.Logf("n %d factor %g ratio %.9f gap %g floor %v held %v", c.n, c.factor, l.Ratio, (l.Ratio-l.Bound)/l.Ratio, l.Floor, l.Held)
		}
		first := d.Levels[0]
		require.InEpsilon(t, c.ref, first.Ratio, c.tolerance)
		require.LessOrEqual(t, first.Ratio-first.Bound, 1e-9*first.Ratio)
		require.LessOrEqual(t, d.Cost, budget*c.factor)
	}
}

func BenchmarkLeastWorst(b *testing.B) {
	for _, n := range []int{200, 500, 1000, 2000} {
		for _, factor := range []float64{1, 5} {
			b.Run(fmt.Sprintf("n=%d/budget=%g", n, factor), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					b.StopTimer()
					parts, budget := county(b, n)
					b.StartTimer()
					bundle, err := parametric.NewBundle(parts...)
					require.NoError(b, err)
					_, err = bundle.LeastWorst(b.Context(), budget*factor)
					require.NoError(b, err)
				}
			})
		}
	}
}
