package workbook_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/workbook"
)

const noStoredValue = "is a formula without a stored value: open the workbook in a spreadsheet and save it, or put the value into the cell"

// A formula is a cell with a formula; others are texts, numbers, times.
type formula struct {
	text   string
	stored any // nil: none
}

// build makes a workbook of sheets by name, in order.
func build(t *testing.T, sheets []string, rows map[string][][]any, change func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	for _, name := range sheets {
		_, err := f.NewSheet(name)
		require.NoError(t, err)
		for i, row := range rows[name] {
			for j, v := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				require.NoError(t, err)
				if form, ok := v.(formula); ok {
					require.NoError(t, f.SetCellValue(name, at, form.stored))
					require.NoError(t, f.SetCellFormula(name, at, form.text))
					continue
				}
				require.NoError(t, f.SetCellValue(name, at, v))
			}
		}
	}
	require.NoError(t, f.DeleteSheet("Sheet1"))
	if change != nil {
		change(f)
	}
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	require.NoError(t, f.Close())
	return out.Bytes()
}

// good are the rows of a county without faults.
func good() map[string][][]any {
	return map[string][][]any{
		"schools":  {{"school_id", "name", "kind", "area", "equipment_yuan"}, {"01", "一小", "primary", "city", 900000}, {"02", "二校", "nine_year", "rural", 800000.5}},
		"sections": {{"school_id", "stage", "pupils", "teachers"}, {"01", "primary", 400, 20}, {"02", "primary", 200, 12}, {"02", "junior", 100, 9}},
	}
}

func read(data []byte) (*model.County, []string, []string) {
	c, findings, err := workbook.Read(bytes.NewReader(data))
	var notes, faults []string
	for _, f := range findings {
		notes = append(notes, f.String())
	}
	for _, e := range model.DataErrors(err) {
		faults = append(faults, e.Error())
	}
	if err != nil && len(faults) == 0 {
		faults = []string{err.Error()}
	}
	return c, notes, faults
}

func TestRead(t *testing.T) {
	t.Parallel()
	c, notes, faults := read(build(t, []string{"schools", "sections"}, good(), nil))
	require.Empty(t, faults)
	require.Empty(t, notes)
	require.Equal(t, &model.County{
		Schools: []model.School{
			{ID: "01", Name: "一小", Kind: "primary", Area: "city", Stocks: model.Stocks{"equipment_yuan": 900000}},
			{ID: "02", Name: "二校", Kind: "nine_year", Area: "rural", Stocks: model.Stocks{"equipment_yuan": 800000.5}},
		},
		Sections: []model.Section{
			{School: "01", Stage: "primary", Pupils: 400, Stocks: model.Stocks{"teachers": 20}},
			{School: "02", Stage: "primary", Pupils: 200, Stocks: model.Stocks{"teachers": 12}},
			{School: "02", Stage: "junior", Pupils: 100, Stocks: model.Stocks{"teachers": 9}},
		},
		Lines:  model.Lines{"schools.csv": {2, 3}, "sections.csv": {2, 3, 4}},
		Labels: model.Labels{{"schools.csv", ""}: "schools", {"sections.csv", ""}: "sections"},
	}, c)
}

// What an office has: Chinese sheets and headers, a title over the table, merged cells, formulas,
// numbers as text, 万元, a sheet of the county's keys.
func TestReadOffice(t *testing.T) {
	t.Parallel()
	want, _, faults := read(build(t, []string{"schools", "sections"}, good(), nil))
	require.Empty(t, faults)
	want.Name, want.Year, want.StageWeights = "测试县", 2024, map[string]float64{"junior": 1.2}
	rows := map[string][][]any{
		"基本信息": {{"项目", "值"}, {"县名", "测试县"}, {"年份", 2024}, {"stage_weights.初中", 1.2}},
		"学校表": {
			{"某县学校基本情况"},
			{"学校标识码", "学校名称", "学校类别", "城乡类型", "教学仪器设备值\n（万元）"},
			{"01", "一小", "小学", "城区", "９０"}, {"02", "二校", "九年一贯制学校", "乡村", 80.00005},
		},
		"学段.csv": {
			{"学校代码", "学段", "在校生数（人）", "专任教师数"},
			{"01", "小学", "4００", formula{"10+10", 20}}, {"02", "小学", 200, "12 "}, {nil, "初中", 1e2, 9.0},
		},
		"说明": {{"anything"}},
	}
	c, notes, faults := read(build(t, []string{"基本信息", "学校表", "学段.csv", "说明"}, rows, func(f *excelize.File) {
		require.NoError(t, f.MergeCell("学校表", "A1", "E1"))
		require.NoError(t, f.MergeCell("学段.csv", "A3", "A4"))
	}))
	require.Empty(t, faults)
	require.Equal(t, []string{
		"说明: not a table of a county; it is not read",
		`学校表:1: "某县学校基本情况": read as a title`,
		`学校表:2: 教学仪器设备值` + "\n" + `（万元）: converted: 1 is read as 10000`,
		"学校表: 1 merged range (A1:E1): its value is read in every cell",
		"学段.csv: 1 merged range (A3:A4): its value is read in every cell",
	}, notes)
	want.Lines, want.Labels = model.Lines{"schools.csv": {3, 4}, "sections.csv": {2, 3, 4}}, c.Labels
	require.Equal(t, want, c)
	require.Equal(t, "学校代码", c.Labels[[2]string{"sections.csv", "school_id"}])
}

func TestReadFaults(t *testing.T) {
	t.Parallel()
	date := time.Date(2024, 9, 1, 0, 0, 0, 0, time.UTC)
	const isDate = "is a date where a number is expected: give the cell the format of a number and key the number in again"
	both := []string{"schools", "sections"}
	for _, c := range []struct {
		name   string
		sheets []string
		rows   map[string][][]any // instead of the good ones
		change func(t *testing.T, f *excelize.File)
		want   []string
	}{
		{"sheet missing", []string{"schools"}, nil, nil, []string{"sections: the sheet is missing; it may also be called 学段, 学段表, 学部"}},
		{"sheet with a slip", []string{"schools", "section"}, map[string][][]any{"section": good()["sections"]}, nil,
			[]string{"sections: the sheet is missing; is it section?"}},
		{"Chinese sheet with a slip", []string{"学校", "学段情况表"}, map[string][][]any{"学校": good()["schools"], "学段情况表": good()["sections"]}, nil,
			[]string{"sections: the sheet is missing; is it 学段情况表?"}},
		{"sheet twice", []string{"schools", "sections", "学校"}, nil, nil, []string{"学校: the table is given twice: schools is the same; keep one of them"}},
		{"sheet empty", both, map[string][][]any{"sections": {}}, nil, []string{"sections: the table is empty; it must have a header with the columns school_id, stage, pupils"}},
		{"later", []string{"schools", "sections", "enrolment"}, nil, nil, []string{"enrolment: not yet: this table cannot be read so far; take it out"}},
		{"dates", both, map[string][][]any{"sections": {{"school_id", "学段", "在校生数", "teachers"}, {"01", "小学", date, 20}, {"02", "初中", 200, date.Add(time.Hour)}}}, nil, []string{
			`sections:2: 01/小学: 在校生数: "2024-09-01": ` + isDate,
			`sections:3: 02/初中: teachers: "2024-09-01": ` + isDate,
		}},
		{"custom date", both, nil, func(t *testing.T, f *excelize.File) {
			format := `yyyy"年"m"月"`
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			require.NoError(t, err)
			require.NoError(t, f.SetCellValue("sections", "C2", 45536))
			require.NoError(t, f.SetCellStyle("sections", "C2", "C2", style))
		}, []string{`sections:2: 01/primary: pupils: "2024-09-01": ` + isDate}},
		{"formula without a value", both, map[string][][]any{"sections": {{"school_id", "stage", "pupils"}, {"01", "primary", formula{"A1+1", nil}}, {formula{`"0"&"2"`, nil}, "junior", 3}}}, nil, []string{
			"sections:2: 01/primary: pupils: " + noStoredValue,
			"sections:3: junior: school_id: " + noStoredValue,
		}},
		{"words and references", both, map[string][][]any{
			"schools":  {{"学校标识码", "学校类别", "城乡类型"}, {"01", "小学校", "镇"}, {"01", "初中", "乡村"}},
			"sections": {{"school_id", "stage", "pupils", "学生数"}, {"03", "primary", 400, 3}},
		}, nil, []string{
			`schools:2: 01: 学校类别: "小学校": unknown; did you mean 小学 (primary)? known: 小学 (primary), 初级中学 (junior), 九年一贯制学校 (nine_year), 完全中学 (complete_secondary), 十二年一贯制学校 (twelve_year), 教学点 (teaching_point), 特殊教育学校 (special)`,
			`schools:2: 01: 城乡类型: "镇": unknown; did you mean 镇区 (town)? known: 城区 (city), 镇区 (town), 乡村 (rural)`,
			`schools:3: 学校标识码: "01": is given twice, first on line 2`,
			`sections:1: 学生数: the columns "pupils" and "学生数" both mean pupils: keep one of them`,
			`sections:2: 03/primary: school_id: "03": no school has this id in schools; did you mean "01"?`,
		}},
		{"unit", both, map[string][][]any{"schools": {{"school_id", "教学仪器设备值(美元)"}, {"01", 5}, {"02", 5}}}, nil, []string{
			"schools:1: 教学仪器设备值(美元): the unit 美元 is not known for this column; known: yuan, 元, 千元, 万元, 10000yuan, 10,000yuan, 亿元",
		}},
		{"key of the county", []string{"schools", "sections", "county"}, map[string][][]any{"county": {{"key", "value"}, {"yaer", 2024}, {"name", "a"}, {"name", "b"}, {"year", "soon"}}}, nil, []string{
			`county:2: yaer: key: "yaer": unknown; did you mean "year"? known: name, year, currency, standard, rules, source, constructed, stage_weights, kinds`,
			`county:4: name: key: "name": is given twice`,
			`county:5: year: value: "soon": must be a number, such as 1200 or 0.5`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows := good()
			for name, sheet := range c.rows {
				rows[name] = sheet
			}
			var change func(f *excelize.File)
			if c.change != nil {
				change = func(f *excelize.File) { c.change(t, f) }
			}
			county, _, faults := read(build(t, c.sheets, rows, change))
			require.Equal(t, c.want, faults)
			require.Nil(t, county)
		})
	}
}

func TestReadNoWorkbook(t *testing.T) {
	t.Parallel()
	data := build(t, []string{"schools", "sections"}, good(), nil)
	for _, c := range []struct {
		name string
		data []byte
		want []string
	}{
		{"text", []byte("school_id\n"), []string{"workbook: is not an XLSX workbook"}},
		{"empty", nil, []string{"workbook: is not an XLSX workbook"}},
		{"cut off", data[:len(data)/2], []string{"workbook: is not an XLSX workbook"}},
		{"old workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), []string{"workbook: is an old workbook (.xls) or has a password: save it as .xlsx without a password"}},
		{"another archive", repack(t, nil, nil), []string{"workbook: cannot be read: it has no part xl/workbook.xml"}},
		{"sheet cut off", repack(t, data, func(xml string) string { return xml[:strings.Index(xml, `<row r="3"`)] }), []string{
			"sections: the sheet cannot be read: unexpected EOF",
		}},
		{"sheet with a hole", repack(t, data, func(xml string) string { return strings.Replace(xml, `<row r="3"`, `<row r="3" & >`, 1) }), []string{
			"sections: the sheet cannot be read: it breaks off after row 2 of 4",
		}},
		{"no such row", repack(t, data, func(xml string) string { return strings.Replace(xml, `<row r="3"`, `<row r="99999999999"`, 1) }), []string{
			"sections: the sheet cannot be read: there is no row 99999999999 in a sheet",
		}},
		{"bad reference", repack(t, data, func(xml string) string { return strings.Replace(xml, `r="A3"`, `r="3A"`, 1) }), []string{
			`sections: the sheet cannot be read: cannot convert cell "3A" to coordinates: invalid cell name "3A"`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, faults := read(c.data)
			require.Equal(t, c.want, faults)
		})
	}
	_, _, err := workbook.Read(brokenReader{})
	require.ErrorIs(t, err, io.ErrClosedPipe)
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

// repack changes the XML of the last sheet of a workbook.
func repack(t *testing.T, data []byte, change func(xml string) string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if data != nil {
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err)
		for _, f := range r.File {
			in, err := f.Open()
			require.NoError(t, err)
			text, err := io.ReadAll(in)
			require.NoError(t, err)
			if strings.HasSuffix(f.Name, "worksheets/sheet3.xml") {
				text = []byte(change(string(text)))
			}
			part, err := w.Create(f.Name)
			require.NoError(t, err)
			_, err = part.Write(text)
			require.NoError(t, err)
		}
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// Programs that do not calculate write a formula with an empty value, or with none.
func TestReadFormulas(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string][]string{
		`<c r="D2"><f>10+10</f><v></v></c>`:            {"sections:2: 01/primary: teachers: " + noStoredValue},
		`<c r="D2"><f>10+10</f><v/></c>`:               {"sections:2: 01/primary: teachers: " + noStoredValue},
		`<c r="D2"><f>10+10</f></c>`:                   {"sections:2: 01/primary: teachers: " + noStoredValue},
		`<c r="D2" t="str"><f>""</f><v></v></c>`:       nil,
		`<c r="D2"><f>10+10</f><v>20</v></c>`:          nil,
		`<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>`: {`sections:2: 01/primary: teachers: "#DIV/0!": is a fault of the spreadsheet's formula: put a number into the cell`},
		`<c r="D2" t="b"><v>1</v></c>`:                 {`sections:2: 01/primary: teachers: "TRUE": is a truth value where a number is expected: key the number in`},
	} {
		_, _, faults := read(repack(t, build(t, []string{"schools", "sections"}, good(), nil), func(xml string) string {
			before, after, found := strings.Cut(xml, `<c r="D2">`)
			require.True(t, found, xml)
			_, after, _ = strings.Cut(after, "</c>")
			return before + cell + after
		}))
		require.Equal(t, want, faults, cell)
	}
}

// Sheets that other programs write: a namespace before every tag, no references of cells, a number
// with an exponent, inline text.
func TestReadOtherPrograms(t *testing.T) {
	t.Parallel()
	data := repack(t, build(t, []string{"schools", "sections"}, good(), nil), func(string) string {
		text := func(s string) string { return `<x:c t="inlineStr"><x:is><x:t>` + s + `</x:t></x:is></x:c>` }
		return `<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>` +
			`<x:row>` + text("school_id") + text("stage") + text("pupils") + `</x:row>` +
			`<x:row/><x:row>` + text("1E2") + text("primary") + `<x:c><x:v>4.5E+2</x:v></x:c></x:row>` +
			`</x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A9:B9"/></x:mergeCells></x:worksheet>`
	})
	_, _, faults := read(data)
	require.Equal(t, []string{`sections:3: 1E2/primary: school_id: "1E2": no school has this id in schools: add the school or correct the id`}, faults)
}

// An id that is a number counts as it is displayed; a number is a number however it is displayed.
func TestReadPaddedIds(t *testing.T) {
	t.Parallel()
	rows := map[string][][]any{
		"schools":  {{"school_id", "name", "owner", "books"}, {12, 7, 7, 90}, {"0013", "二校", "", 80}, {14, 1e3, 10, 70}},
		"sections": {{"school_id", "stage", "pupils"}, {12, "primary", 100}, {nil, "junior", 50}, {"0013", "primary", 60}, {14.0, "primary", 70}},
	}
	styled := func(f *excelize.File, sheet, from, to, format string) {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle(sheet, from, to, style))
	}
	c, notes, faults := read(build(t, []string{"schools", "sections"}, rows, func(f *excelize.File) {
		styled(f, "schools", "A2", "A4", "0000")
		styled(f, "schools", "B2", "B4", `"第"00"小学"`)
		styled(f, "schools", "C2", "D4", "0000")
		styled(f, "sections", "A2", "A5", "0000")
		styled(f, "sections", "C2", "C5", `0000"人"`)
		require.NoError(t, f.MergeCell("sections", "A2", "A3"))
	}))
	require.Empty(t, faults)
	require.Equal(t, []string{"sections: 1 merged range (A2:A3): its value is read in every cell"}, notes)
	require.Equal(t, []model.School{
		{ID: "0012", Name: "第07小学", Owner: 7, Stocks: model.Stocks{"books": 90}},
		{ID: "0013", Name: "二校", Stocks: model.Stocks{"books": 80}},
		{ID: "0014", Name: "第1000小学", Owner: 10, Stocks: model.Stocks{"books": 70}},
	}, c.Schools)
	require.Equal(t, []model.Section{
		{School: "0012", Stage: "primary", Pupils: 100, Stocks: model.Stocks{}}, {School: "0012", Stage: "junior", Pupils: 50, Stocks: model.Stocks{}},
		{School: "0013", Stage: "primary", Pupils: 60, Stocks: model.Stocks{}}, {School: "0014", Stage: "primary", Pupils: 70, Stocks: model.Stocks{}},
	}, c.Sections)
}

// A truth value is no number, but an answer.
func TestReadTruth(t *testing.T) {
	t.Parallel()
	rows := good()
	rows["sections"][1][2], rows["sections"][2][3] = true, false
	rows["guarantees"] = [][]any{{"rule", "value"}, {"guarantee-01", true}, {"guarantee-02", false}}
	_, _, faults := read(build(t, []string{"schools", "sections", "guarantees"}, rows, nil))
	require.Equal(t, []string{
		`sections:2: 01/primary: pupils: "TRUE": is a truth value where a number is expected: key the number in`,
		`sections:3: 02/primary: teachers: "FALSE": is a truth value where a number is expected: key the number in`,
	}, faults)
	rows["sections"] = good()["sections"]
	c, _, faults := read(build(t, []string{"schools", "sections", "guarantees"}, rows, nil))
	require.Empty(t, faults)
	require.Equal(t, []model.Answer{{Rule: "guarantee-01", Value: "yes"}, {Rule: "guarantee-02", Value: "no"}}, c.Guarantees)
}
