package standard

// vetoes2017 block recognition, each for itself (一票否决). An answer of yes says that it happened.
func vetoes2017() []Rule {
	rules := block([]Rule{
		{
			ID: "veto-admission-tests", Name: "admission by examination", NameZH: "存在以考试方式招生",
		},
		{
			ID: "veto-school-choice", Name: "irregular choice of schools", NameZH: "存在违规择校行为",
		},
		{
			ID: "veto-key-schools", Name: "key schools or key classes", NameZH: "存在重点学校或重点班",
		},
		{
			ID: "veto-vacant-posts", Name: "posts left vacant, or staff outside the establishment used for long", NameZH: "存在有编不补或长期聘用编外教师的情况",
		},
		{
			ID: "veto-accidents", Name: "a major safety accident, a serious breach of discipline, or falsified data", NameZH: "教育系统存在重大安全责任事故和严重违纪违规事件，或有弄虚作假行为",
		},
		{
			ID: "veto-outside-load", Name: "off-campus training and pupils' outside load are not curbed", NameZH: "校外培训治理和学生校外负担减轻不力",
			Note: "only in a city's list",
		},
	}, BlockVeto, sourceTables)
	for i := range rules {
		rules[i].Item, rules[i].Form, rules[i].Forbidden = i+1, Document, true
	}
	return rules
}
