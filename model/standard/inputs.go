package standard

import (
	"slices"

	"github.com/eduparity/eduparity/model"
)

// An Input is something that an office supplies for the rules of a standard, beside the stocks of its
// indicators.
type Input struct {
	ID     string   `json:"id"` // what guarantees.csv and survey.csv call rule; or the name of a column
	Name   string   `json:"name"`
	NameZH string   `json:"name_zh"`
	Unit   string   `json:"unit"`   // persons, yuan, ...; empty: answer of yes or no
	Table  string   `json:"table"`  // where it is expected first: guarantees.csv, survey.csv, schools.csv, sections.csv, rooms.csv, classes.csv
	Stages bool     `json:"stages"` // one by stage: the id is followed by _STAGE in an answer
	Rules  []string `json:"rules"`  // ids of the rules that read it
}

// quantities names what built-in rules read that an office supplies. A quantity may be answered for
// the county, or be a column of schools.csv or sections.csv that is then added up.
var quantities = []Input{
	{ID: QuantityLargestClass, Name: "pupils of the largest class", NameZH: "最大班额", Unit: "persons", Table: model.TableClasses},
	{ID: QuantityClasses, Name: "classes", NameZH: "班级数", Unit: "classes", Table: model.TableClasses},
	{ID: model.UseMusic, Name: "music rooms and their sizes", NameZH: "音乐专用教室及面积", Unit: "m2", Table: model.TableRooms},
	{ID: model.UseArt, Name: "art rooms and their sizes", NameZH: "美术专用教室及面积", Unit: "m2", Table: model.TableRooms},
	{ID: "itinerant_pe_arts", Name: "PE and arts teachers who come by rotation, part time or itinerant", NameZH: "交流轮岗、兼职、走教的体育、艺术教师数", Unit: "persons", Table: model.TableSections},
	{ID: "converted_sports_m2", Name: "converted exclusive safe areas on campus", NameZH: "校内改造的专用安全运动场地面积", Unit: "m2", Table: model.TableSchools},
	{ID: "leased_sports_m2", Name: "halls leased nearby", NameZH: "校外租用的体育场馆面积", Unit: "m2", Table: model.TableSchools},
	{ID: "migrant_pupils", Name: "children of migrant workers among the pupils", NameZH: "随迁子女数", Unit: "persons", Table: model.TableSections},
	{ID: "public_funds_quota", Name: "the county's quota of public funds per pupil", NameZH: "生均公用经费基准定额", Unit: "yuan", Table: model.TableGuarantees, Stages: true},
	{ID: "public_funds_quota_required", Name: "the higher authority's quota of public funds per pupil", NameZH: "上级生均公用经费基准定额", Unit: "yuan", Table: model.TableGuarantees, Stages: true},
	{ID: "public_funds_yuan", Name: "public funds of the school, a year", NameZH: "学校年度公用经费", Unit: "yuan", Table: model.TableSchools},
	{ID: "training_funds_yuan", Name: "of these for the training of teachers", NameZH: "教师培训经费", Unit: "yuan", Table: model.TableSchools},
	{ID: "special_funds_yuan", Name: "public funds of special education, a year", NameZH: "特殊教育公用经费", Unit: "yuan", Table: model.TableGuarantees},
	{ID: QuantitySpecialPupils, Name: "pupils of special education, where more than those of special schools", NameZH: "特殊教育学生数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "teacher_pay_mean", Name: "average pay of teachers, previous year", NameZH: "教师年平均工资", Unit: "yuan", Table: model.TableGuarantees},
	{ID: "civil_servant_pay_mean", Name: "average pay of local civil servants, previous year", NameZH: "当地公务员年平均工资", Unit: "yuan", Table: model.TableGuarantees},
	{ID: "instructional_fte", Name: "instructional staff paid from state and local funds, full-time equivalents", NameZH: "由州和地方经费支付的教学人员（全时当量）", Unit: "persons", Table: model.TableSections},
	{ID: "local_spending", Name: "state and local spending of the school, a year", NameZH: "学校州和地方经费年支出", Unit: "money", Table: model.TableSections},
	{ID: model.Teachers, Name: "full-time teachers", NameZH: "专任教师数", Unit: "persons", Table: model.TableSections},
	{ID: "trained_teachers", Name: "of these with 360 hours of training in 5 years", NameZH: "完成5年360学时培训的教师数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "certified_teachers", Name: "of these with a teaching certificate", NameZH: "持有教师资格证的专任教师数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "eligible_teachers", Name: "teachers who may be rotated", NameZH: "符合交流条件的教师数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "rotated_teachers", Name: "teachers rotated this year", NameZH: "本年度交流轮岗教师数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "rotated_backbone_teachers", Name: "backbone teachers among them", NameZH: "交流轮岗的骨干教师数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "pupils_nearby", Name: "pupils who live in the school's catchment", NameZH: "划片区域内入学的学生数", Unit: "persons", Table: model.TableSections, Stages: true},
	{ID: "senior_places", Name: "places of good senior schools", NameZH: "优质高中招生名额", Unit: "places", Table: model.TableGuarantees},
	{ID: "senior_places_allotted", Name: "of these allotted to junior schools", NameZH: "分配到初中的优质高中招生名额", Unit: "places", Table: model.TableGuarantees},
	{ID: "migrant_eligible", Name: "migrant children who may go to school here", NameZH: "符合条件的随迁子女数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "migrant_public", Name: "of these in public schools", NameZH: "在公办学校就读的随迁子女数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "migrant_bought", Name: "of these in private places bought by the government", NameZH: "政府购买民办学校学位就读的随迁子女数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "junior_entered", Name: "pupils who entered junior school three years ago", NameZH: "三年前初中入学学生数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "junior_graduates", Name: "graduates of junior school", NameZH: "初中毕业生数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "junior_transferred_in", Name: "transferred in within the three years", NameZH: "三年间转入学生数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "junior_transferred_out", Name: "transferred out within the three years", NameZH: "三年间转出学生数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "junior_deaths", Name: "died within the three years", NameZH: "三年间死亡学生数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "disabled_children", Name: "disabled children of school age", NameZH: "适龄残疾儿童少年数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "disabled_enrolled", Name: "of these enrolled", NameZH: "已入学的残疾儿童少年数", Unit: "persons", Table: model.TableGuarantees},
	{ID: "practice_hours", Name: "hours of practical activities", NameZH: "综合实践活动课时数", Unit: "hours", Table: model.TableGuarantees},
	{ID: "labour_hours", Name: "of these labour education", NameZH: "劳动教育课时数", Unit: "hours", Table: model.TableGuarantees},
	{ID: "monitoring_lowest_level", Name: "lowest level of the monitored subjects, 1 to 4", NameZH: "国家质量监测各科最低等级", Unit: "level", Table: model.TableGuarantees},
	{ID: "monitoring_highest_difference", Name: "highest difference rate of the monitored subjects", NameZH: "国家质量监测各科最高校际差异率", Unit: "1", Table: model.TableGuarantees},
	{ID: "years_since_basic_balance", Name: "years since the recognition of basic balance", NameZH: "通过基本均衡认定的年数", Unit: "years", Table: model.TableGuarantees},
	{ID: "survey_valid", Name: "valid questionnaires", NameZH: "有效问卷数", Unit: "questionnaires", Table: model.TableSurvey},
	{ID: "survey_satisfied", Name: "of these satisfied", NameZH: "满意问卷数", Unit: "questionnaires", Table: model.TableSurvey},
	{ID: "survey_parents", Name: "of these from parents", NameZH: "家长问卷数", Unit: "questionnaires", Table: model.TableSurvey},
	{ID: "resident_population", Name: "resident population of the county", NameZH: "常住人口", Unit: "persons", Table: model.TableSurvey},
	{ID: "government_work_points", Name: "points of the county government's work", NameZH: "县级人民政府推进义务教育均衡发展工作得分", Unit: "points", Table: model.TableGuarantees},
}

// Inputs lists what an office supplies for the rules and reliefs of the standard, in the order of the
// rules: quantities, then answers of yes or no under the id of their rule. What a custom rule names
// and no built-in one does is expected in guarantees.csv.
func (s *Standard) Inputs() []Input {
	var inputs []Input
	add := func(in Input, rule string) {
		i := slices.IndexFunc(inputs, func(o Input) bool { return o.ID == in.ID })
		if i < 0 {
			in.Rules = nil
			inputs = append(inputs, in)
			i = len(inputs) - 1
		}
		if !slices.Contains(inputs[i].Rules, rule) {
			inputs[i].Rules = append(inputs[i].Rules, rule)
		}
	}
	named := func(id, rule string) {
		if id == "" || id == QuantityPupils || id == QuantityPupilsOr100 {
			return
		}
		if i := slices.IndexFunc(quantities, func(q Input) bool { return q.ID == id }); i >= 0 {
			add(quantities[i], rule)
		} else {
			add(Input{ID: id, Name: id, NameZH: id, Unit: "1", Table: model.TableGuarantees}, rule)
		}
	}
	reliefs := func(of []Relief, rule string) {
		for i := range of {
			named(of[i].Ground.Part, rule)
			for _, t := range of[i].Add {
				named(t.Column, rule)
			}
		}
	}
	for k := range s.Indicators {
		reliefs(s.Indicators[k].Reliefs, s.Indicators[k].Code)
	}
	for i := range s.Rules {
		rule := &s.Rules[i]
		if rule.Form == Document {
			add(Input{ID: rule.ID, Name: rule.Name, NameZH: rule.NameZH, Table: model.TableGuarantees}, rule.ID)
		}
		for _, terms := range [][]Term{rule.Value, rule.Over, rule.Steps.Of} {
			for _, t := range terms {
				named(t.Column, rule.ID)
			}
		}
		named(rule.ThresholdInput, rule.ID)
		named(rule.Rooms.Use, rule.ID)
		reliefs(rule.Reliefs, rule.ID)
	}
	return inputs
}
