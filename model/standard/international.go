package standard

import "github.com/eduparity/eduparity/model"

// Stages of other countries' schools beside primary and junior.
const stageSecondary = "secondary"

// Where the measures of other countries were read. None of them is the official text itself: the
// numbers are data, to be put right where an office has the text.
const (
	sourceTitleI      = "Elementary and Secondary Education Act (US), section 1118(c), as explained by North Carolina (Title I, Part A Comparability Reporting) and Washington (OSPI, Guidelines on Comparability Requirements)"
	sourceIIEP        = "IIEP-UNESCO Pôle de Dakar, Teacher allocation and utilization in Africa, 2016; Education Sector Analysis Methodological Guidelines, vol. 1, 2014"
	sourceKenya       = "Teachers Service Commission of Kenya, Curriculum-Based Establishment, as reported by educationnews.co.ke (p=507075) and jambonews.co.ke (staffing levels in learning institutions)"
	sourceSouthAfrica = "Parliament of South Africa, reply to question NW3601, 1 December 2017: ELRC resolution 4 of 1995; regulations GN R920 of 29 November 2013"
)

// teachersPer100 measures teachers for pupils, without a minimum or a limit.
func teachersPer100() Indicator {
	return Indicator{
		Code: "T", Name: "teachers per 100 pupils", NameZH: "每百名学生拥有教师数", Unit: "persons",
		Stock: sumOf(model.Teachers), Per: 100,
	}
}

// withoutSpecial leaves special schools out.
func withoutSpecial() Exclude { return Exclude{Kinds: []model.SchoolKind{model.KindSpecial}} }

// TitleIComparability returns the US test that schools with federal Title I funds (flag title_1) are
// staffed from state and local funds like the others: in each grade span (stage) their pupils per
// instructional staff are at most 110 % of those of all other schools together. Schools with 100
// pupils or fewer are exempt, and spans with one school. Where all schools of a span have Title I
// they are compared with their average.
func TitleIComparability() *Standard {
	s := titleI(NameTitleIComparability)
	s.Title = "Title I comparability (US): pupils per instructional staff"
	s.TitleZH = "美国《中小学教育法》第一条款可比性：生均教学人员"
	s.Indicators = []Indicator{{
		Code: "FTE", Name: "instructional staff from state and local funds per 100 pupils", NameZH: "每百名学生拥有州和地方经费教学人员数",
		Unit: "persons", Stock: sumOf("instructional_fte"), Per: 100,
	}}
	rule := &s.Rules[0]
	rule.ID, rule.Name = "comparable-staff", "pupils per instructional staff of Title I schools, against those of the other schools"
	rule.NameZH = "第一条款学校每名教学人员负担学生数与其他学校之比不高于110%"
	rule.Value, rule.Over = sumOf(QuantityPupils), sumOf("instructional_fte")
	rule.Threshold, rule.AtMost = anywhere(1.1), true
	return s
}

// TitleISpending returns the other form of the test that [TitleIComparability] describes, of which a
// district chooses one: state and local spending per pupil is at least 90 % of that of all other
// schools together.
func TitleISpending() *Standard {
	s := titleI(NameTitleISpending)
	s.Title = "Title I comparability (US): spending per pupil"
	s.TitleZH = "美国《中小学教育法》第一条款可比性：生均支出"
	s.Indicators = []Indicator{{
		Code: "SP", Name: "state and local spending per pupil", NameZH: "生均州和地方经费支出",
		Unit: "money", Stock: sumOf("local_spending"), Per: 1,
	}}
	rule := &s.Rules[0]
	rule.ID, rule.Name = "comparable-spending", "spending per pupil of Title I schools, against that of the other schools"
	rule.NameZH = "第一条款学校生均支出与其他学校之比不低于90%"
	rule.Value, rule.Over = sumOf("local_spending"), sumOf(QuantityPupils)
	rule.Threshold = anywhere(0.9)
	return s
}

func titleI(name string) *Standard {
	const exempt = 100 // pupils; schools with as many or fewer are exempt
	return &Standard{
		Name: name, Source: sourceTitleI, Weighting: ByPupils, Exclude: withoutSpecial(),
		Rules: []Rule{{
			Block: BlockNorm, Form: Compare, Each: EachSection, Unit: "1",
			Scope:   Scope{Flags: []string{model.FlagTitleI}, PupilsAbove: exempt},
			Against: Scope{WithoutFlags: []string{model.FlagTitleI}, PupilsAbove: exempt},
			Source:  sourceTitleI, Verified: true,
			Note: "staff and money from federal funds are left out by the office; the schools compared with count by their sums, exempt ones left out, and where all have Title I, their own average is taken: readings, not verified",
		}},
	}
}

// TeacherAllocation returns the analysis of teacher allocation by UNESCO's IIEP: how far the number of
// teachers follows the number of pupils between the schools of a stage. R2 is the squared correlation,
// 1 - R2 the degree of randomness. The CV of teachers per 100 pupils beside it says how uneven the
// result is.
func TeacherAllocation() *Standard {
	return &Standard{
		Name:  NameTeacherAllocation,
		Title: "teacher allocation (UNESCO, IIEP)", TitleZH: "教师配置分析（联合国教科文组织国际教育规划研究所）",
		Source: sourceIIEP, Weighting: ByPupils, Exclude: withoutSpecial(),
		Indicators: []Indicator{teachersPer100()},
		Rules: []Rule{{
			ID: "teachers-follow-pupils", Block: BlockNorm, Form: Regression, Each: EachStage, Unit: "1",
			Name: "R2 of teachers on pupils between schools; 1 - R2 is the degree of randomness", NameZH: "教师数对学生数回归的决定系数R²，1-R²为配置随机度",
			Value: sumOf(model.Teachers), Over: sumOf(QuantityPupils), Threshold: anywhere(0.8), Source: sourceIIEP,
			Note: "IIEP compares countries and sets no bound; 0.8 is that of the Global Partnership for Education, not verified",
		}},
	}
}

// ClassSizeNorms returns bounds on classes and on pupils per teacher as they are common in
// international comparisons: no class above 40 pupils, no more than 40 pupils for a teacher.
func ClassSizeNorms() *Standard {
	return &Standard{
		Name:  NameClassSizeNorms,
		Title: "class size and pupils per teacher, at most 40", TitleZH: "班额与生师比不高于40",
		Source: sourceSouthAfrica, Weighting: ByPupils, Exclude: withoutSpecial(),
		Indicators: []Indicator{teachersPer100()},
		Rules: []Rule{
			{
				ID: "class-size", Block: BlockNorm, Form: Maximum, Each: EachSection, Unit: "pupils",
				Name: "pupils of the largest class", NameZH: "最大班额",
				Value: sumOf(QuantityLargestClass), Threshold: anywhere(40), Source: sourceSouthAfrica, Verified: true,
				Note: "South Africa's norm for a classroom in grades 1 to 12; other countries' are a number to change",
			},
			{
				ID: "pupils-per-teacher", Block: BlockNorm, Form: Ratio, Each: EachSection, Unit: "pupils",
				Name: "pupils per teacher", NameZH: "生师比",
				Value: sumOf(QuantityPupils), Over: sumOf(model.Teachers), Threshold: anywhere(40), AtMost: true,
				Source: "benchmark of the Education for All Fast Track Initiative", Note: "not verified",
			},
		},
	}
}

// StaffingKenya returns the staffing norms of Kenya's Teachers Service Commission: a primary school has
// one teacher for every 50 pupils and one more, a junior school one for every 45; no class is above 50
// and 45 pupils. The margin of a verdict is the surplus of the school, or its shortage where negative.
func StaffingKenya() *Standard {
	s := staffing(NameStaffingKenya, sourceKenya, false, // seen in reports of the circular, not in it
		staff{model.StagePrimary, 50, 1, 50}, staff{model.StageJunior, 45, 0, 45}, staff{stageSecondary, 45, 0, 45})
	s.Title, s.TitleZH = "staffing norms of Kenya (TSC)", "肯尼亚教师服务委员会教师配备标准"
	return s
}

// StaffingSouthAfrica returns South Africa's guideline of posts: one educator for every 40 pupils of a
// primary and every 35 of a secondary school; no class is above 40 pupils.
func StaffingSouthAfrica() *Standard {
	s := staffing(NameStaffingSouthAfrica, sourceSouthAfrica, true,
		staff{model.StagePrimary, 40, 0, 40}, staff{model.StageJunior, 35, 0, 40}, staff{stageSecondary, 35, 0, 40})
	s.Title, s.TitleZH = "staffing guideline of South Africa", "南非教师配备指导标准"
	return s
}

// A staff is the norm of a stage: a teacher for every so many pupils, some more for the school, and
// the largest class.
type staff struct {
	stage       string
	every, more float64
	class       float64
}

// staffing returns a standard of norms for teachers, as step functions of pupils, and class size.
func staffing(name, source string, verified bool, norms ...staff) *Standard {
	s := &Standard{
		Name: name, Source: source, Weighting: ByPupils, Exclude: withoutSpecial(),
		Indicators: []Indicator{teachersPer100()},
	}
	classes := make(map[string]float64)
	for _, n := range norms {
		rule := Rule{
			ID: "teachers-" + n.stage, Block: BlockNorm, Form: Step, Each: EachSection, Unit: "persons",
			Scope: Scope{Stages: []string{n.stage}},
			Name:  "teachers, one for every " + decimal(n.every) + " pupils", NameZH: "教师数：每" + decimal(n.every) + "名学生配备1名",
			Value: sumOf(model.Teachers), Steps: Steps{Of: sumOf(QuantityPupils), Every: n.every, Give: 1},
			Source: source, Verified: verified,
			Note: "a started group of pupils counts as a whole one: a reading",
		}
		if n.more > 0 {
			rule.Name += " and " + decimal(n.more) + " more"
			rule.NameZH += "，另加" + decimal(n.more) + "名"
			rule.Steps.Table = []StepTo{{UpTo: 0, Need: n.more}}
		}
		s.Rules = append(s.Rules, rule)
		classes[n.stage] = n.class
	}
	s.Rules = append(s.Rules, Rule{
		ID: "class-size", Block: BlockNorm, Form: Maximum, Each: EachSection, Unit: "pupils",
		Name: "pupils of the largest class", NameZH: "最大班额",
		Value: sumOf(QuantityLargestClass), Threshold: classes, Source: source, Verified: verified,
	})
	return s
}
