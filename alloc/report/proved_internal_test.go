package report

import (
	"go/ast"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Everything that a check of a plan says it proved has a Chinese form that keeps what fills its blanks.
func TestProvedIsTranslated(t *testing.T) {
	t.Parallel()
	n := 0
	for folder, maker := range map[string]string{"../verify": "proved", "../../cmd/eduparity": "prove"} {
		s := parsed(t, folder)
		s.each(func(in *ast.FuncDecl, node ast.Node) {
			call, ok := node.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return
			}
			if f, ok := call.Fun.(*ast.SelectorExpr); !ok || f.Sel.Name != maker {
				return
			}
			for _, text := range s.texts(in, call.Args[0], 0) {
				text = anyVerb.ReplaceAllString(text, blank)
				text = strings.ReplaceAll(text, "%"+blank, blank)
				if strings.Trim(text, "%s ") == "" {
					continue // handed on
				}
				n++
				filled, fills := fill(text)
				zh := Chinese.Proved(filled)
				require.NotEqual(t, filled, zh, "no Chinese form in chineseProofs")
				for _, x := range fills {
					require.Contains(t, zh, x, text)
				}
			}
		})
	}
	require.Greater(t, n, 20, "the code is looked over")
	require.Equal(t, "达标费用最少：任何方案不低于100元（由7个乘子证明，已计舍入）", Chinese.Proved("pass-cost: no plan is below 100 yuan (7 multipliers), rounding included"))
	require.Equal(t, "own words", Chinese.Proved("own words"))
}
