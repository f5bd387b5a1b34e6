package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/model"
)

// helpCommand is the command help, which knows topics beside commands.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND or topic]", Short: "explain a command or a topic",
		Long: `Explains a command, as COMMAND --help does, or a topic: files, limits, signals.`,
		Example: `  eduparity help plan
  eduparity help limits`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			return oneOf(func() []string { return commandNames(cmd.Root()) })(cmd, args, typed)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, root := cmd.Root(), cmd.Root()
			for _, name := range args {
				at := slices.IndexFunc(about.Commands(), func(c *cobra.Command) bool { return c.Name() == name && !c.Hidden })
				if at < 0 {
					return usage("help %q: %s", name, model.Unknown(name, commandNames(root)))
				}
				about = about.Commands()[at]
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// refineCompletion makes cobra's command completion refuse a shell that it does not know.
func refineCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Short = "write the script by which a shell completes command lines"
		c.Long = `Writes a script for bash, zsh, fish or PowerShell by which the shell completes commands, flags, goals,
levers, standards, the indicators and stages of the county that was typed, and names of files. How it
is loaded says the help of each: eduparity completion bash --help.`
		c.Example = `  eduparity completion bash > ~/.local/share/bash-completion/completions/eduparity
  eduparity completion fish > ~/.config/fish/completions/eduparity.fish`
		c.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usage("completion %q: %s", args[0], model.Unknown(args[0], commandNames(cmd)))
		}
		c.Args = cobra.ArbitraryArgs
	}
}

// topics are the pages of help that belong to no single command.
func topics() []*cobra.Command {
	return []*cobra.Command{
		{
			Use: "files", Short: "the tables of a county",
			Long: `A county is a folder of CSV files with a header, or a workbook (.xlsx) with a sheet for each. Two tables are
required, schools.csv and sections.csv; the others are read where they are there:

  schools.csv      schools: id, name, kind, area, place, and what is kept by school: rooms, grounds, equipment
  sections.csv     a line for each school and stage: pupils, classes, teachers and what is kept by stage
  kinds.csv        how many teachers have which attributes together; teachers.csv: teachers one by one
  funds.csv        money with what it may pay for; costs.csv: prices; posts.csv: the establishment
  pieces.csv       blocks or villages with their pupils, for catchments; travel.csv: ways; candidates.csv: sites
  county.yaml      name, year, currency, standard

Headers and words may be Chinese, files GBK, money in 10,000 yuan where the header says so. Empty means
missing, which is not zero. Every fault is told at once, with file, line, column, value and rule; a
mistyped column or word is told with the right one that is nearest.

To see them all, write a shipped county and look at it; an own county is checked by assessing it:

  eduparity example demo
  eduparity assess county --show data`,
		},
		{
			Use: "limits", Short: "limits and locks of plans, in YAML files",
			Long: `Flags state the common limits of a plan; --limit FILE states any. A limit says what it is about, where it
holds (nowhere named: everywhere) and how much it allows:

  - {what: spending, max: 2000000, scope: {zone: north}}
  - {what: moves, max: 40, scope: {stage: primary}}
  - {what: cv, max: 0.35, scope: {indicator: L1, stage: junior}}
  - {what: leave-share, max: 0.2}
  - {what: move-km, max: 15}
  - {what: teachers, min: 6}
  - {what: headcount, on: true}

Of catchments and sites:

  - {what: radius, max: 3000, scope: {stage: primary}}
  - {what: radius, max: 30, by: minutes, grades: [1, 2, 3], scope: {area: rural}}
  - {what: nearby-share, min: 0.95, within: 2500, scope: {stage: junior}}
  - {what: intake-class-size, max: 45}
  - {what: school-size, max: 2000}
  - {what: load, min: 0.85, max: 1.05}
  - {what: pupils-moved, max: 300}
  - {what: pupil-km, max: 12000}
  - {what: whole-pieces, on: true}
  - {what: schools-per-piece, max: 2}
  - {what: lot, on: true, scope: {zone: centre}}
  - {what: contiguous, on: true, by: path}
  - {what: open-sites, min: 1, max: 2}

--lock FILE fixes, forbids or keeps actions: those of an earlier plan by their key (year/lever/kind/from/
to/school/stage/of, where * stands for anything), or actions named by their parts:

  - {key: 2024/rotation/move/P01/P04//primary/plain, fix: 2}
  - {action: {lever: rotation, kind: move, from: P01, to: P05, stage: primary, of: plain}, forbid: true}
  - {key: "2024/funding/buy/*/*/P03/*/*", forbid: true}

or let a piece, or a school, stay as it is:

  - {piece: B007}
  - {school: P01, stage: primary}

A plan written as JSON holds its problem, so it can be changed and asked again:

  eduparity plan demo --goal moves --lever rotation --cv-limit 0.5 -o plan.json
  eduparity plan demo --problem plan.json --format json`,
		},
		{
			Use: "signals", Short: "colours, progress, interrupts",
			Long: `Text has colours on a terminal only, and none where the variable NO_COLOR is set to anything or TERM is dumb.

While it solves, a line on the terminal shows the time, the goal at hand, the value of the best plan, what no
plan is below, and the gap between the two; where standard error is no terminal it stays silent.

An interrupt (Ctrl-C), or SIGTERM, ends plan, compare and frontier with what they have: the best plan so far
is written, its status says feasible, the exit code is 4, or 5 where there is no plan yet. A second one
ends the program at once. Files are written beside their names and renamed when they are whole: an old
file stays as it was until then.`,
		},
	}
}
