package report

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// reasons are the texts of the reasons in a package, once each. Parts that are added to others, which begin
// with what joins them, are left out.
func (s *source) reasons() []string {
	all := make(map[string]bool)
	s.each(func(in *ast.FuncDecl, n ast.Node) {
		literal, ok := n.(*ast.CompositeLit)
		if !ok {
			return
		}
		if of, ok := literal.Type.(*ast.SelectorExpr); !ok || of.Sel.Name != "Reason" {
			return
		}
		for _, e := range field(literal, "Text") {
			for _, text := range s.texts(in, e, 0) {
				if strings.TrimLeft(text, ",;: ") == text && strings.Trim(text, "%s ") != "" {
					all[text] = true
				}
			}
		}
	})
	return slices.Sorted(maps.Keys(all))
}

// Every reason why there is no plan has a Chinese form that keeps what fills its blanks.
func TestReasonsAreTranslated(t *testing.T) {
	t.Parallel()
	texts := parsed(t, "../exact").reasons()
	require.Greater(t, len(texts), 12, "the code is looked over")
	for _, text := range texts {
		if strings.HasSuffix(text, blank+blank) {
			text = strings.TrimSuffix(text, blank) // a part that may be empty
		}
		if strings.HasSuffix(text, " has ") {
			text += "5 pupils more than the 100 that A/primary may have"
		}
		// How sure it is says a variable, one way or another.
		text = strings.NewReplacer("moves %s, ", "moves are needed at least, ", "yuan more %s", "yuan more are needed at least", "to %s %s, ", "to %s at best, ",
			"has %s;", "has 5 pupils more than the 100 that A/primary may have;").Replace(text)
		filled, fills := fill(text)
		zh := reasonInChinese(Chinese, filled)
		for _, x := range fills {
			require.Contains(t, zh, x, text)
		}
		require.NotContains(t, zh, "%!", text)
		require.NotRegexp(t, `[a-z]{3} [a-z]`, zh, text)
	}
}

// Whole sentences, as they are put together.
func TestReasonsInChinese(t *testing.T) {
	t.Parallel()
	w := NewWords(&plan.Plan{Problem: plan.Problem{Standard: standard.QualityBalance2017()}}, nil, Chinese)
	for _, c := range []struct{ en, zh string }{
		{"L2 (backbone teachers of county level or above per 100 pupils), primary: the plan that comes closest is 4 persons short: there are 21, the minimum asks for 25",
			"小学L2（每百名学生拥有县级以上骨干教师数）：最接近的方案仍缺4人：现有21，最低值要求25"},
		{"L4 (x), A/primary: the plan that comes closest is 7 m2 short, although the rule lets each section have 1 of its indicators at 85 % of the minimum",
			"A/小学L4（x）：最接近的方案仍缺7平方米，尽管规定允许每个校段有1项指标降至最低值的85%"},
		{"L4 (x), A/primary: the plan that comes closest is 7 m2 short, although the rule lets each section have 1 of its indicators at 85 % of the minimum: there are 1, the minimum asks for 2 and its share for 1.7",
			"A/小学L4（x）：最接近的方案仍缺7平方米，尽管规定允许每个校段有1项指标降至最低值的85%：现有1，最低值要求2，放宽后要求1.7"},
		{"K (k), B/junior: the whole plan that comes closest is 0.5 persons short, with 1.5 where the minimum asks for 2, which takes 2",
			"B/初中K（k）：最接近的整数方案仍缺0.5人，为1.5，而最低值要求2，即须2"},
		{"the CV of K (k) in stage primary is 0.3012 in the best whole plan found, the limit is 0.3",
			"已找到的最好整数方案中，小学K（k）的差异系数为0.3012，限值为0.3"},
		{"spending: 1000 yuan more are needed at least", "支出：至少还需1000元"},
		{"12 moves are needed at least, 10 are allowed", "至少需要12人次调动，只允许10人次"},
		{"the plan that comes closest has 5 pupils more than the 100 that A/primary may have; if pieces could be split, nothing would be missing",
			"最接近的方案中，A/小学超出其上限100名学生5名；如果片区可以拆分，则没有缺口"},
		{"no way to give every piece a school keeps all limits at once; no single one of them is short",
			"没有一种划片能同时满足所有限制；没有哪一项单独不足"},
		{"P01 1253 -> 893 pupils for 900 seats; way 5372 m -> 6773 m", "P01学生1253 -> 893人，学位900个；距离5372 -> 6773米"},
		{"99 pupils go elsewhere; saves 220000", "99名学生转往他校；节省220000"},
		{"then 480 pupils for 540 seats; costs 31800000", "届时学生480人，学位540个；花费31800000"},
		{"the plan that comes closest has 0 pupils of 2025/catchment/assign/A/B//primary/b1 where a lock asks for 5",
			"最接近的方案中2025/catchment/assign/A/B//primary/b1为0名学生，而锁定要求5名"},
		{"a text of a user's own strategy", "a text of a user's own strategy"},
	} {
		require.Equal(t, c.zh, w.Because(plan.Reason{Text: c.en}))
	}
}
