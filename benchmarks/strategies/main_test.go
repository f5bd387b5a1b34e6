package main

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
)

// Without the real data the smallest county is compared, and the text says what is left out.
func TestRun(t *testing.T) {
	out := t.TempDir()
	require.NoError(t, run(context.Background(), filepath.Join(out, "nowhere"), out, time.Second, 20, ""))
	text, err := os.ReadFile(filepath.Join(out, "strategies.txt"))
	require.NoError(t, err)
	require.Contains(t, string(text), "left out taiwan, south-africa, star, california: not on this machine")
	require.Contains(t, string(text), "generated, 20 sections: to pass")
	f, err := os.Open(filepath.Join(out, "strategies.csv"))
	require.NoError(t, err)
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.NoError(t, f.Close())
	questions := map[string]bool{}
	for _, row := range rows[1:] {
		questions[row[3]] = true
		if row[4] != string(alloc.NameExact) || row[8] == "" {
			continue
		}
		require.Equal(t, "1", row[8], "the exact plan is what all are measured by")
	}
	require.Len(t, questions, 5)
	for _, name := range []string{"strategies-evenness", "strategies-cost", "strategies-seconds"} {
		for _, ext := range []string{".svg", ".png"} {
			info, err := os.Stat(filepath.Join(out, name+ext))
			require.NoError(t, err)
			require.Positive(t, info.Size())
		}
	}
	require.ErrorContains(t, run(context.Background(), out, out, time.Second, 20, "mars"), `no set "mars"`)
}

func TestReach(t *testing.T) {
	at := func(q question, exact, status, other float64) float64 {
		r := result{&problem{question: q}, &plan.Comparison{}}
		for name, v := range map[alloc.StrategyName]float64{alloc.NameExact: exact, alloc.NameStatusQuo: status, alloc.NamePerPupil: other} {
			s := plan.StrategyResult{Name: string(name), Status: plan.Feasible, Value: v}
			if math.IsNaN(v) {
				s.Status = plan.Unknown
			}
			r.x.Strategies = append(r.x.Strategies, s)
		}
		return r.reach(alloc.NamePerPupil)
	}
	require.InDelta(t, 0.25, at(sameMoney, 0.4, 0.8, 0.7), 1e-12)
	require.InDelta(t, -0.5, at(sameMoves, 0.4, 0.8, 1), 1e-12)
	require.True(t, math.IsNaN(at(sameMoney, 0.8, 0.8, 0.8)), "nothing can be had")
	require.InDelta(t, 2.5, at(toPass, 40, math.NaN(), 100), 1e-12)
	require.True(t, math.IsInf(at(toPass, 40, math.NaN(), math.NaN()), 1))
	require.True(t, math.IsNaN(at(toPass, math.NaN(), math.NaN(), 100)))
}

func TestSpread(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	require.Equal(t, spread{4, 1, 1, 2, inf}, spreadOf([]float64{3, inf, 1, nan, 2}))
	require.Equal(t, 0, spreadOf([]float64{nan}).n)
	require.Equal(t, "2.00 (1.00 to -)", spreadText([]float64{3, inf, 1, 2}, false))
	require.Equal(t, "50 % (25 % to 100 %)", spreadText([]float64{1, 0.5, 0.25}, true))
}
