package main

import (
	"io"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// closings says what closing each school would do under the limits of a problem.
func (p *program) closings(problem *plan.Problem, c *model.County, o *output) error {
	rules, err := plan.NewRules(problem)
	if err != nil {
		return badData(err)
	}
	all, err := rules.Closings()
	if err != nil {
		return badData(err)
	}
	return failed(o.write(p.stdout, func(w io.Writer) error {
		switch o.format {
		case formatJSON:
			return plan.WriteClosings(w, c.Name, all)
		case formatCSV:
			return report.ClosingsCSV(w, all)
		}
		return report.Closings(w, all, c, o.report(w))
	}))
}
