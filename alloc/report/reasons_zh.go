package report

import "strings"

// reasonsApart stands between the things that an action is good for.
const reasonsApart = "; "

// reasonInChinese writes a reason in the language: part by part where it has several. What has no
// words in Chinese stays as it is.
func reasonInChinese(l Lang, text string) string {
	if l != Chinese || text == "" {
		return text
	}
	word := func(s string) string { return placeInChinese(l, s) }
	parts, all := strings.Split(text, reasonsApart), true
	for i, part := range parts {
		var ok bool
		parts[i], ok = filledIn(chineseReasons, part, word)
		all = all && ok
	}
	if !all { // a sentence with a semicolon of its own
		if zh, ok := filledIn(chineseReasons, text, word); ok {
			return zh
		}
	}
	return strings.Join(parts, "；")
}

// placeInChinese translates a stage, or the stage of SCHOOL/STAGE, and units after a number; other
// words stay.
func placeInChinese(l Lang, text string) string {
	if l != Chinese {
		return text
	}
	if school, stage, ok := strings.Cut(text, "/"); ok {
		return school + "/" + stageInChinese(stage)
	}
	if x, unit, ok := strings.Cut(text, " "); ok {
		if zh, known := chineseUnits[unit]; known && strings.Trim(x, "0123456789.,-") == "" {
			return x + zh
		}
	}
	if zh, ok := chineseWords[text]; ok {
		return zh
	}
	return stageInChinese(text)
}

// chineseWords are words that fill blanks of reasons.
var chineseWords = map[string]string{
	"the best whole plan found": "已找到的最好整数方案", "the whole plan that comes closest": "最接近的整数方案",
	"the minimum": "最低值", "the share of the minimum": "放宽后的最低值",
	"county": "全县", "spending": "支出", "moves": "调动", "pupils-moved": "转学学生", "pupil-km": "人公里",
}

// chineseReasons are the texts of reasons by their English form; %s is a blank, which the Chinese form
// numbers.
var chineseReasons = map[string]string{
	"%s at %s %s -> %s (minimum %s)": "%[2]s的%[1]s：%[3]s -> %[4]s（最低值%[5]s）",
	"%s at %s %s -> %s":              "%[2]s的%[1]s：%[3]s -> %[4]s",

	"the minimum of %s (%s) in %s is %s: %s sections have %s and need %s, %s where the rule lets a share do": "%[3]s%[1]s（%[2]s）的最低值为%[4]s：%[5]s个校段现有%[6]s，需要%[7]s，按规定放宽后需要%[8]s",
	"the minimum of %s (%s) in %s is %s: %s sections have %s and need %s":                                    "%[3]s%[1]s（%[2]s）的最低值为%[4]s：%[5]s个校段现有%[6]s，需要%[7]s",
	"the CV of %s (%s) in %s is %s and may be %s":                                                            "%[3]s%[1]s（%[2]s）的差异系数为%[4]s，限值为%[5]s",
	"the mean of the CVs in %s may be %s":                                                                    "%[1]s差异系数的平均值限值为%[2]s",
	"fund %s has %s yuan":                                                                                    "资金%[1]s有%[2]s元",
	"%s yuan may be spent":                                                                                   "可支出%[1]s元",
	"%s moves are allowed":                                                                                   "允许%[1]s人次调动",
	"there are no more posts for %s":                                                                         "%[1]s没有更多编制",
	"%s sections must keep the teachers that a floor asks for":                                               "%[1]s个校段须保持规定的教师数",
	"every section keeps its number of teachers":                                                             "各校段教师数不变",
	"a lock holds %s":                                                                                        "锁定：%[1]s",

	"nothing rests on it alone":                                              "没有单独取决于它的规定",
	"%s at %s %s, without it %s (minimum %s)":                                "%[2]s的%[1]s为%[3]s，没有它则为%[4]s（最低值%[5]s）",
	"%s at %s %s, without it %s (share of the minimum that is asked for %s)": "%[2]s的%[1]s为%[3]s，没有它则为%[4]s（放宽后的最低值%[5]s）",
	"%s would not pass":                                                      "%[1]s将不达标",
	"CV of %s in %s %s, without it %s (limit %s)":                            "%[2]s%[1]s的差异系数为%[3]s，没有它则为%[4]s（限值%[5]s）",
	"mean of the CVs in %s %s, without it %s (limit %s)":                     "%[1]s差异系数的平均值为%[2]s，没有它则为%[3]s（限值%[4]s）",
	"teachers at %s %s, without it %s (at least %s)":                         "%[1]s的教师为%[2]s名，没有它则为%[3]s名（至少%[4]s名）",
	"as many teachers must come to %s as go":                                 "%[1]s调入与调出的教师须相等",
	"teachers on the posts of %s %s, without it %s (at most %s)":             "%[1]s编制内教师为%[2]s名，没有它则为%[3]s名（至多%[4]s名）",
	"a lock asks for %s":                                                     "按锁定须有%[1]s",
	"worst CV/limit %s, without it %s (%s in %s)":                            "最差的差异系数/限值为%[1]s，没有它则为%[2]s（%[4]s%[3]s）",
	"CV/limit of %s in %s %s, without it %s":                                 "%[2]s%[1]s的差异系数/限值为%[3]s，没有它则为%[4]s",
	"pupils short of %s at %s %s, without it %s":                             "%[2]s%[1]s的缺口为%[3]s名学生，没有它则为%[4]s名",

	// Catchments.
	"%s %s -> %s pupils for %s seats": "%[1]s学生%[2]s -> %[3]s人，学位%[4]s个",
	"%s %s -> %s pupils":              "%[1]s学生%[2]s -> %[3]s人",
	"way %s m -> %s m":                "距离%[1]s -> %[2]s米",
	"%s pupils go elsewhere":          "%[1]s名学生转往他校",
	"then %s pupils for %s seats":     "届时学生%[1]s人，学位%[2]s个",
	"saves %s":                        "节省%[1]s",
	"costs %s":                        "花费%[1]s",

	// Why there is no plan.
	"the CV of %s (%s) in stage %s comes down to %s at best, the limit is %s":                                 "%[3]s%[1]s（%[2]s）的差异系数最低只能降到%[4]s，限值为%[5]s",
	"the CV of %s (%s) in stage %s comes down to %s as far as was found, the limit is %s":                     "%[3]s%[1]s（%[2]s）的差异系数目前只能降到%[4]s，限值为%[5]s",
	"the CV of %s (%s) in stage %s is %s in %s, the limit is %s":                                              "%[5]s中，%[3]s%[1]s（%[2]s）的差异系数为%[4]s，限值为%[6]s",
	"the mean of the CVs of all indicators in stage %s comes down to %s at best, the limit is %s":             "%[1]s各指标差异系数的平均值最低只能降到%[2]s，限值为%[3]s",
	"the mean of the CVs of all indicators in stage %s comes down to %s as far as was found, the limit is %s": "%[1]s各指标差异系数的平均值目前只能降到%[2]s，限值为%[3]s",
	"the mean of the CVs of all indicators in stage %s is %s in %s, the limit is %s":                          "%[3]s中，%[1]s各指标差异系数的平均值为%[2]s，限值为%[4]s",
	"%s moves are needed at least, %s are allowed":                                                            "至少需要%[1]s人次调动，只允许%[2]s人次",
	"%s moves would do, perhaps fewer, %s are allowed":                                                        "%[1]s人次调动即可（可能更少），只允许%[2]s人次",
	"%s: %s needs %s, %s are allowed":                                                                         "%[1]s：%[2]s需要%[3]s，只允许%[4]s",
	"%s: %s yuan more are needed at least":                                                                    "%[1]s：至少还需%[2]s元",
	"%s: %s yuan more would do, perhaps less":                                                                 "%[1]s：再有%[2]s元即可（可能更少）",
	"%s: %s needs %s yuan more":                                                                               "%[1]s：%[2]s还需%[3]s元",
	"the search for the reasons was stopped; a longer time limit finds them":                                  "查找原因时已到时限；延长时限可以查明",
	"floors, headcounts, posts and locks contradict each other, whatever is spent or moved":                   "无论投入多少、如何调动，下限、人数、编制与锁定都相互矛盾",
	"%s sections of stage %s lack %s teachers to the number that they must keep, whoever may move there":      "无论谁调入，%[2]s%[1]s个校段距必须保有的教师数还缺%[3]s名",

	"%s (%s), %s: the plan that comes closest is %s short":                                                                                                                                                   "%[3]s%[1]s（%[2]s）：最接近的方案仍缺%[4]s",
	"%s (%s), %s: the plan that comes closest is %s short: there are %s, the minimum asks for %s":                                                                                                            "%[3]s%[1]s（%[2]s）：最接近的方案仍缺%[4]s：现有%[5]s，最低值要求%[6]s",
	"%s (%s), %s: the plan that comes closest is %s short, although the rule lets each section have %s of its indicators at %s % of the minimum":                                                             "%[3]s%[1]s（%[2]s）：最接近的方案仍缺%[4]s，尽管规定允许每个校段有%[5]s项指标降至最低值的%[6]s%%",
	"%s (%s), %s: the plan that comes closest is %s short, although the rule lets each section have %s of its indicators at %s % of the minimum: there are %s, the minimum asks for %s and its share for %s": "%[3]s%[1]s（%[2]s）：最接近的方案仍缺%[4]s，尽管规定允许每个校段有%[5]s项指标降至最低值的%[6]s%%：现有%[7]s，最低值要求%[8]s，放宽后要求%[9]s",
	"%s (%s), %s: %s is %s short, with %s where %s asks for %s":                                                                                                                                              "%[3]s%[1]s（%[2]s）：%[4]s仍缺%[5]s，为%[6]s，而%[7]s要求%[8]s",
	"%s (%s), %s: %s is %s short, with %s where %s asks for %s, which takes %s":                                                                                                                              "%[3]s%[1]s（%[2]s）：%[4]s仍缺%[5]s，为%[6]s，而%[7]s要求%[8]s，即须%[9]s",

	"no way to give every piece a school keeps all limits at once; no single one of them is short": "没有一种划片能同时满足所有限制；没有哪一项单独不足",
	"%s pupils of %s have no school that they may go to":                                           "%[2]s的%[1]s名学生没有可去的学校",
	"%s must have at least %s pupils, and only %s may go there":                                    "%[1]s至少须有%[2]s名学生，而只有%[3]s名可去",
	"%s pupils of %s may go nowhere but to %s, where there is room for %s: %s seats short":         "%[2]s的%[1]s名学生只能去%[3]s，而那里只容%[4]s名：缺%[5]s个学位",
	"the plan that comes closest has %s pupils more than the %s that %s may have":                  "最接近的方案中，%[3]s超出其上限%[2]s名学生%[1]s名",
	"the plan that comes closest has %s pupils less than the %s that %s must have":                 "最接近的方案中，%[3]s距其下限%[2]s名学生少%[1]s名",
	"the plan that comes closest has %s where the limit on %s is %s":                               "最接近的方案为%[1]s，而%[2]s的限制为%[3]s",
	"the plan that comes closest has %s pupils of %s where a lock asks for %s":                     "最接近的方案中%[2]s为%[1]s名学生，而锁定要求%[3]s名",
	"if pieces could be split, nothing would be missing":                                           "如果片区可以拆分，则没有缺口",
}
