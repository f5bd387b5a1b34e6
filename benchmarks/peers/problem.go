package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// options are those of the command line that change a problem. Names and meanings are the peers'.
type options struct {
	capRatio     float64 // P1: CV caps over limits; 0: from the file caps
	caps         string  // caps.json of the peers
	budgetFactor float64 // P2: the budget is multiplied by it
	coupled      bool    // P1, P2: a lead teacher who moves also moves a qualified teacher
	cv           float64 // P5: limit of every CV; 0: the official one
	limit        float64 // seconds for one search; 0: none
	whole        bool    // P1, P2: whole units, and limits on moves rounded down
	change       string  // P2, P4: what is changed before it is solved again; "": nothing
	route        string  // "": the one that fits; else one of the problem's
}

// A task is an instance with the options applied, ready to be solved as often as a clock asks. Its
// parts are what is timed apart: build makes the solver's own form from the arcs and columns of the
// instance; solve starts from there, anew every time, and ends with plan and bound.
type task struct {
	build, solve func() error
	name         string                  // "": that of the problem
	proof        float64                 // gap at which the plan counts as optimal; 0: what all are asked for
	once         bool                    // what build makes is solved once: before every solve it is built anew, not timed
	answer       func() (*answer, error) // of the last solve; not timed

	// The problem after a small change: reset puts the state back to before it, again solves it from
	// there. nil: the problem has none.
	reset, again func() error
	answerAgain  func() (*answer, error)
}

// An answer is a plan, what it comes to, and the bound that was proven.
type answer struct {
	status   string
	bound    float64
	plan     *solution
	rounds   int // 0: the route has none
	capRatio float64
	first    *mark // when there was a plan; nil: not known
	closed   *mark // when the gap was closed; nil: it was not, or that is not known
	*judgement
}

// gap is the relative distance of the objective and the bound.
func (a *answer) gap() float64 {
	if a.objective == a.bound {
		return 0
	}
	return (a.objective - a.bound) / max(a.objective, -a.objective)
}

// A problem is a kind of task.
type problem struct {
	name   string
	routes []string // the first is the one that fits
	open   func(in instance, o *options) (*task, error)
}

// errProblem is what a question that has no answer here matches.
var errProblem = errors.New("no such problem")

// open makes the task of a problem.
func open(name string, in instance, o *options) (*task, error) {
	var names []string
	for _, p := range problems {
		names = append(names, p.name)
		if p.name != name {
			continue
		}
		if o.route == "" {
			o.route = p.routes[0]
		}
		if !slices.Contains(p.routes, o.route) {
			return nil, fmt.Errorf("%w: %s has the routes %s, not %q", errProblem, name, strings.Join(p.routes, ", "), o.route)
		}
		return p.open(in, o)
	}
	return nil, fmt.Errorf("%w: %q; there are %s", errProblem, name, strings.Join(names, ", "))
}

// errUnsolved is what an instance matches that has no plan.
var errUnsolved = errors.New("no plan")

// unsolved is the error of a status that is not optimal: there is no line about it.
func unsolved(status fmt.Stringer) error { return fmt.Errorf("%w: %v", errUnsolved, status) }

// typed returns the instance as the type that a problem is about.
func typed[T instance](in instance) (T, error) {
	t, ok := in.(T)
	if !ok {
		return t, fmt.Errorf("%w: the instance is a %T, the problem wants a %T", errProblem, in, t)
	}
	return t, nil
}
