package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// fake stands in for an interpreter and for ours: it answers every question with a fixed time, and
// keeps what it was asked. The script of ECOS fails, OSQP's answer is wrong,
// that of HiGHS has another's name.
const fake = `#!/bin/sh
case "$*" in
*importlib*) printf 'Clarabel\nhighspy\necos\nosqp\nnumpy\n'; exit ;;
esac
echo "$*" >>"$(dirname "$0")/asked"
case "$*" in
*"-problem P1"*) echo '{"problem": "P1", "n": 200, "peer": "eduparity", "version": "v", "build_s": 0.001, "solve_s": 0.002, "solve_cpu_s": 0.002, "objective": 6.5, "status": "optimal", "gap": 1e-12, "violation": 0, "runs": 5}' ;;
*"-problem P3"*) echo '{"problem": "P3", "n": 1000, "peer": "eduparity", "version": "v", "build_s": 0, "solve_s": 0.001, "solve_cpu_s": 0.001, "objective": 2, "status": "optimal", "gap": 0, "runs": 5}' ;;
*ecos*) echo 'Traceback' >&2; echo 'RuntimeError: no luck' >&2; exit 1 ;;
*highs-outer*) echo '{"problem": "P1", "n": 200, "peer": "highs", "version": "1", "build_s": 0.1, "solve_s": 1, "solve_cpu_s": 1, "objective": 6.5, "status": "optimal", "gap": null, "runs": 5}' ;;
*osqp*) echo '{"problem": "P3", "n": 1000, "peer": "osqp", "version": "1", "build_s": 0.1, "solve_s": 1, "solve_cpu_s": 1, "objective": 1.5, "status": "solved", "gap": null, "runs": 5}' ;;
*) echo 'a library says hello'; echo '{"problem": "P1", "n": 200, "peer": "clarabel", "version": "0.11.1", "build_s": 0.01, "solve_s": 0.6, "solve_cpu_s": 0.5, "objective": 6.5000001, "status": "Solved", "gap": 1e-9, "violation": 1e-10, "rounds": 4, "runs": 5}' ;;
esac
`

// compared runs some rows against the fake.
func compared(t *testing.T, rows []string, sizes, seeds []int, files ...string) (lines, log, asked string) {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, "instances"), 0o755))
	for _, f := range files {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "instances", f), nil, 0o644))
	}
	caps := `{"county-200-1": {"least_worst_ratio": 1.09, "cap_ratio": 1.1986}}`
	require.NoError(t, os.WriteFile(filepath.Join(folder, "caps.json"), []byte(caps), 0o644))
	program := filepath.Join(folder, "fake")
	require.NoError(t, os.WriteFile(program, []byte(fake), 0o755))
	var stdout, stderr bytes.Buffer
	c := comparison{
		self: program, bench: folder, scripts: "scripts", python: program, rows: rows, sizes: sizes, seeds: seeds,
		runs: 5, lines: &stdout, log: &stderr,
	}
	require.NoError(t, c.run(t.Context()))
	data, err := os.ReadFile(filepath.Join(folder, "asked"))
	require.NoError(t, err)
	return stdout.String(), stderr.String(), strings.ReplaceAll(string(data), folder+string(filepath.Separator), "")
}

func TestCompare(t *testing.T) {
	lines, log, asked := compared(t, []string{"P1"}, []int{200}, nil, "county-200.json")

	// The same cap ratio for everybody, by row; "P1" asks for all rows that begin so.
	require.Contains(t, asked, "-problem P1 -instance instances/county-200.json -runs 5 -cap-ratio 1.1986\n")
	require.Contains(t, asked, "p1_least_cost.py --n 200 --peers clarabel --reps 5 --limit 300 --cap-ratio 1.1986\n")
	require.Contains(t, asked, "-problem P1 -instance instances/county-200.json -runs 5 -cap-ratio 0.8118\n")
	require.Contains(t, asked, "-runs 5 -coupled -cap-ratio 0.8118\n")
	require.Contains(t, asked, "--coupled 1 --cap-ratio 0.8118\n")
	require.Contains(t, log, "P1 tight, n = 200, clarabel\n")

	results, err := readResults(strings.NewReader(lines))
	require.NoError(t, err)
	require.Equal(t, "P1", results[0].Row)
	require.Equal(t, ours, results[0].Peer)
	require.Equal(t, 0.5, *results[1].SolveCPU)
	require.Equal(t, 4, *results[1].Rounds)
	require.Equal(t, "failed: RuntimeError: no luck", at(results[:4], place{200, 1}, "ecos").Status)

	require.Equal(t, "failed: the line is of highs at n = 200", at(results[:4], place{200, 1}, "highs-outer").Status)

	var b strings.Builder
	require.NoError(t, writeTable(&b, results))
	require.Contains(t, b.String(), "| P1 | 200 | clarabel | 250x | 200x | yes |")
	require.Contains(t, b.String(), "| P1 | 200 | gap | 1.0e-12 | at most 1e-09 | yes |")
	require.Contains(t, b.String(), "| 200 | clarabel | 0.11.1 | 0.01 | 0.5 | 250x | 6.5000001 | +1.5e-08 | 1.0e-09 | 1.0e-10 | 5 | Solved |")
	require.Contains(t, b.String(), "| 200 | ecos |  | - | - | - | - | - | - | - | 0 | failed: RuntimeError: no luck |")
	require.NotContains(t, b.String(), "growth", "one size has none")
}

// Searches: whose script is whose, which county, how long.
func TestCompareSearches(t *testing.T) {
	_, log, asked := compared(t, []string{"P5@0.3", "P5@0.27"}, []int{50}, []int{1, 3}, "county-50.json", "county-50-3.json")
	require.Contains(t, asked, "-problem P5 -instance instances/county-50.json -runs 5 -cv 0.3 -limit 120\n")
	require.Contains(t, asked, "-problem P5 -instance instances/county-50-3.json -runs 5 -cv 0.3 -limit 120\n")
	require.Contains(t, asked, "p5_pass_mip.py --n 50 --peers highs-tangents --reps 5 --limit 120 --cv 0.3\n")
	require.Contains(t, asked, "scripts/pass_prototype.py --n 50 --peers prototype --reps 5 --limit 120 --seed 3 --cv 0.3\n")
	require.Contains(t, asked, "scripts/pass_prototype.py --n 50 --peers prototype --reps 5 --limit 300 --cv 0.27\n")
	require.Contains(t, log, "P5@0.3, n = 50, seed 3, prototype\n")

	_, log, asked = compared(t, []string{"P1 whole"}, []int{50}, nil, "county-50.json")
	require.Contains(t, asked, "-problem P1 -instance instances/county-50.json -runs 5 -whole -cap-ratio 1.2257 -limit 600\n")
	require.Contains(t, asked, "scripts/p1_whole.py --n 50 --peers highs-tangents --reps 5 --limit 600 --cap-ratio 1.2257\n")
	require.Contains(t, log, "P1 whole, n = 50, scip: not installed: pyscipopt\n")
}

// A county that caps.json does not know gets the cap that the peers' scripts would give it.
func TestUsualCap(t *testing.T) {
	d := read[*county](t, tinyCounty)
	least, err := open("P2", d, &options{budgetFactor: 1})
	require.NoError(t, err)
	require.NoError(t, least.build())
	require.NoError(t, least.solve())
	a, err := least.answer()
	require.NoError(t, err)
	ratio, err := d.usualCap()
	require.NoError(t, err)
	require.InDelta(t, 1.1*a.objective, ratio, 0.5e-4)

	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, "instances"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "instances", "county-2-7.json"), []byte(tinyCounty), 0o644))
	c := comparison{bench: folder}
	_, err = c.ratio(question{rowNamed("P1"), place{2, 7}})
	require.ErrorIs(t, err, os.ErrNotExist, "no caps.json is a folder without the peers")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "caps.json"), []byte(`{}`), 0o644))
	got, err := c.ratio(question{rowNamed("P1"), place{2, 7}})
	require.NoError(t, err)
	require.Equal(t, ratio, got)
}

// Nobody measures a row that is not there.
func TestCompareUnknownRow(t *testing.T) {
	require.ErrorIs(t, (&comparison{rows: []string{"P1", "P99"}}).run(t.Context()), errProblem)
}

// A peer that is missing is said to be, one that is wrong is not compared.
func TestCompareMissingAndWrong(t *testing.T) {
	lines, _, asked := compared(t, []string{"P3"}, []int{1000}, nil, "funding-1000.json")
	require.NotContains(t, asked, "piqp")
	results, err := readResults(strings.NewReader(lines))
	require.NoError(t, err)
	require.Equal(t, "not installed: piqp", at(results, place{1000, 1}, "piqp").Status)
	var b strings.Builder
	require.NoError(t, writeTable(&b, results))
	require.Contains(t, b.String(), "| P3 | 1000 | piqp | - | 100x | not installed: piqp |")
	require.Contains(t, b.String(), "| P3 | 1000 | osqp | - | 100x | its objective is off: solved |")
	require.Contains(t, b.String(), "**-2.5e-01**")
}

// A peer that stopped above the optimum has taken at least so much.
func TestStoppedEarly(t *testing.T) {
	for _, c := range []struct {
		seconds float64
		says    string
	}{
		{0.3, "| P1 | 200 | clarabel | more than 300x: it stopped 1.0e-02 above | 200x | yes |"},
		{0.1, "| P1 | 200 | clarabel | more than 100x: it stopped 1.0e-02 above | 200x | it stopped too early to say |"},
	} {
		var b strings.Builder
		require.NoError(t, writeTable(&b, []result{
			{"P1", 1, line{N: 200, Peer: ours, SolveCPU: number(1e-3), Objective: number(1)}},
			{"P1", 1, line{N: 200, Peer: "clarabel", SolveCPU: &c.seconds, Objective: number(1.01)}},
		}))
		require.Contains(t, b.String(), c.says)
	}
}

// A peer that cannot go on from where it stands has to begin anew.
func TestAgain(t *testing.T) {
	own := line{N: 200, Peer: ours, SolveCPU: number(1e-3), AgainCPU: number(1e-5), Objective: number(1)}
	peer := line{N: 200, Peer: "ortools-flow", SolveCPU: number(2e-2), Objective: number(1)}
	other, theirs := own, peer
	other.N, theirs.N = 500, 500
	var b strings.Builder
	require.NoError(t, writeTable(&b, []result{{"P4", 1, own}, {"P4", 1, peer}, {"P4", 1, other}, {"P4", 1, theirs}, {"P6", 1, own}, {"P6", 1, peer}}))
	require.Contains(t, b.String(), "| P4 | 200 | ortools-flow | 20x | 10x | yes |")
	require.Contains(t, b.String(), "| P4 | 200 | ortools-flow cold, again | 2e+03x | 100x | yes |")
	require.Equal(t, 1, strings.Count(b.String(), "| P4 | 500 | ortools-flow cold, again | 2e+03x | 25x | yes |"))
	require.Equal(t, 1, strings.Count(b.String(), "| P4 | 200 | ortools-flow |"))
	peer.AgainCPU = number(1e-4)
	b.Reset()
	require.NoError(t, writeTable(&b, []result{{"P6", 1, own}, {"P6", 1, peer}}))
	require.Contains(t, b.String(), "| P6 | 200 | ortools-flow, again | 10x | 20x | **no** |")
}

// What is missing is said before anything is measured.
func TestCompareMissingInstance(t *testing.T) {
	var stdout, stderr bytes.Buffer
	c := comparison{bench: t.TempDir(), python: "nowhere", rows: []string{"P4"}, sizes: []int{200}, lines: &stdout, log: &stderr}
	err := c.run(t.Context())
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "make peers-instances")
	require.Empty(t, stdout.String())
}

// Ours may be no worse than a peer that keeps the rules.
func TestWorse(t *testing.T) {
	own := &line{Objective: number(1.001)}
	require.InDelta(t, 1e-3, worse(&line{Objective: number(1), Violation: number(1e-9)}, own, asked), arithmetic)
	require.Zero(t, worse(&line{Objective: number(1), Violation: number(1e-3)}, own, asked), "it breaks them")
	require.Zero(t, worse(&line{Objective: number(1.0010001)}, own, asked))
	require.Zero(t, worse(&line{Objective: number(1.0009999)}, own, asked), "within what is asked")
}

// Without an interpreter every peer is missing, ours is not.
func TestNoInterpreter(t *testing.T) {
	var log bytes.Buffer
	c := comparison{python: filepath.Join(t.TempDir(), "python"), log: &log}
	require.Empty(t, c.installed(t.Context()))
	require.Contains(t, log.String(), "no peers")
}

// A power law is found again, lines that are wrong left out.
func TestFit(t *testing.T) {
	var of []result
	for _, n := range []int{100, 200, 400, 800} {
		seconds := 3e-6 * float64(n) * float64(n)
		of = append(of,
			result{"P1", 1, line{N: n, Peer: ours, SolveCPU: number(float64(n)), Objective: number(1)}},
			result{"P1", 1, line{N: n, Peer: "square", SolveCPU: &seconds, Objective: number(1)}})
	}
	of[7].Objective = number(1.1)
	require.Equal(t, growth{power: 1, from: 100, to: 800, points: 4}, rounded(fit(of, ours)))
	require.Equal(t, growth{power: 2, from: 100, to: 400, points: 3}, rounded(fit(of, "square")))
	require.Zero(t, fit(of, "nobody").points)
}

// rounded takes rounding off a power.
func rounded(g growth) growth {
	fmt.Sscanf(fmt.Sprintf("%.9f", g.power), "%g", &g.power) //nolint:errcheck // it was just printed
	return g
}

func TestReadCap(t *testing.T) {
	file := filepath.Join(t.TempDir(), "caps.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"county-50-1": {"cap_ratio": 1.0495}}`), 0o644))
	ratio, err := readCap(file, 50, 1)
	require.NoError(t, err)
	require.Equal(t, 1.0495, ratio)
	_, err = readCap(file, 51, 1)
	require.ErrorContains(t, err, "county-51-1")
}

// Every row can be run: its problem exists, its peers have packages, who is to be beaten is among them.
func TestRows(t *testing.T) {
	names := map[string]bool{}
	for _, r := range rows {
		require.False(t, names[r.name], r.name)
		names[r.name] = true
		require.Contains(t, r.file, "%d")
		for _, peer := range r.peers {
			require.NotEmpty(t, packages[peer], peer)
		}
		for _, g := range r.reach {
			require.Contains(t, r.peers, g.peer)
		}
	}
}

func TestWriteLevels(t *testing.T) {
	folder := t.TempDir()
	require.NoError(t, writeLevels(folder, 50))
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, files, len(levelCases), "one size only")
	before := 0.0
	for _, c := range levelCases {
		in, err := readInstance(filepath.Join(folder, levelsFile(c.name, 50)))
		require.NoError(t, err)
		d, err := typed[*levels](in)
		require.NoError(t, err)
		require.Equal(t, c.name, d.Case)
		require.Equal(t, c.hireCost, d.HireCost)
		require.Len(t, d.Arcs, 50*levelsNeighbours)
		below := 0
		for i, s := range d.Staff {
			if s < d.Least[i]*d.Pupils[i] {
				below++
			}
		}
		require.Greater(t, below, map[bool]int{false: 50 / 10, true: 50 / 3}[c.high], c.name)
		j, err := d.judge(&solution{})
		require.NoError(t, err)
		require.Positive(t, j.violation, "something is to be done")
		if before == 0 {
			before = sum(d.Staff)
		}
		require.Equal(t, before, sum(d.Staff), "one county")
	}
	again := t.TempDir()
	require.NoError(t, writeLevels(again, 50))
	for _, f := range files {
		a, err := os.ReadFile(filepath.Join(folder, f.Name()))
		require.NoError(t, err)
		b, err := os.ReadFile(filepath.Join(again, f.Name()))
		require.NoError(t, err)
		require.Equal(t, a, b)
	}
}
