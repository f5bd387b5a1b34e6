package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/html"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// A frontierRun is one run of the command frontier.
type frontierRun struct {
	county   source
	question question
	solving  solving
	output   output
	figure   figure
	over     string
	from, to quantity
	steps    int
}

// frontier is the command that shows what more money or more moves buy.
func (p *program) frontier() *cobra.Command {
	var r frontierRun
	cmd := &cobra.Command{
		Use:   "frontier COUNTY --over budget|moves --goal G --lever L[,L...] [--from A --to B --steps N]",
		Short: "show what more money, or more moves, buy",
		Long: `Shows what more money, or more moves, buy: the best value of the goal at every budget, or number of
moves, of a range, what one million more (or one more move) would bring there, and what each step buys.

Where stocks and teachers may be planned in parts (--divisible), nothing ties them together but the
money, and unit costs are alike, all points are found at which some part of the plan changes its form:
breakpoints, between which the curve is one formula. Elsewhere the range is divided into steps, and each
point is a plan of its own, as proven as the command plan would give it.

Without --to the range ends at what the best plan without a limit uses. --time-limit is for the whole
frontier; an interrupt (Ctrl-C) ends it and writes the points so far.`,
		Example: `  eduparity frontier demo --over budget --goal dispersion --lever rotation --divisible --indicators L1
  eduparity frontier demo --over budget --goal shortfall --lever funding,hiring --to 20000000 --steps 6
  eduparity frontier demo --over moves --goal dispersion --lever rotation --indicators L1 -o frontier.csv`,
		Args: oneArg(aCounty), Annotations: heeding(), ValidArgsFunction: countyArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			r.county.name = args[0]
			return p.runFrontier(cmd, &r)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	r.from.unit, r.to.unit = "A", "B"
	f.StringVar(&r.over, "over", "", "what there is more and more of (`WHAT`: budget, moves)")
	f.Var(&r.from, "from", "where the range begins: yuan or moves (default 0)")
	f.Var(&r.to, "to", "where it ends (default: what the best plan uses)")
	f.IntVar(&r.steps, "steps", 0, fmt.Sprintf("`N` points of the range, or most breakpoints listed (default %d, %d)", alloc.DefaultSteps, alloc.MostBreakpoints))
	r.question.flags(f)
	r.county.flags(f)
	r.solving.flags(f)
	r.output.flags(f, formatText, formatJSON, formatCSV, formatHTML)
	r.figure.flags(f, false)
	return cmd
}

func (p *program) runFrontier(cmd *cobra.Command, r *frontierRun) error {
	settings, err := r.solving.settings()
	if err := errors.Join(err, r.output.check(formatText, formatJSON, formatCSV, formatHTML), r.county.check(), r.figure.check(), r.check(cmd), r.question.check(cmd)); err != nil {
		return &exit{exitUsage, err}
	}
	c, findings, err := r.county.read()
	if err != nil {
		return err
	}
	lang := report.Lang(r.output.lang)
	p.note(findings, lang)
	problem, err := p.readProblem(&r.question, r.county, c)
	if err != nil {
		return err
	}
	over := plan.Over(r.over)
	if err := errors.Join(problem.Validate(), problem.CheckFrontier(over)); err != nil {
		return badData(err)
	}
	strategy := alloc.Exact{Open: highs.Open, Settings: settings}
	watch := p.watch(problem, c, lang)
	strategy.Settings.Progress = watch.progress()
	set := alloc.FrontierSettings{To: r.to.value, Steps: r.steps}
	if r.from.value != nil {
		set.From = *r.from.value
	}
	f, err := alloc.Frontier(cmd.Context(), problem, over, strategy, set)
	watch.close()
	if err != nil {
		return failedPlan(err)
	}
	if len(f.Planned()) > 0 {
		if err := p.ofFrontier(&r.figure, f, c, lang); err != nil {
			return failed(err)
		}
	}
	if len(f.Points) > 0 || r.output.file == "" || r.output.file == "-" {
		if err := r.output.write(p.stdout, func(w io.Writer) error { return r.write(w, f, c, lang) }); err != nil {
			return failed(err)
		}
	}
	return r.outcome(f, settings)
}

// write writes a frontier in the format asked for.
func (r *frontierRun) write(w io.Writer, f *plan.Frontier, c *model.County, lang report.Lang) error {
	switch r.output.format {
	case formatJSON:
		return plan.WriteFrontier(w, f)
	case formatCSV:
		return report.FrontierCSV(w, f)
	case formatHTML:
		return html.Frontier(w, f, c, html.Options{Lang: lang})
	}
	return report.Frontier(w, f, c, report.Options{Top: r.output.top, Lang: lang})
}

// check settles what can be said of the range without a county.
func (r *frontierRun) check(cmd *cobra.Command) error {
	var faults []error
	overs := words(plan.Overs())
	switch {
	case r.over == "":
		faults = append(faults, usage("frontier: say with --over what there is more of: %s", strings.Join(overs, ", ")))
	case !slices.Contains(overs, r.over):
		faults = append(faults, usage("--over %q: %s", r.over, model.Unknown(r.over, overs)))
	default:
		from, to := 0.0, math.Inf(1)
		if r.from.value != nil {
			from = *r.from.value
		}
		if r.to.value != nil {
			to = *r.to.value
		}
		if to < from {
			faults = append(faults, usage("--to %s is below --from %s", r.to.String(), r.from.String()))
		}
		if plan.Over(r.over) == plan.OverMoves && (from != math.Trunc(from) || to != math.Trunc(to)) {
			faults = append(faults, usage("--from and --to are numbers of moves: must be whole"))
		}
		if flag := map[plan.Over]string{plan.OverBudget: "budget", plan.OverMoves: "max-moves"}[plan.Over(r.over)]; cmd.Flags().Changed(flag) {
			faults = append(faults, usage("--%s cannot go with --over %s: give --from and --to", flag, r.over))
		}
	}
	if cmd.Flags().Changed("steps") && r.steps < 2 {
		faults = append(faults, usage("--steps %d: must be 2 or more", r.steps))
	}
	return errors.Join(faults...)
}

// outcome is the exit code of a frontier: that of the least of its points.
func (r *frontierRun) outcome(f *plan.Frontier, settings alloc.Settings) error {
	planned, impossible := len(f.Planned()) > 0, len(f.Points) > 0
	for i := range f.Points {
		impossible = impossible && f.Points[i].Status == plan.StatusInfeasible
	}
	switch {
	case f.Status == plan.FrontierComplete && planned:
		return nil
	case planned:
		return &exit{code: exitFeasible}
	case impossible && f.Status == plan.FrontierComplete:
		return &exit{code: exitInfeasible}
	}
	return &exit{exitNone, fmt.Errorf("stopped without a point (--time-limit %s)", settings.TimeLimit)}
}
