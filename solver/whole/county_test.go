package whole

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/highs"
)

// peerCounty is an instance of county/1.
type peerCounty struct {
	N          int       `json:"n"`
	Pupils     []float64 `json:"pupils"`
	Indicators []struct {
		Name      string  `json:"name"`
		Kind      string  `json:"kind"`
		Threshold float64 `json:"threshold"`
		Limit     float64 `json:"limit"`
		UnitCost  float64 `json:"unit_cost"`
		Whole     bool    `json:"whole"`
	} `json:"indicators"`
	Stock    [][]float64 `json:"stock"`
	OutShare float64     `json:"out_share"`
	MoveCost struct {
		Fixed float64 `json:"fixed"`
		PerKm float64 `json:"per_km"`
	} `json:"move_cost"`
	Arcs [][3]float64 `json:"arcs"`
}

func readCounty(t testing.TB, n int) *peerCounty {
	dir := os.Getenv("EDUPARITY_PEERS_BENCH")
	if dir == "" {
		t.Skip("EDUPARITY_PEERS_BENCH names no folder of instances")
	}
	data, err := os.ReadFile(fmt.Sprintf("%s/county-%d.json", dir, n))
	require.NoError(t, err)
	c := new(peerCounty)
	require.NoError(t, json.Unmarshal(data, c))
	return c
}

// pass is P5: the cheapest way to pass with every CV at most limit; floors, excuses and hires as asked.
func (c *peerCounty) pass(limit func(k int) float64, floors bool) *Problem {
	p := &Problem{}
	lp := &p.Linear
	lp.Whole = []bool{}
	total := 0.0
	for _, q := range c.Pupils {
		total += q
	}
	rule := make([][]int32, c.N)
	for k, q := range c.Indicators {
		staff := q.Kind == "staff"
		whole := staff || q.Whole
		cone := Cone{Limit: limit(k)}
		before := 0.0
		for i := range c.Pupils {
			before += c.Stock[k][i] / (q.Threshold * total)
		}
		most := math.Inf(1)
		if staff && !floors {
			most = before
		}
		cone.Mean = int32(lp.AddCol(0, before, most, false))
		meanIndex, meanValue := []int32{cone.Mean}, []float64{-1}
		norm := make([]float64, c.N)
		index, value := make([][]int32, c.N), make([][]float64, c.N)
		for i, pupils := range c.Pupils {
			norm[i] = q.Threshold * pupils
			count := int32(lp.AddCol(0, 0, math.Inf(1), whole)) // stock after, in units
			cone.Level = append(cone.Level, int32(lp.AddCol(0, 0, math.Inf(1), false)))
			cone.Weight = append(cone.Weight, pupils/total)
			if whole {
				cone.Step, cone.Base = append(cone.Step, 1/norm[i]), append(cone.Base, 0)
			}
			lp.AddRow(0, 0, []int32{cone.Level[i], count}, []float64{norm[i], -1})
			index[i], value[i] = []int32{count}, []float64{1}
			if !staff || floors {
				buy := int32(lp.AddCol(q.UnitCost/1e6, 0, math.Inf(1), false))
				index[i], value[i] = append(index[i], buy), append(value[i], -1)
			}
			meanIndex, meanValue = append(meanIndex, cone.Level[i]), append(meanValue, cone.Weight[i])
		}
		lp.AddRow(0, 0, meanIndex, meanValue)
		if whole {
			cone.MeanStep = 1 / (q.Threshold * total)
		}
		for i := range norm {
			cone.Before = append(cone.Before, c.Stock[k][i]/norm[i])
		}
		stay := c.Stock[k]
		if staff {
			out, outValue := make([][]int32, c.N), make([][]float64, c.N)
			for _, a := range c.Arcs {
				f := int32(lp.AddCol((c.MoveCost.Fixed+c.MoveCost.PerKm*a[2])/1e6, 0, math.Inf(1), false))
				from, to := int(a[0]), int(a[1])
				index[from], value[from] = append(index[from], f), append(value[from], 1)
				index[to], value[to] = append(index[to], f), append(value[to], -1)
				out[from], outValue[from] = append(out[from], f), append(outValue[from], 1)
			}
			stay = make([]float64, c.N)
			for i := range c.N {
				most := math.Floor(c.OutShare*c.Stock[k][i] + 1e-9)
				stay[i] = c.Stock[k][i] - most
				lp.AddRow(math.Inf(-1), most, out[i], outValue[i])
			}
		}
		for i := range c.N {
			lp.AddRow(c.Stock[k][i], c.Stock[k][i], index[i], value[i])
			if !floors {
				continue
			}
			top, low := norm[i], 0.85*norm[i]
			if whole {
				top, low = math.Ceil(top-1e-9), math.Ceil(low-1e-9)
			}
			low = max(low, stay[i])
			top = max(top, low)
			f := Floor{Cone: k, I: i, Excuse: -1, Top: top / norm[i], Low: low / norm[i]}
			idx, val := []int32{cone.Level[i]}, []float64{1}
			if low < top {
				f.Excuse = int32(lp.AddCol(0, 0, 1, true))
				idx, val = append(idx, f.Excuse), append(val, f.Top-f.Low)
				rule[i] = append(rule[i], f.Excuse)
			}
			lp.AddRow(f.Top, math.Inf(1), idx, val)
			p.Floors = append(p.Floors, f)
		}
		p.Cones = append(p.Cones, cone)
	}
	for i := range rule {
		if len(rule[i]) > 1 {
			ones := make([]float64, len(rule[i]))
			for n := range ones {
				ones[n] = 1
			}
			p.Links = append(p.Links, lp.AddRow(math.Inf(-1), 1, rule[i], ones))
		}
	}
	return p
}

func testSettings() *Settings {
	return &Settings{Open: func() (solver.Backend, error) { return highs.Open() }}
}
