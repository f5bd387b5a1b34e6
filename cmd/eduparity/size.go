package main

import (
	"fmt"
	"io"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
)

// dryRun says how large the model is and how it would be solved.
func (p *program) dryRun(exact alloc.Exact, problem *plan.Problem, o *output) error {
	size, err := exact.Size(problem)
	if err != nil {
		return failed(err)
	}
	return failed(o.write(p.stdout, func(w io.Writer) error {
		if o.format == formatJSON {
			return writeJSON(w, size)
		}
		_, err := fmt.Fprintf(w, "route %s: %d columns (%d whole), %d rows\n", size.Route, size.Cols, size.Whole, size.Rows)
		return err
	}))
}
