package modelio_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// records are tables beside schools and sections, in English and as an office writes them.
func records() (english, chinese map[string]string) {
	english = good(map[string]string{
		"county.yaml":    "name: 测试县\nyear: 2024\n",
		"rooms.csv":      "school_id,use,area_m2\n01,music,96\n02,art,90.5\n02,dance,60\n",
		"classes.csv":    "school_id,stage,grade,class,pupils\n01,primary,1,1,45\n02,junior,7,,41\n",
		"teachers.csv":   "teacher_id,school_id,stage,subject,degree,title,backbone,pe_arts,age,sex,years_at_school,last_moved_year,established,exempt,consent,couple_id,home_lon,home_lat\nT1,01,primary,语文,bachelor,一级教师,1,0,41,f,6,2018,1,,0,,118.5,31.25\nT2,02,junior,音乐,master,,,,,,,,,nursing,,,,\nT3,02,junior,体育,secondary,,0,0,,m,,,0,,1,,,\n",
		"services.csv":   "school_id,stage,pupils_wanting,pupils_served,sessions_per_week,hours_per_week,staff_hours,fee_yuan,subsidy_yuan\n01,primary,300,280.5,5,10,60,4,20000\n",
		"outcomes.csv":   "school_id,stage,measure,value\n01,primary,satisfaction,0.93\n",
		"guarantees.csv": "rule,school_id,value\nguarantee-01,,yes\npublic_funds_quota_junior,,1200\nposts,01,no\n",
		"survey.csv":     "rule,value\nvalid,1050\n",
	})
	chinese = map[string]string{
		"county.yaml": "name: 测试县\nyear: 2024\n",
		"学校.csv":      "学校标识码,学校名称,学校类别,城乡类型,经度,纬度,学校标记,教学仪器设备值（万元）\n01,一小,小学,城区,118.4,31.3,寄宿制；高密度城区,90\n02,二校,九年一贯制学校,乡村,,,,\"80.0\"\n",
		"学段.csv":      "学校标识码,学段,在校生数,专任教师数,县级以上骨干教师数\n01,小学,４００,20,4\n02,小学,200,12,1\n02,初中,100,9,2\n",
		"专用教室.csv":    "学校标识码,用途,使用面积(平方米)\n01,音乐,96\n02,美术教室,90.5\n02,dance,60\n",
		"班级.csv":      "学校标识码,学段,年级,班级,班额\n01,小学,一年级,1,45\n02,初中,初一,,41\n",
		"教师.csv":      "教师编号,学校标识码,学段,任教学科,最高学历,职称,是否骨干教师,年龄,性别,在本校年限,最近交流年份,是否在编,免交流原因,同意交流,体育艺术教师,住址经度,住址纬度\nT1,01,小学,语文,本科,一级教师,是,41,女,6,2018,是,,否,,118.5,31.25\nT2,02,初中,音乐,研究生毕业,,,,,,,,nursing,,,,\nT3,02,初中,体育,中师,,否,,男,,,否,,是,否,,\n",
		"课后服务.csv":    "学校标识码,学段,有需求学生数,参加学生数,每周次数,每周时数,教师课时,收费标准,财政补助（万元）\n01,小学,300,280.5,5,10,60,4,2\n",
		"结果.csv":      "学校标识码,学段,指标,值\n01,小学,satisfaction,0.93\n",
		"保障.csv":      "条目,学校标识码,值\n县域内义务教育学校规划布局合理，符合国家规定要求,,是\n生均公用经费基准定额_初中,,\"1,200\"\nposts,01,否\n",
		"满意度.csv":     "条目,值\nvalid,１０５０\n",
	}
	return english, chinese
}

func TestReadRecords(t *testing.T) {
	t.Parallel()
	english, _ := records()
	c, findings, err := modelio.Read(folder(english))
	require.NoError(t, err)
	yes, no := true, false
	require.Equal(t, []model.Room{{School: "01", Use: "music", Area: 96}, {School: "02", Use: "art", Area: 90.5}, {School: "02", Use: "dance", Area: 60}}, c.Rooms)
	require.Equal(t, []model.Class{{School: "01", Stage: "primary", Grade: 1, Name: "1", Pupils: 45}, {School: "02", Stage: "junior", Grade: 7, Pupils: 41}}, c.Classes)
	require.Equal(t, []model.Teacher{
		{ID: "T1", School: "01", Stage: "primary", Subject: "语文", Degree: "bachelor", Title: "一级教师", Backbone: true, Age: 41, Sex: "f", YearsAtSchool: 6, LastMoved: 2018, Established: &yes, Consent: &no, Home: &model.Place{Lon: 118.5, Lat: 31.25}},
		{ID: "T2", School: "02", Stage: "junior", Subject: "音乐", Degree: "master", PEArts: true, Exempt: "nursing"},
		{ID: "T3", School: "02", Stage: "junior", Subject: "体育", Degree: "secondary", Sex: "m", Established: &no, Consent: &yes},
	}, c.Teachers, "the subject says who teaches PE and arts, but for the teacher whose column says no")
	require.Equal(t, []model.Service{{School: "01", Stage: "primary", PupilsWanting: 300, PupilsServed: 280.5, SessionsPerWeek: 5, HoursPerWeek: 10, StaffHours: 60, FeeYuan: 4, SubsidyYuan: 20000}}, c.Services)
	require.Equal(t, []model.Outcome{{School: "01", Stage: "primary", Measure: "satisfaction", Value: 0.93}}, c.Outcomes)
	require.Equal(t, []model.Answer{{Rule: "guarantee-01", Value: "yes"}, {Rule: "public_funds_quota_junior", Value: "1200"}, {Rule: "posts", School: "01", Value: "no"}}, c.Guarantees)
	require.Equal(t, []model.Answer{{Rule: "valid", Value: "1050"}}, c.Survey)
	require.Equal(t, model.Stocks{
		"teachers": 2, "teachers_above_degree": 1, "teachers_backbone": 0, "teachers_mid_title": 0, "teachers_pe_arts": 1, "classes": 1, "largest_class": 41,
	}, c.Sections[2].Stocks)
	require.Equal(t, []string{
		`sections.csv:2: 01/primary: teachers: "20": teachers.csv has 1, which is taken`,
		`sections.csv:2: 01/primary: teachers_backbone: "4": teachers.csv has 1, which is taken`,
		`sections.csv:3: 02/primary: teachers: "12": teachers.csv has 0, which is taken`,
		`sections.csv:3: 02/primary: teachers_backbone: "1": teachers.csv has 0, which is taken`,
		`sections.csv:4: 02/junior: teachers: "9": teachers.csv has 2, which is taken`,
		`sections.csv:4: 02/junior: teachers_backbone: "2": teachers.csv has 0, which is taken`,
		`sections.csv:2: 01/primary: pupils: "400": the classes of classes.csv add up to 45; the number of pupils given here is taken`,
		`sections.csv:3: 02/primary: classes.csv has no class of this section; its own counts stand`,
		`sections.csv:4: 02/junior: pupils: "100": the classes of classes.csv add up to 41; the number of pupils given here is taken`,
	}, noted(findings))
}

func noted(findings []model.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, f.String())
	}
	return all
}

// marked puts a byte-order mark before every file.
func marked(files map[string]string) map[string]string {
	all := make(map[string]string, len(files))
	for name, text := range files {
		all[name] = "\ufeff" + text
	}
	return all
}

// A folder in Chinese, as UTF-8 or as GBK, is the same county.
func TestReadChinese(t *testing.T) {
	t.Parallel()
	english, chinese := records()
	want, _, err := modelio.Read(folder(english))
	require.NoError(t, err)
	gbk := make(map[string]string, len(chinese))
	for name, text := range chinese {
		gbk[name], err = simplifiedchinese.GBK.NewEncoder().String(text)
		require.NoError(t, err)
	}
	for name, f := range map[string]modelio.Folder{
		"UTF-8":          {FS: folder(chinese)},
		"GBK, found out": {FS: folder(gbk)},
		"GBK, forced":    {FS: folder(gbk), Encoding: "GB2312"},
		"UTF-8, forced":  {FS: folder(chinese), Encoding: "UTF-8"},
		"a mark wins":    {FS: folder(marked(chinese)), Encoding: modelio.GBK},
	} {
		c, findings, err := f.Read()
		require.NoError(t, err, name)
		require.Equal(t, "学校.csv", c.Labels[[2]string{"schools.csv"}], name)
		notes := noted(findings)
		require.Contains(t, notes, "学校.csv:1: 教学仪器设备值（万元）: converted: 1 is read as 10000", name)
		require.Contains(t, notes, `学段.csv:2: 01/primary: 专任教师数: "20": 教师.csv has 1, which is taken`, name)
		if f.Encoding == "" && name != "UTF-8" {
			require.Contains(t, notes, "学校.csv: read as GBK", name)
			require.Contains(t, notes, "教师.csv: read as GBK", name)
		}
		c.Lines, c.Labels = want.Lines, nil
		require.Equal(t, want, c, name)
	}
	_, _, err = modelio.Folder{FS: folder(gbk), Encoding: modelio.UTF8}.Read()
	require.Contains(t, messages(err), "学校.csv:1: is not UTF-8, which it was said to be: let the encoding be found out, or save the file as CSV in UTF-8")
	gbk["学校.csv"] += "\x81"
	_, _, err = modelio.Folder{FS: folder(gbk), Encoding: modelio.GBK}.Read()
	require.Equal(t, []string{"学校.csv:4: is not GBK, which it was said to be: let the encoding be found out, or save the file as CSV in UTF-8"}, messages(err)[:1])
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	for _, name := range append(modelio.Encodings(), "", "UTF-8", "gb18030", "GBK") {
		require.NoError(t, modelio.CheckEncoding(name), name)
	}
	require.EqualError(t, modelio.CheckEncoding("big5"), `encoding "big5": unknown; known: utf-8, gbk`)
	require.EqualError(t, modelio.CheckEncoding("gbq"), `encoding "gbq": unknown; did you mean "gbk"? known: utf-8, gbk`)
	_, _, err := modelio.Folder{FS: folder(good(nil)), Encoding: "latin1"}.Read()
	require.EqualError(t, err, `encoding "latin1": unknown; known: utf-8, gbk`)
}

func TestReadRecordFaults(t *testing.T) {
	t.Parallel()
	const isDate = "is a date where a number is expected: give the cell the format of a number and key the number in again"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"columns missing", map[string]string{"teachers.csv": "teacher_id,school,stage,degre\nT1,01,primary,x\n", "rooms.csv": "school_id\n01\n"}, []string{
			`rooms.csv:1: use: the column is missing`,
			`rooms.csv:1: area_m2: the column is missing`,
			`teachers.csv:1: school_id: the column is missing; is it the column "school"?`,
			`teachers.csv:1: degree: the column is missing; is it the column "degre"?`,
			`teachers.csv:1: backbone: the column is missing`,
			`teachers.csv:1: subject, pe_arts: one of the columns must be there, to tell teachers of PE, music and art`,
		}},
		{"cells", map[string]string{
			"rooms.csv":    "school_id,use,area_m2\n01,music,\n01,,2024-01-02\n",
			"classes.csv":  "school_id,stage,grade,pupils\n01,primary,first,many\n01,primary,13,40\n",
			"teachers.csv": "teacher_id,school_id,stage,subject,degree,backbone,pe_arts,age,sex,home_lon\nT1,01,primary,体育,bachelor,maybe,2,4O,x,118\nT2,01,primary,体育,大本,是,否,,中,\n",
			"services.csv": "school_id,stage,pupils_served\n01,primary,3 places\n",
			"outcomes.csv": "school_id,stage,measure,value\n01,primary,satisfaction,\n01,primary,maths,good\n",
			"survey.csv":   "rule,value\nvalid,\nfine,well\n",
		}, []string{
			`rooms.csv:2: 01/music: area_m2: is missing: write a number, 0 where there is none`,
			`rooms.csv:3: 01: area_m2: "2024-01-02": ` + isDate,
			`rooms.csv:3: 01: use: is missing: music, art or any other use`,
			`classes.csv:2: 01/primary/first: pupils: "many": must be a number, such as 1200 or 0.5`,
			`classes.csv:2: 01/primary/first: grade: "first": must be a grade from 1 to 12`,
			`classes.csv:3: 01/primary/13: grade: "13": must be a grade from 1 to 12`,
			`teachers.csv:2: T1: backbone: "maybe": must be 1 or 0, or yes or no (是, 否)`,
			`teachers.csv:2: T1: age: "4O": must be a number: letters look like digits here; is it 40?`,
			`teachers.csv:2: T1: home_lat: is missing beside home_lon: give both or neither`,
			`teachers.csv:2: T1: pe_arts: "2": must be 1 or 0, or yes or no (是, 否)`,
			`teachers.csv:2: T1: sex: "x": unknown; known: f, m`,
			`teachers.csv:3: T2: degree: "大本": unknown; did you mean 大专 (junior_college)? known: 高中及以下 (secondary), 专科 (junior_college), 本科 (bachelor), 硕士 (master), 博士 (doctor)`,
			`teachers.csv:3: T2: sex: "中": unknown; known: 女 (f), 男 (m)`,
			`services.csv:2: 01/primary: pupils_served: "3 places": must be a number: write 3 without "places"`,
			`outcomes.csv:2: 01/primary/satisfaction: value: is missing: write a number, 0 where there is none`,
			`outcomes.csv:3: 01/primary/maths: value: "good": must be a number, such as 1200 or 0.5`,
			`survey.csv:2: valid: value: is missing; take the row out where there is no answer`,
			`survey.csv:3: fine: value: "well": must be yes or no (是, 否), or a number`,
		}},
		{"a stage that a kind does not have", map[string]string{"schools.csv": "school_id,kind\n01,教学点\n02,初级中学\n"}, []string{
			`sections.csv:3: 02/primary: stage: "primary": a school of kind junior does not run this stage: correct the kind or the stage, or flag the school attached_classes`,
		}},
		{"references", map[string]string{
			"teachers.csv": "teacher_id,school_id,stage,subject,degree,backbone\nT1,03,primary,体育,bachelor,1\nT1,01,junior,体育,bachelor,1\n",
			"classes.csv":  "school_id,stage,pupils\n01,小学部,30\n",
		}, []string{
			`classes.csv:2: 01/小学部: stage: "小学部": the school has no section of this stage in sections.csv; it has primary`,
			`teachers.csv:2: T1: school_id: "03": no school has this id in schools.csv; did you mean "01"?`,
			`teachers.csv:3: T1: teacher_id: "T1": is given twice, first on line 2; a teacher has one line, in the school of the main post`,
			`teachers.csv:3: T1: stage: "junior": the school has no section of this stage in sections.csv; it has primary`,
		}},
		{"a school that could not be read is not missing", map[string]string{
			"schools.csv": "school_id,kind\n01,primary\n02,nine_year,x\n", "rooms.csv": "school_id,use,area_m2\n02,music,1\n02,art,-1\n",
		}, []string{"schools.csv:3: the row has 3 cells, the header has 2: a text with a comma needs quotes around it", `rooms.csv:3: 02/art: area_m2: "-1": must not be negative`}},
		{"no header", map[string]string{"sections.csv": "01,primary,400\n02,primary,200\n02,junior,100\n"}, []string{
			`sections.csv:1: school_id: the column is missing`, `sections.csv:1: stage: the column is missing`, `sections.csv:1: pupils: the column is missing`,
		}},
		{"totals", map[string]string{"sections.csv": "school_id,stage,pupils\n01,primary,400\n02,primary,200\n02,junior,100\n,合 计,700\n"}, []string{
			`sections.csv:5: "合 计": a row of totals is no record: take it out`,
		}},
		{"a table twice", map[string]string{"学校.csv": goodSchools}, []string{"学校.csv: the table is given twice: schools.csv is the same; keep one of them"}},
		{"units", map[string]string{"sections.csv": "school_id,学段（年）,在校生数(万人),teachers(间)\n01,小学,0.04,20\n02,小学,0.02,1\n02,初中,0.01,1\n"}, []string{
			`sections.csv:1: 学段（年）: this column has no unit: leave 年 out`,
			`sections.csv:1: teachers(间): the unit 间 is not known for this column; known: persons, 人, 名, 个, 万人`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			county, _, err := modelio.Read(folder(with(good(nil), c.files)))
			require.Equal(t, c.want, messages(err))
			require.Nil(t, county)
		})
	}
}

// What cannot be told by a subject, and a use of a room that is nearly a known one, is noted once.
func TestReadSubjectsAndUses(t *testing.T) {
	t.Parallel()
	c, findings, err := modelio.Read(folder(good(map[string]string{
		"teachers.csv": "teacher_id,school_id,stage,subject,degree,backbone,pe_arts\nT1,01,primary,体育课,本科,0,\nT2,01,primary,音体美,本科,0,\nT3,01,primary,语文,本科,0,\n" +
			"T4,01,primary,舞蹈,本科,0,\nT5,02,junior,舞蹈,本科,0,\nT6,02,junior,武术,本科,0,1\nT7,02,junior,语文、体育,本科,0,\n",
		"rooms.csv": "school_id,use,area_m2\n01,musik,96\n01,Musik,96\n01,Music room,96\n02,舞蹈教室,90\n02,书法教室,60\n02,音乐室,60\n02,gym,60\n",
	})))
	require.NoError(t, err)
	var arts []string
	for i := range c.Teachers {
		if c.Teachers[i].PEArts {
			arts = append(arts, c.Teachers[i].ID)
		}
	}
	require.Equal(t, []string{"T1", "T2", "T6"}, arts)
	var notes []string
	for _, f := range findings {
		if f.File == "teachers.csv" || f.File == "rooms.csv" {
			notes = append(notes, f.String())
		}
	}
	const unknown = "is not known to be PE, music or art, or not; teachers with it (%d, the first on this line) are not counted as teachers of PE and arts: fill the column pe_arts for them"
	require.Equal(t, []string{
		`rooms.csv:2: use: "musik": read as a use of this name; did you mean music?`,
		`rooms.csv:3: use: "Musik": read as a use of this name; did you mean music?`,
		`rooms.csv:4: use: "Music room": read as a use of this name; did you mean music?`,
		`rooms.csv:7: use: "音乐室": read as a use of this name; did you mean 音乐?`,
		`teachers.csv:5: subject: "舞蹈": ` + fmt.Sprintf(unknown, 2),
		`teachers.csv:8: subject: "语文、体育": ` + fmt.Sprintf(unknown, 1),
	}, notes)
}

// kinds.csv beside teachers.csv is not used; a title over the table is; stages nearly known are noted.
func TestReadOddities(t *testing.T) {
	t.Parallel()
	c, findings, err := modelio.Read(folder(good(map[string]string{
		"schools.csv":  "\n某县学校情况,,,\n填表单位：教育局,,填表日期：2024-09-01,\nschool_id,kind,教学仪器设备值(千元),投影仪（台）\n01,,900,3\n02,,800,4\n",
		"sections.csv": "school_id,stage,pupils\n01,primery,400\n02,primery,200\n02,全部,100\n",
		"teachers.csv": "teacher_id,school_id,stage,subject,degree,backbone\nT,01,primery,体育,bachelor,1\n",
		"kinds.csv":    "school_id,stage,attributes,count\n01,primery,骨干教师数、teachers_pe_arts,3\n",
	})))
	require.NoError(t, err)
	require.Nil(t, c.Staff)
	require.Equal(t, model.Stocks{"equipment_yuan": 900000, "投影仪": 3}, c.Schools[0].Stocks)
	require.Equal(t, []string{
		`schools.csv:2: "某县学校情况": read as a title`,
		`schools.csv:3: "填表单位：教育局": read as a title`,
		`schools.csv:4: 教学仪器设备值(千元): converted: 1 is read as 1000`,
		`sections.csv:2: stage: "primery": read as a stage of this name; did you mean primary?`,
		`kinds.csv: is not used: teachers.csv says of what kind each teacher is`,
	}, noted(findings))
}
