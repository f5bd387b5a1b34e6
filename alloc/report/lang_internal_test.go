package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// phraseFiles hold the phrases that assessments and plans are told in.
var phraseFiles = []string{
	"words.go", "goal.go", "plan.go", "actions.go", "infeasible.go", "sofar.go", "places.go", "text.go", "check.go",
	"assessment.go", "levels.go", "indicators.go", "rules.go", "gaps.go", "dispersion.go", "scenarios.go", "years.go", "view.go", "data.go",
}

// phrasesOf lists the texts in a file that hold words: all but those of imports.
func phrasesOf(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	require.NoError(t, err)
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		if _, ok := n.(*ast.ImportSpec); ok {
			return false
		}
		text, ok := n.(*ast.BasicLit)
		if !ok || text.Kind != token.STRING {
			return true
		}
		phrase, err := strconv.Unquote(text.Value)
		require.NoError(t, err)
		if words := verb.ReplaceAllString(phrase, ""); regexp.MustCompile(`\pL`).MatchString(words) {
			all = append(all, phrase)
		}
		return true
	})
	return all
}

var verb = regexp.MustCompile(`%(\[\d\])?[sd]`)

// ids are texts that are no phrases.
func ids() []string {
	all := []string{"s", "teachers_", "moves", "swaps", "STDEV/AVERAGE", "pupil-km"} // the plural, a column, units, a formula
	for _, p := range Parts() {
		all = append(all, string(p))
	}
	return all
}

// Every phrase of an assessment and of a plan has a Chinese form with the same blanks to fill in.
func TestPhrasesAreTranslated(t *testing.T) {
	t.Parallel()
	used := make(map[string]bool)
	for _, file := range phraseFiles {
		for _, phrase := range phrasesOf(t, file) {
			phrase = strings.TrimPrefix(phrase, ">")
			used[phrase] = true
			zh := Chinese.of(phrase)
			ok := zh != phrase
			if !ok && slices.Contains(ids(), phrase) {
				continue
			}
			if !ok {
				t.Errorf("%s: %q has no Chinese form", file, phrase)
				continue
			}
			blanks := func(s string) []string {
				found := verb.FindAllString(s, -1)
				slices.Sort(found)
				return found
			}
			require.Equal(t, blanks(phrase), blanks(zh), phrase)
		}
	}
}
