package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

// takesWords marks a flag with the words that it takes, which shells complete. What follows them with a
// tab is their meaning.
const takesWords = "words"

// markWords marks a flag with the words that it takes.
func markWords(f *pflag.FlagSet, name string, words ...string) {
	_ = f.SetAnnotation(name, takesWords, words) // fails for a flag that there is not
}

// A completer lists what may stand where a shell asks, for the arguments typed so far.
type completer = cobra.CompletionFunc

// completeFlags tells shells what flags take, command by command.
func completeFlags(root *cobra.Command) {
	byName := flagCompleters()
	for _, cmd := range root.Commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			complete := byName[f.Name]
			if words := f.Annotations[takesWords]; words != nil {
				complete = commaList(func(*cobra.Command, []string) []string { return words })
			}
			if complete != nil {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, complete) // fails where it is registered already: that stays
			}
		})
	}
}

// flagCompleters are the completers of flags that several commands have.
func flagCompleters() map[string]completer {
	meanings := func(all []described) []string {
		out := make([]string, len(all))
		for i, d := range all {
			out[i] = cobra.CompletionWithDesc(d.word, d.meaning)
		}
		return out
	}
	return map[string]completer{
		"goal":       commaList(fixed(meanings(goalList()))),
		"lever":      commaList(fixed(meanings(leverList()))),
		"standard":   commaList(standards),
		"indicators": commaList(indicators),
		"stage":      commaList(stages),
		"cv-limit":   commaList(cvLimits),
		"show":       commaList(fixed(words(report.Parts()))),
		"view":       commaList(fixed(words(diagnosis.Views()))),
		"by":         commaList(fixed(diagnosis.Dimensions())),
		"over":       commaList(fixed(words(plan.Overs()))),
		"lang":       commaList(fixed(words(report.Langs()))),
		"route":      commaList(fixed(routes())),
		"backend":    commaList(fixed([]string{backendHighs})),
		"encoding":   commaList(fixed(modelio.Encodings())),
		"limit":      filesWith("yaml", "yml"),
		"lock":       filesWith("yaml", "yml"),
		"problem":    filesWith("json"),
		"save":       filesWith("json"),
		"against":    filesWith("xlsx"),
	}
}

// fixed are words that depend on nothing.
func fixed(all []string) func(*cobra.Command, []string) []string {
	return func(*cobra.Command, []string) []string { return all }
}

// filesWith completes names of files with one of the extensions, and folders.
func filesWith(extensions ...string) completer {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return extensions, cobra.ShellCompDirectiveFilterFileExt
	}
}

// commaList completes the last of several words between commas, such as stand in lists; those that are
// there already are not offered again.
func commaList(all func(cmd *cobra.Command, args []string) []string) completer {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		there := strings.Split(before, ",")
		var out []string
		for _, w := range all(cmd, args) {
			word, _, _ := strings.Cut(w, "\t")
			if !slices.Contains(there, word) && strings.HasPrefix(before+word, typed) {
				out = append(out, before+w)
			}
		}
		directive := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		if slices.ContainsFunc(out, func(w string) bool { return strings.HasSuffix(w, "=") }) {
			directive |= cobra.ShellCompDirectiveNoSpace
		}
		return out, directive
	}
}

// standards are the names of those that are built in and of YAML files in the folder.
func standards(*cobra.Command, []string) []string {
	all := standard.Names()
	for _, pattern := range []string{"*.yaml", "*/*.yaml"} {
		if found, err := filepath.Glob(pattern); err == nil { // a pattern of this program is never wrong
			all = append(all, found...)
		}
	}
	return all
}

// typedCounty is the county that the command line names, and its standard; nil where it cannot be read.
func typedCounty(cmd *cobra.Command, args []string) (*model.County, *standard.Standard) {
	if len(args) == 0 {
		return nil, nil
	}
	from := source{name: args[0]}
	c, _, err := from.read()
	if err != nil {
		return nil, nil
	}
	named, err := cmd.Flags().GetStringSlice("standard")
	if err != nil {
		named = nil
	}
	quiet := &program{stderr: nothing{}}
	s, err := quiet.readStandard(named, from, c)
	if err != nil {
		return c, nil
	}
	return c, s
}

// nothing swallows what is written to it: nobody reads notes while a shell completes.
type nothing struct{}

func (nothing) Write(p []byte) (int, error) { return len(p), nil }

// indicators are the codes of the standard that the command line means, with their names.
func indicators(cmd *cobra.Command, args []string) []string {
	_, s := typedCounty(cmd, args)
	if s == nil {
		return nil
	}
	out := make([]string, len(s.Indicators))
	for i := range s.Indicators {
		out[i] = cobra.CompletionWithDesc(s.Indicators[i].Code, s.Indicators[i].Name)
	}
	return out
}

// cvLimits are the beginnings of limits by indicator.
func cvLimits(cmd *cobra.Command, args []string) []string {
	out := indicators(cmd, args)
	for i, w := range out {
		code, _, _ := strings.Cut(w, "\t")
		out[i] = code + "="
	}
	return out
}

// stages are those of the county that the command line names.
func stages(cmd *cobra.Command, args []string) []string {
	c, _ := typedCounty(cmd, args)
	if c == nil {
		return []string{model.StagePrimary, model.StageJunior}
	}
	return c.Stages()
}

// countyArg completes the one argument of most commands: a folder or a workbook.
func countyArg(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return filesWith("xlsx")(cmd, args, typed)
}

// countyAndPlan completes a county, then the file of a plan.
func countyAndPlan(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return filesWith("xlsx")(cmd, args, typed)
	case 1:
		return filesWith("json")(cmd, args, typed)
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// oneOf completes one argument that is one of some words.
func oneOf(all func() []string) completer {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		others := func(w string) bool { return !strings.HasPrefix(w, typed) }
		return slices.DeleteFunc(all(), others), cobra.ShellCompDirectiveNoFileComp
	}
}
