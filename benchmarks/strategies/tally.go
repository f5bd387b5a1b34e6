package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
)

// reach is how far a strategy comes in a problem; NaN: that cannot be said. Where the question is how
// even a county can get it is the part of what is possible: 0 is the county as it is, 1 what the exact
// strategy reaches. Where it is how little is enough it is how many times the exact strategy's it takes,
// +Inf where the strategy comes to no plan.
func (r *result) reach(name alloc.StrategyName) float64 {
	exact, s := r.strategy(alloc.NameExact), r.strategy(name)
	if exact == nil || s == nil || !exact.Planned() {
		return math.NaN()
	}
	if r.of.question.best() {
		start := r.strategy(alloc.NameStatusQuo)
		if !s.Planned() || start == nil || !(start.Value > exact.Value) {
			return math.NaN()
		}
		return (start.Value - s.Value) / (start.Value - exact.Value)
	}
	if !s.Planned() {
		return math.Inf(1)
	}
	if !(exact.Value > 0) {
		return math.NaN()
	}
	return s.Value / exact.Value
}

// strategy is the result of a strategy; nil: it did not take part.
func (r *result) strategy(name alloc.StrategyName) *plan.StrategyResult {
	for i := range r.x.Strategies {
		if r.x.Strategies[i].Name == string(name) {
			return &r.x.Strategies[i]
		}
	}
	return nil
}

// A spread is how values lie.
type spread struct {
	n, without          int // values; of them +Inf
	least, middle, most float64
}

// spreadOf sorts values out; NaN does not count. The median of an even number is the lower of the two in
// the middle, so that it is one of the values, be it +Inf.
func spreadOf(values []float64) spread {
	values = slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	if len(values) == 0 {
		return spread{least: math.NaN(), middle: math.NaN(), most: math.NaN()}
	}
	slices.SortFunc(values, cmp.Compare[float64])
	s := spread{n: len(values), least: values[0], middle: values[(len(values)-1)/2], most: values[len(values)-1]}
	for _, x := range values {
		if math.IsInf(x, 1) {
			s.without++
		}
	}
	return s
}

// gapOf is how far the exact strategy's plan is from its bound at most; NaN: it has none.
func (r *result) gapOf() float64 {
	if s := r.strategy(alloc.NameExact); s != nil && s.Planned() {
		return s.Gap
	}
	return math.NaN()
}

// groups are the sets with their questions, in the order of the results.
func groups(results []result) [][2]string {
	var all [][2]string
	for i := range results {
		g := [2]string{results[i].of.set, string(results[i].of.question)}
		if !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	return all
}

// reaches are how far a strategy comes in the problems of a group.
func reaches(results []result, group [2]string, name alloc.StrategyName) []float64 {
	var all []float64
	for i := range results {
		if of := results[i].of; of.set == group[0] && string(of.question) == group[1] && results[i].strategy(name) != nil {
			all = append(all, results[i].reach(name))
		}
	}
	return all
}
