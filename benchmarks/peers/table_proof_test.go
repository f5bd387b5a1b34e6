package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Searches are compared by their times to a gap, of ours by the moment when it was closed.
func TestProofs(t *testing.T) {
	own := line{N: 200, Peer: ours, SolveCPU: number(3), ProvedCPU: number(2), FirstPlanCPU: number(0.5), Objective: number(100), Gap: number(1e-6), Status: "optimal"}
	for _, c := range []struct {
		why  string
		peer line
		says string
	}{
		{"it closed the gap", line{SolveCPU: number(8), Objective: number(100.001), Gap: number(1e-4)}, "| scip | 4x | 3x | yes |"},
		{"it closed the gap too soon", line{SolveCPU: number(4), Objective: number(100), Gap: number(1e-5)}, "| scip | 2x | 3x | **no** |"},
		{"it was stopped late", line{SolveCPU: number(8), Objective: number(103), Gap: number(0.1)}, "| scip | more than 4x: it closed no gap | 3x | yes |"},
		{"it was stopped early", line{SolveCPU: number(4), Status: "timelimit, no point"}, "| scip | more than 2x: it closed no gap | 3x | it stopped too early to say |"},
		{"its plan breaks a rule", line{SolveCPU: number(8), Objective: number(99), Gap: number(0), Violation: number(1e-3)}, "| scip | more than 4x: it closed no gap | 3x | yes |"},
		{"it is cheaper than ours", line{SolveCPU: number(8), Objective: number(99), Gap: number(0)}, "| scip | 1.0e-02 worse | not worse | **no** |"},
		{"it is cheaper by less than the gap", line{SolveCPU: number(8), Objective: number(99.995), Gap: number(0)}, "| scip | 4x | 3x | yes |"},
		{"it crashed", line{Status: "crashed: exit code -6"}, "| scip | - | 3x | crashed: exit code -6 |"},
	} {
		c.peer.N, c.peer.Peer = 200, "scip"
		var b strings.Builder
		require.NoError(t, writeTable(&b, []result{{"P1 whole", 1, own}, {"P1 whole", 1, c.peer}}))
		require.Contains(t, b.String(), "| P1 whole | 200 "+c.says, c.why)
		require.Contains(t, b.String(), "| P1 whole | 200 | gap | 1.0e-06 | at most 1e-04 | yes |")
		require.Contains(t, b.String(), "| P1 whole | 200 | first plan | 0.5 s | 1 s | yes |")
		require.Contains(t, b.String(), "| P1 whole | 200 | own time | 2 s | 30 s | yes |")
	}
}

// What ours has not proved counts for nothing.
func TestProofMissing(t *testing.T) {
	own := line{N: 200, Peer: ours, SolveCPU: number(3), Objective: number(100), Gap: number(1e-3), Status: "time limit, not proved"}
	peer := line{N: 200, Peer: "prototype", SolveCPU: number(10), FirstPlan: number(9), Objective: number(100), Gap: number(0)}
	var b strings.Builder
	require.NoError(t, writeTable(&b, []result{{"P5@0.3", 1, own}, {"P5@0.3", 1, peer}}))
	require.Contains(t, b.String(), "| P5@0.3 | 200 | prototype | ours: time limit, not proved | 1x | **no** |")
	require.Contains(t, b.String(), "| P5@0.3 | 200 | gap | 1.0e-03 | at most 1e-04 | **no** |")
	require.Contains(t, b.String(), "| P5@0.3 | 200 | first plan | none | 1 s | **no** |")
	require.Contains(t, b.String(), "| 200 | prototype |  | - | 10 | 3.33x | 9 | 10 | 100 |")
	own.N, peer.N = 1000, 1000
	b.Reset()
	require.NoError(t, writeTable(&b, []result{{"P5@0.3", 1, own}, {"P5@0.3", 1, peer}}))
	require.Contains(t, b.String(), "| P5@0.3 | 1000 | own time | gap not closed | 300 s | **no** |")
}

// Counties of several seeds stand beside each other.
func TestSeeds(t *testing.T) {
	var of []result
	for seed := 1; seed <= 2; seed++ {
		seconds, theirs := float64(seed), 6.0
		of = append(of,
			result{"P5", seed, line{N: 200, Peer: ours, SolveCPU: &seconds, Objective: number(100), Gap: number(0)}},
			result{"P5", seed, line{N: 200, Peer: "scip", SolveCPU: &theirs, Objective: number(100), Gap: number(0)}})
	}
	of[0].Seed, of[1].Seed = 0, 0 // as in files from before there were seeds
	var b strings.Builder
	require.NoError(t, writeTable(&b, of))
	require.Contains(t, b.String(), "| P5 | 200 | scip | 6x | 3x | yes |")
	require.Contains(t, b.String(), "| P5 | 200, seed 2 | scip | 3x | 3x | yes |")
	require.Contains(t, b.String(), "| 200, seed 2 | scip |  | - | 6 | 3x |")
	require.NotContains(t, b.String(), "growth", "one size has none, however many seeds")
}

// P5 with any limit is a row, also in a table.
func TestPassRow(t *testing.T) {
	require.Equal(t, "P5", passName(officialLimit))
	require.Equal(t, []string{"-cv", "0.27"}, rowNamed("P5@0.27").options)
	require.Equal(t, []int{20, 50, 200, 500, 1000}, rowNamed("P5@0.3").sizes)
	require.Nil(t, rowNamed("P5@much"))
	require.Nil(t, rowNamed("P99"))
	var b strings.Builder
	require.NoError(t, writeTable(&b, []result{{"P5@0.27", 1, line{N: 20, Peer: ours, SolveCPU: number(1), Objective: number(100), Gap: number(0)}}}))
	require.Contains(t, b.String(), "| P5@0.27 | 20 | gap | 0.0e+00 | at most 1e-04 | yes |")
	require.Contains(t, b.String(), "### P5@0.27: cheapest way to pass, every CV at most 0.27")
}
