package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/model"
)

// A program is what the commands share.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	unheeded       func()      // lets interrupts end the program at once
	done           func() bool // the run is over: interrupts are no longer answered
}

// run carries out one command line and returns the exit code. The context ends with an interrupt, until
// unheeded is called: then interrupts end the program.
func run(ctx context.Context, unheeded func(), args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr, unheeded: unheeded}
	root := p.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if p.done != nil {
		p.done()
	}
	return tell(stderr, err)
}

// root is the command line.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "eduparity",
		Short: "judge how evenly a county's schools are provided for, and plan so that they become even",
		Long: `eduparity reads the tables of a county (schools, sections, funds, costs, teachers), judges them by a
standard such as China's quality balance of 2017, and plans what to buy, whom to hire and which
teachers to move, which catchments to redraw and which schools to open, with a proof of how good the plan
is. Reports are text, tables, workbooks or pages, in English or Chinese (--lang zh); help and the messages
that end a run are English. Nothing leaves the machine.

Exit codes: 0 done; 1 the answer is no (assess --fail, verify); 2 wrong usage or bad data; 3 proven
impossible; 4 stopped by a limit with a plan; 5 stopped without one; 6 failure of the program.`,
		Example: `  eduparity example demo                        # write a shipped county to the folder demo
  eduparity assess demo                         # where it stands
  eduparity plan demo --goal pass-cost --lever funding,hiring,rotation -o plan.json
  eduparity verify demo plan.json               # trust nothing in the file
  eduparity plan demo --problem plan.json -o plan.xlsx --lang zh`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
	}
	root.PersistentPreRunE = p.settleInterrupts
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(p.assess(), p.plan(), p.compare(), p.frontier(), p.verify(), p.standardCommand(), p.convert(), p.example(), p.version())
	root.AddCommand(reserved("serve"))
	root.AddCommand(topics()...)
	root.AddCommand(p.man())
	root.SetHelpCommand(helpCommand())
	refineCompletion(root)
	completeFlags(root)
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		return usage("command %q: %s", args[0], model.Unknown(args[0], commandNames(root)))
	}
	return root
}

// reserved is a command of a later version: not in the help, refused.
func reserved(name string) *cobra.Command {
	return &cobra.Command{
		Use: name, Hidden: true, DisableFlagParsing: true,
		RunE: func(*cobra.Command, []string) error { return later(name) },
	}
}

// commandNames lists the commands that a user may type.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	return names
}

// flagError says which flag was meant.
func flagError(cmd *cobra.Command, err error) error {
	const unknown = "unknown flag: --"
	name, ok := strings.CutPrefix(err.Error(), unknown)
	if !ok {
		return &exit{exitUsage, err}
	}
	name, _, _ = strings.Cut(name, "=")
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	if slices.Contains(reservedFlags(), name) {
		return later("--" + name)
	}
	if near := model.Nearest(name, known); near != "" {
		return usage("unknown flag --%s; did you mean --%s?", name, near)
	}
	return usage("unknown flag --%s; see eduparity help %s", name, cmd.Name())
}

// reservedFlags are the flags of later versions.
func reservedFlags() []string {
	return []string{
		"zone-quota", "group-size", "rules", "port",
	}
}

// aCounty is what commands ask for.
const aCounty = "the county's folder or workbook"

// oneArg asks for exactly one argument.
func oneArg(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return usage("%s: give %s", cmd.Name(), what)
		case len(args) > 1:
			return usage("%s: one argument is too many: %q", cmd.Name(), args[1])
		}
		return nil
	}
}
