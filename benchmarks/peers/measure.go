package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// ours is the name of this module among the peers.
const ours = "eduparity"

// measure solves a task under a clock and returns the line about it, and the plan.
func measure(name string, n int, t *task, c *clock) (*line, *answer, error) {
	// One thread, as every peer has. The collector keeps its usual settings; its work counts.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	built, err := c.measure(nil, t.build)
	if err != nil {
		return nil, nil, fmt.Errorf("build: %w", err)
	}
	var anew func() error
	if t.once {
		anew = t.build
	}
	solved, err := c.measure(anew, t.solve)
	if err != nil {
		return nil, nil, fmt.Errorf("solve: %w", err)
	}
	a, err := t.answer()
	if err != nil {
		return nil, nil, fmt.Errorf("answer: %w", err)
	}
	l := &line{
		Problem: name, N: n, Peer: ours, Version: version(),
		Build: seconds(built.wall), Solve: seconds(solved.wall), SolveCPU: seconds(solved.cpu),
		Objective: number(a.objective), Status: a.status, Gap: number(a.gap()), Bound: number(a.bound),
		Violation: number(a.violation), Runs: solved.runs, Loops: solved.loops,
		FirstCPU: seconds(solved.first), Allocs: number(solved.allocs), GC: collector(),
	}
	if t.name != "" {
		l.Problem = t.name
	}
	if !(a.gap() <= max(asked, t.proof)) {
		l.Status += ", not proved"
	}
	if a.money != 0 {
		l.Money = number(a.money)
	}
	if a.worstRatio != 0 {
		l.WorstRatio = number(a.worstRatio)
	}
	if a.worstCV != 0 {
		l.WorstCV = number(a.worstCV)
	}
	if a.first != nil {
		l.FirstPlanCPU, l.FirstPlanObjective = seconds(a.first.cpu), number(a.first.objective)
	}
	if a.closed != nil {
		l.ProvedCPU = seconds(a.closed.cpu)
	}
	if a.capRatio != 0 {
		l.CapRatio = number(a.capRatio)
	}
	if a.rounds != 0 {
		l.Rounds = &a.rounds
	}
	if t.again == nil {
		return l, a, nil
	}
	again, err := c.measure(t.reset, t.again)
	if err != nil {
		return nil, nil, fmt.Errorf("again: %w", err)
	}
	b, err := t.answerAgain()
	if err != nil {
		return nil, nil, fmt.Errorf("answer again: %w", err)
	}
	l.Again, l.AgainCPU = seconds(again.wall), seconds(again.cpu)
	l.AgainObjective, l.AgainGap, l.AgainViolation = number(b.objective), number(b.gap()), number(b.violation)
	return l, a, nil
}

// seconds is a time for a line, to the nanosecond.
func seconds(t float64) *float64 { return number(math.Round(t*1e9) / 1e9) }

// version says what was measured: the commit where the build knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			v = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+changes"
		}
	}
	if v == "" {
		return "devel"
	}
	return v + changed
}

// collector says how Go's garbage collector is set.
func collector() string {
	if v := os.Getenv("GOGC"); v != "" {
		return "GOGC=" + v
	}
	return "GOGC=100"
}
