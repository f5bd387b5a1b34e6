package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
)

// verify is the command that checks a plan.
func (p *program) verify() *cobra.Command {
	var resolve bool
	var run solving
	var o output
	cmd := &cobra.Command{
		Use:   "verify COUNTY PLAN.json",
		Short: "check a plan from the file and the county alone; exit code 1 where it does not hold",
		Long: `Computes everything in a plan again from the county's tables and the plan's actions and trusts nothing
in the file: costs, funds, limits, values, the county before and after, and the proofs of its bounds.
With --resolve the problem is solved once more, which catches a forged bound of a search.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("verify: give the county's folder and the plan's file")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			settings, err := run.settings()
			if err := errors.Join(err, o.check()); err != nil {
				return &exit{exitUsage, err}
			}
			return p.runVerify(cmd, args[0], args[1], resolve, settings, &o)
		},
	}
	cmd.Flags().BoolVar(&resolve, "resolve", false, "also solve the problem again")
	run.flags(cmd.Flags())
	o.flags(cmd.Flags())
	return cmd
}

func (p *program) runVerify(cmd *cobra.Command, folder, file string, resolve bool, settings alloc.Settings, o *output) error {
	c, _, err := readCounty(folder)
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
	checked := verify.Check(c, pl)
	if resolve && len(checked.Faults) == 0 {
		faults, proved, err := resolved(cmd, c, pl, settings)
		if err != nil {
			return err
		}
		checked.Faults, checked.Proved = append(checked.Faults, faults...), append(checked.Proved, proved...)
	}
	err = o.write(p.stdout, func(w io.Writer) error {
		if o.format == formatJSON {
			return writeJSON(w, checked)
		}
		return writeCheck(w, checked)
	})
	if err != nil {
		return failed(err)
	}
	if len(checked.Faults) > 0 {
		return &exit{code: exitNo}
	}
	return nil
}
