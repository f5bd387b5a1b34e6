package plot

import "github.com/eduparity/eduparity/alloc/report"

// chinese holds the labels by their English form.
var chinese = map[string]string{
	"before": "规划前", "after": "规划后", "limit": "限值", "minimum": "最低值", "equal for all": "完全均等",
	"share of the pupils, those with least first": "学生累计比例（资源最少者在前）", "share of the stock": "资源累计比例",
	"CV (no unit)": "差异系数（无单位）", "sections from least to most": "校段（由少到多）",
	"more": "增加", "less": "减少", "the same": "不变",
	"reached": "达到", "no plan is better than": "任何方案不优于",
	"moves of teachers": "教师调动人次", "budget (million %s)": "预算（百万%s）", "worst CV/limit (no unit)": "最差差异系数/限值（无单位）",
	"shortfall (pupils)": "缺口（人）", "cost": "费用", "way to school (pupil-km)": "上学路程（学生公里）",
	"pupils who change school": "调整学校的学生（人）", "pupils without a seat": "无学位学生（人）",
	"primary": "小学", "junior": "初中",
}

// label is a label in the figure's language; what is not known, such as a code, stays as it is.
func (s Settings) label(word string) string {
	if zh, ok := chinese[word]; ok && s.Lang == report.Chinese {
		return zh
	}
	return word
}
