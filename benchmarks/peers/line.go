package main

import (
	"encoding/json"
	"io"
)

// A line is one measurement, in the form of the peers' scripts: one JSON object. What is null was not
// measured or does not exist. Times are medians, in seconds; those that end in cpu_s are processor
// time of the whole process and are what is compared.
type line struct {
	Problem  string   `json:"problem"`
	N        int      `json:"n"`
	Peer     string   `json:"peer"`
	Version  string   `json:"version"`
	Build    *float64 `json:"build_s"`     // the solver's own form of the instance, such as a network of the arcs given
	Solve    *float64 `json:"solve_s"`     // from there to plan and bound
	SolveCPU *float64 `json:"solve_cpu_s"` // the same

	Objective *float64 `json:"objective"`
	Status    string   `json:"status"`
	Gap       *float64 `json:"gap"`             // of objective and bound, over the objective
	Bound     *float64 `json:"bound,omitempty"` // proven; peers other than ours may not say

	Violation  *float64 `json:"violation,omitempty"`
	Money      *float64 `json:"money,omitempty"`
	WorstRatio *float64 `json:"worst_ratio,omitempty"`
	WorstCV    *float64 `json:"worst_cv,omitempty"`
	CapRatio   *float64 `json:"cap_ratio,omitempty"`
	Rounds     *int     `json:"rounds,omitempty"` // where a route has rounds

	// On the way to the plan, where a solver says. Peers may say wall seconds instead.
	FirstPlanCPU       *float64 `json:"first_plan_cpu_s,omitempty"` // to the first plan that keeps the rules
	FirstPlan          *float64 `json:"first_plan_s,omitempty"`
	FirstPlanObjective *float64 `json:"first_plan_objective,omitempty"`
	ProvedCPU          *float64 `json:"proved_cpu_s,omitempty"` // to the gap that was asked for

	// The same problem after a small change, from what the first solve left.
	Again          *float64 `json:"again_s,omitempty"`
	AgainCPU       *float64 `json:"again_cpu_s,omitempty"`
	AgainObjective *float64 `json:"again_objective,omitempty"`
	AgainGap       *float64 `json:"again_gap,omitempty"`
	AgainViolation *float64 `json:"again_violation,omitempty"`

	Runs     int      `json:"runs"`                  // of which the times are medians
	Loops    int      `json:"loops,omitempty"`       // solves in one run, so that it is long enough to be timed
	FirstCPU *float64 `json:"first_cpu_s,omitempty"` // the first solve of the process, cold in every way
	Allocs   *float64 `json:"allocs,omitempty"`      // allocations of one solve
	GC       string   `json:"gc,omitempty"`          // state of Go's collector, whose time counts
}

// number is x for a line, null where it is not a number.
func number(x float64) *float64 {
	if !finite(x) {
		return nil
	}
	return &x
}

// write writes the line.
func (l *line) write(w io.Writer) error {
	data, err := json.Marshal(l)
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}
