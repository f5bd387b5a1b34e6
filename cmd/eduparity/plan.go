package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/geojson"
	"github.com/eduparity/eduparity/alloc/report/html"
	"github.com/eduparity/eduparity/alloc/report/xlsx"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// A planning is one run of the command plan.
type planning struct {
	county     source
	question   question
	solving    solving
	output     output
	figure     figure
	save       string
	dryRun     bool
	closings   bool
	sideBySide bool
}

// plan is the command that makes a plan.
func (p *program) plan() *cobra.Command {
	var r planning
	cmd := &cobra.Command{
		Use:   "plan COUNTY --goal G[,G...] --lever L[,L...] [limits]",
		Short: "plan what to buy, whom to hire, which teachers to move and who goes to which school, with a proof",
		Long: `Plans what to buy, whom to hire, which teachers to move, which pieces of the map go to which school, and
which schools open, grow or close. What is not limited by a flag, a file or funds.csv is free.

Goals (--goal; several, first things first, with commas between them):
` + listed(goalList()) + `

Levers (--lever):
` + listed(leverList()) + `

An interrupt (Ctrl-C) ends the search and writes the best plan so far.`,
		Example: `  eduparity plan demo --goal pass-cost --lever funding,hiring,rotation -o plan.json
  eduparity plan demo --goal dispersion --lever funding,rotation --budget 2000000
  eduparity plan county --goal moves --lever rotation --cv-limit 0.5 --keep-teachers-at-least classes
  eduparity plan county.xlsx --goal pass-cost --lever funding --standard quality-balance-2017,province.yaml
  eduparity plan county --encoding gbk --goal cost --lever hiring
  eduparity plan city --goal pupils-moved,travel --lever catchment --whole-pieces -o plan.geojson`,
		Args: oneArg(aCounty), Annotations: heeding(), ValidArgsFunction: countyArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			r.county.name = args[0]
			return p.runPlan(cmd, &r)
		},
	}
	cmd.Flags().SortFlags = false
	r.question.flags(cmd.Flags())
	r.county.flags(cmd.Flags())
	r.solving.flags(cmd.Flags())
	cmd.Flags().BoolVar(&r.dryRun, "dry-run", false, "say only how large the model is and how it would be solved")
	cmd.Flags().BoolVar(&r.closings, "closings", false, "make no plan, but say what closing each school would do under these limits")
	cmd.Flags().BoolVar(&r.sideBySide, "side-by-side", false, "plan for each of the goals in turn, and write what the plans come to side by side")
	r.output.flags(cmd.Flags(), planFormats()...)
	r.figure.flags(cmd.Flags(), true)
	cmd.Flags().StringVar(&r.save, "save", "", "also write the plan as JSON to `FILE`")
	return cmd
}

func (p *program) runPlan(cmd *cobra.Command, r *planning) error {
	settings, err := r.solving.settings()
	if err := errors.Join(err, r.output.check(planFormats()...), checkFile(r.save), r.figure.check(), r.county.check(), r.question.check(cmd), r.checkInstead()); err != nil {
		return &exit{exitUsage, err}
	}
	c, findings, err := r.county.read()
	if err != nil {
		return err
	}
	p.note(findings, report.Lang(r.output.lang))
	problem, err := p.readProblem(&r.question, r.county, c)
	if err != nil {
		return err
	}
	if len(problem.LimitsOn(plan.LimitContiguous)) > 0 {
		p.note(ofMap(c.Findings()), report.Lang(r.output.lang))
	}
	if r.sideBySide {
		return p.sideBySide(cmd, alloc.Exact{Open: highs.Open, Settings: settings}, problem, c, &r.output)
	}
	if err := problem.Validate(); err != nil {
		return badData(err)
	}
	strategy := alloc.Exact{Open: highs.Open, Settings: settings}
	if r.dryRun {
		return p.dryRun(strategy, problem, &r.output)
	}
	if r.closings {
		return p.closings(problem, c, &r.output)
	}
	watch := p.watch(problem, c, report.Lang(r.output.lang))
	strategy.Settings.Progress = watch.progress()
	pl, err := strategy.Plan(cmd.Context(), problem)
	watch.close()
	if err != nil {
		return failedPlan(err)
	}
	if err := p.writePlan(pl, c, r); err != nil {
		return failed(err)
	}
	return outcome(cmd.Context(), pl.Status, settings)
}

// check settles what can be said of a question without a county.
func (q *question) check(cmd *cobra.Command) error {
	if q.years > 1 {
		return later(fmt.Sprintf("--years %d: plans of more than one year", q.years))
	}
	if q.years < 1 {
		return usage("--years %d: must be 1", q.years)
	}
	if q.problem != "" {
		if given := changed(cmd, asking()); len(given) > 0 {
			return usage("--problem says all of the problem: %s cannot go with it", strings.Join(given, ", "))
		}
		return nil
	}
	if q.goals == "" || q.levers == "" {
		return usage("plan: say what is wanted with --goal and what may change with --lever, or give --problem")
	}
	return nil
}

// readProblem makes the problem from the file named or from the flags.
func (p *program) readProblem(q *question, from source, c *model.County) (*plan.Problem, error) {
	if q.problem != "" {
		return p.openProblem(q.problem, c)
	}
	s, err := p.standardOf(q, from, c)
	if err != nil {
		return nil, err
	}
	problem := &plan.Problem{County: c, Standard: s, Indicators: q.indicators, Stages: q.stages}
	var faults []error
	add := func(err error) { faults = append(faults, err) }
	problem.Levers, err = plan.ParseLevers(q.levers)
	add(err)
	problem.Goals, err = plan.ParseGoals(q.goals)
	add(err)
	problem.Limits, err = q.limits()
	add(err)
	for _, name := range q.limitFiles {
		limits, err := p.readLimits(name)
		add(err)
		problem.Limits = append(problem.Limits, limits...)
	}
	for _, name := range q.lockFiles {
		locks, err := p.readLocks(name, c.PlanningYear())
		add(err)
		problem.Locks = append(problem.Locks, locks...)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, badData(err)
	}
	return problem, nil
}

// failedPlan tells errors of whoever asked from failures of the engine.
func failedPlan(err error) error {
	switch {
	case errors.Is(err, plan.ErrProblem), errors.Is(err, plan.ErrNotYet), errors.Is(err, exact.ErrRoute):
		return badData(err)
	case errors.Is(err, context.Canceled):
		return errInterrupted()
	}
	return failed(err)
}

// errInterrupted is the end of a run that an interrupt stopped too early.
func errInterrupted() error {
	return &exit{exitNone, errors.New("interrupted before there was a plan")}
}

// planFormats are the formats in which plans are written.
func planFormats() []string {
	return []string{formatText, formatJSON, formatCSV, formatXLSX, formatHTML, formatGeoJSON}
}

// writePlan writes a plan, or the explanation why there is none. A run that found nothing leaves
// files as they were, and the error says it.
func (p *program) writePlan(pl *plan.Plan, c *model.County, r *planning) error {
	if pl.Status == plan.Unknown {
		if r.output.file != "" && r.output.file != "-" {
			return nil
		}
		r.save = ""
	}
	asJSON := func(w io.Writer) error { return plan.Write(w, pl) }
	if r.save != "" {
		if err := writeFile(r.save, asJSON); err != nil {
			return err
		}
	}
	if pl.Status != plan.Unknown {
		if err := p.ofPlan(&r.figure, pl, c, report.Lang(r.output.lang)); err != nil {
			return err
		}
	}
	return r.output.write(p.stdout, func(w io.Writer) error {
		o := r.output.report(w)
		switch r.output.format {
		case formatJSON:
			return asJSON(w)
		case formatCSV:
			return report.PlanCSV(w, pl, c, o)
		case formatXLSX:
			return xlsx.Write(w, pl, c, o)
		case formatGeoJSON:
			return geojson.Write(w, pl, c)
		case formatHTML:
			return html.Plan(w, pl, c, html.Options{Lang: o.Lang})
		}
		return report.Plan(w, pl, c, o)
	})
}

// outcome is the exit code of a plan.
func outcome(ctx context.Context, s plan.Status, settings alloc.Settings) error {
	switch s {
	case plan.Optimal:
		return nil
	case plan.Feasible:
		return &exit{code: exitFeasible}
	case plan.StatusInfeasible:
		return &exit{code: exitInfeasible}
	case plan.Unknown:
		if ctx.Err() != nil {
			return errInterrupted()
		}
		return &exit{exitNone, fmt.Errorf("stopped without a plan (--time-limit %s)", settings.TimeLimit)}
	}
	return &exit{exitFailure, fmt.Errorf("the plan has the unknown status %q", s)}
}
