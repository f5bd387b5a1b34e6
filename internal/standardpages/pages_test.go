package main

import (
	"os"
	"path/filepath"
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
		require.Equal(t, p.text, string(data), "docs/standards/%s is not what the standard says; run: make docs", p.file)
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

func TestWrite(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new", "pages")
	require.NoError(t, write(folder))
	data, err := os.ReadFile(filepath.Join(folder, standard.NameQualityBalance2017+".md"))
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(data), made))
	require.Error(t, write(filepath.Join(folder, "README.md")), "a file is no folder")
}
