package standard

import (
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Where the rules of 2017 were read.
const (
	sourceOrder2017 = "教督〔2017〕6号 《县域义务教育优质均衡发展督导评估办法》"
	sourceTables    = "a city's working tables for the national review, 2024-25 (优质均衡指标计算公式, 优质均衡涉及)"
	sourceProcedure = "《县域义务教育优质均衡发展国家督导评估认定工作规程》 as quoted in " + sourceTables
)

// reliefsUntil is the last year of the reliefs of the working procedure. They hold for evaluations
// within three years of its publication, whose date was not found: the tables of 2024 apply them.
const (
	reliefsUntil = 2027
	noteUntil    = "the year in which it lapses is not verified"
)

// QualityBalance2017 returns the rules for high-quality balanced development of compulsory education,
// order 6 of 2017 of the inspectorate of the Ministry of Education (教督〔2017〕6号).
//
// Resources: seven indicators; at least six of the seven minimums are met in every section and the
// seventh is met to 85 %; the CV of each indicator between the sections of a stage is at most 0.50
// (primary) and 0.45 (junior). Special schools and teaching points with fewer than 50 pupils are
// left out, private schools are in. Beside them: what must hold before a county may apply, 15
// guarantees of the government, 9 items of quality, the survey of social recognition, and vetoes. All
// must hold; there is no score.
func QualityBalance2017() *Standard {
	s := &Standard{
		Name:      NameQualityBalance2017,
		Title:     "high-quality balanced development of compulsory education in counties, 2017",
		TitleZH:   "县域义务教育优质均衡发展督导评估办法",
		Source:    sourceTables + "; the order itself, " + sourceOrder2017 + ", was not read",
		Weighting: ByPupils,
		Indicators: []Indicator{
			{
				Code: "L1", Name: "teachers above the required degree per 100 pupils", NameZH: "每百名学生拥有高于规定学历教师数",
				Unit: "persons", Stock: sumOf(model.TeachersAboveDegree), Per: 100, Minimum: byStage(4.2, 5.3),
			},
			{
				Code: "L2", Name: "backbone teachers of county level or above per 100 pupils", NameZH: "每百名学生拥有县级以上骨干教师数",
				Unit: "persons", Stock: sumOf(model.TeachersBackbone), Per: 100, Minimum: byStage(1, 1),
			},
			{
				Code: "L3", Name: "PE and arts teachers per 100 pupils", NameZH: "每百名学生拥有体育、艺术（美术、音乐）专任教师数",
				Unit: "persons", Stock: sumOf(model.TeachersPEArts), Per: 100, Minimum: byStage(0.9, 0.9),
				Reliefs: []Relief{reliefItinerant()},
			},
			{
				Code: "L4", Name: "teaching and auxiliary floor area per pupil", NameZH: "生均教学及辅助用房面积",
				Unit: "m2", Stock: []Term{{Column: "teaching_area_m2", Sign: 1}, {Column: "indoor_sports_m2", Sign: -1}},
				Per: 1, Minimum: byStage(4.5, 5.8), Split: true,
			},
			{
				Code: "L5", Name: "sports ground and hall area per pupil", NameZH: "生均体育运动场馆面积",
				Unit: "m2", Stock: sumOf("gymnasium_m2", "sports_ground_m2"), Per: 1, Minimum: byStage(7.5, 10.2), Split: true,
				Reliefs: []Relief{reliefDenseCore()},
			},
			{
				Code: "L6", Name: "value of teaching equipment per pupil", NameZH: "生均教学仪器设备值",
				Unit: "yuan", Stock: sumOf(model.EquipmentYuan), Per: 1, Minimum: byStage(2000, 2500), Split: true,
			},
			{
				Code: "L7", Name: "networked multimedia classrooms per 100 pupils", NameZH: "每百名学生拥有网络多媒体教室数",
				Unit: "rooms", Stock: sumOf("multimedia_rooms"), Per: 100, Minimum: byStage(2.3, 2.4), Split: true,
			},
		},
		Section:  SectionRule{MetAtLeast: 6, OthersAtShare: 0.85},
		Exclude:  Exclude{Kinds: []model.SchoolKind{model.KindSpecial}, TeachingPointsBelow: 50},
		Rules:    slices.Concat(preconditions2017(), guarantees2017(), quality2017(), recognition2017(), vetoes2017()),
		Verified: true,
	}
	for i := range s.Indicators {
		s.Indicators[i].CVLimit = byStage(0.50, 0.45)
	}
	return s
}

// byStage is a number by stage.
func byStage(primary, junior float64) map[string]float64 {
	return map[string]float64{model.StagePrimary: primary, model.StageJunior: junior}
}

// anywhere is a number for every stage and kind.
func anywhere(v float64) map[string]float64 { return map[string]float64{AnyPlace: v} }

// sumOf is a sum of columns; a minus before one takes it away.
func sumOf(columns ...string) []Term {
	terms := make([]Term, len(columns))
	for i, c := range columns {
		column, minus := strings.CutPrefix(c, "-")
		terms[i] = Term{Column: column, Sign: 1}
		if minus {
			terms[i].Sign = -1
		}
	}
	return terms
}

// reliefItinerant lets small rural schools and points count teachers who come by rotation, part time
// or as itinerant teachers.
func reliefItinerant() Relief {
	return Relief{
		ID: "pupils-50-99", Name: "rural school or teaching point with 50 to 99 pupils: PE and arts teachers who come by rotation, part time or itinerant count",
		NameZH: "50人以上100人以下的乡村小规模学校和教学点，交流轮岗、兼职、走教的体育、艺术教师可计入",
		Ground: Ground{Areas: []model.Area{model.AreaRural}, PupilsFrom: 50, PupilsBelow: 100},
		Until:  reliefsUntil, Add: sumOf("itinerant_pe_arts"), Source: sourceProcedure,
		Note: noteUntil,
	}
}

// reliefDenseCore lets schools in over-dense city cores count areas that are not their grounds.
func reliefDenseCore() Relief {
	return Relief{
		ID: "dense-core", Name: "over-dense city core: converted safe areas on campus and halls leased nearby count",
		NameZH: "中心城区过密区域学校，校内改造的专用安全场地和校外租用的场馆可计入",
		Ground: Ground{Flag: model.FlagDenseCore},
		Until:  reliefsUntil, Add: sumOf("converted_sports_m2", "leased_sports_m2"), Source: sourceProcedure,
		Note: "halls within 10 minutes on foot on a safe way, reserved in class hours, under a contract signed by the government or the education office; " + noteUntil,
	}
}
