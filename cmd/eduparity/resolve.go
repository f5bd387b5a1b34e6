package main

import (
	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"io"
)

func resolved(cmd *cobra.Command, c *model.County, pl *plan.Plan, settings alloc.Settings) ([]verify.Fault, []string, error) {
	return nil, nil, nil
}

func writeCheck(w io.Writer, r *verify.Report) error { return nil }
