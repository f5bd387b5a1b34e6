package html

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/standard"
)

// phrases are the texts that the page's code and templates say.
func phrases(t *testing.T) []string {
	t.Helper()
	var all []string
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			f, named := call.Fun.(*ast.Ident)
			if !named || f.Name != "say" {
				return true
			}
			if text, literal := call.Args[0].(*ast.BasicLit); literal {
				phrase, err := strconv.Unquote(text.Value)
				require.NoError(t, err)
				all = append(all, phrase)
			}
			return true
		})
	}
	said := regexp.MustCompile(`\b(?:say|says|words) ("(?:[^"\\]|\\.)*")`)
	templates, err := files.ReadDir("page")
	require.NoError(t, err)
	for _, entry := range templates {
		text, err := files.ReadFile("page/" + entry.Name())
		require.NoError(t, err)
		for _, m := range said.FindAllStringSubmatch(string(text), -1) {
			phrase, err := strconv.Unquote(m[1])
			require.NoError(t, err)
			all = append(all, phrase)
		}
	}
	return all
}

// Every phrase has a Chinese form with the same blanks, and no form is left over.
func TestPhrasesAreTranslated(t *testing.T) {
	t.Parallel()
	blanks := regexp.MustCompile(`%(?:\[\d\])?[sd]|%%`)
	used := make(map[string]bool)
	for _, phrase := range phrases(t) {
		used[phrase] = true
		zh, ok := chinese[phrase]
		if !ok {
			t.Errorf("%q has no Chinese form", phrase)
			continue
		}
		sorted := func(s string) []string {
			found := blanks.FindAllString(s, -1)
			slices.Sort(found)
			return found
		}
		require.Equal(t, sorted(phrase), sorted(zh), phrase)
	}
	require.Greater(t, len(used), 100)
	for phrase := range chinese {
		require.True(t, used[phrase], "%q is said nowhere", phrase)
	}
}

// Options of lists, whose text no style can switch, hold both languages, the Chinese one being that of
// the phrase.
func TestOptionsHoldBothLanguages(t *testing.T) {
	t.Parallel()
	text, err := files.ReadFile("page/parts.tmpl")
	require.NoError(t, err)
	found := regexp.MustCompile(`data-en="([^"{]+)" data-zh="([^"{]+)">\{\{in \(words "([^"]+)"\)\}\}`).FindAllStringSubmatch(string(text), -1)
	require.Len(t, found, 8)
	for _, m := range found {
		require.Equal(t, m[3], m[1])
		require.Equal(t, chinese[m[3]], m[2])
	}
}

// Every unit of a built-in standard's indicators is told in Chinese, too.
func TestUnitsAreTranslated(t *testing.T) {
	t.Parallel()
	for _, name := range standard.Names() {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		for i := range s.Indicators {
			if u := s.Indicators[i].Unit; u != "" {
				require.NotEqual(t, u, unit(u, false).ZH, "%s: %s", name, u)
			}
		}
	}
}

func TestQuantities(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		x      float64
		unit   string
		en, zh string
	}{
		{1, "person", "1 person", "1人"}, {2, "person", "2 persons", "2人"}, {1, "rooms", "1 room", "1间"},
		{12819, "m2", "12,819 m²", "12,819平方米"}, {0.5, "m2", "0.5 m²", "0.5平方米"}, {1, "yuan", "1 yuan", "1元"}, {900, "seat", "900 seats", "900个学位"}, {1, "class", "1 class", "1个班"}, {2, "class", "2 classes", "2个班"}, {3, "", "3", "3"},
	} {
		require.Equal(t, words{c.en, c.zh}, quantity(c.x, c.unit))
	}
}

func TestScale(t *testing.T) {
	t.Parallel()
	s := newScale(0, 0.53, 0, 100)
	require.Equal(t, []tick{{0, "0.0"}, {100.0 / 3, "0.2"}, {200.0 / 3, "0.4"}, {100, "0.6"}}, rounded(s.marks()))
	flat := newScale(3, 3, 0, 100)
	require.GreaterOrEqual(t, len(flat.marks()), 2, "where all values are the same there is still an axis")
	require.Equal(t, "12.3", px(12.345).String())
}

// rounded takes the last bits off the places of marks.
func rounded(all []tick) []tick {
	for i, want := range []px{0, 100.0 / 3, 200.0 / 3, 100} {
		if d := all[i].At - want; d > -1e-9 && d < 1e-9 {
			all[i].At = want
		}
	}
	return all
}

func TestIDs(t *testing.T) {
	t.Parallel()
	require.Equal(t, "L1", idOf("L1"))
	require.Equal(t, "a-20b", idOf("a b"))
	require.NotEqual(t, idOf("小学"), idOf("初中"))
	require.NotContains(t, idOf(`"><script>`), "<")
}
