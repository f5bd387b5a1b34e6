package report

import "strings"

// Proved writes a sentence of a check of a plan in the language: what was proved, or could not be. What has
// no words in Chinese stays as it is.
func (l Lang) Proved(text string) string {
	if l != Chinese {
		return text
	}
	if goal, rest, ok := strings.Cut(text, ": "); ok {
		if zh, known := chineseGoals[goal]; known { // some are called like units
			text = zh + ": " + rest
		}
	}
	zh, _ := filledIn(chineseProofs, text, func(word string) string {
		for _, words := range []map[string]string{chineseProofWords, chineseGoals, chineseRules, chineseUnits} {
			if zh, ok := words[word]; ok {
				return zh
			}
		}
		return placeInChinese(l, word)
	})
	return zh
}

// chineseProofWords fill blanks of what was proved.
var chineseProofWords = map[string]string{
	"of the CV of seats per pupil": "（生均学位差异系数）", "of CV/limit": "（差异系数/限值）", "pupils short": "人（缺口）", "pupils moved": "人（转学）", "pupils without a seat": "人（无学位）", "yuan": "元", "moves": "人次", "pupils": "人", "pupil-km": "人公里",
	"as the search found": "依据搜索", "proved from their rows alone": "仅由其自身的条件即可证明",
	"some plan may lack less of it, and more of another": "其他方案在此可能缺得少些，而在别处缺得多些",
	"that no less would do is not proved":                "尚未证明不能再少",
	"that no less would do rests on the search":          "不能再少依据搜索",
	"no less would do":                                   "不能再少",
	"teachers":                                           "教师",
}

// chineseProofs are the sentences of checks by their English form; %s is a blank, which the Chinese form
// numbers.
var chineseProofs = map[string]string{
	"%s actions keep every limit, lock, fund, post and price of the problem":                           "%[1]s项行动符合全部限制、锁定、资金、编制和价格",
	"the plan claims nothing: it was stopped before there was one":                                     "方案没有任何主张：在得到方案之前已停止",
	"what would be lost without each of %s actions, by leaving it out":                                 "逐项去掉%[1]s项行动，核对了各自的作用",
	"%s pieces hang together with their schools":                                                       "%[1]s个片区与其学校相连",
	"%s: no plan is below %s %s; that none is below %s rests on the search alone":                      "%[1]s：任何方案不低于%[2]s%[3]s；不低于%[4]s仅依据搜索",
	"%s: no plan is below %s %s (prices of places), rounding included":                                 "%[1]s：任何方案不低于%[2]s%[3]s（由学位价格证明，已计舍入）",
	"%s: no plan is below %s %s (prices of %s indicators), rounding included":                          "%[1]s：任何方案不低于%[2]s%[3]s（由%[4]s项指标的价格证明，已计舍入）",
	"%s: no plan is below %s %s (no exchange improves), rounding included":                             "%[1]s：任何方案不低于%[2]s%[3]s（任何对调都不会改进，已计舍入）",
	"%s: no plan is below %s %s (%s multipliers), rounding included":                                   "%[1]s：任何方案不低于%[2]s%[3]s（由%[4]s个乘子证明，已计舍入）",
	"prices of %s limits, as slopes of the bounds proved; the ranges in which they hold are as stated": "%[1]s项限制的影子价格，为所证下界的斜率；其适用范围如方案所述",

	"that there is no plan rests on the search alone":                                                  "没有方案仅依据搜索",
	"no plan keeps all rules (%s), rounding included":                                                  "没有方案能满足全部规定（%[1]s，已计舍入）",
	"%s: %s %s, as stated":                                                                             "%[1]s：%[2]s%[3]s，如方案所述",
	"%s: missed by %s at best, as stated":                                                              "%[1]s：至少相差%[2]s，如方案所述",
	"%s at %s: missed by %s at best, as stated":                                                        "%[2]s的%[1]s：至少相差%[3]s，如方案所述",
	"%s at %s: %s missing, as stated":                                                                  "%[2]s的%[1]s：缺%[3]s，如方案所述",
	"%s at %s: %s %s are missing whatever is done":                                                     "%[2]s的%[1]s：无论如何都缺%[3]s%[4]s",
	"%s at %s: the plan that comes closest lacks %s %s, as stated; %s":                                 "%[2]s的%[1]s：最接近的方案缺%[3]s%[4]s，如方案所述；%[5]s",
	"%s at %s: the plan that comes closest lacks %s %s, as stated; every plan lacks at least %s":       "%[2]s的%[1]s：最接近的方案缺%[3]s%[4]s，如方案所述；任何方案至少缺%[5]s",
	"%s cannot hold together, %s; that none of them is superfluous is as stated":                       "%[1]s不能同时成立，%[2]s；其中没有多余的一项如方案所述",
	"with parts of %s there is a plan: %s actions keep every other rule":                               "%[1]s可以拆分时有方案：%[2]s项行动符合其余全部规定",
	"parts of teachers or of what is sold whole would not help: the same contradiction holds in parts": "教师或整件购置的物品可以拆分也无济于事：同样的矛盾依然存在",
	"that parts of teachers or of what is sold whole would not help is as stated":                      "教师或整件购置的物品可以拆分也无济于事，如方案所述",
	"with the rules relaxed as stated there is a whole plan: %s actions keep them; %s":                 "按所述放宽规定后有整数方案：%[1]s项行动符合；%[2]s",

	"solving again finds no plan either":                               "重新求解也没有找到方案",
	"%s: solving again finds no whole plan that asks for less than %s": "%[1]s：重新求解没有找到要求少于%[2]s的整数方案",
	"%s: solving again finds no plan below %s":                         "%[1]s：重新求解没有找到低于%[2]s的方案",
	"%s: solving again proves that no plan is below %s":                "%[1]s：重新求解证明任何方案不低于%[2]s",
}
