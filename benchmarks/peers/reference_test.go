package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// benchFolder is the variable that names the folder with the peers' instances: what
// make peers-instances prints.
const benchFolder = "EDUPARITY_PEERS_BENCH"

// What a proof may lack and a plan may violate.
const (
	provedTo = 1e-9  // relative gap of the exact kernels and paths
	exact    = 1e-15 // whole numbers: equal but for the division by 1000
	given    = 1e-7  // the digits in which a plan of others is given
	violated = 1e-9  // persons, or relative to a cap or a budget: rounding of sums over the sections
)

// references are the objective values that the peers' README gives for seed 1, with its tolerance or
// the digits given, whichever is coarser.
var references = []struct {
	problem   string
	file      string
	o         options
	objective float64
	tolerance float64
	gap       float64
}{
	{"P1", "county-50", options{capRatio: 1.0495}, 6.42194, 1e-6, provedTo},
	{"P1", "county-200", options{capRatio: 1.1986}, 111.00349, 1e-6, provedTo},
	{"P1", "county-500", options{capRatio: 1.0895}, 181.35253, 1e-6, provedTo},
	{"P1", "county-1000", options{capRatio: 1.0482}, 353.02873, 1e-6, provedTo},
	{"P1", "county-2000", options{capRatio: 1.1172}, 655.73176, 1e-6, provedTo},
	{"P1", "county-50", options{capRatio: 0.9732}, 24.829305, 1e-6, provedTo},
	{"P1", "county-200", options{capRatio: 0.8118}, 671.918944, 1e-6, provedTo},
	{"P1", "county-500", options{capRatio: 0.8005}, 1049.600720, 1e-6, provedTo},
	{"P1", "county-1000", options{capRatio: 0.7036}, 2803.461158, 1e-6, provedTo},
	{"P1", "county-2000", options{capRatio: 0.7428}, 6035.398037, 1e-6, provedTo},
	{"P1", "county-50", options{capRatio: 0.9732, coupled: true}, 24.765303, 1e-6, provedTo},
	{"P1", "county-200", options{capRatio: 0.8118, coupled: true}, 671.825784, 1e-6, provedTo},
	{"P1", "county-500", options{capRatio: 0.8005, coupled: true}, 1048.885713, 1e-6, provedTo},
	{"P1", "county-1000", options{capRatio: 0.7036, coupled: true}, 2801.138925, 1e-6, provedTo},
	{"P2", "county-50", options{}, 0.954091, 1e-6, provedTo},
	{"P2", "county-200", options{}, 1.089640, 1e-6, provedTo},
	{"P2", "county-500", options{}, 0.990448, 1e-6, provedTo},
	{"P2", "county-1000", options{}, 0.952954, 5e-6, provedTo},
	{"P2", "county-2000", options{}, 1.015656, 5e-6, provedTo},
	{"P2", "county-50", options{budgetFactor: 5}, 0.954091, 1e-6, provedTo},
	{"P2", "county-200", options{budgetFactor: 5}, 0.795904, 1e-6, provedTo},
	{"P2", "county-500", options{budgetFactor: 5}, 0.784773, 1e-6, provedTo},
	{"P2", "county-1000", options{budgetFactor: 5}, 0.689845, 1e-6, provedTo},
	{"P2", "county-2000", options{budgetFactor: 5}, 0.728275, 1e-6, provedTo},
	{"P3", "funding-1000", options{}, 789245.1235, 1e-9, provedTo},
	{"P3", "funding-10000", options{}, 830946.2819, 1e-9, provedTo},
	{"P3", "funding-100000", options{}, 817985.4045, 1e-9, 1e-8},
	{"P4", "rotation-200", options{}, 184.116046721, 1e-9, provedTo},
	{"P4", "rotation-500", options{}, 402.442622522, 1e-9, provedTo},
	{"P4", "rotation-1000", options{}, 829.430700492, 1e-9, provedTo},
	{"P4", "rotation-2000", options{}, 1648.637944098, 1e-9, provedTo},
	{"P6", "catchment-2000", options{}, 96832.426, exact, exact},
	{"P6", "catchment-10000", options{}, 460572.813, exact, exact},
	// Searches are asked for a gap, and for a plan that is as near to what others found: SCIP with thresholds alone,
	// the prototype of the strong model with tight limits, SCIP where units of P1 are whole. Those plans keep
	// rows to 1e-6 where ours keep them to the letter.
	{"P5", "county-20", options{}, 60.525241, proved, proved},
	{"P5", "county-50", options{}, 217.999264, proved, proved},
	{"P5", "county-200", options{}, 712.67810, proved, proved},
	{"P5", "county-500", options{}, 1336.61791, proved, proved},
	{"P5", "county-20", options{cv: 0.3}, 68.284613, proved, proved},
	{"P5", "county-50", options{cv: 0.3}, 240.19047, proved, proved},
	{"P5", "county-200", options{cv: 0.3}, 1284.64249, proved, proved},
	{"P5", "county-500", options{cv: 0.3}, 2291.08026, proved, proved},
	{"P5", "county-20-3", options{cv: 0.3}, 113.302122, proved, proved},
	{"P5", "county-20-5", options{cv: 0.3}, 104.347014, proved, proved},
	{"P5", "county-50-2", options{cv: 0.3}, 209.259390, proved, proved},
	{"P5", "county-200-3", options{cv: 0.3}, 980.715692, proved, proved},
	{"P5", "county-200-5", options{cv: 0.3}, 967.153824, proved, proved},
	{"P5", "county-20", options{cv: 0.2}, 112.880942, proved, proved},
	{"P5", "county-50", options{cv: 0.2}, 401.114920, proved, proved},
	{"P5", "county-200", options{cv: 0.2}, 2208.010773, proved, proved},
	{"P5", "county-20", options{cv: 0.25}, 81.892698, proved, proved},
	{"P5", "county-50", options{cv: 0.25}, 299.030156, proved, proved},
	{"P5", "county-200", options{cv: 0.25}, 1668.883750, proved, proved},
	{"P5", "county-20", options{cv: 0.35}, 63.510224, proved, proved},
	{"P5", "county-50", options{cv: 0.35}, 217.999264, proved, proved},
	{"P5", "county-200", options{cv: 0.35}, 1019.269846, proved, proved},
	{"P5", "county-20", options{cv: 0.4}, 61.455241, proved, proved},
	{"P5", "county-50", options{cv: 0.4}, 217.999264, proved, proved},
	{"P5", "county-200", options{cv: 0.4}, 844.594706, proved, proved},
	{"P1", "county-50", options{capRatio: 1.2257, whole: true}, 0.090529, proved, proved},
	{"P1", "county-200", options{capRatio: 1.1986, whole: true}, 111.006468, proved, proved},
	{"P2", "county-200", options{whole: true}, 1.089640, worstProved, worstProved},
	{"P2", "county-500", options{whole: true}, 0.990448, worstProved, worstProved},
	// Of levels_clarabel.py, Clarabel 0.11.1 with its tolerance of 1e-8.
	{"levels", "levels-loose-200", options{}, 1.2498561645, 1e-7, provedTo},
	{"levels", "levels-tight-200", options{}, 2.8072044013, 1e-7, provedTo},
	{"levels", "levels-loose-hires-200", options{}, 1.1366337794, 1e-7, provedTo},
	{"levels", "levels-tight-hires-200", options{}, 2.5453215929, 1e-7, provedTo},
	{"levels", "levels-below-200", options{}, 9.2217820648, 1e-7, provedTo},
	{"levels", "levels-hired-200", options{}, 20.7279656802, 1e-7, provedTo},
	{"levels", "levels-tight-2000", options{}, 20.3590828636, 1e-7, provedTo},
	{"levels", "levels-hired-2000", options{}, 212.9113047713, 1e-7, provedTo},
}

// referencesAgain are the values after the change of capacity.
var referencesAgain = map[string]float64{"catchment-2000": 97048.302, "catchment-10000": 461058.833}

func TestReferenceValues(t *testing.T) {
	folder := os.Getenv(benchFolder)
	if folder == "" {
		t.Skip("the reference values need the peers' instances: make peers-instances, then " + benchFolder + "=<the folder it prints>")
	}
	for _, r := range references {
		t.Run(fmt.Sprintf("%s/%s/%g/%g/%t/%g/%t", r.problem, r.file, r.o.capRatio, r.o.budgetFactor, r.o.coupled, r.o.cv, r.o.whole), func(t *testing.T) {
			in, err := readInstance(filepath.Join(folder, r.file+".json"))
			require.NoError(t, err)
			o := r.o
			if o.budgetFactor == 0 {
				o.budgetFactor = 1
			}
			task, err := open(r.problem, in, &o)
			require.NoError(t, err)
			require.NoError(t, task.build())
			require.NoError(t, task.solve())
			a, err := task.answer()
			require.NoError(t, err)
			require.InEpsilon(t, r.objective, a.objective, r.tolerance)
			require.LessOrEqual(t, a.violation, violated)
			require.InDelta(t, 0, a.gap(), r.gap)
			if task.proof == proved {
				require.LessOrEqual(t, a.bound, r.objective*(1+given), "no bound is above a plan")
			}
			again, ok := referencesAgain[r.file]
			require.Equal(t, ok, task.again != nil)
			if !ok {
				return
			}
			for range 2 { // there and back and there
				require.NoError(t, task.reset())
				back, err := task.answer()
				require.NoError(t, err)
				require.InEpsilon(t, r.objective, back.objective, exact)
				require.NoError(t, task.again())
				b, err := task.answerAgain()
				require.NoError(t, err)
				require.InEpsilon(t, again, b.objective, exact)
				require.LessOrEqual(t, b.violation, violated)
				require.InDelta(t, 0, b.gap(), exact)
			}
		})
	}
}
