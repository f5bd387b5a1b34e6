package report

import (
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/stretchr/testify/require"
)

// Columns begin and end at the same place in every line, whether a cell is Latin, Chinese or both, with
// colours or without.
func TestGridIsAligned(t *testing.T) {
	t.Parallel()
	for _, colour := range []bool{false, true} {
		p := page{Lang: Chinese, colour: colour}
		g := grid{columns: []string{"stage", ">quantity", "verdict", "where"}}
		for _, row := range [][]string{{"小学", "1,200", "达标", "|实验小学"}, {"junior", "7", "不达标", "|A"}, {"", "12.5平方米", "无", "|（宁海县）第一小学 No. 1"}} {
			g.add(row...)
		}
		p.grid(g)
		lines := strings.Split(strings.TrimSuffix(p.b.String(), "\n"), "\n")
		require.Len(t, lines, 4)
		require.Contains(t, lines[0], "学段")
		last, number := -1, -1
		for _, line := range lines[1:] {
			before, _, found := strings.Cut(line, "|")
			require.True(t, found)
			at := text.StringWidthWithoutEscSequences(before)
			require.True(t, last < 0 || at == last, "the last column begins at %d and at %d", last, at)
			last = at
			// The numbers end before two blanks and the verdict.
			plain := text.StripEscape(before)
			for _, verdict := range []string{"不达标", "达标", "无"} {
				if head, _, ok := strings.Cut(plain, "  "+verdict); ok {
					end := text.StringWidthWithoutEscSequences(head)
					require.True(t, number < 0 || end == number, "numbers end at %d and at %d", number, end)
					number = end
					break
				}
			}
		}
		require.Positive(t, number)
	}
}
