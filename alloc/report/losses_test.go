package report_test

import (
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
)

// Every sort of loss has words in Chinese.
func TestLossesInChinese(t *testing.T) {
	limit := 4.5
	for rule, where := range map[string]string{
		"minimum:L4": "P01/primary", "minimum-share:L4": "P01/primary", "section-rule": "P01/primary", "cv:L2": "primary", "composite": "junior",
		"teachers": "A/primary", "headcount": "A/primary", "posts": "A/primary", "lock": "k", "goal:dispersion": "L5/junior", "ratio:L5": "junior", "shortfall:L4": "A/primary",
	} {
		l := plan.Loss{Rule: rule, Where: where, With: 1, Without: 2, Limit: &limit}
		zh := report.ActionReason(l.Text()+"; "+l.Text(), report.Chinese)
		for _, word := range []string{"without", "primary", "junior", "pass", "must"} {
			require.NotContains(t, zh, word)
		}
		require.True(t, hasHan(zh), zh)
		require.Equal(t, l.Text(), report.ActionReason(l.Text(), report.English))
	}
	require.Equal(t, "P01/小学的L4为1.00，没有它则为2.00（最低值4.5）；P01/小学将不达标", report.ActionReason(
		"L4 at P01/primary 1.00, without it 2.00 (minimum 4.5); P01/primary would not pass", report.Chinese))
	require.Equal(t, "没有单独取决于它的规定；B/小学的L1：1.00 -> 2.00（最低值4.2）", report.ActionReason(
		"nothing rests on it alone; L1 at B/primary 1.00 -> 2.00 (minimum 4.2)", report.Chinese))
}

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}
