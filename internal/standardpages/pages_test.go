package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/standard"
)

// The pages in docs are those of the definitions.
func TestPagesAreUpToDate(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "docs", "standards")
	want, err := pages()
	require.NoError(t, err)
	known := make(map[string]bool)
	for _, p := range want {
		known[p.file] = true
		data, err := os.ReadFile(filepath.Join(folder, p.file))
		require.NoError(t, err, "run: make docs")
		have, said := strings.Split(string(data), "\n"), strings.Split(p.text, "\n")
		for i := range min(len(have), len(said)) {
			require.Equal(t, said[i], have[i], "docs/standards/%s:%d is not what the standard says; run: make docs", p.file, i+1)
		}
		require.Len(t, have, len(said), "docs/standards/%s is not what the standard says; run: make docs", p.file)
	}
	files, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, f := range files {
		require.True(t, known[f.Name()], "docs/standards/%s belongs to no built-in standard", f.Name())
	}
}

// A page says everything that its standard says: every name, number and source of every rule.
func TestPagesAreComplete(t *testing.T) {
	t.Parallel()
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		text := standardPage(s)
		says := func(parts ...string) {
			for _, part := range parts {
				require.Contains(t, text, part, name)
			}
		}
		says(s.Title, s.TitleZH, s.Source)
		for _, k := range s.Indicators {
			says(k.Code, k.Name, k.NameZH, byKey(k.Minimum), byKey(k.CVLimit), sum(k.Stock))
			for _, r := range k.Reliefs {
				says(r.ID, r.Name, r.NameZH, r.Source, r.Note)
			}
		}
		for _, r := range s.Rules {
			says("### "+r.ID+"\n", r.Name, r.NameZH, r.Source, r.Note, sum(r.Value), sum(r.Over), r.ThresholdInput)
			require.NotEmpty(t, passes(&r), r.ID)
			require.NotEmpty(t, blockTitles[r.Block], r.ID)
			for _, relief := range r.Reliefs {
				says(relief.ID, relief.Name, relief.NameZH, byKey(relief.Threshold), byKey(relief.RoomArea))
			}
		}
		for _, in := range s.Inputs() {
			says("`"+in.ID+"`", in.Name, in.NameZH)
		}
	}
}

// What a standard can say, a page can: a field that is added here must be put on the page first.
func TestPagesKnowEveryField(t *testing.T) {
	t.Parallel()
	for known, of := range map[string]any{
		"Name Title TitleZH Source Weighting Indicators Section Composite Exclude Rules Levels Verified": standard.Standard{},
		"Code Name NameZH Unit Stock Per Minimum Floor CVLimit Split Reliefs":                            standard.Indicator{},
		"Kinds TeachingPointsBelow Owners Flags":                                                         standard.Exclude{},
		"ID Level Item Name NameZH Block Form Each Scope Value Over Against Rooms Steps Threshold ThresholdInput AtMost Strict Forbidden EmptyPasses Uniform Unit Reliefs Source Note Verified": standard.Rule{},
		"Stages Kinds WithoutKinds Areas Public Flags WithoutFlags PupilsBelow PupilsAbove":                                                                                                     standard.Scope{},
		"Use Area Column":     standard.Rooms{},
		"Of Every Give Table": standard.Steps{},
		"ID Name NameZH Ground Until Off Threshold RoomArea Add Source Note Verified":      standard.Relief{},
		"BuiltBy PlannedBy Flag Areas PupilsFrom PupilsBelow LargestClassBelow Part Above": standard.Ground{},
	} {
		var fields []string
		for i := range reflect.TypeOf(of).NumField() {
			fields = append(fields, reflect.TypeOf(of).Field(i).Name)
		}
		require.ElementsMatch(t, strings.Fields(known), fields, "%T", of)
	}
}

func TestWrite(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new", "pages")
	require.NoError(t, write(folder))
	data, err := os.ReadFile(filepath.Join(folder, standard.NameQualityBalance2017+".md"))
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(data), made))
	require.Error(t, write(filepath.Join(folder, "README.md")), "a file is no folder")
}

// Of all that an office gives a page tells the meaning, once.
func TestPagesTellMeanings(t *testing.T) {
	t.Parallel()
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		_, table, found := strings.Cut(standardPage(s), "## What an office gives")
		require.True(t, found)
		seen := make(map[string]bool)
		rows := 0
		for line := range strings.SplitSeq(table, "\n") {
			if !strings.HasPrefix(line, "| `") {
				continue
			}
			rows++
			cells := strings.Split(line, "|")
			require.False(t, seen[cells[1]], line)
			seen[cells[1]] = true
			for _, cell := range cells[1 : len(cells)-1] {
				require.NotEmpty(t, strings.TrimSpace(cell), line)
			}
		}
		require.NotZero(t, rows)
	}
}
