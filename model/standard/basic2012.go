package standard

import "github.com/eduparity/eduparity/model"

const (
	sourceOrder2012 = "教督〔2012〕3号 《县域义务教育均衡发展督导评估暂行办法》"
	sourceForms2012 = "《全国义务教育发展基本均衡县（市、区）申报表》填报说明; 《县域义务教育校际均衡指标计算方法》"
)

// BasicBalance2012 returns the rules for basic balance of compulsory education, order 3 of 2012 of
// the inspectorate of the Ministry of Education (教督〔2012〕3号).
//
// Between schools: the plain mean of the CVs of eight indicators is at most 0.65 (primary) and 0.55
// (junior); no indicator has a minimum or a limit of its own. The stocks of five are split between the
// stages of a school. Private schools, schools owned above county level and teaching points are out.
// Beside it: every school meets the minimum standard of its province, the county's work is given 85
// of 100 points, 85 % of the public are satisfied. Points and minimum standard are the inspectors'
// and the province's: they are recorded, not computed.
func BasicBalance2012() *Standard {
	return &Standard{
		Name:      NameBasicBalance2012,
		Title:     "basic balance of compulsory education in counties, 2012",
		TitleZH:   "县域义务教育均衡发展督导评估暂行办法",
		Source:    "notes on the official forms, " + sourceForms2012 + "; the order itself, " + sourceOrder2012 + ", was not read",
		Weighting: ByPupils,
		Indicators: []Indicator{
			{
				Code: "B1", Name: "teaching and auxiliary floor area per pupil", NameZH: "生均教学及辅助用房面积",
				Unit: "m2", Stock: sumOf("teaching_area_m2"), Per: 1, Split: true,
			},
			{
				Code: "B2", Name: "sports ground and hall area per pupil", NameZH: "生均体育运动场馆面积",
				Unit: "m2", Stock: sumOf("gymnasium_m2", "sports_ground_m2"), Per: 1, Split: true,
			},
			{
				Code: "B3", Name: "value of teaching equipment per pupil", NameZH: "生均教学仪器设备值",
				Unit: "yuan", Stock: sumOf(model.EquipmentYuan), Per: 1, Split: true,
			},
			{
				Code: "B4", Name: "computers per 100 pupils", NameZH: "每百名学生拥有计算机台数",
				Unit: "computers", Stock: sumOf("computers"), Per: 100, Split: true,
			},
			{
				Code: "B5", Name: "books per pupil", NameZH: "生均图书册数",
				Unit: "books", Stock: sumOf("books"), Per: 1, Split: true,
			},
			{
				Code: "B6", Name: "teachers per pupil", NameZH: "师生比",
				Unit: "persons", Stock: sumOf(model.Teachers), Per: 1,
			},
			{
				Code: "B7", Name: "teachers above the required degree per pupil", NameZH: "生均高于规定学历教师数",
				Unit: "persons", Stock: sumOf(model.TeachersAboveDegree), Per: 1,
			},
			{
				Code: "B8", Name: "teachers with intermediate or higher title per pupil", NameZH: "生均中级及以上专业技术职务教师数",
				Unit: "persons", Stock: sumOf("teachers_mid_title"), Per: 1,
			},
		},
		Composite: Composite{CVLimit: byStage(0.65, 0.55)},
		Exclude: Exclude{
			Kinds:  []model.SchoolKind{model.KindSpecial, model.KindTeachingPoint},
			Owners: []int{privateOwner}, Flags: []string{model.FlagAboveCounty},
		},
		Rules: block([]Rule{
			{
				ID: "school-standard", Block: BlockPrecondition, Form: Document, Each: EachSchool, Scope: Scope{WithoutKinds: []model.SchoolKind{model.KindTeachingPoint}},
				Name: "the school meets the minimum standard of its province", NameZH: "学校达到本省（区、市）义务教育学校办学基本标准",
				Note: "at most about ten indicators, chosen by the province",
			},
			{
				ID: "government-work", Block: BlockGuarantee, Form: Minimum, Unit: "points",
				Name: "work of the county government, 17 indicators", NameZH: "县级人民政府推进义务教育均衡发展工作评估得分在85分以上",
				Value: sumOf("government_work_points"), Threshold: anywhere(85),
			},
			{
				ID: "public-satisfaction", Block: BlockRecognition, Form: Share,
				Name: "satisfied members of the public", NameZH: "公众满意度达到85%以上",
				Value: sumOf("survey_satisfied"), Over: sumOf("survey_valid"), Threshold: anywhere(0.85),
			},
		}, "", sourceForms2012),
		Verified: true,
	}
}
