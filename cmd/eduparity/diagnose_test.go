package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/workbook"
)

// demo writes the shipped county.
func demo(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "demo")
	require.Equal(t, exitDone, eduparity(t, "example", "demo", "-o", folder).code)
	return folder
}

// The parts of a report can be chosen, long lists are cut, and --all shows them.
func TestParts(t *testing.T) {
	folder := demo(t)
	whole := eduparity(t, "assess", folder)
	require.Equal(t, exitDone, whole.code, whole.stderr)
	for _, head := range []string{
		"What stands against a pass", "Indicators (CV", "Other rules of the standard", "Sections that fail", "Missing to the minimums",
		"What drives the CVs", "How much of each squared CV", "What a little more would do", "Figures that are often taken",
		"Private schools: 1 school", "Verdicts that another reading would turn", "Warnings:", "Noticed in the data: 1 thing",
	} {
		require.Contains(t, whole.stdout, head)
	}
	first, _, _ := strings.Cut(whole.stdout, "\n\n")
	require.Contains(t, first, "does not pass", "the answer comes first")
	require.Contains(t, whole.stdout, "and 35 more, see --all")

	r := eduparity(t, "assess", folder, "--show", "gaps,readings")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Sections that fail")
	require.Contains(t, r.stdout, "P24/primary L2 0.997 -> 1.00 would pass")
	require.NotContains(t, r.stdout, "Warnings")
	require.Contains(t, r.stdout, "does not pass", "the answer is always told")

	r = eduparity(t, "assess", folder, "--all")
	require.NotContains(t, r.stdout, "see --all")
	require.Equal(t, r.stdout, eduparity(t, "assess", folder, "--top", "-1").stdout)
}

func TestChinese(t *testing.T) {
	r := eduparity(t, "assess", demo(t), "--lang", "zh")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "未达标：59个校段中45个、14个差异系数中3个不达标。")
	require.Contains(t, r.stdout, "虚构数据")
	require.Contains(t, r.stdout, "每百名学生拥有县级以上骨干教师数")
	require.Contains(t, r.stdout, "标准不含学生少于50人的教学点")
	require.NotContains(t, r.stdout, "the standard does not count")
	r = eduparity(t, "assess", demo(t), "--lang", "zh", "--show", "rules", "--all")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stderr, "标准不含学生少于50人的教学点")
	require.Contains(t, r.stdout, "缺少：")
	require.NotContains(t, r.stdout, "missing")
}

func TestAgainst(t *testing.T) {
	county := small()
	earlier := county.with("county.yaml", "name: Small\nyear: 2020\nstandard: teachers.yaml\nconstructed: true\n").
		with("sections.csv", "school_id,stage,pupils,classes,teachers\nA,primary,400,10,30\nB,primary,200,6,10\nC,primary,160,6,4\n").write(t)
	later := county.write(t)
	r := eduparity(t, "assess", later, "--against", earlier)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Since 2020")
	require.Contains(t, r.stdout, "sections that passed and fail now: B/primary")
	require.Contains(t, r.stdout, "enrolment falls below a limit")

	r = eduparity(t, "assess", later, "--against", earlier, "--format", "json")
	require.Equal(t, exitDone, r.code, r.stderr)
	a := read(t, r.stdout)
	require.Equal(t, "eduparity/assessment/1", a["schema"])
	require.Contains(t, a, "diagnosis")
	comparison := object(t, a["comparison"])
	require.InDelta(t, 2020, object(t, comparison["earlier"])["year"], 0)
	require.Equal(t, "slipped", first(t, comparison["sections"])["side"])

	r = eduparity(t, "assess", later, "--against", earlier, "--view", "investment")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Since 2020")
	require.Contains(t, r.stdout, "Investment (what is put in")
	require.NotContains(t, r.stdout, "What stands against")
	eduparity(t, "assess", later, "--against", earlier, "--view", "investment", "--format", "csv").refused(t, "--format csv is one table: give --view or --against")
	eduparity(t, "assess", later, "--against", earlier, "-o", "forms.xlsx").refused(t, "--against with --format xlsx: not yet")
	odd := county.with("county.yaml", "name: Small\nyear: 2020\nstandard: teachers.yaml\n").replacing(t, "schools.csv", ",area\n", ",color\n").write(t)
	r = eduparity(t, "assess", later, "--against", odd)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stderr, "note: "+filepath.Join(odd, "schools.csv")+":1: color: unknown column", "what was noticed in the earlier county")
	eduparity(t, "assess", earlier, "--against", later).refused(t, "--against "+later+": its year 2023 is after 2020, that of "+earlier)
	r = eduparity(t, "assess", later, "--against", later)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Both are data of 2023")
	eduparity(t, "assess", later, "--against", filepath.Join(later, "none")).refused(t, "there is no such county folder")
	other := county.with("sections.csv", "school_id,stage,pupils\nA,primary,400\nB,primary,200\nC,primary,160\n").write(t)
	eduparity(t, "assess", later, "--against", other).refused(t, "--against "+other+": sections.csv")
}

func TestViews(t *testing.T) {
	county := small().
		with("outcomes.csv", "school_id,stage,measure,value\nA,primary,attainment,80\nB,primary,attainment,70\n").
		with("services.csv", "school_id,stage,pupils_wanting,pupils_served,sessions_per_week,hours_per_week,staff_hours,fee_yuan,subsidy_yuan\nA,primary,300,150,5,10,50,3,1000\n")
	folder := county.write(t)
	for _, c := range []struct{ args, want string }{
		{"--view investment --by area", "teachers per 100 pupils"},
		{"--view opportunity --by area", "50.0 %"},
		{"--view benefit --by owner", "76.67"},
		{"--view benefit --lang zh", "收益（教育结果），按城乡"},
	} {
		r := eduparity(t, append([]string{"assess", folder}, strings.Fields(c.args)...)...)
		require.Equal(t, exitDone, r.code, r.stderr)
		require.Contains(t, r.stdout, c.want)
		require.NotContains(t, r.stdout, "Indicators (CV", "a view stands alone")
	}
	r := eduparity(t, "assess", folder, "--view", "benefit", "--format", "csv")
	require.Equal(t, exitDone, r.code, r.stderr)
	rows, err := csv.NewReader(strings.NewReader(r.stdout)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"stage", "area", "whole_stage", "sections", "pupils", "attainment", "attainment_lowest", "attainment_highest", "attainment_covered"}, rows[0])
	require.Equal(t, []string{"primary", "city", "false", "1", "400", "80", "80", "80", "1"}, rows[1])
	for _, c := range []struct{ args, message string }{
		{"--show view", "--show view: say with --view which one: investment, opportunity, benefit"},
		{"--show gaps,changes", "--show changes: name the county of an earlier year with --against"},
		{"--view benefit --show gaps", "--view benefit is not among the parts of --show: add view to them"},
	} {
		eduparity(t, append([]string{"assess", folder}, strings.Fields(c.args)...)...).refused(t, c.message)
	}
	both := eduparity(t, "assess", folder, "--view", "benefit", "--show", "gaps,view")
	require.Equal(t, exitDone, both.code, both.stderr)
	require.Contains(t, both.stdout, "Sections that fail")
	require.Contains(t, both.stdout, "Benefit (")
	for _, by := range []string{"area", "zone"} {
		eduparity(t, "assess", folder, "--by", by).refused(t, "--by "+by+": says how a view is divided; name one with --view (investment, opportunity, benefit)")
	}
	r = eduparity(t, "assess", small().write(t), "--view", "benefit")
	require.Contains(t, r.stdout, "no outcomes.csv")
}

func TestCSV(t *testing.T) {
	folder := small().write(t)
	file := filepath.Join(t.TempDir(), "a.csv")
	require.Equal(t, exitDone, eduparity(t, "assess", folder, "-o", file).code, "the name says CSV")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 4)
	require.Equal(t, []string{"B", "primary", "T", "7", "", "200", "3.5", "5", "false", "3", "false"}, rows[2][:11])
}

// The official forms are a workbook.
func TestForms(t *testing.T) {
	file := filepath.Join(t.TempDir(), "forms.xlsx")
	r := eduparity(t, "assess", demo(t), "-o", file)
	require.Equal(t, exitDone, r.code, r.stderr)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(text, []byte("PK")), "a workbook is a zip file")
}

// A workbook is the same thing as the folder.
func TestWorkbook(t *testing.T) {
	engine(t)
	folder := small().write(t)
	county, _, err := modelio.Read(os.DirFS(folder))
	require.NoError(t, err)
	book := filepath.Join(folder, "county.xlsx") // beside its standard
	var b bytes.Buffer
	require.NoError(t, workbook.Write(&b, county))
	require.NoError(t, os.WriteFile(book, b.Bytes(), 0o644))
	r := eduparity(t, "assess", book)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, eduparity(t, "assess", folder).stdout, r.stdout)
	file := filepath.Join(t.TempDir(), "plan.json")
	r = eduparity(t, ask(book, "-o", file)...)
	require.Equal(t, exitDone, r.code, r.stderr)
	r = eduparity(t, "verify", book, file)
	require.Equal(t, exitDone, r.code, r.stdout+r.stderr)
	eduparity(t, "assess", book, "--encoding", "gbk").refused(t, "is a workbook")
}

func TestEncoding(t *testing.T) {
	county := small().replacing(t, "schools.csv", "River", "\xca\xb5\xd1\xe9\xd0\xa1\xd1\xa7").write(t)
	for _, args := range [][]string{{"assess", county}, {"assess", county, "--encoding", "gbk"}} {
		r := eduparity(t, args...)
		require.Equal(t, exitDone, r.code, r.stderr)
		require.Contains(t, r.stdout, "实验小学")
	}
	eduparity(t, "assess", county, "--encoding", "utf-8").refused(t, "schools.csv")
}

// Several standards hold together.
func TestLevels(t *testing.T) {
	folder := small().write(t)
	city := filepath.Join(t.TempDir(), "city.yaml")
	require.NoError(t, os.WriteFile(city, []byte("name: city\nindicators:\n  - {code: T, stock: teachers, per: 100, minimum: {primary: 6}}\n"), 0o644))
	r := eduparity(t, "assess", folder, "--standard", filepath.Join(folder, "teachers.yaml")+","+city)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Levels that must hold together")
	require.Regexp(t, `(?m)^  city +1 of 3 `, r.stdout)
}

// A rule without data neither passes nor fails, and --fail says so.
func TestNoData(t *testing.T) {
	county := small().with("sections.csv", "school_id,stage,pupils,classes,teachers\nA,primary,400,10,30\nB,primary,200,6,15\nC,primary,100,6,7\n")
	county = county.with("teachers.yaml", county["teachers.yaml"]+"verdicts:\n  - {id: plan, name: there is a plan, block: guarantee, form: document}\n")
	r := eduparity(t, "assess", county.write(t), "--fail")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Nothing fails, but the county cannot be said to pass")
	require.Contains(t, r.stderr, "note: no verdict fails, but 1 are without data")
	answered := county.with("guarantees.csv", "rule,school_id,value\nplan,,yes\n")
	r = eduparity(t, "assess", answered.write(t), "--fail")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "The county passes")
	require.Empty(t, r.stderr)
	r = eduparity(t, "assess", county.with("guarantees.csv", "rule,school_id,value\nplan,,no\n").write(t), "--fail")
	require.Equal(t, exitNo, r.code, r.stderr)
	require.Contains(t, r.stdout, "but other rules fail")
}

// A standard that is written is read back and judges alike; its inputs can be listed.
func TestStandardCommand(t *testing.T) {
	r := eduparity(t, "standard")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, strings.Split(r.stdout, "\n"), "quality-balance-2017")
	folder, own := demo(t), filepath.Join(t.TempDir(), "own.yaml")
	r = eduparity(t, "standard", "quality-balance-2017", "-o", own)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Equal(t, eduparity(t, "assess", folder, "--format", "json").stdout, eduparity(t, "assess", folder, "--format", "json", "--standard", own).stdout)
	r = eduparity(t, "standard", "quality-balance-2017", "--inputs")
	require.Equal(t, exitDone, r.code, r.stderr)
	rows, err := csv.NewReader(strings.NewReader(r.stdout)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"table", "id", "name", "name_zh", "unit", "by_stage", "rules"}, rows[0])
	require.Greater(t, len(rows), 30)
	eduparity(t, "standard", "--inputs").refused(t, "name the standard that --inputs and -o are about: quality-balance-2017, ")
	eduparity(t, "standard", "-o", own).refused(t, "name the standard")
	eduparity(t, "standard", "quality-balance").refused(t, `did you mean "quality-balance-2017"?`)
	eduparity(t, "standard", "none.yaml").refused(t, "none.yaml")
}

// Reliefs that schools may use are listed with the year in which they lapse.
func TestReliefs(t *testing.T) {
	r := eduparity(t, "assess", demo(t), "--show", "reliefs")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Regexp(t, `planned and built by 2010 +guarantee-04 +51 +0 +2027`, r.stdout)
}

// Folder to workbook to folder gives the same county.
func TestConvert(t *testing.T) {
	dir, folder := t.TempDir(), small().write(t)
	book, back := filepath.Join(dir, "county.xlsx"), filepath.Join(dir, "county")
	require.Equal(t, exitDone, eduparity(t, "convert", folder, "-o", book).code)
	require.Equal(t, exitDone, eduparity(t, "convert", book, "-o", back).code)
	county, _, err := modelio.Read(os.DirFS(folder))
	require.NoError(t, err)
	again, _, err := modelio.Read(os.DirFS(back))
	require.NoError(t, err)
	first, err := modelio.Hash(county)
	require.NoError(t, err)
	second, err := modelio.Hash(again)
	require.NoError(t, err)
	require.Equal(t, first, second)
	eduparity(t, "convert", folder).refused(t, "say with -o where to write")
	eduparity(t, "convert", book, "-o", back).refused(t, "exists and is not empty")
	eduparity(t, "convert", book, "-o", filepath.Join(dir, "no", "x.xlsx")).refused(t, "there is no folder")

	demoBook := filepath.Join(dir, "demo.xlsx")
	require.Equal(t, exitDone, eduparity(t, "example", "demo", "-o", demoBook).code)
	want := strings.ReplaceAll(eduparity(t, "assess", demo(t)).stdout, "sections.csv:", "sections:")
	require.Equal(t, want, eduparity(t, "assess", demoBook).stdout, "a finding names the sheet")
}
