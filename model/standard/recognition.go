package standard

// recognition2017 is the survey of social recognition (社会认可度).
func recognition2017() []Rule {
	rules := block([]Rule{
		{
			ID: "recognition-rate", Form: Share,
			Name: "satisfied among the valid questionnaires", NameZH: "社会认可度达到85%以上",
			Value: sumOf("survey_satisfied"), Over: sumOf("survey_valid"), Threshold: anywhere(0.85),
		},
		{
			ID: "recognition-sample", Form: Ratio,
			Name: "valid questionnaires per resident", NameZH: "调查样本不少于常住人口的1‰",
			Value: sumOf("survey_valid"), Over: sumOf("resident_population"), Threshold: anywhere(0.001),
		},
		{
			ID: "recognition-parents", Form: Share,
			Name: "parents among the valid questionnaires", NameZH: "家长占调查样本的比例不低于50%",
			Value: sumOf("survey_parents"), Over: sumOf("survey_valid"), Threshold: anywhere(0.5),
		},
	}, BlockRecognition, sourceTables)
	for i := range rules[1:] {
		rule := &rules[i+1]
		rule.Source, rule.Verified = "the ministry's standard as quoted in the design note of an assessment system, 2026", false
		rule.Note = "seen at second hand only"
	}
	return rules
}

// preconditions2017 is what must hold before a county may apply.
func preconditions2017() []Rule {
	return block([]Rule{
		{
			ID: "precondition-years", Form: Minimum, Unit: "years",
			Name: "years since the recognition of basic balance", NameZH: "通过国家义务教育基本均衡发展认定三年以上",
			Value: sumOf("years_since_basic_balance"), Threshold: anywhere(3),
		},
		{
			ID: "precondition-monitoring", Form: Document,
			Name: "basic balance has stayed at a high level in the yearly monitoring", NameZH: "基本均衡发展认定后年度监测持续保持较高水平",
		},
	}, BlockPrecondition, "《河北省县域义务教育优质均衡发展督导评估具体办法》, after 教督〔2017〕6号")
}
