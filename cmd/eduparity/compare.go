package main

import (
	"errors"
	"io"
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

// A compareRun is one run of the command compare.
type compareRun struct {
	county     source
	question   question
	solving    solving
	output     output
	strategies []string
}

// compare is the command that puts strategies side by side.
func (p *program) compare() *cobra.Command {
	var r compareRun
	cmd := &cobra.Command{
		Use:   "compare COUNTY [--strategies A,B,...] [--goal G] [--lever L[,L...]] [limits]",
		Short: "put strategies side by side: what offices do by rule, and the best there is",
		Long: `Puts strategies side by side on one county: what they cost, how even they make it, how far each is from
the proven best, who gains and who loses.

Strategies:
  status-quo              nothing changes
  equal-share             every school gets the same sum and spends it where it is lowest
  per-pupil               every school gets the same sum for each pupil
  formula-weighted        the same for each weighted pupil: small schools, boarders, junior and rural
                          pupils weigh more
  neediest-first          the worst section gets the next step, again and again
  highest-ratio-first     teachers above the norm go to the nearest section that lacks one
  lexicographic-transfer  least shortage of teachers, then weighted shortage, then moves, then distance
  local-search            from neediest-first on, one change after another as long as one helps
  exact                   the best of all plans, with a proof

Without --goal it is dispersion: as even as can be, for the money of funds.csv or --budget. Under
pass-cost, cost and moves each strategy does as little as keeps the conditions. Without --lever it is
all that the county's costs and teachers allow.`,
		Example: `  eduparity compare demo --budget 20000000
  eduparity compare demo --lever funding --indicators L6,L7 --goal cost --cv-limit 0.2
  eduparity compare demo --lever rotation --indicators L1 --strategies highest-ratio-first,exact
  eduparity compare demo --budget 5000000 --lang zh --all
  eduparity compare demo --budget 5000000 -o compare.csv`,
		Args: oneArg(aCounty), Annotations: heeding(), ValidArgsFunction: countyArg,
		RunE: func(cmd *cobra.Command, args []string) error {
			r.county.name = args[0]
			return p.runCompare(cmd, &r)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringSliceVar(&r.strategies, "strategies", nil, "which strategies, in this order (`A,B`; default: all)")
	r.question.flags(f)
	r.county.flags(f)
	r.solving.flags(f)
	r.output.flags(f, formatText, formatJSON, formatCSV, formatHTML)
	return cmd
}

func (p *program) runCompare(cmd *cobra.Command, r *compareRun) error {
	settings, err := r.solving.settings()
	exact := alloc.Exact{Open: highs.Open, Settings: settings}
	contenders, unknown := r.contenders(&exact)
	anyLever := r.question.problem == "" && r.question.levers == ""
	if r.question.problem == "" && r.question.goals == "" {
		r.question.goals = string(plan.Dispersion)
	}
	if anyLever {
		r.question.levers = string(plan.Funding) // until the county is read
	}
	if err := errors.Join(err, unknown, r.output.check(formatText, formatJSON, formatCSV, formatHTML), r.county.check(), r.question.check(cmd)); err != nil {
		return &exit{exitUsage, err}
	}
	c, findings, err := r.county.read()
	if err != nil {
		return err
	}
	lang := report.Lang(r.output.lang)
	p.note(findings, lang)
	if anyLever {
		r.question.levers = strings.Join(words(leversOf(c)), ",")
	}
	problem, err := p.readProblem(&r.question, r.county, c)
	if err != nil {
		return err
	}
	if err := problem.Validate(); err != nil {
		return badData(err)
	}
	watch := p.watch(problem, c, lang)
	exact.Settings.Progress = watch.progress()
	comparison, err := alloc.Compare(cmd.Context(), problem, contenders()...)
	watch.close()
	if err != nil {
		return failedPlan(err)
	}
	if err := r.output.write(p.stdout, func(w io.Writer) error { return r.write(w, comparison, c) }); err != nil {
		return failed(err)
	}
	return r.outcome(comparison)
}

// contenders are the strategies that were named, or all, once their settings are complete.
func (r *compareRun) contenders(e *alloc.Exact) (func() []alloc.Contender, error) {
	names := r.strategies
	if len(names) == 0 {
		names = words(alloc.StrategyNames())
	}
	var faults []error
	for n, name := range names {
		if _, err := alloc.StrategyByName(name, *e); err != nil {
			faults = append(faults, usage("--strategies: %w", err))
		}
		if slices.Contains(names[:n], name) {
			faults = append(faults, usage("--strategies: %s is named twice", name))
		}
	}
	return func() []alloc.Contender {
		all := make([]alloc.Contender, 0, len(names))
		for _, name := range names {
			if x, err := alloc.StrategyByName(name, *e); err == nil {
				all = append(all, x)
			}
		}
		return all
	}, errors.Join(faults...)
}

// leversOf are the levers that a county has data for.
func leversOf(c *model.County) []plan.Lever {
	var levers []plan.Lever
	has := func(is func(category string) bool) bool {
		return slices.ContainsFunc(c.Costs, func(x model.Cost) bool { return is(x.Category) })
	}
	hire := func(category string) bool { return strings.HasPrefix(category, model.HirePrefix) }
	if prices, err := plan.NewPrices(c); err == nil && slices.ContainsFunc(prices.Stocks(), func(s string) bool { return !plan.IsPeople(s) && !hire(s) }) {
		levers = append(levers, plan.Funding)
	}
	if has(hire) {
		levers = append(levers, plan.Hiring)
	}
	if len(c.Staff) > 0 || slices.ContainsFunc(c.Sections, func(s model.Section) bool { _, ok := s.Stocks[model.Teachers]; return ok }) {
		levers = append(levers, plan.Rotation)
	}
	return levers
}

// write writes a comparison in the format asked for.
func (r *compareRun) write(w io.Writer, x *plan.Comparison, c *model.County) error {
	switch r.output.format {
	case formatJSON:
		return plan.WriteComparison(w, x)
	case formatCSV:
		return report.ComparisonCSV(w, x)
	case formatHTML:
		return html.Comparison(w, x, c, html.Options{Lang: report.Lang(r.output.lang)})
	}
	return report.Comparison(w, x, c, r.output.report(w))
}

// outcome is the exit code of a comparison: that a rule of an office is not the best there is does not
// count, that the search for the best was stopped does.
func (r *compareRun) outcome(x *plan.Comparison) error {
	planned := false
	for i := range x.Strategies {
		s := &x.Strategies[i]
		planned = planned || s.Planned()
		if s.Name == string(alloc.NameExact) && s.Status == plan.Feasible {
			return &exit{code: exitFeasible}
		}
	}
	switch {
	case planned:
		return nil
	case x.Impossible:
		return &exit{code: exitInfeasible}
	}
	return &exit{exitNone, errors.New("no strategy came to a plan")}
}
