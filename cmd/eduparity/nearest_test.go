package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// A mistyped word gets the nearest right one, whatever it is the name of.
func TestNearestWords(t *testing.T) {
	county := small()
	folder := county.write(t)
	dir := t.TempDir()
	files := 0
	file := func(name, text string) string {
		if files++; name == "" {
			name = fmt.Sprintf("%d.yaml", files)
		}
		full := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(full, []byte(text), 0o644))
		return full
	}
	lock := func(key string) []string {
		return ask(folder, "--lock", file("", "- {key: "+key+", forbid: true}\n"))
	}
	limit := func(text string) []string { return ask(folder, "--limit", file("", "- {"+text+"}\n")) }
	file("plan.json", "{}")
	file("limit.yaml", "[]")
	for what, c := range map[string]struct {
		args []string
		want string
	}{
		"command":            {[]string{"asses"}, `did you mean "assess"?`},
		"flag":               {[]string{"plan", folder, "--gaol", "moves"}, "did you mean --goal?"},
		"goal":               {[]string{"plan", folder, "--goal", "mvoes", "--lever", "rotation"}, `did you mean "moves"?`},
		"lever":              {[]string{"plan", folder, "--goal", "moves", "--lever", "rotaton"}, `did you mean "rotation"?`},
		"standard":           {ask(folder, "--standard", "qualty-balance-2017"), `did you mean "quality-balance-2017"?`},
		"indicator":          {ask(folder, "--indicators", "TT"), "unknown"},
		"stage":              {ask(folder, "--stage", "primry"), `did you mean "primary"?`},
		"format":             {ask(folder, "--format", "jsn"), `did you mean "json"?`},
		"language":           {ask(folder, "--lang", "zhh"), `did you mean "zh"?`},
		"route":              {ask(folder, "--route", "auot"), `did you mean "auto"?`},
		"engine":             {ask(folder, "--backend", "high"), `did you mean "highs"?`},
		"encoding":           {ask(folder, "--encoding", "gbkk"), "gbk"},
		"limit":              {limit("what: movs, max: 3"), `did you mean "moves"?`},
		"field of a limit":   {limit("what: moves, mx: 3"), `did you mean "max"?`},
		"stage of a limit":   {limit("what: moves, max: 3, scope: {stage: primry}"), `no stage "primry"; did you mean "primary"?`},
		"kind of a limit":    {limit("what: moves, max: 3, scope: {kind: plan}"), `no kind "plan"; did you mean "plain"?`},
		"kind of action":     {lock("2024/rotation/mov/A/B//primary/plain"), `did you mean "move"?`},
		"lever of a lock":    {lock("2024/rotatin/move/A/B//primary/plain"), `did you mean "rotation"?`},
		"stage of a lock":    {lock("2024/rotation/move/A/B//primry/plain"), `did you mean "primary"?`},
		"teachers of a lock": {lock("2024/rotation/move/A/B//primary/plan"), `did you mean "plain"?`},
		"county":             {[]string{"assess", folder + "s"}, "did you mean " + folder + "?"},
		"file of a plan":     {[]string{"verify", folder, filepath.Join(dir, "plan.jsn")}, "did you mean " + filepath.Join(dir, "plan.json") + "?"},
		"limit file":         {ask(folder, "--limit", filepath.Join(dir, "limt.yaml")), "did you mean " + filepath.Join(dir, "limit.yaml") + "?"},
		"example":            {[]string{"example", "dem"}, `did you mean "demo"?`},
		"part of the report": {[]string{"assess", folder, "--show", "gap"}, `did you mean "gaps"?`},
		"strategy":           {[]string{"compare", folder, "--strategies", "exct"}, `did you mean "exact"?`},
		"frontier":           {[]string{"frontier", folder, "--over", "move", "--goal", "moves", "--lever", "rotation"}, `did you mean "moves"?`},
		"required column":    {[]string{"assess", county.replacing(t, "sections.csv", "pupils,", "pupls,").write(t)}, `is it the column "pupls"?`},
		"stock column":       {[]string{"assess", county.replacing(t, "sections.csv", "teachers", "techers").write(t)}, "teachers"},
		"word of the data":   {[]string{"assess", county.replacing(t, "schools.csv", "A,City,primary", "A,City,primry").write(t)}, `did you mean "primary"?`},
		"shell":              {[]string{"completion", "bsh"}, `did you mean "bash"?`},
		"topic":              {[]string{"help", "limts"}, `did you mean "limits"?`},
		"school":             {limit("what: moves, max: 3, scope: {school: AA}"), `no school "AA"`},
	} {
		t.Run(what, func(t *testing.T) { eduparity(t, c.args...).refused(t, c.want) })
	}
	// Ids of schools are longer than those of the small county.
	long := county.replacing(t, "schools.csv", "\nA,", "\nP101,").replacing(t, "sections.csv", "\nA,", "\nP101,").write(t)
	eduparity(t, ask(long, "--lock", file("", "- {key: 2024/rotation/move/P1O1/B//primary/plain, forbid: true}\n"))...).refused(t, `no school "P1O1"; did you mean "P101"?`)
	eduparity(t, ask(long, "--limit", file("", "- {what: moves, max: 3, scope: {school: P1O1}}\n"))...).refused(t, `no school "P1O1"; did you mean "P101"?`)
}
