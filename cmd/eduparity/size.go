package main

import (
	"fmt"
	"io"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
)

// A sizeJSON is the size of a model in JSON.
type sizeJSON struct {
	Route string `json:"route"`
	Cols  int    `json:"cols"`
	Rows  int    `json:"rows"`
	Whole int    `json:"whole"`
}

// dryRun says how large the model is and how it would be solved.
func (p *program) dryRun(strategy alloc.Exact, problem *plan.Problem, o *output) error {
	size, err := strategy.Size(problem)
	if err != nil {
		return failedPlan(err)
	}
	return failed(o.write(p.stdout, func(w io.Writer) error {
		if o.format == formatJSON {
			return writeJSON(w, sizeJSON{string(size.Route), size.Cols, size.Rows, size.Whole})
		}
		if size.Route != exact.RouteOuter {
			_, err := fmt.Fprintf(w, "route %s: no model for an engine\n", size.Route)
			return err
		}
		_, err := fmt.Fprintf(w, "route %s: %d columns (%d whole), %d rows\n", size.Route, size.Cols, size.Whole, size.Rows)
		return err
	}))
}
