package modelio_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// folder makes a county folder of texts by name.
func folder(files map[string]string) fstest.MapFS {
	f := make(fstest.MapFS, len(files))
	for name, text := range files {
		f[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return f
}

// memory is a folder that Write fills.
type memory struct{ files map[string]string }

func (m *memory) create(name string) (io.WriteCloser, error) {
	if m.files == nil {
		m.files = make(map[string]string)
	}
	return &sink{memory: m, name: name}, nil
}

type sink struct {
	bytes.Buffer
	memory *memory
	name   string
}

func (s *sink) Close() error {
	s.memory.files[s.name] = s.String()
	return nil
}

const (
	goodSchools  = "school_id,name,kind,area,lon,lat,flags,equipment_yuan\n01,一小,primary,city,118.4,31.3,boarding;dense_core,900000\n02,二校,nine_year,rural,,,,800000\n"
	goodSections = "school_id,stage,pupils,teachers,teachers_backbone\n01,primary,400,20,4\n02,primary,200,12,1\n02,junior,100,9,2\n"
)

func good(extra map[string]string) map[string]string {
	files := map[string]string{"schools.csv": goodSchools, "sections.csv": goodSections}
	for name, text := range extra {
		files[name] = text
	}
	return files
}

func TestRead(t *testing.T) {
	t.Parallel()
	c, findings, err := modelio.Read(folder(good(map[string]string{
		"county.yaml": "name: 测试县\nyear: 2024\nstandard: quality-balance-2017\nconstructed: true\nstage_weights:\n  junior: 1.2\n",
		"funds.csv":   "fund_id,year,amount_yuan,nature,categories,areas,kinds,co_funding_share,carry_over\nf,2025,1000000,any,equipment_yuan;hire,rural,primary;nine_year,0.2,1\n",
		"costs.csv":   "category,unit,cost_yuan,nature,year,school_id,max_quantity,whole\nequipment_yuan,yuan,1,capital,,,,\nhire:backbone,person,90000,recurrent,2025,02,3,1\n",
		"posts.csv":   "max_posts,stage\n45,\n30,primary\n",
		"travel.csv":  "from,school_id,metres,minutes,barrier\n01,02,5000,12.5,1\n",
		"kinds.csv": "school_id,stage,kind,attributes,subject,count\n01,primary,,teachers_backbone,,4\n01,primary,plain,,,16\n" +
			"02,primary,backbone,teachers_backbone,,1\n02,primary,plain,,,11\n02,junior,backbone,teachers_backbone,,2\n02,junior,plain,,,7\n",
		"notes.txt": "left alone",
	})))
	require.NoError(t, err)
	require.Empty(t, findings)
	three := 3.0
	backbone := model.Kind{Name: "backbone", Attributes: []string{"teachers_backbone"}}
	plain := model.Kind{Name: "plain"}
	require.Equal(t, &model.County{
		Name: "测试县", Year: 2024, Standard: "quality-balance-2017", Constructed: true, StageWeights: map[string]float64{"junior": 1.2},
		Schools: []model.School{
			{ID: "01", Name: "一小", Kind: "primary", Area: "city", Place: &model.Place{Lon: 118.4, Lat: 31.3}, Flags: []string{"boarding", "dense_core"}, Stocks: model.Stocks{"equipment_yuan": 900000}},
			{ID: "02", Name: "二校", Kind: "nine_year", Area: "rural", Stocks: model.Stocks{"equipment_yuan": 800000}},
		},
		Sections: []model.Section{
			{School: "01", Stage: "primary", Pupils: 400, Stocks: model.Stocks{"teachers": 20, "teachers_backbone": 4}},
			{School: "02", Stage: "primary", Pupils: 200, Stocks: model.Stocks{"teachers": 12, "teachers_backbone": 1}},
			{School: "02", Stage: "junior", Pupils: 100, Stocks: model.Stocks{"teachers": 9, "teachers_backbone": 2}},
		},
		Staff: []model.Staff{
			{School: "01", Stage: "primary", Kind: backbone, Count: 4}, {School: "01", Stage: "primary", Kind: plain, Count: 16},
			{School: "02", Stage: "primary", Kind: backbone, Count: 1}, {School: "02", Stage: "primary", Kind: plain, Count: 11},
			{School: "02", Stage: "junior", Kind: backbone, Count: 2}, {School: "02", Stage: "junior", Kind: plain, Count: 7},
		},
		Funds: []model.Fund{{ID: "f", Year: 2025, Amount: 1e6, Nature: "any", Categories: []string{"equipment_yuan", "hire"}, Areas: []model.Area{"rural"}, Kinds: []model.SchoolKind{"primary", "nine_year"}, CoFundingShare: 0.2, CarryOver: true}},
		Costs: []model.Cost{
			{Category: "equipment_yuan", Unit: "yuan", Cost: 1, Nature: "capital"},
			{Category: "hire:backbone", Unit: "person", Cost: 90000, Nature: "recurrent", Year: 2025, School: "02", MaxQuantity: &three, Whole: true},
		},
		Posts:  []model.Post{{Max: 45}, {Stage: "primary", Max: 30}},
		Travel: []model.Trip{{From: "01", School: "02", Metres: 5000, Minutes: 12.5, Barrier: true}},
		Lines: model.Lines{
			"schools.csv": {2, 3}, "sections.csv": {2, 3, 4}, "kinds.csv": {2, 3, 4, 5, 6, 7}, "funds.csv": {2}, "costs.csv": {2, 3}, "posts.csv": {2, 3}, "travel.csv": {2},
		},
	}, c)
}

// A byte-order mark, CRLF, blank rows, other orders of columns and trailing empty cells change nothing.
func TestReadTolerates(t *testing.T) {
	t.Parallel()
	want, _, err := modelio.Read(folder(good(nil)))
	require.NoError(t, err)
	for name, files := range map[string]map[string]string{
		"mark and CRLF": {
			"schools.csv":  "\ufeffschool_id,name,kind,area,lon,lat,flags,equipment_yuan\r\n01,一小,primary,city,118.4,31.3,boarding;dense_core,900000\r\n02,二校,nine_year,rural,,,,800000\r\n",
			"sections.csv": "\ufeffschool_id,stage,pupils,teachers,teachers_backbone\r\n01,primary,400,20,4\r\n02,primary,200,12,1\r\n02,junior,100,9,2",
			"county.yaml":  "\ufeff# nothing\r\n",
		},
		"order, blanks": {
			"sections.csv": "teachers_backbone, pupils ,stage,school_id,teachers\n4, 400,primary ,01,20\n,,,,\n1,200,primary,02,12,,\n\n2,100.0,junior,02,9\n",
		},
	} {
		c, findings, err := modelio.Read(folder(good(files)))
		require.NoError(t, err, name)
		require.Empty(t, findings, name)
		c.Lines = want.Lines
		require.Equal(t, want, c, name)
	}
}

func TestReadFindings(t *testing.T) {
	t.Parallel()
	c, findings, err := modelio.Read(folder(good(map[string]string{
		"sections.csv": "school_id,stage,pupils,teachers,teacher_backbone,remark,library_seats,empty\n01,primary,400,20,4,fine,30,\n02,primary,200,12,1,,,\n02,junior,100,9,2,see 3,25,\n",
		"funds.csv":    "fund_id,amount_yuan,nature,categories,years,note\nf,1,any,any,2025,x\n",
		"scools.csv":   "x\n",
	})))
	require.NoError(t, err)
	var got []string
	for _, f := range findings {
		got = append(got, f.String())
	}
	require.Equal(t, []string{
		"scools.csv: not a table of a county; it is not read; did you mean schools.csv?",
		"sections.csv:1: teacher_backbone: read as a stock of this name; did you mean teachers_backbone?",
		"sections.csv:1: remark: unknown column without numbers; it is not read",
		"funds.csv:1: years: unknown column; it is not read; did you mean year?",
		"funds.csv:1: note: unknown column; it is not read",
	}, got)
	require.Equal(t, model.Stocks{"teachers": 20, "teacher_backbone": 4, "library_seats": 30}, c.Sections[0].Stocks)
	require.Equal(t, model.Stocks{"teachers": 12, "teacher_backbone": 1}, c.Sections[1].Stocks, "an empty cell is missing, not zero")
}

func TestReadFaults(t *testing.T) {
	t.Parallel()
	const isDate = "is a date where a number is expected: give the cell the format of a number and key the number in again"
	for _, c := range []struct {
		name  string
		files map[string]string // instead of the good ones; empty: the file is taken away
		want  []string
	}{
		{"file missing", map[string]string{"sections.csv": ""}, []string{"sections.csv: the file is missing; it may also be called 学段, 学段表, 学部"}},
		{"file with a slip", map[string]string{"sections.csv": "", "section.csv": goodSections}, []string{"sections.csv: the file is missing; is it section.csv?"}},
		{"both missing", map[string]string{"sections.csv": "", "schools.csv": ""}, []string{"schools.csv: the file is missing; it may also be called 学校, 学校表, 学校基本情况", "sections.csv: the file is missing; it may also be called 学段, 学段表, 学部"}},
		{"empty file", map[string]string{"sections.csv": "\n"}, []string{"sections.csv: the table is empty; it must have a header with the columns school_id, stage, pupils"}},
		{"column missing", map[string]string{"sections.csv": "school_id,stage,teachers\n01,primary,3\n"}, []string{"sections.csv:1: pupils: the column is missing"}},
		{"column with a slip", map[string]string{"sections.csv": "school_id,stage,pupil\n01,primary,3\n"}, []string{`sections.csv:1: pupils: the column is missing; is it the column "pupil"?`}},
		{"two headers for one column", map[string]string{"sections.csv": "school_id,学校标识码,stage,pupils\n01,01,primary,3\n"}, []string{`sections.csv:1: 学校标识码: the columns "school_id" and "学校标识码" both mean school_id: keep one of them`}},
		{"column twice", map[string]string{"sections.csv": "school_id,stage,pupils,pupils\n01,primary,3,3\n"}, []string{"sections.csv:1: pupils: the column is given twice"}},
		{"unknown school", map[string]string{"sections.csv": goodSections + "03,primary,5,1,0\n"}, []string{`sections.csv:5: 03/primary: school_id: "03": no school has this id in schools.csv; did you mean "01"?`}},
		{"duplicate school", map[string]string{"schools.csv": goodSchools + "01,x,primary,city,,,,5\n"}, []string{`schools.csv:4: school_id: "01": is given twice, first on line 2`}},
		{"duplicate section", map[string]string{"sections.csv": goodSections + "02,junior,5,1,0\n"}, []string{`sections.csv:5: 02/junior: school_id, stage: "02/junior": is given twice, first on line 4`}},
		{"text in a number", map[string]string{"sections.csv": "school_id,stage,pupils,teachers\n01,primary,4OO,20\n02,primary,1200人,twelve\n02,junior,100,9\n"}, []string{
			`sections.csv:2: 01/primary: pupils: "4OO": must be a number: letters look like digits here; is it 400?`,
			`sections.csv:3: 02/primary: pupils: "1200人": must be a number: write 1200 without "人"`,
			`sections.csv:3: 02/primary: teachers: "twelve": must be a number, such as 1200 or 0.5`,
		}},
		{"text in a stock of one's own", map[string]string{"sections.csv": "school_id,stage,pupils,desks\n01,primary,400,20\n02,primary,20,ten\n02,junior,100,9\n"},
			[]string{`sections.csv:3: 02/primary: desks: "ten": must be a number, such as 1200 or 0.5`}},
		{"thousands", map[string]string{"sections.csv": "school_id,stage,pupils\n01,primary,\"14,00\"\n02,primary,\"1,5\"\n02,junior,1 40\n"}, []string{
			`sections.csv:2: 01/primary: pupils: "14,00": must be a number: thousands are separated before every third digit (1,400), the decimal sign is a point (0.5)`,
			`sections.csv:3: 02/primary: pupils: "1,5": must be a number: thousands are separated before every third digit (1,400), the decimal sign is a point (0.5)`,
			`sections.csv:4: 02/junior: pupils: "1 40": must be a number: thousands are separated before every third digit (1,400), the decimal sign is a point (0.5)`,
		}},
		{"dates", map[string]string{"sections.csv": "school_id,stage,pupils,teachers\n01,primary,2024-09-01,9月1日\n02,primary,2024/9/1 00:00:00,3-May\n02,junior,2024年9月,20\n"}, []string{
			`sections.csv:2: 01/primary: pupils: "2024-09-01": ` + isDate, `sections.csv:2: 01/primary: teachers: "9月1日": ` + isDate,
			`sections.csv:3: 02/primary: pupils: "2024/9/1 00:00:00": ` + isDate, `sections.csv:3: 02/primary: teachers: "3-May": ` + isDate,
			`sections.csv:4: 02/junior: pupils: "2024年9月": ` + isDate,
		}},
		{"what a spreadsheet leaves", map[string]string{"sections.csv": "school_id,stage,pupils,teachers\n01,primary,=A1+1,#DIV/0!\n02,primary,85%,20\n02,junior,100,9\n"}, []string{
			`sections.csv:2: 01/primary: pupils: "=A1+1": is a formula: put its value into the cell`,
			`sections.csv:2: 01/primary: teachers: "#DIV/0!": is a fault of the spreadsheet's formula: put a number into the cell`,
			`sections.csv:3: 02/primary: pupils: "85%": must be a number: write 85 % as 0.85`,
		}},
		{"not finite", map[string]string{"sections.csv": "school_id,stage,pupils,teachers\n01,primary,NaN,20\n02,primary,1e3,Inf\n02,junior,0x10,9\n"}, []string{
			`sections.csv:2: 01/primary: pupils: "NaN": must be a number, such as 1200 or 0.5`,
			`sections.csv:3: 02/primary: pupils: "1e3": must be written out without an exponent, which may have cut digits off`,
			`sections.csv:3: 02/primary: teachers: "Inf": must be a number, such as 1200 or 0.5`,
			`sections.csv:4: 02/junior: pupils: "0x10": must be a number, such as 1200 or 0.5`,
		}},
		{"signs", map[string]string{"sections.csv": "school_id,stage,pupils\n01,primary,--4\n02,primary,-\n02,junior,1.2.3\n"}, []string{
			`sections.csv:2: 01/primary: pupils: "--4": must be a number, such as 1200 or 0.5`,
			`sections.csv:3: 02/primary: pupils: "-": must be a number: leave the cell empty where it is not known, write 0 where there is none`,
			`sections.csv:4: 02/junior: pupils: "1.2.3": must be a number, such as 1200 or 0.5`,
		}},
		{"negative stock", map[string]string{"sections.csv": "school_id,stage,pupils,teachers\n01,primary,400,-3\n"}, []string{`sections.csv:2: 01/primary: teachers: "-3": must not be negative`}},
		{"pupils missing", map[string]string{"sections.csv": "school_id,stage,pupils\n01,primary,\n"}, []string{`sections.csv:2: 01/primary: pupils: is missing: write a number, 0 where there is none`}},
		{"attribute above total", map[string]string{"sections.csv": "school_id,stage,pupils,teachers,teachers_backbone\n01,primary,400,3,5\n"},
			[]string{`sections.csv:2: 01/primary: teachers_backbone: "5": more than the 3 teachers of the section: correct one of the two`}},
		{"width of a row", map[string]string{"sections.csv": "school_id,stage,pupils\n01,primary\n02,primary,1,2\n"},
			[]string{"sections.csv:2: the row has 2 cells, the header has 3: a text with a comma needs quotes around it", "sections.csv:3: the row has 4 cells, the header has 3: a text with a comma needs quotes around it"}},
		{"quotes", map[string]string{"schools.csv": "school_id,name\n01,a \"b\" c\n"}, []string{`schools.csv:2: not readable as CSV at character 6: bare " in non-quoted-field`}},
		{"UTF-16", map[string]string{"schools.csv": "\xff\xfes\x00"}, []string{"schools.csv:1: looks like UTF-16, which is not read; save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 schools.csv > converted.csv"}},
		{"UTF-32", map[string]string{"schools.csv": "\xff\xfe\x00\x00s\x00\x00\x00"}, []string{"schools.csv:1: looks like UTF-32, which is not read; save it as UTF-8, or convert it: iconv -f UTF-32 -t UTF-8 schools.csv > converted.csv"}},
		{"Big5", map[string]string{"schools.csv": "school_id,name\n01,\xa4\xa4\xa4\xdf\xb0\xea\xa5\xc1\xa4\x70\xbe\xc7\n"}, // 中心國民小學
			[]string{"schools.csv:2: looks like Big5, which is not read; save it as UTF-8, or convert it: iconv -f BIG5 -t UTF-8 schools.csv > converted.csv"}},
		{"Windows-1252", map[string]string{"schools.csv": "school_id,name\n01,\xc9cole\n"},
			[]string{"schools.csv:2: looks like Windows-1252, which is not read; save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 schools.csv > converted.csv"}},
		{"no text", map[string]string{"schools.csv": "PK\x03\x04..."}, []string{"schools.csv:1: the file is an Excel workbook or another archive: save it as CSV in UTF-8"}},
		{"no encoding", map[string]string{"schools.csv": "school_id\n\xff\xff\xff\n"}, []string{"schools.csv:2: the file is neither UTF-8 nor plainly GBK: save it as CSV in UTF-8; if it is GBK all the same, say so: --encoding gbk"}},
		{"UTF-16 in YAML", map[string]string{"county.yaml": "\xfe\xff\x00n"}, []string{"county.yaml:1: looks like UTF-16, which is not read; save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8 county.yaml > converted.yaml"}},
		{"unknown key", map[string]string{"county.yaml": "name: x\nyaer: 2024\n"}, []string{`county.yaml:2: yaer: unknown field "yaer" (column 1); did you mean "year"?`}},
		{"rules", map[string]string{"county.yaml": "rules: anhui\n"}, []string{`county.yaml: rules: "anhui": rules of rotation and staffing: not yet`}},
		{"weight of no stage", map[string]string{"county.yaml": "stage_weights:\n  初中: 1.2\n  junor: 2\n"}, []string{
			`county.yaml: stage_weights: "junor": unknown; did you mean "junior"? known: primary, junior, senior, kindergarten`,
		}},
		{"weight given twice", map[string]string{"county.yaml": "stage_weights:\n  初中: 1.2\n  junior: 1.2\n"}, []string{`county.yaml: stage_weights: "junior": is given twice`}},
		{"weights beside sections that could not be read", map[string]string{"county.yaml": "stage_weights:\n  all: 1.2\n", "sections.csv": "school_id,stage,pupils\n01,all,1,1\n"}, []string{
			"sections.csv:2: the row has 4 cells, the header has 3: a text with a comma needs quotes around it",
		}},
		{"owners", map[string]string{"schools.csv": "school_id,owner\n01,0\n02,99\n"}, []string{
			`schools.csv:2: 01: owner: "0": must be an owner code of the education statistics from 1 to 10, of which 10 is private; leave it empty where it is not known`,
			`schools.csv:3: 02: owner: "99": must be an owner code of the education statistics from 1 to 10, of which 10 is private; leave it empty where it is not known`,
		}},
		{"later tables", map[string]string{"enrolment.csv": "x\n"}, []string{
			"enrolment.csv: not yet: this table cannot be read so far; take it out",
		}},
		{"half a place", map[string]string{"schools.csv": "school_id,lon,lat\n01,118,\n02,,31\n"}, []string{
			"schools.csv:2: 01: lat: is missing beside lon: give both or neither", "schools.csv:3: 02: lon: is missing beside lat: give both or neither",
		}},
		{"words", map[string]string{"schools.csv": "school_id,kind,area,built_year\n01,primry,twn,1999.5\n02,,,\n"}, []string{
			`schools.csv:2: 01: built_year: "1999.5": must be a whole number`,
			`schools.csv:2: 01: kind: "primry": unknown; did you mean "primary"? known: primary, junior, nine_year, complete_secondary, twelve_year, teaching_point, special`,
			`schools.csv:2: 01: area: "twn": unknown; did you mean "town"? known: city, town, rural`,
		}},
		{"faults beside a missing column", map[string]string{
			"schools.csv":  goodSchools + "01,x,primary,city,,,,-5\n",
			"sections.csv": "school_id,stage,pupil,teachers,teachers_backbone\n03,primary,5,one,0\n01,primary,400,3,5\n",
			"kinds.csv":    "school_id,stage,attributes\n01,primary,\n",
			"costs.csv":    "category,cost_yuan,nature\nhire:backbone,-1,recurrent\n",
		}, []string{
			`schools.csv:4: school_id: "01": is given twice, first on line 2`,
			`schools.csv:4: 01: equipment_yuan: "-5": must not be negative`,
			`sections.csv:1: pupils: the column is missing; is it the column "pupil"?`,
			`sections.csv:2: 03/primary: teachers: "one": must be a number, such as 1200 or 0.5`,
			`sections.csv:2: 03/primary: school_id: "03": no school has this id in schools.csv; did you mean "01"?`,
			`sections.csv:3: 01/primary: teachers_backbone: "5": more than the 3 teachers of the section: correct one of the two`,
			`kinds.csv:1: count: the column is missing`,
			`costs.csv:2: hire:backbone: cost_yuan: "-1": must not be negative`,
		}},
		{"no section", map[string]string{
			"sections.csv": "school_id,stage,pupils\n", "costs.csv": "category,cost_yuan,nature\nhire:backbone,-1,recurrent\n",
		}, []string{"sections.csv: there is no section", `costs.csv:2: hire:backbone: cost_yuan: "-1": must not be negative`}},
		{"a school that could not be read is not missing", map[string]string{
			"schools.csv": "school_id,name\n01,a\n02,b,c\n", "sections.csv": "school_id,stage,pupils\n01,primary,1\n02,primary,-2\n",
		}, []string{
			"schools.csv:3: the row has 3 cells, the header has 2: a text with a comma needs quotes around it",
			`sections.csv:3: 02/primary: pupils: "-2": must not be negative`,
		}},
		{"flag", map[string]string{"costs.csv": "category,cost_yuan,nature,whole\nequipment_yuan,1,capital,maybe\n"}, []string{`costs.csv:2: equipment_yuan: whole: "maybe": must be 1 or 0, or yes or no (是, 否)`}},
		{"amount missing", map[string]string{"funds.csv": "fund_id,amount_yuan,nature,categories\nf,,capital,any\n"}, []string{`funds.csv:2: f: amount_yuan: is missing: write a number, 0 where there is none`}},
		{"fund for nothing", map[string]string{"funds.csv": "fund_id,amount_yuan,nature,categories\nf,5,capital,\n"},
			[]string{"funds.csv:2: f: categories: no category may use this fund: name stocks of the county, hire, move, service, site, board or any"}},
		{"bad count of kinds is told once", map[string]string{"kinds.csv": "school_id,stage,attributes,count\n01,primary,,two\n"}, []string{
			`kinds.csv:2: 01/primary: count: "two": must be a number, such as 1200 or 0.5`,
		}},
		{"faults of several files", map[string]string{
			"sections.csv": goodSections + "03,primary,-5,1,0\n", "county.yaml": "year: soon\n",
			"posts.csv": "max_posts\nmany\n", "funds.csv": "fund_id,amount_yuan,nature,categories\nf,-1,x,any\n",
		}, []string{
			`county.yaml:1: "soon": must be a whole number (column 7)`,
			`sections.csv:5: 03/primary: school_id: "03": no school has this id in schools.csv; did you mean "01"?`,
			`sections.csv:5: 03/primary: pupils: "-5": must not be negative`,
			`funds.csv:2: f: amount_yuan: "-1": must not be negative`,
			`funds.csv:2: f: nature: "x": unknown; known: capital, recurrent, any`,
			`posts.csv:2: max_posts: "many": must be a number, such as 1200 or 0.5`,
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

// with puts files into others; an empty one takes it away.
func with(files, changed map[string]string) map[string]string {
	for name, text := range changed {
		files[name] = text
		if text == "" {
			delete(files, name)
		}
	}
	return files
}

// messages lists the faults of an error.
func messages(err error) []string {
	var all []string
	for _, e := range model.DataErrors(err) {
		all = append(all, e.Error())
	}
	return all
}

func TestReadFails(t *testing.T) {
	t.Parallel()
	_, _, err := modelio.Read(broken{})
	require.ErrorIs(t, err, errBroken)
}

var errBroken = errors.New("broken disk")

func TestWriteFails(t *testing.T) {
	t.Parallel()
	c, _, err := modelio.Read(folder(good(nil)))
	require.NoError(t, err)
	require.ErrorIs(t, modelio.Write(c, func(string) (io.WriteCloser, error) { return nil, errBroken }), errBroken)
	err = modelio.Write(c, func(name string) (io.WriteCloser, error) {
		if name == "schools.csv" {
			return brokenFile{}, nil
		}
		return (&memory{}).create(name)
	})
	require.ErrorIs(t, err, errBroken)
	require.ErrorContains(t, err, "schools.csv")
}

func TestWrite(t *testing.T) {
	t.Parallel()
	c, _, err := modelio.Read(folder(good(map[string]string{"county.yaml": "name: 测试\nyear: 2024\nsource: 'a \"b\": c'\n"})))
	require.NoError(t, err)
	var out memory
	require.NoError(t, modelio.Write(c, out.create))
	require.Equal(t, map[string]string{
		"county.yaml": "name: \"测试\"\nyear: 2024\nsource: \"a \\\"b\\\": c\"\n",
		"schools.csv": "school_id,name,kind,area,zone_id,group_id,group_role,owner,lon,lat,built_year,planned_year,flags,counted_with,senior_pupils,equipment_yuan\n" +
			"01,一小,primary,city,,,,,118.4,31.3,,,boarding;dense_core,,,900000\n02,二校,nine_year,rural,,,,,,,,,,,,800000\n",
		"sections.csv": goodSections,
	}, out.files)

	first, err := modelio.Hash(c)
	require.NoError(t, err)
	require.Len(t, first, 64)
	c.Lines = nil
	again, err := modelio.Hash(c)
	require.NoError(t, err)
	require.Equal(t, first, again)
	c.Sections[0].Stocks["teachers"]++
	changed, err := modelio.Hash(c)
	require.NoError(t, err)
	require.NotEqual(t, first, changed)
}
