package main

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
)

// verify is the command that checks a plan.
func (p *program) verify() *cobra.Command {
	var resolve bool
	var timeLimit time.Duration
	var o output
	var from source
	cmd := &cobra.Command{
		Use:   "verify COUNTY PLAN.json",
		Short: "check a plan from the file and the county alone; exit code 1 where it does not hold",
		Long: `Computes everything in a plan again from the county's tables and the plan's actions and trusts nothing
in the file: costs, funds, limits, values, the county before and after, and the proofs of its bounds.
With --resolve the problem is solved once more, which catches a forged bound of a search.`,
		Example: `  eduparity verify demo plan.json
  eduparity verify county.xlsx plan.json --resolve --time-limit 5m`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("verify: give %s and the plan's file", aCounty)
			}
			return nil
		},
		ValidArgsFunction: countyAndPlan,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(formatText, formatJSON); err != nil {
				return err
			}
			if err := from.check(); err != nil {
				return err
			}
			if timeLimit <= 0 {
				return usage("--time-limit %s: must be more than 0", timeLimit)
			}
			if !resolve {
				timeLimit = 0
			}
			from.name = args[0]
			return p.runVerify(cmd.Context(), from, args[1], timeLimit, &o)
		},
	}
	cmd.Flags().BoolVar(&resolve, "resolve", false, "also solve the problem again")
	cmd.Flags().DurationVar(&timeLimit, "time-limit", defaultTimeLimit, "of solving again (`T`: 30s, 5m)")
	from.flags(cmd.Flags())
	o.flags(cmd.Flags(), formatText, formatJSON)
	return cmd
}

// runVerify checks a plan; with a time limit it also solves the problem again.
func (p *program) runVerify(ctx context.Context, from source, file string, timeLimit time.Duration, o *output) error {
	c, _, err := from.read()
	if err != nil {
		return err
	}
	f, err := p.openInput(file)
	if err != nil {
		return err
	}
	pl, err := plan.Read(f)
	if err != nil {
		return usage("%s: %w", file, errors.Join(err, f.Close()))
	}
	if err := f.Close(); err != nil {
		return badData(err)
	}
	checked := checkOf(verify.Check(c, pl), pl.Status)
	if timeLimit > 0 && len(checked.Faults) == 0 {
		if err := checked.resolve(ctx, c, pl, timeLimit); err != nil {
			return err
		}
	}
	err = o.write(p.stdout, func(w io.Writer) error {
		if o.format == formatJSON {
			return writeJSON(w, checked)
		}
		return checked.writeText(w, o.report(w))
	})
	if err != nil {
		return failed(err)
	}
	if !checked.Holds {
		return &exit{code: exitNo}
	}
	return nil
}
