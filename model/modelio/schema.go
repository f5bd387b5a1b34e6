package modelio

import (
	"slices"

	"github.com/eduparity/eduparity/model"
)

// A form says what a table of a county looks like. Reading, writing and the page of columns all
// follow it.
type form struct {
	table    string   // name of the file in a folder; a sheet has the same name, with or without .csv
	also     []string // other names of the file or the sheet
	what     string   // what one row is
	columns  []column // in the order in which they are written
	required []string // columns that must be there
	stocks   []column // the stocks that are known; nil: the table holds no stocks
	staged   []column // one column for each stage, named by it: pupils_primary
}

// A column is one column of a table.
type column struct {
	name  string
	also  []string // Chinese headers that mean the same; the first is the one to write
	unit  unit     // of its numbers; a header may say another one in brackets
	plain bool     // holds numbers without a unit
	words []word   // of a code list; nil: any
	what  string
}

// number says whether the column holds numbers.
func (c *column) number() bool { return c.plain || c.unit.name != "" }

// names are the columns of a form in the order in which they are written.
func names(columns []column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name
	}
	return out
}

var (
	schoolID  = column{name: "school_id", also: []string{"学校标识码", "学校代码", "学校编号"}, what: "id of a school"}
	stage     = column{name: "stage", also: []string{"学段"}, words: stageWords, what: "stage of the section"}
	kindsZH   = []string{"学校类别", "办学类型", "学校类型"}
	areaZH    = []string{"城乡类型", "城乡分类", "所在地城乡类型"}
	attribute = []string{"属性"}
	sideZH    = []string{"阻隔侧", "所在侧"}
	pieceZH   = []string{"地块编号", "小区编号", "社区编号"}
)

// Stocks that are known by name. Any other numeric column is a stock too; these have Chinese names
// and units, a slip in their names is noticed, and text in them is a fault.
var (
	schoolStocks = withInputs(model.TableSchools, []column{
		{name: "teaching_area_m2", also: []string{"教学及辅助用房面积"}, unit: squareMetres, what: "teaching and auxiliary rooms, indoor sports rooms included"},
		{name: "indoor_sports_m2", also: []string{"室内体育用房面积"}, unit: squareMetres, what: "the part of it that is indoor sports rooms"},
		{name: "gymnasium_m2", also: []string{"体育馆面积"}, unit: squareMetres},
		{name: "sports_ground_m2", also: []string{"运动场地面积", "体育运动场地面积"}, unit: squareMetres, what: "on the campus"},
		{name: "leased_sports_m2", also: []string{"租用体育场馆面积"}, unit: squareMetres, what: "counts under a relief only"},
		{name: model.EquipmentYuan, also: []string{"教学仪器设备值", "教学仪器设备资产值"}, unit: yuan, what: "book value of teaching equipment"},
		{name: "multimedia_rooms", also: []string{"网络多媒体教室数", "多媒体教室数"}, unit: rooms},
		{name: "music_rooms", also: []string{"音乐教室数", "音乐专用教室数"}, unit: rooms},
		{name: "art_rooms", also: []string{"美术教室数", "美术专用教室数"}, unit: rooms},
		{name: "computers", also: []string{"教学用计算机数", "计算机数"}, unit: items},
		{name: "books", also: []string{"图书册数", "图书数"}, unit: items},
	})
	sectionStocks = withInputs(model.TableSections, []column{
		{name: model.Classes, also: []string{"班级数", "班数", "教学班数"}, unit: classes},
		{name: model.LargestClass, also: []string{"最大班额", "最大班人数"}, unit: persons, what: "pupils of the largest class"},
		{name: model.Classrooms, also: []string{"普通教室数", "教室数"}, unit: rooms, what: "ordinary classrooms"},
		{name: model.Boarders, also: []string{"寄宿生数", "住校生数"}, unit: persons, what: "pupils who board"},
		{name: model.Seats, also: []string{"学位数", "学位"}, unit: persons, what: "pupils that the section can take"},
		{name: model.Teachers, also: []string{"专任教师数", "专任教师"}, unit: persons, what: "full-time teachers"},
		{name: model.TeachersAboveDegree, also: []string{"高于规定学历教师数", "高于规定学历专任教师数"}, unit: persons, what: "of these above the required degree"},
		{name: model.TeachersBackbone, also: []string{"县级以上骨干教师数", "县级及以上骨干教师数", "骨干教师数"}, unit: persons, what: "of these backbone teachers of county level or above"},
		{name: model.TeachersPEArts, also: []string{"体育艺术专任教师数", "体育、艺术(美术、音乐)专任教师数", "体育艺术教师数"}, unit: persons, what: "of these teachers of PE, music, art"},
		{name: model.TeachersMidTitle, also: []string{"中级及以上职称教师数", "中级以上职称教师数"}, unit: persons, what: "of these with an intermediate or higher title"},
	})
)

// The tables that are read, in the order in which they are read and written.
var (
	schoolForm = form{
		table: model.TableSchools, also: []string{"学校", "学校表", "学校基本情况"}, what: "one school",
		required: []string{"school_id"}, stocks: schoolStocks,
		columns: []column{
			{name: "school_id", also: schoolID.also, what: "unique; text, leading zeros count"},
			{name: "name", also: []string{"学校名称", "学校"}},
			{name: "kind", also: kindsZH, words: schoolKindWords, what: "which stages the school runs"},
			{name: "area", also: areaZH, words: areaWords, what: "type of place"},
			{name: "zone_id", also: []string{"学区", "片区", "协作区"}, what: "coordination zone"},
			{name: "group_id", also: []string{"教育集团", "集团"}, what: "school group"},
			{name: "group_role", also: []string{"集团角色"}, words: roleWords},
			{name: "owner", plain: true, also: []string{"举办者代码", "举办者类型代码"}, what: "owner code of the education statistics, 1 to 10; 10 is private; empty: not known"},
			{name: "lon", also: []string{"经度"}, unit: degrees, what: "WGS84"},
			{name: "lat", also: []string{"纬度"}, unit: degrees, what: "WGS84"},
			{name: "built_year", plain: true, also: []string{"建成年份", "建成时间"}},
			{name: "planned_year", plain: true, also: []string{"规划年份", "规划时间"}},
			{name: "flags", also: []string{"标记", "学校标记"}, words: flagWords, what: "list"},
			{name: "counted_with", also: []string{"计入学校", "所属主校"}, what: "school_id of the parent of a campus that is not counted as a school"},
			{name: "senior_pupils", also: []string{"高中学生数", "高中在校生数"}, unit: persons, what: "pupils of a senior stage, which takes its share of split stocks"},
			{name: "barrier_side", also: sideZH, what: "of a trunk road or railway, as of pieces; empty: that of the nearest piece"},
		},
	}
	sectionForm = form{
		table: model.TableSections, also: []string{"学段", "学段表", "学部"}, what: "one stage of one school",
		required: []string{"school_id", "stage", "pupils"}, stocks: sectionStocks,
		columns: []column{schoolID, stage, {name: "pupils", also: []string{"在校生数", "学生数", "在校学生数"}, unit: persons, what: "enrolled"}},
	}
	kindForm = form{
		table: model.TableKinds, also: []string{"教师类别"}, what: "the teachers of one kind in one section",
		required: []string{"school_id", "stage", "attributes", "count"},
		columns: []column{
			schoolID, stage,
			{name: "kind", also: []string{"类别"}, what: "name of the kind; empty: made of its attributes"},
			{name: "attributes", also: attribute, what: "list of stocks of teachers"},
			{name: "subject", also: []string{"学科", "任教学科"}},
			{name: "count", also: []string{"人数"}, unit: persons},
		},
	}
	fundForm = form{
		table: model.TableFunds, also: []string{"资金", "经费"}, what: "one amount of money",
		required: []string{"fund_id", "amount_yuan", "nature", "categories"},
		columns: []column{
			{name: "fund_id", also: []string{"资金编号", "资金名称"}},
			{name: "year", plain: true, also: []string{"年度", "年份"}, what: "empty: the year of the plan"},
			{name: "amount_yuan", also: []string{"金额"}, unit: yuan},
			{name: "nature", also: []string{"性质", "资金性质"}, words: natureWords},
			{name: "categories", also: []string{"用途"}, words: fundWords, what: "list of stocks and of the words beside"},
			{name: "areas", also: []string{"适用城乡类型"}, words: areaWords, what: "list; empty: all"},
			{name: "kinds", also: []string{"适用学校类别"}, words: schoolKindWords, what: "list; empty: all"},
			{name: "co_funding_share", also: []string{"配套比例"}, unit: share, what: "that the county adds"},
			{name: "carry_over", also: []string{"可结转"}, words: yesWords},
		},
	}
	costForm = form{
		table: model.TableCosts, also: []string{"单价", "成本"}, what: "the price of one unit",
		required: []string{"category", "cost_yuan", "nature"},
		columns: []column{
			{name: "category", also: []string{"类目", "项目"}, words: costWords, what: "a stock, hire:KIND, or a word beside"},
			{name: "unit", also: []string{"单位"}},
			{name: "cost_yuan", also: []string{"单价"}, unit: yuan},
			{name: "nature", also: []string{"性质", "资金性质"}, words: natureWords},
			{name: "year", plain: true, also: []string{"年度", "年份"}},
			{name: "school_id", also: schoolID.also, what: "empty: every school"},
			{name: "max_quantity", also: []string{"数量上限"}, what: "at each school"},
			{name: "whole", also: []string{"整数"}, words: yesWords, what: "whole units only"},
		},
	}
	postForm = form{
		table: model.TablePosts, also: []string{"编制"}, what: "a ceiling on teachers",
		required: []string{"max_posts"},
		columns: []column{
			{name: "school_id", also: schoolID.also, what: "empty: the county"},
			stage,
			{name: "kind", also: []string{"类别"}},
			{name: "subject", also: []string{"学科", "任教学科"}},
			{name: "max_posts", also: []string{"编制数"}, unit: persons},
		},
	}
	travelForm = form{
		table: model.TableTravel, also: []string{"路程"}, what: "the way from a school or a piece of a catchment to a school",
		required: []string{"from", "school_id", "metres"},
		columns: []column{
			{name: "from", also: []string{"出发地", "起点"}, what: "id of a school or a piece"},
			{name: "school_id", also: schoolID.also},
			{name: "metres", also: []string{"距离"}, unit: metres},
			{name: "minutes", also: []string{"时间"}, unit: minutes},
			{name: "barrier", also: []string{"阻隔"}, words: yesWords, what: "the way is forbidden"},
		},
	}
	pieceForm = form{
		table: model.TablePieces, also: []string{"地块", "小区", "施教区地块"}, what: "one piece of a catchment: a block, a village, a community",
		required: []string{"piece_id"},
		columns: []column{
			{name: "piece_id", also: pieceZH, what: "unique, and no school's id"},
			{name: "lon", also: []string{"经度"}, unit: degrees, what: "WGS84, where its pupils live on average"},
			{name: "lat", also: []string{"纬度"}, unit: degrees, what: "WGS84"},
			{name: "area_m2", also: []string{"面积"}, unit: squareMetres, what: "empty: not known"},
			{name: "zone_id", also: []string{"学区", "片区", "协作区"}, what: "coordination zone"},
			{name: "locked", also: []string{"锁定", "不调整"}, words: yesWords, what: "stays with today's schools"},
			{name: "barrier_side", also: sideZH, what: "pieces do not go to schools of another side; empty: it does not matter"},
			{name: "grades", also: []string{"年级"}, words: gradeWords, what: "list: which grades live there; empty: all of the stage"},
		},
		staged: []column{
			{name: "pupils", also: []string{"学生数", "适龄学生数"}, unit: persons, what: "pupils of the stage who live there; empty: none"},
			{name: "school", also: []string{"学校", "现状学校", "划片学校"}, what: "school_id of today's school; empty: none"},
		},
	}
	adjacencyForm = form{
		table: model.TableAdjacency, also: []string{"邻接", "相邻关系"}, what: "two pieces that touch, in either order",
		required: []string{"piece_a", "piece_b"},
		columns: []column{
			{name: "piece_a", also: []string{"地块a", "地块甲", "小区a", "小区甲"}},
			{name: "piece_b", also: []string{"地块b", "地块乙", "小区b", "小区乙"}},
		},
	}
	candidateForm = form{
		table: model.TableCandidates, also: []string{"候选", "候选校址", "布局调整候选"}, what: "a site or a work that siting may choose",
		required: []string{"school_id", "action", "stage"}, stocks: candidateStocks(),
		columns: []column{
			{name: "school_id", also: schoolID.also, what: "of a site to open it may be a new school"},
			{name: "action", also: []string{"动作", "措施"}, words: actionWords},
			stage,
			{name: model.Seats, also: []string{"学位数", "学位"}, unit: persons, what: "of the new section (open), of one class more (extend; empty: the norm of a class)"},
			{name: "cost_yuan", also: []string{"费用", "一次性费用"}, unit: yuan, what: "once: for the site (open), each class more (extend), closing (close)"},
			{name: "running_cost_yuan", also: []string{"年运行费用", "运行费用"}, unit: yuan, what: "a year: what an open site or a class more costs, what closing saves"},
			{name: "lon", also: []string{"经度"}, unit: degrees, what: "WGS84, of a new site; empty: the school's"},
			{name: "lat", also: []string{"纬度"}, unit: degrees, what: "WGS84"},
			{name: "max_extra_classes", also: []string{"最多增班数", "可增班数"}, unit: classes, what: "of an extension"},
		},
	}
	roomForm = form{
		table: model.TableRooms, also: []string{"专用教室", "教室"}, what: "one room",
		required: []string{"school_id", "use", "area_m2"},
		columns: []column{
			schoolID,
			{name: "use", also: []string{"用途"}, words: useWords},
			{name: "area_m2", also: []string{"面积", "使用面积"}, unit: squareMetres},
		},
	}
	classForm = form{
		table: model.TableClasses, also: []string{"班级", "班级表"}, what: "one class",
		required: []string{"school_id", "stage", "pupils"},
		columns: []column{
			schoolID, stage,
			{name: "grade", plain: true, also: []string{"年级"}, words: gradeWords, what: "1 to 12, counted from the first year of school"},
			{name: "class", also: []string{"班级", "班级名称", "班号"}},
			{name: "pupils", also: []string{"班额", "学生数", "班级人数"}, unit: persons},
		},
	}
	teacherForm = form{
		table: model.TableTeachers, also: []string{"教师", "教师表", "专任教师"}, what: "one full-time teacher",
		required: []string{"teacher_id", "school_id", "stage", "degree", "backbone"},
		columns: []column{
			{name: "teacher_id", also: []string{"教师编号", "教师代码", "工号"}, what: "unique"},
			schoolID, stage,
			{name: "subject", also: []string{"任教学科", "学科"}, what: "tells PE and arts teachers where pe_arts is empty"},
			{name: "degree", also: []string{"最高学历", "学历"}, words: degreeWords},
			{name: "title", also: []string{"职称", "专业技术职称"}},
			{name: "backbone", also: []string{"县级以上骨干教师", "骨干教师", "是否骨干教师"}, words: yesWords, what: "of county level or above"},
			{name: "pe_arts", also: []string{"体育艺术教师", "是否体育艺术教师"}, words: yesWords, what: "teaches PE, music or art as the main subject; wins over subject"},
			{name: "age", also: []string{"年龄"}, unit: years},
			{name: "sex", also: []string{"性别"}, words: sexWords},
			{name: "years_at_school", also: []string{"在本校年限", "本校任教年限"}, unit: years},
			{name: "last_moved_year", plain: true, also: []string{"最近交流年份", "最近一次交流年份"}},
			{name: "established", also: []string{"在编", "是否在编"}, words: yesWords, what: "empty: not known"},
			{name: "exempt", also: []string{"免交流原因"}, what: "reason, or empty"},
			{name: "consent", also: []string{"同意交流", "是否同意交流"}, words: yesWords, what: "empty: not asked"},
			{name: "couple_id", also: []string{"夫妻编号"}, what: "shared by two teachers who move together"},
			{name: "home_lon", also: []string{"家庭住址经度", "住址经度"}, unit: degrees},
			{name: "home_lat", also: []string{"家庭住址纬度", "住址纬度"}, unit: degrees},
		},
	}
	serviceForm = form{
		table: model.TableServices, also: []string{"课后服务"}, what: "the after-school service of one section",
		required: []string{"school_id", "stage"},
		columns: []column{
			schoolID, stage,
			{name: "pupils_wanting", also: []string{"有需求学生数"}, unit: persons},
			{name: "pupils_served", also: []string{"参加学生数"}, unit: persons},
			{name: "sessions_per_week", plain: true, also: []string{"每周次数"}},
			{name: "hours_per_week", also: []string{"每周时数", "每周小时数"}, unit: hours},
			{name: "staff_hours", also: []string{"教师课时", "每周教师时数"}, unit: hours, what: "a week, of all staff"},
			{name: "fee_yuan", also: []string{"收费标准"}, unit: yuan, what: "a pupil and session"},
			{name: "subsidy_yuan", also: []string{"财政补助"}, unit: yuan, what: "a year"},
		},
	}
	outcomeForm = form{
		table: model.TableOutcomes, also: []string{"结果", "教育结果"}, what: "one measured result of one section",
		required: []string{"school_id", "stage", "measure", "value"},
		columns: []column{
			schoolID, stage,
			{name: "measure", also: []string{"指标"}, what: "attainment, satisfaction, any other"},
			{name: "value", plain: true, also: []string{"值", "数值"}},
		},
	}
	guaranteeForm = form{
		table: model.TableGuarantees, also: []string{"政府保障", "保障"}, what: "the answer to one rule, or to one of its inputs",
		required: []string{"rule", "value"}, columns: answerColumns,
	}
	surveyForm = form{
		table: model.TableSurvey, also: []string{"满意度", "社会认可度"}, what: "one count of the survey of social recognition",
		required: []string{"rule", "value"}, columns: answerColumns,
	}
	countyForm = form{
		table: model.TableCounty, also: []string{"县域", "基本信息"}, what: "one key of county.yaml (sheets only)",
		required: []string{"key", "value"},
		columns: []column{
			{name: "key", also: []string{"项目"}, words: countyWords, what: "a key of county.yaml; the weight of a stage is stage_weights.STAGE"},
			{name: "value", also: []string{"值", "内容"}},
		},
	}

	answerColumns = []column{
		{name: "rule", also: []string{"条目", "指标"}, words: answerRules, what: "id of the rule, or of one of its inputs"},
		{name: "school_id", also: schoolID.also, what: "empty: the county"},
		{name: "value", also: []string{"值", "结果"}, words: answerWords, what: "yes, no, or a number, as the rule asks"},
	}

	forms = []*form{
		&schoolForm, &sectionForm, &kindForm, &fundForm, &costForm, &postForm, &travelForm,
		&pieceForm, &adjacencyForm, &candidateForm, &roomForm, &classForm, &teacherForm, &serviceForm, &outcomeForm, &guaranteeForm, &surveyForm,
	}
)

// laterTables are known but not read yet.
var laterTables = []string{"enrolment.csv"}

// candidateStocks are the stocks that a new site may bring with it: those of schools and of sections,
// but for the seats, which have a column.
func candidateStocks() []column {
	return slices.DeleteFunc(slices.Concat(sectionStocks, schoolStocks), func(c column) bool { return c.name == model.Seats })
}
