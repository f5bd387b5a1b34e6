package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A result is what one command line gave.
type result struct {
	code           int
	stdout, stderr string
}

// eduparity runs a command line.
func eduparity(t *testing.T, args ...string) result {
	t.Helper()
	return eduparityIn(t.Context(), t, "", args...)
}

// eduparityIn runs a command line under a context, with a text on standard input.
func eduparityIn(ctx context.Context, t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(ctx, func() {}, args, strings.NewReader(stdin), &stdout, &stderr)
	return result{code, stdout.String(), stderr.String()}
}

// refused asks for exit code 2 with nothing written and a message.
func (r result) refused(t *testing.T, message string) {
	t.Helper()
	require.Equal(t, exitUsage, r.code, r.stderr)
	require.Empty(t, r.stdout)
	require.Contains(t, r.stderr, message)
	for line := range strings.Lines(r.stderr) {
		require.True(t, strings.HasPrefix(line, "eduparity: "), "a line without the program's name: %q", line)
	}
}

// files are the tables of a county by name.
type files map[string]string

// small is a county of three primary sections under a standard of one indicator, 5 teachers per 100
// pupils: one has too many, two have too few. Nobody new is needed.
func small() files {
	return files{
		"county.yaml":   "name: Small\nyear: 2023\nstandard: teachers.yaml\nconstructed: true\n",
		"teachers.yaml": "name: teachers\nindicators:\n  - {code: T, name: teachers, stock: teachers, per: 100, minimum: {primary: 5}, cv_limit: {primary: 0.2}}\n",
		"schools.csv":   "school_id,name,kind,area\nA,City,primary,city\nB,River,primary,town\nC,Hill,primary,rural\n",
		"sections.csv":  "school_id,stage,pupils,classes,teachers\nA,primary,400,10,30\nB,primary,200,6,7\nC,primary,100,6,4\n",
		"costs.csv":     "category,unit,cost_yuan,nature,year,school_id,max_quantity,whole\nhire:plain,person,90000,recurrent,2024,,,1\n",
	}
}

// with is a copy with other files; an empty text takes a file away.
func (f files) with(name, text string) files {
	g := maps.Clone(f)
	g[name] = text
	return g
}

// replacing is a copy in which a text of a file is replaced.
func (f files) replacing(t *testing.T, name, text, by string) files {
	t.Helper()
	require.Contains(t, f[name], text)
	return f.with(name, strings.ReplaceAll(f[name], text, by))
}

// write writes the tables to a new folder.
func (f files) write(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range f {
		if text != "" {
			require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
		}
	}
	return dir
}

// read decodes JSON output.
func read(t *testing.T, text string) map[string]any {
	t.Helper()
	var v map[string]any
	require.NoError(t, json.Unmarshal([]byte(text), &v), text)
	return v
}

// object is a part of JSON that has fields.
func object(t *testing.T, v any) map[string]any {
	t.Helper()
	fields, ok := v.(map[string]any)
	require.True(t, ok, "%v is no object", v)
	return fields
}

// first is the first object of a list.
func first(t *testing.T, v any) map[string]any {
	t.Helper()
	list, ok := v.([]any)
	require.True(t, ok && len(list) > 0, "%v is no list with something in it", v)
	return object(t, list[0])
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{}, {"help"}, {"--help"}} {
		r := eduparity(t, args...)
		require.Equal(t, exitDone, r.code)
		for _, word := range []string{"assess", "plan", "verify", "example", "Exit codes"} {
			require.Contains(t, r.stdout, word)
		}
		for _, word := range []string{"serve"} {
			require.NotContains(t, r.stdout, word, "reserved commands are not in the help")
		}
	}
	r := eduparity(t, "plan", "--help")
	require.Equal(t, exitDone, r.code)
	for _, flag := range append(asking(), "time-limit", "gap", "route", "backend", "seed", "dry-run", "years", "problem", "format", "output", "lang", "save") {
		require.Contains(t, r.stdout, "--"+flag)
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ args, message string }{
		{"asses county", `command "asses": unknown; did you mean "assess"?`},
		{"zzzzzzzz", `command "zzzzzzzz": unknown; known: `},
		{"serve county --port 80", "serve: not yet"},
		{"assess", "give the county's folder"},
		{"assess a b", `one argument is too many: "b"`},
		{"assess --stadard x", "unknown flag --stadard; did you mean --standard?"},
		{"assess --against", "flag needs an argument: --against"},
		{"assess --wibblewobble county", "unknown flag --wibblewobble; see eduparity help assess"},
		{"plan --zone-quota q.csv county", "--zone-quota: not yet"},
		{"plan", "give the county's folder"},
		{"verify county", "give the county's folder or workbook and the plan's file"},
		{"help pln", `help "pln": unknown; did you mean "plan"?`},
		{"completion bsh", `completion "bsh": unknown; did you mean "bash"?`},
		{"example a b", "accepts at most 1 arg"},
	} {
		t.Run(c.args, func(t *testing.T) {
			eduparity(t, strings.Fields(c.args)...).refused(t, c.message)
		})
	}
}

func TestVersion(t *testing.T) {
	r := eduparity(t, "version")
	require.Equal(t, exitDone, r.code)
	require.Contains(t, r.stdout, "eduparity ")
	require.Equal(t, 3, strings.Count(r.stdout, "\n"))
}

func TestCompletion(t *testing.T) {
	r := eduparity(t, "completion", "bash")
	require.Equal(t, exitDone, r.code)
	require.Contains(t, r.stdout, "bash completion")
}

func TestExample(t *testing.T) {
	r := eduparity(t, "example")
	require.Equal(t, exitDone, r.code)
	require.True(t, strings.HasPrefix(r.stdout, "demo\n"), r.stdout)

	folder := filepath.Join(t.TempDir(), "county")
	require.Equal(t, exitDone, eduparity(t, "example", "demo", "-o", folder).code)
	r = eduparity(t, "assess", folder)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Constructed data")
	require.Contains(t, r.stdout, "does not pass")

	eduparity(t, "example", "demo", "-o", folder).refused(t, "exists and is not empty")
	eduparity(t, "example", "dmo").refused(t, `example "dmo": unknown; did you mean "demo"?`)
	eduparity(t, "example", "demo", "-o", filepath.Join(t.TempDir(), "no", "where")).refused(t, "no such file")

	left, err := os.ReadDir(filepath.Dir(folder))
	require.NoError(t, err)
	require.Len(t, left, 1, "temporary folders are gone")
}

// TestExampleHere writes to a folder of the example's name.
func TestExampleHere(t *testing.T) {
	t.Chdir(t.TempDir())
	require.Equal(t, exitDone, eduparity(t, "example", "demo").code)
	require.FileExists(t, filepath.Join("demo", "schools.csv"))
}
