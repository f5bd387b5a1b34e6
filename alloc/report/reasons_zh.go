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
		if zh, known := chineseUnits[unit]; known {
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
	"at best": "至少", "as far as was found": "目前找到的最低",
	"the best whole plan found": "已找到的最好整数方案", "the whole plan that comes closest": "最接近的整数方案",
	"the minimum": "最低值", "the share of the minimum": "最低值的放宽比例",
	"are needed at least": "至少需要", "would do, perhaps fewer": "即可（可能更少）", "would do, perhaps less": "即可（可能更少）",
	"county": "全县", "spending": "支出", "moves": "调动",
}

// chineseReasons are the texts of reasons by their English form; %s is a blank, which the Chinese form
// numbers.
var chineseReasons = map[string]string{
	"%s at %s %s -> %s (minimum %s)": "%[2]s的%[1]s：%[3]s -> %[4]s（最低值%[5]s）",
	"%s at %s %s -> %s":              "%[2]s的%[1]s：%[3]s -> %[4]s",

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

	"the CV of %s (%s) in stage %s comes down to %s at best, the limit is %s":                "%[3]s%[1]s的差异系数最低只能降到%[4]s，限值为%[5]s",
	"the CV of %s (%s) in stage %s comes down to %s as far as was found, the limit is %s":    "%[3]s%[1]s的差异系数目前只能降到%[4]s，限值为%[5]s",
	"the mean of the CVs of all indicators in stage %s comes down to %s %s, the limit is %s": "%[1]s各指标差异系数的平均值%[3]s为%[2]s，限值为%[4]s",
	"%s moves %s, %s are allowed": "%[2]s%[1]s人次调动，只允许%[3]s人次",
	"%s: %s yuan more %s":         "%[1]s：%[3]s再增加%[2]s元",
}
