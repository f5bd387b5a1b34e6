package standard

// quality2017 are the 9 items of the quality of education (教育质量). All must hold.
func quality2017() []Rule {
	return block([]Rule{
		{
			ID: "quality-1", Item: 1, Form: Ratio,
			Name: "pupils who stay through the three years of junior school", NameZH: "初中三年巩固率达到95%以上",
			Value: sumOf("junior_graduates", "-junior_transferred_in", "junior_transferred_out"),
			Over:  sumOf("junior_entered", "-junior_deaths"), Threshold: anywhere(0.95),
		},
		{
			ID: "quality-2", Item: 2, Form: Share,
			Name: "disabled children of school age who are enrolled", NameZH: "残疾儿童少年入学率达到95%以上",
			Value: sumOf("disabled_enrolled"), Over: sumOf("disabled_children"), Threshold: anywhere(0.95), EmptyPasses: true,
		},
		{
			ID: "quality-3", Item: 3, Form: Document, Each: EachSchool,
			Name: "the school has a charter; management and teaching use information technology", NameZH: "所有学校制定章程，实现学校管理与教学信息化",
		},
		{
			ID: "quality-4", Item: 4, Form: Share, Each: EachSchool,
			Name: "spending on teacher training of the yearly budget of public funds", NameZH: "所有学校按照不低于学校年度公用经费预算总额的5%安排教师培训经费",
			Value: sumOf("training_funds_yuan"), Over: sumOf("public_funds_yuan"), Threshold: anywhere(0.05),
		},
		{
			ID: "quality-5", Item: 5, Form: Document,
			Name: "teachers teach with information technology; facilities are well used", NameZH: "教师能熟练运用信息化手段组织教学，设施设备利用率达到较高水平",
		},
		{
			ID: "quality-6", Item: 6, Form: Document, Each: EachSchool,
			Name: "moral education and school culture are good or better", NameZH: "所有学校德育工作、校园文化建设水平达到良好以上",
		},
		{
			ID: "quality-7", Item: 7, Form: Document, Each: EachSchool,
			Name: "all prescribed courses are taught; practical activities take place", NameZH: "课程开齐开足，教学秩序规范，综合实践活动有效开展",
		},
		{
			ID: "quality-7-labour", Item: 7, Form: Share,
			Name: "labour education of the hours of practical activities", NameZH: "劳动教育课时占综合实践活动课时的比例不低于一半",
			Value: sumOf("labour_hours"), Over: sumOf("practice_hours"), Threshold: anywhere(0.5),
		},
		{
			ID: "quality-8", Item: 8, Form: Document,
			Name: "no excessive homework or load", NameZH: "无过重课业负担",
		},
		{
			ID: "quality-9-level", Item: 9, Form: Minimum, Unit: "level",
			Name: "national quality monitoring: lowest level of the monitored subjects", NameZH: "国家义务教育质量监测相关科目学生学业水平达到Ⅲ级以上",
			Value: sumOf("monitoring_lowest_level"), Threshold: anywhere(3),
			Note: "of Chinese, mathematics, science, PE, arts and moral education, those that were monitored",
		},
		{
			ID: "quality-9-difference", Item: 9, Form: Maximum, Strict: true,
			Name: "national quality monitoring: highest difference rate between schools", NameZH: "国家义务教育质量监测相关科目校际差异率低于0.15",
			Value: sumOf("monitoring_highest_difference"), Threshold: anywhere(0.15),
			Note: "issued by the state: the share of the variance between schools in the whole variance (not verified)",
		},
	}, BlockQuality, sourceTables)
}
