package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver/highs"
)

// engine skips a test that needs HiGHS in a build without.
func engine(t *testing.T) {
	t.Helper()
	b, err := highs.Open()
	if err != nil {
		t.Skip("built without HiGHS: ", err)
	}
	require.NoError(t, b.Close())
}

// ask is a plan command for a county with the question that most tests ask.
func ask(county string, more ...string) []string {
	return append([]string{"plan", county, "--goal", "moves", "--lever", "rotation"}, more...)
}

func TestPlan(t *testing.T) {
	engine(t)
	county := small().write(t)
	r := eduparity(t, ask(county)...)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Empty(t, r.stderr)
	require.Contains(t, r.stdout, "Constructed data")
	require.Contains(t, r.stdout, "The CV limits are met with 3 moves, and no plan is better: that is proven.")

	r = eduparity(t, ask(county, "--format", "json")...)
	require.Equal(t, exitDone, r.code, r.stderr)
	pl := read(t, r.stdout)
	require.Equal(t, "eduparity/plan/1", pl["schema"])
	require.Equal(t, "optimal", pl["status"])
	goal := first(t, pl["goals"])
	require.Equal(t, 3.0, goal["value"])
	require.Equal(t, 3.0, goal["bound"])
}

func TestPlanFlags(t *testing.T) {
	engine(t)
	county := small().write(t)
	for _, c := range []struct {
		args string
		want string
	}{
		{"--goal moves --lever rotation --cv-limit 0.15", "with 4 moves"},
		{"--goal moves --lever rotation --cv-limit T=0.15", "with 4 moves"},
		{"--goal moves --lever rotation --stage primary --indicators T", "with 3 moves"},
		{"--goal moves --lever rotation --max-moves 3", "with 3 moves"},
		{"--goal moves --lever rotation --max-leave-share 0.2", "with 3 moves"},
		{"--goal moves --lever rotation --keep-teachers-at-least classes", "with 3 moves"},
		{"--goal moves --lever rotation --keep-teachers-at-least 4", "with 3 moves"},
		{"--goal moves --lever rotation --route outer", "with 3 moves"},
		{"--goal moves --lever rotation --divisible", "with 2.51 moves"},
		{"--goal cost --lever rotation --divisible", "met for 0 yuan"},
		{"--goal cost --lever rotation --divisible --route parametric", "met for 0 yuan"},
		{"--goal moves --lever rotation --gap 0 --seed 7 --backend highs --years 1", "with 3 moves"},
		{"--goal pass-cost --lever rotation", "passes for 0 yuan"},
		{"--goal cost --lever hiring,rotation --budget 0", "met for 0 yuan"},
		{"--goal shortfall --lever rotation", "comes down to 0.00 pupils"},
		{"--goal dispersion,cost,moves --lever rotation --lang en", "The worst CV comes down to"},
		{"--goal moves:1,cost --lever rotation", "with "},
	} {
		t.Run(c.args, func(t *testing.T) {
			r := eduparity(t, append([]string{"plan", county}, strings.Fields(c.args)...)...)
			require.Equal(t, exitDone, r.code, r.stderr+r.stdout)
			require.Contains(t, r.stdout, c.want)
		})
	}
}

func TestImpossible(t *testing.T) {
	engine(t)
	short := small().replacing(t, "sections.csv", "400,10,30", "400,10,20").write(t)
	out := filepath.Join(t.TempDir(), "why.json")
	r := eduparity(t, "plan", short, "--goal", "pass-cost", "--lever", "rotation", "--save", out)
	require.Equal(t, exitInfeasible, r.code, r.stderr)
	require.Contains(t, r.stdout, "Impossible, and proven so")
	require.Contains(t, r.stdout, "Why")
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, "infeasible", read(t, string(text))["status"])

	r = eduparity(t, "plan", short, "--goal", "pass-cost", "--lever", "rotation,hiring")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "The county passes for 360,000 yuan")

	r = eduparity(t, ask(small().write(t), "--max-moves", "2")...)
	require.Equal(t, exitInfeasible, r.code, r.stderr+r.stdout)
}

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares an output with a file under testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	requireFile(t, file, got)
}

// Without a whole plan the answer says what parts would do and what must give for whole ones.
func TestOnlyInParts(t *testing.T) {
	engine(t)
	for _, c := range []struct {
		args, minimum, teachers, golden string
		levels                          int
	}{
		{"--goal pass-cost --lever rotation", "5.81", "30", "in_parts_minimum.txt", 1},
		{"--goal moves --lever rotation --cv-limit 0.01", "5", "30", "in_parts_cv.txt", 1},
		{"--goal pass-cost --lever hiring,rotation --budget 350000", "5.5", "24", "in_parts_money.txt", 1},
	} {
		t.Run(c.golden, func(t *testing.T) {
			county := small().replacing(t, "teachers.yaml", "primary: 5}", "primary: "+c.minimum+"}").
				replacing(t, "sections.csv", "400,10,30", "400,10,"+c.teachers).write(t)
			args := append([]string{"plan", county}, strings.Fields(c.args)...)
			out := filepath.Join(t.TempDir(), "why.json")
			r := eduparity(t, append(args, "--save", out)...)
			require.Equal(t, exitInfeasible, r.code, r.stderr)
			why, actions, _ := strings.Cut(r.stdout, "The plan with whole units that this makes possible")
			golden(t, c.golden, why)
			require.Contains(t, actions, "Rotation: ") // which of several plans as good is no matter
			text, err := os.ReadFile(out)
			require.NoError(t, err)
			infeasible := object(t, read(t, string(text))["infeasible"])
			parts := object(t, infeasible["in_parts"])
			require.Equal(t, "feasible", parts["status"])
			require.Equal(t, []any{"teachers"}, parts["of"])
			relaxed := object(t, infeasible["relaxed"])
			require.Equal(t, "optimal", relaxed["status"])
			require.Len(t, relaxed["levels"], c.levels)

			r = eduparity(t, "verify", county, out, "--resolve")
			require.Equal(t, exitDone, r.code, r.stdout+r.stderr)
			require.Contains(t, r.stdout, "with parts of teachers there is a plan")
		})
	}
	few := small().replacing(t, "sections.csv", "400,10,30", "400,10,20").write(t)
	r := eduparity(t, "plan", few, "--goal", "pass-cost", "--lever", "rotation")
	require.Equal(t, exitInfeasible, r.code, r.stderr)
	require.Contains(t, r.stdout, "Parts of teachers, or of what is sold whole, would not help.")
}

// TestInterrupted: without a plan the old file stays.
func TestInterrupted(t *testing.T) {
	engine(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	out := filepath.Join(t.TempDir(), "plan.json")
	require.NoError(t, os.WriteFile(out, []byte("old"), 0o600))
	r := eduparityIn(ctx, t, "", ask(small().write(t), "-o", out, "--route", "outer")...)
	require.Equal(t, exitNone, r.code, r.stderr)
	require.NotEmpty(t, r.stderr)
	require.Empty(t, r.stdout)
	requireFile(t, out, "old")
}

func TestPlanUsage(t *testing.T) {
	county := small().write(t)
	for _, c := range []struct{ args, message string }{
		{"", "say what is wanted with --goal and what may change with --lever"},
		{"--goal moves", "say what is wanted with --goal"},
		{"--goal mvoes --lever rotation", `goal "mvoes": unknown; did you mean "moves"?`},
		{"--goal between-zones --lever rotation", "not yet"},
		{"--goal moves:x --lever rotation", "slack is a number of 0 or more such as 500, or a share such as 1%"},
		{"--goal moves --lever rotatoin", `lever "rotatoin": unknown; did you mean "rotation"?`},
		{"--goal moves --lever service", "not yet"},
		{"--goal mvoes --lever rotatoin", `did you mean "rotation"?`},
		{"--goal moves --lever rotation --route otuer", `--route "otuer": unknown; did you mean "outer"?`},
		{"--goal moves --lever rotation --route parametric", "route parametric cannot solve this problem: its goal must be cost or dispersion alone"},
		{"--goal moves --lever rotation --route transport", "--route transport: not yet"},
		{"--goal cost --lever rotation --route parametric", "route parametric cannot solve this problem: teachers are whole persons: state the limit divisible"},
		{"--goal moves --lever rotation --divisible --keep-headcounts", "limits divisible and headcount: "},
		{"--goal moves --lever rotation --backend gonum", "--backend gonum: not yet"},
		{"--goal moves --lever rotation --backend higs", `did you mean "highs"?`},
		{"--goal moves --lever rotation --years 3", "--years 3: plans of more than one year: not yet"},
		{"--goal moves --lever rotation --years 0", "--years 0: must be 1"},
		{"--goal moves --lever rotation --budget -1", `"-1" for "--budget" flag: must be 0 or more`},
		{"--goal moves --lever rotation --budget much", `"much" for "--budget" flag: must be a number`},
		{"--goal moves --lever rotation --budget NaN", "must be a number"},
		{"--goal moves --lever rotation --max-moves 1.5", "must be a whole number"},
		{"--goal moves --lever rotation --max-leave-share 20", "must be at most 1"},
		{"--goal moves --lever rotation --max-km -3", "must be 0 or more"},
		{"--goal moves --lever rotation --keep-teachers-at-least class", "must be a whole number of 0 or more, or classes"},
		{"--goal moves --lever rotation --cv-limit half", `--cv-limit: CV limit "half": write a number of 0 or more`},
		{"--goal moves --lever rotation --cv-limit X9=0.5", "X9"},
		{"--goal moves --lever rotation --indicators X9", `indicator "X9": unknown`},
		{"--goal moves --lever rotation --stage primry", `did you mean "primary"?`},
		{"--goal moves --lever rotation --time-limit 0s", "--time-limit 0s: must be more than 0"},
		{"--goal moves --lever rotation --time-limit 60", "--time-limit"},
		{"--goal moves --lever rotation --gap -1", "must be 0 or more"},
		{"--goal moves --lever rotation --max-km 5", "distance"},
		{"--goal moves --lever hiring", "without the lever rotation nobody moves"},
		{"--goal moves --lever rotation --limit none.yaml", "none.yaml"},
		{"--goal moves --lever rotation --lock none.yaml", "none.yaml"},
		{"--goal moves --lever rotation --problem none.json", "--problem says all of the problem: --goal, --lever cannot go with it"},
		{"--problem none.json", "none.json"},
		{"--goal moves --lever rotation --save no/where/p.json", "there is no folder"},
	} {
		t.Run(c.args, func(t *testing.T) {
			eduparity(t, append([]string{"plan", county}, strings.Fields(c.args)...)...).refused(t, c.message)
		})
	}
}

func TestPlanData(t *testing.T) {
	county := small()
	for _, c := range []struct {
		name, args, message string
		files               files
	}{
		{"one section", "--goal moves --lever rotation", "a county of one section: nobody can move", county.with("sections.csv", "school_id,stage,pupils,classes,teachers\nA,primary,400,10,30\n")},
		{"a fund for nothing", "--goal cost --lever hiring", "funds.csv:2", county.with("funds.csv", "fund_id,year,amount_yuan,nature,categories\nF,2024,1000,any,\n")},
		{"a negative fund", "--goal cost --lever hiring", "funds.csv:2", county.with("funds.csv", "fund_id,year,amount_yuan,nature,categories\nF,2024,-1000,any,any\n")},
		{"no limit", "--goal moves --lever rotation", "--cv-limit", county.replacing(t, "teachers.yaml", ", cv_limit: {primary: 0.2}", "")},
		{"bought teachers", "--goal cost --lever funding,rotation", "hire:", county.with("costs.csv", county["costs.csv"]+"teachers,person,1,recurrent,2024,,,1\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "plan.json")
			require.NoError(t, os.WriteFile(out, []byte("old"), 0o600))
			args := append([]string{"plan", c.files.write(t), "-o", out}, strings.Fields(c.args)...)
			eduparity(t, args...).refused(t, c.message)
			requireFile(t, out, "old")
		})
	}
}

func TestLimitFile(t *testing.T) {
	engine(t)
	county := small().write(t)
	dir := t.TempDir()
	file := func(name, text string) string {
		full := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(full, []byte(text), 0o644))
		return full
	}
	least := file("least.yaml", "- {what: teachers, scope: {school: A}, min: 28}\n")
	r := eduparity(t, ask(county, "--limit", least)...)
	require.Equal(t, exitInfeasible, r.code, r.stderr+r.stdout)

	r = eduparityIn(t.Context(), t, "- {what: moves, max: 3}\n", ask(county, "--limit", "-")...)
	require.Equal(t, exitDone, r.code, r.stderr)

	for _, c := range []struct{ text, message string }{
		{"- {what: movs, max: 3}\n", `did you mean "moves"?`},
		{"- {what: moves, most: 3}\n", "most"},
		{"- {what: moves, mx: 3}\n", `bad.yaml:1: mx: unknown field "mx" (column 17); did you mean "max"?`},
		{"\n- {what: moves, max: three}\n", `bad.yaml:2: "three": must be a number (column 22); the file must be a list of limits`},
		{"what: moves\n", "a list of limits"},
		{"- {what: moves, max: -3}\n", "must not be negative"},
	} {
		eduparity(t, ask(county, "--limit", file("bad.yaml", c.text))...).refused(t, c.message)
	}

	forbid := file("forbid.yaml", "- action: {lever: rotation, kind: move, from: A, to: B, stage: primary, of: plain}\n  forbid: true\n")
	r = eduparity(t, ask(county, "--lock", forbid)...)
	require.NotContains(t, r.stdout, "A -> B", "the lock names the move")
	star := file("star.yaml", "- {key: 2024/rotation/*/*/*/*/*/*, forbid: true}\n")
	r = eduparity(t, ask(county, "--lock", star)...)
	require.Equal(t, exitInfeasible, r.code, r.stderr+r.stdout)

	for _, c := range []struct{ text, message string }{
		{"- {forbid: true}\n", "lock 1: give one of key, action, piece and school"},
		{"- {key: 2024/rotation, forbid: true}\n", "a key has 8 parts"},
		{"- {key: 2024/rotatoin/move/A/B//primary/plain, forbid: true}\n", `did you mean "rotation"?`},
		{"- {key: 2024/rotation/move/A/X//primary/plain, forbid: true}\n", `no school "X"`},
		{"- {key: 2024/rotation/move/A/B//primary/plain}\n", "say one of fix, forbid and keep"},
	} {
		eduparity(t, ask(county, "--lock", file("bad.yaml", c.text))...).refused(t, c.message)
	}
}

// TestProblemFile: the problem of a plan, asked again, gives the plan again.
func TestProblemFile(t *testing.T) {
	engine(t)
	county := small().write(t)
	dir := t.TempDir()
	first := filepath.Join(dir, "first.json")
	require.Equal(t, exitDone, eduparity(t, ask(county, "-o", first)...).code)
	r := eduparity(t, "plan", county, "--problem", first, "--format", "json")
	require.Equal(t, exitDone, r.code, r.stderr)
	text, err := os.ReadFile(first)
	require.NoError(t, err)
	a, b := read(t, string(text)), read(t, r.stdout)
	delete(object(t, a["run"]), "seconds")
	delete(object(t, b["run"]), "seconds")
	require.Equal(t, a, b)

	hash, ok := object(t, a["problem"])["county_sha256"].(string)
	require.True(t, ok)
	other := filepath.Join(dir, "other.json")
	require.NoError(t, os.WriteFile(other, []byte(strings.Replace(string(text), hash, strings.Repeat("0", len(hash)), 1)), 0o644))
	r = eduparity(t, "plan", county, "--problem", other)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stderr, "made for another county")

	bad := filepath.Join(dir, "bad.json")
	require.NoError(t, os.WriteFile(bad, text[:len(text)/2], 0o644))
	eduparity(t, "plan", county, "--problem", bad).refused(t, "cut off")
}

func TestSave(t *testing.T) {
	engine(t)
	county := small().write(t)
	out := filepath.Join(t.TempDir(), "plan.json")
	r := eduparity(t, ask(county, "--save", out)...)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "3 moves")
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, "optimal", read(t, string(text))["status"])
}

func TestDryRun(t *testing.T) {
	engine(t)
	county := small().write(t)
	r := eduparity(t, ask(county, "--dry-run", "--route", "outer")...)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "route outer: ")
	require.Contains(t, r.stdout, "columns")

	r = eduparity(t, "plan", county, "--goal", "cost", "--lever", "rotation", "--divisible", "--dry-run")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, "route parametric: no model for an engine\n", r.stdout)
}

// TestPlanDeterministic: the same command gives the same bytes but for the seconds.
func TestPlanDeterministic(t *testing.T) {
	engine(t)
	county := small().write(t)
	require.Equal(t, eduparity(t, ask(county)...), eduparity(t, ask(county)...))
}
