package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

// row is a county of two schools and four square pieces in a row: three go to the first school, which has
// seats for two of them.
func row() files {
	var squares []string
	for i := range 4 {
		west := 112.5 + float64(i)/100
		squares = append(squares, fmt.Sprintf(`{"type": "Feature", "properties": {"piece_id": "P%d"}, "geometry": {"type": "Polygon", "coordinates": [[[%.2f, 31.2], [%.2f, 31.2], [%.2f, 31.21], [%.2f, 31.21], [%.2f, 31.2]]]}}`,
			i+1, west, west+0.01, west+0.01, west, west))
	}
	return files{
		"county.yaml":    "name: Row\nyear: 2023\nstandard: seats.yaml\nconstructed: true\n",
		"seats.yaml":     "name: seats\nindicators:\n  - {code: S, name: seats, stock: seats, per: 1}\n",
		"schools.csv":    "school_id,kind,lon,lat\nS1,primary,112.505,31.205\nS2,primary,112.535,31.205\n",
		"sections.csv":   "school_id,stage,pupils,seats\nS1,primary,90,60\nS2,primary,10,90\n",
		"pieces.csv":     "piece_id,pupils_primary,school_primary\nP1,30,S1\nP2,30,S1\nP3,30,S1\nP4,10,S2\n",
		"pieces.geojson": `{"type": "FeatureCollection", "features": [` + "\n" + strings.Join(squares, ",\n") + "]}\n",
	}
}

func TestPlaceFlags(t *testing.T) {
	t.Parallel()
	number := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		args string
		want []plan.Limit
	}{
		{"", nil},
		{"--max-pupils-moved 319 --max-pupil-km 5773.3", []plan.Limit{{What: plan.LimitPupilsMoved, Max: number(319)}, {What: plan.LimitPupilKM, Max: number(5773.3)}}},
		{"--min-load 0.85 --max-over-seats 0.05", []plan.Limit{{What: plan.LimitLoad, Min: number(0.85), Max: number(1.05)}}},
		{"--max-over-seats 0", []plan.Limit{{What: plan.LimitLoad, Max: number(1)}}},
		{"--min-load 0.5", []plan.Limit{{What: plan.LimitLoad, Min: number(0.5)}}},
		{"--whole-pieces --contiguous", []plan.Limit{{What: plan.LimitWholePieces, On: true}, {What: plan.LimitContiguous, On: true}}},
		{"--max-open 2 --min-open 1", []plan.Limit{{What: plan.LimitOpenSites, Min: number(1), Max: number(2)}}},
		{"--max-open 0", []plan.Limit{{What: plan.LimitOpenSites, Max: number(0)}}},
	} {
		var q question
		flags := pflag.NewFlagSet("plan", pflag.ContinueOnError)
		q.flags(flags)
		require.NoError(t, flags.Parse(strings.Fields(c.args)), c.args)
		limits, err := q.limits()
		require.NoError(t, err, c.args)
		require.Equal(t, c.want, limits, c.args)
		for _, l := range limits {
			require.NoError(t, l.Validate(), c.args)
		}
	}
	county := row().write(t)
	for args, want := range map[string]string{
		"--max-open 1.5":          "must be a whole number",
		"--max-over-seats -0.1":   "must be 0 or more",
		"--max-pupils-moved many": "must be a number",
	} {
		eduparity(t, append([]string{"plan", county, "--goal", "travel", "--lever", "catchment"}, strings.Fields(args)...)...).refused(t, want)
	}
	for _, flag := range layoutFlags() {
		require.Contains(t, asking(), flag)
	}
}

// A folder with shapes stays the same county as a folder; as a workbook it keeps what the tables hold.
func TestConvertKeepsPieces(t *testing.T) {
	t.Parallel()
	county, dir := row().write(t), t.TempDir()
	folder, again := filepath.Join(dir, "folder"), filepath.Join(dir, "again")
	book, back := filepath.Join(dir, "row.xlsx"), filepath.Join(dir, "back")
	first := eduparity(t, "convert", county, "-o", folder)
	require.Equal(t, exitDone, first.code, first.stderr)
	require.Contains(t, first.stderr, "note: pieces.geojson: there is no adjacency.csv: pieces that share a border here count as touching; pairs of them: 3")
	second := eduparity(t, "convert", folder, "-o", again)
	require.Equal(t, exitDone, second.code, second.stderr)
	require.Empty(t, second.stderr, "all is in the tables now")
	require.Equal(t, tablesOf(t, folder), tablesOf(t, again))
	require.Contains(t, tablesOf(t, folder), "pieces.geojson")
	require.Equal(t, "piece_a,piece_b\nP1,P2\nP2,P3\nP3,P4\n", tablesOf(t, folder)["adjacency.csv"])

	require.Equal(t, exitDone, eduparity(t, "convert", county, "-o", book).code)
	require.Equal(t, exitDone, eduparity(t, "convert", book, "-o", back).code)
	want := tablesOf(t, folder)
	delete(want, "pieces.geojson")
	require.Equal(t, want, tablesOf(t, back))
}

// tablesOf are the files of a folder.
func tablesOf(t *testing.T, folder string) files {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	all := files{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		require.NoError(t, err)
		all[e.Name()] = string(text)
	}
	return all
}

// Faults of shapes are told with those of the tables.
func TestPlaceFaults(t *testing.T) {
	t.Parallel()
	county := row().with("adjacency.csv", "piece_a,piece_b\nP1,P5\n").replacing(t, "pieces.geojson", "[112.50, 31.21], ", "").write(t)
	r := eduparity(t, "assess", county)
	r.refused(t, `adjacency.csv:2: P1 and P5: piece_b: "P5": no piece has this id in pieces.csv; did you mean "P1"?`)
	county = row().with("adjacency.csv", "piece_a,piece_b\nP1,P5\n").replacing(t, "pieces.geojson", ", [112.50, 31.2]]]", "]]").write(t)
	r = eduparity(t, "assess", county)
	r.refused(t, `pieces.geojson:2: P1: geometry: "112.5, 31.21": ring 1 is not closed`)
	require.Contains(t, r.stderr, "adjacency.csv:2: ")
}

// A plan that is about other things can be drawn too.
func TestPlanAsMap(t *testing.T) {
	t.Parallel()
	county := small().with("pieces.csv", "piece_id,lon,lat,pupils_primary,school_primary\nP,112.5,31.2,40,A\n").write(t)
	r := eduparity(t, "plan", county, "--goal", "moves", "--lever", "rotation", "--format", "geojson")
	require.Equal(t, exitDone, r.code, r.stderr)
	features, ok := read(t, r.stdout)["features"].([]any)
	require.True(t, ok)
	require.Len(t, features, 4)
	eduparity(t, "assess", county, "--format", "geojson").refused(t, "--format geojson: not yet")
}

// Who is locked stays: a piece, or a school, which nobody leaves or comes to.
func TestPlaceLocks(t *testing.T) {
	t.Parallel()
	county := row().write(t)
	moves := func(locks string) map[string]string {
		file := filepath.Join(t.TempDir(), "locks.yaml")
		require.NoError(t, os.WriteFile(file, []byte(locks), 0o600))
		r := eduparity(t, "plan", county, "--goal", "pupils-moved,travel", "--lever", "catchment", "--whole-pieces", "--lock", file, "--format", "json")
		require.Contains(t, []int{exitDone, exitInfeasible}, r.code, r.stderr)
		if r.code == exitInfeasible {
			return nil
		}
		to := map[string]string{}
		actions, ok := read(t, r.stdout)["actions"].([]any)
		require.True(t, ok)
		for _, a := range actions {
			to[fmt.Sprint(object(t, a)["of"])] = fmt.Sprint(object(t, a)["to"])
		}
		return to
	}
	require.Equal(t, map[string]string{"P3": "S2"}, moves("[]"))
	require.Equal(t, map[string]string{"P2": "S2"}, moves("- {piece: P3}\n"))
	require.Equal(t, map[string]string{"P1": "S2"}, moves("- {piece: P3, stage: primary}\n- {piece: P2}\n"))
	require.Equal(t, map[string]string{"P3": "S2"}, moves("- {piece: P2, stage: junior}\n"))
	require.Nil(t, moves("- {school: S1}\n"), "it has more pupils than seats, and nobody may leave")
	require.Nil(t, moves("- {school: S2}\n"))
	lock := "- {action: {lever: catchment, kind: assign, from: S1, to: S2, stage: primary, of: P1}, %s}\n"
	require.Equal(t, map[string]string{"P1": "S2"}, moves(fmt.Sprintf(lock, "fix: 30")), "so many go there")
	require.Equal(t, map[string]string{"P1": "S2"}, moves(fmt.Sprintf(lock, "keep: 7")), "a piece goes as a whole")
	require.Nil(t, moves(fmt.Sprintf(lock, "fix: 7")), "and not in part")
	for locks, want := range map[string]string{
		"- {piece: P9}\n":                    `no piece "P9"; did you mean "P1"?`,
		"- {school: S9}\n":                   `no school "S9"; did you mean "S1"?`,
		"- {piece: P1, school: S1}\n":        "lock 1: a piece or a school stays as it is: give one of the two, and its stage at most",
		"- {piece: P1, forbid: true}\n":      "lock 1: a piece or a school stays as it is",
		"- {stage: primary, forbid: true}\n": "lock 1: give one of key, action, piece and school",
		"- {peace: P1}\n":                    `did you mean "piece"?`,
	} {
		file := filepath.Join(t.TempDir(), "locks.yaml")
		require.NoError(t, os.WriteFile(file, []byte(locks), 0o600))
		eduparity(t, "plan", county, "--goal", "travel", "--lever", "catchment", "--lock", file).refused(t, want)
	}
}

// The shipped county with a map is planned, piece by piece, and drawn.
func TestPlanCity(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	county, drawn, saved := filepath.Join(dir, "city"), filepath.Join(dir, "plan.geojson"), filepath.Join(dir, "plan.json")
	require.Equal(t, exitDone, eduparity(t, "example", "city", "-o", county).code)
	r := eduparity(t, "plan", county, "--goal", "travel", "--lever", "catchment", "--whole-pieces", "--contiguous", "-o", drawn, "--save", saved)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, "eduparity: note: adjacency.csv: B193: the piece touches no other piece\n", r.stderr)
	text, err := os.ReadFile(drawn)
	require.NoError(t, err)
	layers := map[any]int{}
	features, ok := read(t, string(text))["features"].([]any)
	require.True(t, ok)
	for _, f := range features {
		layers[object(t, object(t, f)["properties"])["layer"]]++
	}
	require.Equal(t, 193, layers["piece"])
	require.Equal(t, 15, layers["school"])
	plan, err := os.ReadFile(saved)
	require.NoError(t, err)
	actions, ok := read(t, string(plan))["actions"].([]any)
	require.True(t, ok)
	require.NotEmpty(t, actions)
	require.Equal(t, len(actions), layers["move"], "a line for every assignment")
}

// A map with seats is enough for goals about places; others need a standard, and its columns.
func TestPlacesNeedNoStandard(t *testing.T) {
	t.Parallel()
	county := row().with("county.yaml", "name: Row\nyear: 2023\n").with("seats.yaml", "")
	dir := county.write(t)
	saved := filepath.Join(t.TempDir(), "plan.json")
	r := eduparity(t, "plan", dir, "--goal", "pupils-moved,travel", "--lever", "catchment", "-o", saved)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stderr, "note: neither --standard nor county.yaml names a standard, and the goals need none; seats per pupil are told")
	require.Equal(t, exitDone, eduparity(t, "verify", dir, saved).code)
	eduparity(t, "plan", dir, "--goal", "dispersion", "--lever", "catchment").refused(t, "the column is missing; indicator L1")
	eduparity(t, "plan", dir, "--goal", "travel", "--lever", "catchment,hiring").refused(t, "the column is missing; indicator L1")
	rooms := county.replacing(t, "sections.csv", "seats", "classrooms").write(t)
	r = eduparity(t, "plan", rooms, "--goal", "travel", "--lever", "catchment", "--format", "json")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stderr, "classrooms per pupil are told")
	bare := county.replacing(t, "sections.csv", "seats", "desks").write(t)
	eduparity(t, "plan", bare, "--goal", "travel", "--lever", "catchment").refused(t, "the column is missing; indicator L1")
}

// A limit on ways for some grades only leaves the pieces alone where none of them lives.
func TestLimitOfGrades(t *testing.T) {
	engine(t)
	county := row().replacing(t, "pieces.csv", "piece_id,pupils_primary,school_primary", "piece_id,pupils_primary,school_primary,grades").
		replacing(t, "pieces.csv", "P1,30,S1\nP2,30,S1\nP3,30,S1\nP4,10,S2", "P1,30,S1,\nP2,30,S1,4;5;6\nP3,30,S1,4;5;6\nP4,10,S2,").write(t)
	limit := filepath.Join(t.TempDir(), "near.yaml")
	args := []string{"plan", county, "--goal", "travel", "--lever", "catchment", "--limit", limit}
	require.NoError(t, os.WriteFile(limit, []byte("- {what: radius, max: 800, grades: [1, 2, 3]}\n"), 0o600))
	require.Equal(t, exitDone, eduparity(t, args...).code)
	require.NoError(t, os.WriteFile(limit, []byte("- {what: radius, max: 800, grades: [4]}\n"), 0o600))
	require.Equal(t, exitInfeasible, eduparity(t, args...).code)
	require.NoError(t, os.WriteFile(limit, []byte("- {what: radius, max: 800, grade: [4]}\n"), 0o600))
	eduparity(t, args...).refused(t, "grades")
}
