package main

import (
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// tableFormats are the formats of what plan writes instead of a plan.
func tableFormats() []string { return []string{formatText, formatJSON, formatCSV} }

// checkInstead refuses flags that belong to a plan where none is written.
func (r *planning) checkInstead() error {
	var name string
	switch {
	case r.closings && r.sideBySide:
		return usage("--closings and --side-by-side do not go together")
	case r.sideBySide && r.dryRun:
		return usage("--dry-run sizes one problem: --side-by-side cannot go with it")
	case r.closings:
		name = "--closings"
	case r.sideBySide:
		name = "--side-by-side"
	default:
		return nil
	}
	switch {
	case r.save != "" || r.figure.file != "":
		return usage("%s writes no plan: --save and figures cannot go with it", name)
	case !slices.Contains(tableFormats(), r.output.format):
		return usage("--format %s cannot go with %s", r.output.format, name)
	}
	return nil
}

// sideBySide plans for each goal of a problem in turn.
func (p *program) sideBySide(cmd *cobra.Command, strategy alloc.Exact, problem *plan.Problem, c *model.County, o *output) error {
	x, err := alloc.Tradeoffs(cmd.Context(), problem, problem.Goals, strategy)
	if err != nil {
		return failedPlan(err)
	}
	if err := o.write(p.stdout, func(w io.Writer) error {
		switch o.format {
		case formatJSON:
			return plan.WriteTradeoffs(w, x)
		case formatCSV:
			return report.TradeoffsCSV(w, x)
		}
		return report.Tradeoffs(w, x, c, o.report(w))
	}); err != nil {
		return failed(err)
	}
	return outcome(cmd.Context(), together(x), strategy.Settings)
}

// together is the status that stands for all plans: the best that holds for each; with only some plans it is
// that of a plan that is not proven.
func together(x *plan.Tradeoffs) plan.Status {
	with, optimal, impossible := 0, 0, false
	for i := range x.Rows {
		if x.Rows[i].Planned() {
			with++
		}
		if x.Rows[i].Status == plan.Optimal {
			optimal++
		}
		impossible = impossible || x.Rows[i].Status == plan.StatusInfeasible
	}
	switch {
	case optimal == len(x.Problem.Goals):
		return plan.Optimal
	case with > 0:
		return plan.Feasible
	case impossible:
		return plan.StatusInfeasible
	}
	return plan.Unknown
}
