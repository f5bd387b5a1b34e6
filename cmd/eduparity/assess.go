package main

import (
	"encoding/json"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// assess is the command that judges a county.
func (p *program) assess() *cobra.Command {
	var named string
	var fail bool
	var o output
	cmd := &cobra.Command{
		Use:   "assess COUNTY",
		Short: "judge a county: verdicts, what is missing in units, what drives each CV",
		Args:  oneArg("the county's folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return p.runAssess(args[0], named, fail, &o)
		},
	}
	cmd.Flags().StringVar(&named, "standard", "", "built-in standard or YAML `FILE` (default: the one that county.yaml names)")
	cmd.Flags().BoolVar(&fail, "fail", false, "exit code 1 where the county does not pass")
	o.flags(cmd.Flags())
	return cmd
}

func (p *program) runAssess(folder, named string, fail bool, o *output) error {
	c, findings, err := readCounty(folder)
	if err != nil {
		return err
	}
	s, err := p.readStandard(named, folder, c)
	if err != nil {
		return err
	}
	a, err := s.Assess(c)
	if err != nil {
		return badData(err)
	}
	a.Findings = merged(findings, a.Findings)
	if o.format == formatText {
		p.note(a.Findings)
	}
	err = o.write(p.stdout, func(w io.Writer) error {
		if o.format == formatJSON {
			return writeJSON(w, a)
		}
		return report.Assessment(w, a, report.Options{Standard: s, County: c, Top: o.top})
	})
	if err != nil {
		return failed(err)
	}
	if fail && !a.Passes {
		return &exit{code: exitNo}
	}
	return nil
}

// merged lists what either found, once.
func merged(first, second []model.Finding) []model.Finding {
	all := slices.Clone(first)
	for _, f := range second {
		if !slices.Contains(first, f) {
			all = append(all, f)
		}
	}
	return all
}

// writeJSON writes a value for people and programs to read.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
