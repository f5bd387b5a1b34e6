package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The line has the fields of the peers' lines, with null where there is nothing.
func TestLineShape(t *testing.T) {
	var b bytes.Buffer
	l := line{Problem: "P1", N: 50, Peer: ours, Version: "v", Solve: number(0.5), Gap: number(math.NaN()), Status: "optimal", Runs: 5}
	require.NoError(t, l.write(&b))
	require.Equal(t, `{"problem":"P1","n":50,"peer":"eduparity","version":"v","build_s":null,"solve_s":0.5,"solve_cpu_s":null,`+
		`"objective":null,"status":"optimal","gap":null,"runs":5}`+"\n", b.String())
}

// A what-if: both solves are proven, and more money does no harm.
func TestChange(t *testing.T) {
	task, err := open("P2", read[*county](t, tinyCounty), &options{budgetFactor: 0.1, change: "budget"})
	require.NoError(t, err)
	require.NoError(t, task.build())
	require.NoError(t, task.reset())
	before, err := task.answer()
	require.NoError(t, err)
	require.NoError(t, task.again())
	after, err := task.answerAgain()
	require.NoError(t, err)
	require.Less(t, after.objective, before.objective)
	require.Greater(t, after.money, before.money)
	for _, a := range []*answer{before, after} {
		require.LessOrEqual(t, a.violation, violated)
		require.InDelta(t, 0, a.gap(), provedTo)
	}
	for _, o := range []options{{budgetFactor: 1, change: "weather"}, {budgetFactor: 1, change: "budget", route: "outer"}} {
		_, err = open("P2", read[*county](t, tinyCounty), &o)
		require.ErrorIs(t, err, errProblem)
	}
}

// One problem on one instance, through the program: the line and the plan.
func TestSolveOne(t *testing.T) {
	folder := t.TempDir()
	file, plan, profile := filepath.Join(folder, "funding-2.json"), filepath.Join(folder, "plan.json"), filepath.Join(folder, "profile")
	require.NoError(t, os.WriteFile(file, []byte(tinyFunding), 0o644))
	var stdout, stderr bytes.Buffer
	args := []string{"-problem", "P3", "-instance", file, "-solution", plan, "-runs", "2", "-least", "1ms", "-profile", profile}
	require.NoError(t, run(t.Context(), args, &stdout, &stderr))
	require.Empty(t, stderr.String())

	var l line
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &l))
	require.Equal(t, "P3", l.Problem)
	require.Equal(t, 2, l.N)
	require.Equal(t, 2, l.Runs)
	require.InDelta(t, 2, *l.Objective, arithmetic, "computed by hand in TestJudgeFunding")
	require.InDelta(t, 0, *l.Gap, 1e-9)
	require.LessOrEqual(t, *l.Bound, 2.0)
	require.NotNil(t, l.Build)
	require.Positive(t, *l.Solve)
	require.Positive(t, *l.SolveCPU)
	require.Positive(t, l.Loops)

	require.FileExists(t, profile)
	data, err := os.ReadFile(plan)
	require.NoError(t, err)
	require.JSONEq(t, `{"buy": {"grants": [70, 0]}}`, string(data))
}

func TestSolutionShape(t *testing.T) {
	s := solution{
		Buy:    map[string][]float64{"space": {0, 2.5}},
		Hire:   map[string][]float64{"lead": {1, 0}},
		Move:   map[string][]move{"lead": moves([]float64{0, 0.5, 0, 2}), "qualified": moves([]float64{0})},
		Assign: []piece{{3, 1, 20}},
	}
	data, err := json.Marshal(&s)
	require.NoError(t, err)
	require.JSONEq(t, `{"buy": {"space": [0, 2.5]}, "hire": {"lead": [1, 0]},
		"move": {"lead": [[1, 0.5], [3, 2]], "qualified": []}, "assign": [[3, 1, 20]]}`, string(data))
}

func TestRefusals(t *testing.T) {
	file := filepath.Join(t.TempDir(), "funding-2.json")
	require.NoError(t, os.WriteFile(file, []byte(tinyFunding), 0o644))
	for _, c := range []struct{ args, says string }{
		{"", "give -problem and -instance"},
		{"-problem P3", "give -problem and -instance"},
		{"-problem P99 -instance FILE", `"P99"; there are`},
		{"-problem P3 -instance FILE -route outer", `not "outer"`},
		{"-problem P3 -instance FILE -runs 0", "-runs"},
		{"-problem P3 -instance FILE more", `"more" is not understood`},
		{"-problem P3 -instance nowhere.json", "nowhere.json"},
		{"-sizes 1,x", "-sizes"},
		{"-table nowhere.jsonl", "nowhere.jsonl"},
	} {
		args := strings.Fields(strings.ReplaceAll(c.args, "FILE", file))
		var stdout, stderr bytes.Buffer
		require.ErrorContains(t, run(t.Context(), args, &stdout, &stderr), c.says, c.args)
		require.Empty(t, stdout.String())
	}
}

// Whatever a solver says of itself, a plan that its bound does not prove is not called optimal alone.
func TestNotProved(t *testing.T) {
	for bound, status := range map[float64]string{1: "optimal", 0.9: "optimal, not proved", math.NaN(): "optimal, not proved"} {
		nothing := func() error { return nil }
		l, _, err := measure("P1", 1, &task{build: nothing, solve: nothing, answer: func() (*answer, error) {
			return &answer{status: "optimal", bound: bound, judgement: &judgement{objective: 1}}, nil
		}}, &clock{runs: 1, least: time.Microsecond})
		require.NoError(t, err)
		require.Equal(t, status, l.Status)
	}
}

// Every solve has its reset, none is counted that failed.
func TestClock(t *testing.T) {
	c := clock{runs: 3, least: 200 * time.Microsecond}
	resets, solves := 0, 0
	busy := func() error {
		solves++
		began := processorTime()
		for processorTime()-began < 20*time.Microsecond {
			runtime.Gosched()
		}
		return nil
	}
	got, err := c.measure(func() error { resets++; return nil }, busy)
	require.NoError(t, err)
	require.Equal(t, resets, solves)
	require.Equal(t, 2+3*got.loops, solves, "one cold, one to count by, then the runs")
	require.Equal(t, 3, got.runs)
	require.GreaterOrEqual(t, got.cpu, 20e-6)

	_, err = c.measure(nil, func() error { return os.ErrInvalid })
	require.ErrorIs(t, err, os.ErrInvalid)
	_, err = c.measure(func() error { return os.ErrInvalid }, busy)
	require.ErrorIs(t, err, os.ErrInvalid)
}

func TestMedian(t *testing.T) {
	require.Equal(t, 2.0, median([]float64{3, 1, 2}))
	require.Equal(t, 2.5, median([]float64{4, 1, 3, 2}))
}

func TestGap(t *testing.T) {
	a := answer{bound: 99, judgement: &judgement{objective: 100}}
	require.Equal(t, 0.01, a.gap())
	a = answer{judgement: &judgement{}}
	require.Zero(t, a.gap(), "0 and 0 agree")
}
