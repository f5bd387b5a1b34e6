package modelio

import (
	"strconv"

	"github.com/eduparity/eduparity/model"
)

// A word is one word of a code list and what is read as the same.
type word struct {
	name string
	also []string
}

var (
	stageWords = []word{
		{model.StagePrimary, []string{"小学", "小学阶段"}},
		{model.StageJunior, []string{"初中", "初中阶段"}},
		{model.StageSenior, []string{"高中", "高中阶段"}},
		{model.StageKindergarten, []string{"幼儿园", "学前班", "学前"}},
	}
	schoolKindWords = []word{
		{string(model.KindPrimary), []string{"小学", "完全小学"}},
		{string(model.KindJunior), []string{"初级中学", "初中"}},
		{string(model.KindNineYear), []string{"九年一贯制学校", "九年一贯制"}},
		{string(model.KindCompleteSecondary), []string{"完全中学"}},
		{string(model.KindTwelveYear), []string{"十二年一贯制学校", "十二年一贯制"}},
		{string(model.KindTeachingPoint), []string{"教学点", "小学教学点"}},
		{string(model.KindSpecial), []string{"特殊教育学校", "特殊教育"}},
	}
	areaWords = []word{
		{string(model.AreaCity), []string{"城区"}},
		{string(model.AreaTown), []string{"镇区"}},
		{string(model.AreaRural), []string{"乡村"}},
	}
	roleWords = []word{
		{"lead", []string{"牵头校", "龙头校", "核心校"}},
		{"member", []string{"成员校"}},
	}
	flagWords = []word{
		{model.FlagDenseCore, []string{"高密度城区"}},
		{model.FlagSmallRural, []string{"乡村小规模学校"}},
		{model.FlagBoarding, []string{"寄宿制", "寄宿制学校"}},
		{model.FlagAttached, []string{"附设班"}},
		{model.FlagAboveCounty, []string{"县级以上举办"}},
		{model.FlagTitleI, []string{"受资助学校"}},
	}
	natureWords = []word{
		{string(model.Capital), []string{"资本性"}},
		{string(model.Recurrent), []string{"经常性"}},
		{string(model.AnyNature), []string{"不限"}},
	}
	fundWords = []word{
		{model.CategoryAny, []string{"不限"}},
		{model.CategoryHire, []string{"招聘"}},
		{model.CategoryMove, []string{"交流"}},
		{model.CategoryService, []string{"课后服务"}},
		{model.CategorySite, []string{"学校布局"}},
		{model.CategoryBoard, []string{"寄宿"}},
	}
	costWords = []word{
		{model.CategoryMove, []string{"交流"}},
		{model.CategoryMoveKM, []string{"交流里程"}},
		{model.CategoryBoard, []string{"寄宿"}},
	}
	useWords = []word{
		{model.UseMusic, []string{"音乐", "音乐教室", "音乐专用教室"}},
		{model.UseArt, []string{"美术", "美术教室", "美术专用教室"}},
	}
	actionWords = []word{
		{string(model.CandidateOpen), []string{"新建", "开办"}},
		{string(model.CandidateExtend), []string{"扩建", "增班"}},
		{string(model.CandidateClose), []string{"撤并", "停办"}},
	}
	degreeWords = []word{
		{string(model.DegreeSecondary), []string{"高中及以下", "高中阶段毕业", "高中阶段以下毕业", "高中", "中专", "中师"}},
		{string(model.DegreeJuniorCollege), []string{"专科", "大专", "专科毕业"}},
		{string(model.DegreeBachelor), []string{"本科", "大学本科", "本科毕业"}},
		{string(model.DegreeMaster), []string{"硕士", "硕士研究生", "研究生", "研究生毕业"}},
		{string(model.DegreeDoctor), []string{"博士", "博士研究生"}},
	}
	sexWords = []word{{"f", []string{"女"}}, {"m", []string{"男"}}}
	yesWords = []word{{"1", []string{"yes", "true", "是"}}, {"0", []string{"no", "false", "否"}}}
	// In answers 1 and 0 are numbers.
	answerWords = []word{{"yes", []string{"true", "是"}}, {"no", []string{"false", "否"}}}

	gradeWords  = grades()
	answerRules = ruleWords()
	countyWords = []word{
		{"name", []string{"名称", "县名"}}, {"year", []string{"年份", "年度"}}, {"currency", []string{"货币"}}, {"standard", []string{"标准"}},
		{"rules", []string{"规则"}}, {"source", []string{"数据来源"}}, {"constructed", []string{"虚构数据"}}, {"kinds", []string{"教师类别规则"}},
	}
)

// grades are the grades of primary, junior and senior schools by their Chinese names.
func grades() []word {
	named := []string{
		"一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级", "高一", "高二", "高三",
	}
	words := make([]word, len(named))
	for i, n := range named {
		words[i] = word{strconv.Itoa(i + 1), []string{n}}
	}
	for i, n := range []string{"初一", "初二", "初三"} {
		words[6+i].also = append(words[6+i].also, n)
	}
	return words
}

// meant returns the word of a list that s means; s itself where it means none.
func meant(list []word, s string) string {
	if s == "" {
		return s
	}
	key := folded(s)
	for _, w := range list {
		if key == w.name {
			return w.name
		}
		for _, also := range w.also {
			if key == also {
				return w.name
			}
		}
	}
	return s
}
