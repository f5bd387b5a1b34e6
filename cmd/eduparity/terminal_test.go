//go:build unix

package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/solver"
)

// onTerminal runs a command line on a terminal of its own, as the program script gives it.
func onTerminal(t *testing.T, env []string, args ...string) string {
	t.Helper()
	script, err := exec.LookPath("script")
	if err != nil {
		t.Skip("script (util-linux) is not there: nothing is tried on a terminal")
	}
	quoted := []string{"'" + os.Args[0] + "'"}
	for _, a := range args {
		quoted = append(quoted, "'"+a+"'")
	}
	run := exec.Command(script, "-qec", strings.Join(quoted, " "), os.DevNull)
	run.Env = append(append(os.Environ(), asProgram+"=1", "TERM=xterm", "SHELL=/bin/sh"), env...)
	out, err := run.CombinedOutput()
	require.NoError(t, err, string(out))
	return string(out)
}

var colour = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestColours(t *testing.T) {
	county := small().write(t)
	assess := []string{"assess", county}
	out := onTerminal(t, []string{"NO_COLOR="}, assess...)
	require.Contains(t, out, "\x1b[31;1mFAILS\x1b[0m")
	require.Regexp(t, "\x1b\\[1mIndicators .*\x1b\\[0m", out)
	plain := eduparity(t, assess...).stdout
	require.NotRegexp(t, colour, plain, "what goes to a file or a pipe has no colours")
	require.Equal(t, plain, strings.ReplaceAll(colour.ReplaceAllString(out, ""), "\r", ""), "colours change nothing else, widths of columns included")
	for _, env := range []string{"NO_COLOR=1", "TERM=dumb"} {
		require.NotRegexp(t, colour, onTerminal(t, []string{env}, assess...), env)
	}
	file := filepath.Join(t.TempDir(), "out.txt")
	onTerminal(t, nil, append(assess, "-o", file)...)
	requireFile(t, file, plain)
}

func TestProgressOnATerminal(t *testing.T) {
	engine(t)
	county := small().write(t)
	out := onTerminal(t, nil, ask(county, "--route", "outer", "--lang", "zh")...)
	require.Regexp(t, regexp.QuoteMeta(eraseLine)+"[0-9]:[0-9][0-9]  调动最少：", out)
	require.Contains(t, out, eraseLine+"\x1b[1mSmall2024年规划", "the line is gone when the report comes")
	require.NotContains(t, onTerminal(t, []string{"TERM=dumb"}, ask(county)...), "\x1b")
}

// The line tells the goal, the best plan, what is proven and the gap, and fits on every terminal.
func TestStatusLine(t *testing.T) {
	w := &watch{words: report.NewWords(&plan.Plan{}, nil, report.English)}
	for _, c := range []struct {
		at   solver.Progress
		want string
	}{
		{solver.Progress{Phase: "pass-cost", Value: 100062495, Bound: 100061936.7}, "1:05  pass-cost: best 100,062,495 yuan, none below 100,061,936, gap < 0.001 %"},
		{solver.Progress{Phase: "dispersion", Value: 0.934, Bound: 0.9296}, "1:05  dispersion: best 0.934 of its limit, none below 0.930, gap 0.47 %"},
		{solver.Progress{Phase: "moves", Value: math.NaN(), Bound: 12}, "1:05  moves: no plan yet, none below 12"},
		{solver.Progress{Phase: "travel", Value: 10739.72, Bound: math.NaN()}, "1:05  travel: best 10,739.72 pupil-km"},
		{solver.Progress{Phase: "cost", Value: math.NaN(), Bound: math.NaN()}, "1:05  cost: no plan yet"},
		{solver.Progress{Phase: "why", Value: math.NaN(), Bound: math.NaN()}, "1:05  there is no plan: finding out why"},
	} {
		got := w.text(c.at, 65*time.Second)
		require.Equal(t, c.want, got)
		require.LessOrEqual(t, text.StringWidthWithoutEscSequences(got), statusWidth)
	}
}
