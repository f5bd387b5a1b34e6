package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/solver/highs"
)

// version is the command that says which program this is.
func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "say which version this is, of which engine",
		Long: `Says which version of the program this is, which engine it solves with, and what it was built with: what
belongs into a report of a fault. A plan in JSON holds the same in its field run.`,
		Example: "  eduparity version",
		Args:    cobra.NoArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(p.stdout, "eduparity %s\n%s\n%s %s/%s\n",
				programVersion(), engineVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return failed(err)
		},
	}
}

// programVersion is the version of the module, and the commit it was built from where that is known.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return alloc.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return alloc.Version + " (" + s.Value[:min(len(s.Value), commitLetters)] + ")"
		}
	}
	return alloc.Version
}

// commitLetters is how much of a commit's name tells it from others.
const commitLetters = 12

// engineVersion is the engine's name and version, or why there is none.
func engineVersion() string {
	b, err := highs.Open()
	if err != nil {
		return "no engine: " + err.Error()
	}
	name, version := b.Name()
	if err := b.Close(); err != nil {
		return name + " " + version + ": " + err.Error()
	}
	return name + " " + version
}
