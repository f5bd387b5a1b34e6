package main

import (
	"math"
	"time"

	"github.com/eduparity/eduparity/solver"
)

// A mark is what a search had reached at a moment.
type mark struct {
	cpu       float64 // processor seconds since it began
	objective float64 // of its best plan
	bound     float64
}

// A tracer notes when a search had its first plan, and when the gap between its best plan and its bound
// was closed. Both are of the last search that began.
type tracer struct {
	gap   float64 // relative; at most this is closed
	began time.Duration

	first, closed *mark
}

// begin starts the clock and forgets the search before.
func (t *tracer) begin() { *t = tracer{gap: t.gap, began: processorTime()} }

// note takes down where a search is: with a plan, what that comes to, and the bound, which may be
// -Inf.
func (t *tracer) note(plan bool, objective, bound float64) {
	if !plan || t.closed != nil {
		return
	}
	m := &mark{cpu: (processorTime() - t.began).Seconds(), objective: objective, bound: bound}
	if t.first == nil {
		t.first = m
	}
	a := answer{bound: bound, judgement: &judgement{objective: objective}}
	if a.gap() <= t.gap {
		t.closed = m
	}
}

// progress takes down what a solver reports.
func (t *tracer) progress(p solver.Progress) { t.note(!math.IsNaN(p.Value), p.Value, p.Bound) }
