package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

// ownCommands are the commands that users see, but for those that cobra brings.
func ownCommands(t *testing.T) (root *cobra.Command, own []*cobra.Command) {
	t.Helper()
	p := &program{stdin: strings.NewReader(""), stdout: nothing{}, stderr: nothing{}, unheeded: func() {}}
	root = p.root()
	for _, c := range root.Commands() {
		if !c.Hidden && c.Name() != "help" && c.Name() != "completion" {
			own = append(own, c)
		}
	}
	require.NotEmpty(t, own)
	return root, own
}

var commandLine = regexp.MustCompile(`(?m)^  (eduparity [^#\n]*)`)

// Every command explains itself and shows real examples, and every example in a help text is a command line
// that the program takes.
func TestExamplesAreRight(t *testing.T) {
	root, own := ownCommands(t)
	lines := commandLine.FindAllStringSubmatch(root.Example, -1)
	for _, c := range own {
		require.NotEmpty(t, c.Long, c.Name())
		if c.Runnable() {
			require.NotEmpty(t, c.Example, c.Name())
		}
		lines = append(lines, commandLine.FindAllStringSubmatch(c.Example+"\n"+c.Long, -1)...)
	}
	require.Greater(t, len(lines), 30)
	for _, line := range lines {
		t.Run(line[1], func(t *testing.T) {
			words := strings.Fields(line[1])
			if i := len(words) - 3; i > 0 && words[i] == "&&" { // what another program does afterwards
				words = words[:i]
			}
			root, _ := ownCommands(t)
			cmd, args, err := root.Find(words[1:])
			require.NoError(t, err)
			require.NotEqual(t, root, cmd, "the command is known")
			require.NoError(t, cmd.ParseFlags(args))
			require.NoError(t, cmd.ValidateArgs(cmd.Flags().Args()))
		})
	}
}

// What is for later, and what only packagers need, is not in the help.
func TestHelpLeavesOut(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"plan", "--help"}, {"compare", "--help"}} {
		r := eduparity(t, args...)
		require.Equal(t, exitDone, r.code)
		for _, word := range []string{"serve", "not yet", "--zone-quota", "--group-size", "--rules", "--port", "between-zones", "service-hours", "eduparity man", "gonum"} {
			require.NotContains(t, r.stdout, word)
		}
	}
	require.Contains(t, eduparity(t, "help").stdout, "the messages\nthat end a run are English")
}

// Every flag is in the manual page of its command, and the pages are what man understands.
func TestManPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "man")
	require.Equal(t, exitDone, eduparity(t, "man", dir).code)
	_, own := ownCommands(t)
	for _, c := range own {
		page, err := os.ReadFile(filepath.Join(dir, "eduparity-"+c.Name()+".1"))
		require.NoError(t, err)
		text := strings.ReplaceAll(string(page), `\-`, "-")
		c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) { require.Contains(t, text, "--"+f.Name) })
		require.Contains(t, text, ".SH NAME\neduparity-"+c.Name())
	}
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("groff is not there: the manual pages are not set")
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	require.NoError(t, err)
	require.Greater(t, len(pages), len(own))
	for _, page := range pages {
		out, err := exec.Command(groff, "-man", "-ww", "-Tascii", "-z", page).CombinedOutput()
		require.NoError(t, err)
		require.Empty(t, string(out), page)
	}
}
