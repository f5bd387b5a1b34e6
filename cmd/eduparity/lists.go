package main

import (
	"fmt"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// A described word is one of those that a flag takes, with what it means.
type described struct{ word, meaning string }

// goalList says what every goal means.
func goalList() []described {
	return []described{
		{string(plan.Dispersion), "as even as can be: the worst CV/limit first, then the next, then cost, then moves"},
		{string(plan.PassCost), "the cheapest plan under which every section and every CV passes"},
		{string(plan.CostGoal), "the cheapest plan under the CV limits"},
		{string(plan.Shortfall), "least pupils x share of the minimum that is missing"},
		{string(plan.Moves), "fewest teachers moved under the CV limits"},
		{string(plan.Travel), "shortest ways to school, in pupil-km"},
		{string(plan.PupilsMoved), "fewest pupils who change school"},
		{string(plan.SeatsGoal), "fewest pupils without a seat, then seats per pupil as even as can be"},
	}
}

// leverList says what every lever changes.
func leverList() []described {
	return []described{
		{string(plan.Funding), "buy what the county has prices for: rooms, equipment, grounds"},
		{string(plan.Hiring), "hire teachers of the kinds that have a price"},
		{string(plan.Rotation), "move teachers between the sections of a stage"},
		{string(plan.Catchment), "assign pieces of catchments to other schools (pieces.csv)"},
		{string(plan.Siting), "open, extend or close sites (candidates.csv)"},
	}
}

// listed writes words with their meanings, one a line, for a help text.
func listed(all []described) string {
	width := 0
	for _, d := range all {
		width = max(width, len(d.word))
	}
	var b strings.Builder
	for _, d := range all {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, d.word, d.meaning)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
