package model

import (
	"slices"
	"strings"
)

// peArtsSubjects are the subjects whose teachers count as teachers of PE and arts: the official form
// adds PE, music, fine art and "art".
var peArtsSubjects = []string{
	"pe", "physical education", "music", "art", "arts", "fine art", "fine arts", "体育", "体育与健康", "音乐", "美术", "艺术",
	"音体美", "体音美", "音美", "体美", "音体", "体音", "体艺", "艺体",
}

// otherSubjects are the subjects that are known not to count.
var otherSubjects = []string{
	"chinese", "maths", "mathematics", "english", "science", "physics", "chemistry", "biology", "history", "geography", "politics",
	"it", "computing", "computer science", "labour", "social studies", "languages", "literature", "reading", "writing",
	"语文", "数学", "英语", "外语", "日语", "俄语", "道德与法治", "品德与生活", "品德与社会", "思想品德", "思想政治", "政治", "道法", "品德", "思品",
	"科学", "物理", "化学", "生物", "生物学", "历史", "地理", "历史与社会", "信息技术", "信息科技", "信息", "计算机", "通用技术",
	"劳动", "劳动技术", "劳动教育", "综合实践", "综合实践活动", "心理", "心理健康", "心理健康教育", "书法", "校本课程", "地方课程", "特殊教育",
	"其他", "其它",
}

// PEArtsSubjects lists the subjects whose teachers count as teachers of PE and arts.
func PEArtsSubjects() []string { return slices.Clone(peArtsSubjects) }

// IsPEArts says whether the teachers of a subject count as teachers of PE and arts: it is one of
// [PEArtsSubjects], or several of them. Large and small letters are the same, 课, 学科 and 教师 at the
// end are left out. Where known is false it cannot be told by the subject: a person must say.
func IsPEArts(subject string) (counts, known bool) {
	key := subjectKey(subject)
	switch {
	case key == "" || slices.Contains(otherSubjects, key):
		return false, true
	case slices.Contains(peArtsSubjects, key):
		return true, true
	}
	arts, others := 0, 0
	for part := range strings.FieldsFuncSeq(key, func(r rune) bool { return strings.ContainsRune("、，；/,;+&", r) }) {
		switch part = subjectKey(part); {
		case slices.Contains(peArtsSubjects, part):
			arts++
		case slices.Contains(otherSubjects, part):
			others++
		default:
			return false, false
		}
	}
	// Of both kinds: which one is the main subject?
	return arts > 0 && others == 0, (arts > 0) != (others > 0)
}

// subjectKey is a subject in small letters without what is said around it.
func subjectKey(subject string) string {
	key := strings.ToLower(strings.TrimSpace(subject))
	for _, ending := range []string{"教师", "老师", "学科", "课"} {
		if short := strings.TrimSuffix(key, ending); short != "" {
			key = short
		}
	}
	return strings.TrimSpace(key)
}
