package report

// chineseTradeoffs holds the phrases of plans side by side by their English form.
var chineseTradeoffs = map[string]string{
	"%[1]s: planned for %[2]s in turn, by %[3]s.": "%[1]s：依次以%[2]s为首要目标，手段：%[3]s。",
	"%[1]s: from %[2]s (%[3]s) to %[4]s (%[5]s).": "%[1]s：从%[2]s（%[3]s）到%[4]s（%[5]s）。",
	"Cost": "费用", "Ways to school": "上学路程",
	"Worst CV over its limit": "最差差异系数与限值之比",
	"The plans side by side":  "各方案对照",
	"planned for":             "首要目标",
	"pupil-km":                "人公里",
	"mean metres":             "平均距离（米）",
	"worst CV over its limit": "最差差异系数/限值",
	"CV of seats per pupil":   "生均学位差异系数",
	"pupils moved":            "转学学生",
	"pupils without a seat":   "无学位学生",
	"sections that open":      "新开校段",
	"sections that close":     "停办校段",
	"today":                   "现状",
	"%[1]s (%[2]s)":           "%[1]s（%[2]s）",
	"proven impossible":       "已证明不可行",
	"  Each plan comes first for one goal; goals that are sums over pupils and sites break its ties.": "  每个方案以一个目标为先；并列时由按学生、校点求和的目标取舍。",
}
