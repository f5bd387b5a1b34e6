package workbook_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/model/workbook"
)

// judged is a county of two primary sections and a junior one under a standard of two indicators.
func judged(t *testing.T) (*model.County, *standard.Standard, *standard.Assessment) {
	t.Helper()
	c := &model.County{
		Name: "测试县", Year: 2024, Constructed: true,
		Schools: []model.School{{ID: "01", Name: "一小", Kind: "primary", Area: "city"}, {ID: "02", Name: "二校", Kind: "nine_year", Area: "rural"}},
		Sections: []model.Section{
			{School: "01", Stage: "primary", Pupils: 300, Stocks: model.Stocks{"teachers": 20, "rooms": 3}},
			{School: "02", Stage: "primary", Pupils: 700, Stocks: model.Stocks{"teachers": 29.39, "rooms": 14}},
			{School: "02", Stage: "junior", Pupils: 100, Stocks: model.Stocks{"teachers": 9, "rooms": 2}},
		},
		Guarantees: []model.Answer{{Rule: "plan", Value: "yes"}, {Rule: "trained", Value: "95"}, {Rule: "all", Value: "100"}},
	}
	s := &standard.Standard{
		Name: "two", Section: standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.85},
		Indicators: []standard.Indicator{
			{Code: "T", Name: "teachers", NameZH: "教师", Unit: "persons", Stock: []standard.Term{{Column: "teachers", Sign: 1}}, Per: 100,
				Minimum: map[string]float64{"primary": 4.2}, CVLimit: map[string]float64{"primary": 0.1}},
			{Code: "R", Unit: "rooms", Stock: []standard.Term{{Column: "rooms", Sign: 1}}, Per: 100, Minimum: map[string]float64{"primary": 2}},
		},
		Rules: []standard.Rule{
			{ID: "plan", Item: 1, Name: "layout plan", NameZH: "布局规划", Block: standard.BlockGuarantee, Form: standard.Document, Verified: true},
			{ID: "training", Item: 9, Name: "training", NameZH: "培训", Block: standard.BlockGuarantee, Form: standard.Share,
				Value: []standard.Term{{Column: "trained", Sign: 1}}, Over: []standard.Term{{Column: "all", Sign: 1}}, Threshold: map[string]float64{"any": 1}},
			{ID: "load", Name: "no load", Block: standard.BlockQuality, Form: standard.Document},
		},
	}
	a, err := s.Assess(c)
	require.NoError(t, err)
	return c, s, a
}

func TestWriteForms(t *testing.T) {
	t.Parallel()
	c, s, a := judged(t)
	var out bytes.Buffer
	require.NoError(t, workbook.WriteForms(&out, c, s, a))
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	require.Equal(t, []string{"小学 primary", "初中 junior", "县级 county", "规则 rules"}, f.GetSheetList())

	rows, err := f.GetRows("小学 primary")
	require.NoError(t, err)
	require.Equal(t, [][]string{
		{"测试县 2024 小学学校达标情况表（two）【虚构数据】"},
		{"测试县 2024 schools, primary (two) [constructed data]"},
		{"学校标识码", "学校名称", "城乡类型", "在校生数", "T 教师", "R R", "达标项数", "达标项目", "未达标但达到85%的项目", "未达到85%的项目", "结论"},
		{"school id", "name", "area", "pupils", "T teachers", "R R", "indicators met", "which are met", "others at 85%", "others below", "verdict"},
		{"标准 minimum", "", "", "", "4.20", "2.00"},
		{"01", "一小", "城区 city", "300", "6.67", "1.00", "1", "T", "", "R", "不达标 fail"},
		{"02", "二校", "乡村 rural", "700", "4.20", "2.00", "1", "R", "T", "", "达标 pass"},
		nil,
		{"数值未四舍五入，仅显示两位小数；结论按未四舍五入的数值判断。"},
		{"Cells hold unrounded numbers and show two decimals; verdicts are made with unrounded numbers."},
	}, rows)
	raw, err := f.GetCellValue("小学 primary", "E7", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Equal(t, "4.198571428571428", raw)

	rows, err = f.GetRows("县级 county")
	require.NoError(t, err)
	require.Equal(t, [][]string{
		{"学段", "项目", "T 教师", "R R", "综合"},
		{"stage", "item", "T teachers", "R R", "composite"},
		{"小学 primary", "均值 mean", "4.94", "1.70", "—"},
		{"小学 primary", "差异系数 CV", "0.229", "0.270", "0.249"},
		{"小学 primary", "差异系数限值 limit", "0.100", "—", "—"},
		{"小学 primary", "结论 verdict", "不达标 fail", "—", "—"},
		{"初中 junior", "均值 mean", "9.00", "2.00", "—"},
		{"初中 junior", "差异系数 CV", "0.000", "0.000", "0.000"},
		{"初中 junior", "差异系数限值 limit", "—", "—", "—"},
		{"初中 junior", "结论 verdict", "—", "—", "—"},
	}, rows[2:])

	rows, err = f.GetRows("规则 rules")
	require.NoError(t, err)
	require.Equal(t, [][]string{
		{"1", "plan", "布局规划", "layout plan", "county", "是 yes", "是 yes", "达标 pass"},
		{"9", "training", "培训", "training", "county", "95.0%", "100.0%", "不达标 fail"},
		{"", "load", "", "no load", "county", "", "是 yes", "无数据 no data"},
	}, [][]string{rows[4][:8], rows[5][:8], rows[6][:8]})
	require.Equal(t, "是 yes", rows[4][10])
	require.Equal(t, "否 no", rows[5][10])

	var again bytes.Buffer
	require.NoError(t, workbook.WriteForms(&again, c, s, a))
	require.Equal(t, out.Bytes(), again.Bytes())
}

// An indicator with a floor of its own is not excused at the rule's share below it.
func TestWriteFormsFloor(t *testing.T) {
	t.Parallel()
	c, s, _ := judged(t)
	s.Indicators[0].Floor = map[string]float64{"primary": 4.2}
	a, err := s.Assess(c)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, workbook.WriteForms(&out, c, s, a))
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	rows, err := f.GetRows("小学 primary")
	require.NoError(t, err)
	require.Equal(t, []string{"1", "R", "", "T", "不达标 fail"}, rows[6][6:])
}

// Stages may have any names, also such as two sheets cannot have.
func TestWriteFormsStages(t *testing.T) {
	t.Parallel()
	long := "a stage with a name that is much too long/for a sheet "
	c := &model.County{Schools: []model.School{{ID: "1"}}}
	for _, stage := range []string{long + "1", long + "2", "县级 county"} {
		c.Sections = append(c.Sections, model.Section{School: "1", Stage: stage, Pupils: 10, Stocks: model.Stocks{"books": 5}})
	}
	s := &standard.Standard{Name: "books", Indicators: []standard.Indicator{{Code: "B", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1}}}
	a, err := s.Assess(c)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, workbook.WriteForms(&out, c, s, a))
	f, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	require.Equal(t, []string{"a stage with a name that is muc", "a stage with a name that is m~2", "县级 county", "县级 county~2", "规则 rules"}, f.GetSheetList())
	cell, err := f.GetCellValue("a stage with a name that is m~2", "A6")
	require.NoError(t, err)
	require.Equal(t, "1", cell)
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteFails(t *testing.T) {
	t.Parallel()
	c, s, a := judged(t)
	require.ErrorIs(t, workbook.WriteForms(full{}, c, s, a), errFull)
	require.ErrorIs(t, workbook.Write(full{}, c), errFull)
	for name, want := range map[string]string{
		"a\x01b": `schools.csv: row 2, name: workbook: text that a workbook cannot hold: it has the character U+0001`,
		string(bytes.Repeat([]byte("长"), 32768)): `schools.csv: row 2, name: workbook: text that a workbook cannot hold: it has 32768 characters`,
	} {
		c.Schools[0].Name = name
		var out bytes.Buffer
		err := workbook.Write(&out, c)
		require.ErrorIs(t, err, workbook.ErrText)
		require.EqualError(t, err, want)
		require.Zero(t, out.Len(), "nothing is written")
	}
}
