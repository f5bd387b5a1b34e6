package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVerify(t *testing.T) {
	engine(t)
	county := small().write(t)
	out := filepath.Join(t.TempDir(), "plan.json")
	require.Equal(t, exitDone, eduparity(t, ask(county, "-o", out)...).code)

	for _, args := range [][]string{{}, {"--resolve"}} {
		r := eduparity(t, append([]string{"verify", county, out}, args...)...)
		require.Equal(t, exitDone, r.code, r.stderr+r.stdout)
		require.Contains(t, r.stdout, "The plan holds")
		require.Contains(t, r.stdout, "Proved")
	}
	r := eduparity(t, "verify", county, out, "--format", "json")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, true, read(t, r.stdout)["holds"])
}

// TestVerifyForgeries changes one number of a plan at a time.
func TestVerifyForgeries(t *testing.T) {
	engine(t)
	county := small().write(t)
	out := filepath.Join(t.TempDir(), "plan.json")
	require.Equal(t, exitDone, eduparity(t, ask(county, "-o", out)...).code)
	text, err := os.ReadFile(out)
	require.NoError(t, err)

	for _, c := range []struct {
		name   string
		change func(pl map[string]any)
	}{
		{"quantity", func(pl map[string]any) { first(t, pl["actions"])["quantity"] = 1.0 }},
		{"cost of an action", func(pl map[string]any) { first(t, pl["actions"])["cost"] = 5.0 }},
		{"value", func(pl map[string]any) { first(t, pl["goals"])["value"] = 2.0 }},
		{"bound", func(pl map[string]any) { first(t, pl["goals"])["bound"] = 2.5 }},
		{"gap", func(pl map[string]any) { first(t, pl["goals"])["gap"] = 0.5 }},
		{"total", func(pl map[string]any) { object(t, pl["cost"])["total"] = 1.0 }},
		{"status", func(pl map[string]any) { pl["status"] = "feasible" }},
		{"after", func(pl map[string]any) { first(t, first(t, pl["after"])["indicators"])["cv"] = 0.1 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			pl := read(t, string(text))
			c.change(pl)
			forged, err := json.Marshal(pl)
			require.NoError(t, err)
			file := filepath.Join(t.TempDir(), "forged.json")
			require.NoError(t, os.WriteFile(file, forged, 0o644))
			r := eduparity(t, "verify", county, file)
			require.Equal(t, exitNo, r.code, r.stderr+r.stdout)
			require.Contains(t, r.stdout, "The plan does not hold")
			r = eduparity(t, "verify", county, file, "--format", "json")
			require.Equal(t, exitNo, r.code)
			require.Equal(t, false, read(t, r.stdout)["holds"])
		})
	}
	other := small().replacing(t, "sections.csv", "400,10,30", "400,10,31").write(t)
	r := eduparity(t, "verify", other, out)
	require.Equal(t, exitNo, r.code, "another county")
}

func TestVerifyInfeasible(t *testing.T) {
	engine(t)
	short := small().replacing(t, "sections.csv", "400,10,30", "400,10,20").write(t)
	out := filepath.Join(t.TempDir(), "why.json")
	require.Equal(t, exitInfeasible, eduparity(t, "plan", short, "--goal", "pass-cost", "--lever", "rotation", "-o", out).code)
	for _, args := range [][]string{{}, {"--resolve"}} {
		r := eduparity(t, append([]string{"verify", short, out}, args...)...)
		require.Equal(t, exitDone, r.code, r.stderr+r.stdout)
		require.Contains(t, r.stdout, "The proof that there is no plan holds")
	}

	text, err := os.ReadFile(out)
	require.NoError(t, err)
	pl := read(t, string(text))
	first(t, object(t, pl["infeasible"])["reasons"])["short_by"] = 1e5
	forged, err := json.Marshal(pl)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(out, forged, 0o644))
	r := eduparity(t, "verify", short, out, "--resolve")
	require.Equal(t, exitNo, r.code, r.stderr+r.stdout)
	require.Contains(t, r.stdout, "infeasible.reasons[0].short_by")
}

// A relaxation that is claimed to be the least, with a plan that keeps it, is only found out by solving again.
func TestVerifyResolvesRelaxations(t *testing.T) {
	engine(t)
	county := small().replacing(t, "teachers.yaml", "primary: 5}", "primary: 5.81}").write(t)
	out := filepath.Join(t.TempDir(), "why.json")
	require.Equal(t, exitInfeasible, eduparity(t, "plan", county, "--goal", "pass-cost", "--lever", "rotation", "-o", out).code)
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	pl := read(t, string(text))
	why := object(t, pl["infeasible"])
	relaxed := object(t, why["relaxed"])
	actions, ok := relaxed["actions"].([]any)
	require.True(t, ok)
	object(t, actions[0])["quantity"], object(t, actions[1])["quantity"] = 4.0, 1.0 // two less than the plan: B has 5.5, C 5
	first(t, why["relaxations"])["to"] = 5.0
	level := first(t, relaxed["levels"])
	level["value"], level["bound"] = 1-5/5.81, 1-5/5.81
	reason := first(t, why["reasons"])
	reason["where"], reason["short_by"] = "C/primary", 0.81
	forged, err := json.Marshal(pl)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(out, forged, 0o644))

	r := eduparity(t, "verify", county, out)
	require.Equal(t, exitDone, r.code, r.stderr+r.stdout)
	require.Contains(t, r.stdout, "that no less would do rests on the search")
	r = eduparity(t, "verify", county, out, "--resolve")
	require.Equal(t, exitNo, r.code, r.stderr+r.stdout)
	require.Contains(t, r.stdout, "infeasible.relaxed.levels[0].bound")
}

func TestVerifyUsage(t *testing.T) {
	county := small().write(t)
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.json")
	require.NoError(t, os.WriteFile(broken, []byte(`{"schema": "eduparity/plan/1", "actions": [`), 0o644))
	eduparity(t, "verify", county, broken).refused(t, "cut off")
	require.NoError(t, os.WriteFile(broken, []byte(`{"schema": "eduparity/plan/9"}`), 0o644))
	eduparity(t, "verify", county, broken).refused(t, "eduparity/plan/9")
	eduparity(t, "verify", county, filepath.Join(dir, "none.json")).refused(t, "none.json")
	eduparity(t, "verify", filepath.Join(dir, "none"), broken).refused(t, "no such county folder")
	eduparity(t, "verify", county).refused(t, "give the county's folder or workbook and the plan's file")
	eduparity(t, "verify", county, broken, "--format", "csv").refused(t, "not yet")
	require.True(t, strings.Contains(eduparity(t, "verify", "--help").stdout, "--resolve"))
}

// A check is told in Chinese, too; faults, which are for whoever made the plan, stay English.
func TestVerifyInChinese(t *testing.T) {
	engine(t)
	county := small().write(t)
	out := filepath.Join(t.TempDir(), "plan.json")
	require.Equal(t, exitDone, eduparity(t, ask(county, "-o", out)...).code)
	r := eduparity(t, "verify", county, out, "--lang", "zh", "--resolve")
	require.Equal(t, exitDone, r.code, r.stderr)
	golden(t, "verify_zh.txt", r.stdout)
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(out, []byte(strings.Replace(string(text), `"quantity": 1`, `"quantity": 2`, 1)), 0o644))
	r = eduparity(t, "verify", county, out, "--lang", "zh")
	require.Equal(t, exitNo, r.code, r.stderr)
	require.Regexp(t, "^方案不成立：[0-9]+处错误。\n\n错误\n", r.stdout)
}
