package xlsx_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/xlsx"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/model/workbook"
)

var update = flag.Bool("update", false, "write the golden files anew")

// county is a county of three schools, two of them with Chinese names, with two funds.
func county() *model.County {
	c := &model.County{Name: "小县", Year: 2023, Constructed: true}
	for _, s := range []struct {
		id, name                         string
		pupils, teachers, backbone, book float64
	}{
		{"01", "City School", 1200, 80, 18, 30000},
		{"02", "河边小学", 300, 15, 2, 5100},
		{"03", "山上小学", 200, 11, 0, 1400},
	} {
		c.Schools = append(c.Schools, model.School{
			ID: s.id, Name: s.name, Kind: model.KindPrimary, Area: model.AreaTown, Stocks: model.Stocks{"books": s.book},
		})
		c.Sections = append(c.Sections, model.Section{
			School: s.id, Stage: model.StagePrimary, Pupils: s.pupils,
			Stocks: model.Stocks{model.Teachers: s.teachers, model.TeachersBackbone: s.backbone},
		})
	}
	c.Costs = []model.Cost{{Category: "books", Unit: "volume", Cost: 25, Nature: model.Capital}}
	c.Funds = []model.Fund{
		{ID: "F1", Amount: 90000.5, Nature: model.Capital, Categories: []string{"books"}},
		{ID: "F/2", Amount: 7000, Nature: model.AnyNature, Categories: []string{model.CategoryAny}},
	}
	return c
}

// rules are two indicators with minimums and limits.
func rules() *standard.Standard {
	primary := func(x float64) map[string]float64 { return map[string]float64{model.StagePrimary: x} }
	return &standard.Standard{
		Name: "small",
		Indicators: []standard.Indicator{
			{Code: "K", Name: "backbone teachers", NameZH: "骨干教师", Unit: "persons", Stock: []standard.Term{{Column: model.TeachersBackbone, Sign: 1}}, Per: 100, Minimum: primary(1), CVLimit: primary(0.3)},
			{Code: "B", Name: "books", NameZH: "图书", Unit: "volumes", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1, Minimum: primary(20), CVLimit: primary(0.5), Split: true},
		},
		Section: standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.85},
	}
}

// made is a plan for the county, made by hand.
func made(t *testing.T, c *model.County, s *standard.Standard) *plan.Plan {
	t.Helper()
	actions := []plan.Action{
		{Year: 2024, Lever: plan.Funding, Kind: plan.Buy, School: "02", Of: "books", Quantity: 900, Unit: "volume", Cost: 22500, Nature: "capital", Funds: []plan.FundShare{{Fund: "F1", Amount: 22500}}, Reason: "B at 02/primary 17 -> 20 (minimum 20)"},
		{Year: 2024, Lever: plan.Funding, Kind: plan.Buy, School: "03", Of: "books", Quantity: 2600.5, Unit: "volume", Cost: 65012.5, Nature: "capital", Funds: []plan.FundShare{{Fund: "F1", Amount: 60000}, {Fund: "F/2", Amount: 5012.5}}},
		{Year: 2024, Lever: plan.Rotation, Kind: plan.Move, From: "01", To: "03", Stage: model.StagePrimary, Of: "backbone", Quantity: 2, Unit: "person", Metres: new(12345.6), TeacherIDs: []string{"t7", "t9"}},
		{Year: 2024, Lever: plan.Rotation, Kind: plan.Move, From: "01", To: "02", Stage: model.StagePrimary, Of: "backbone", Quantity: 1, Unit: "person"},
	}
	then, err := plan.Apply(c, actions)
	require.NoError(t, err)
	return &plan.Plan{
		Problem: plan.Problem{
			County: c, Standard: s,
			Levers: []plan.Lever{plan.Funding, plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}},
		},
		Status:  plan.Optimal,
		Goals:   []plan.GoalResult{{Name: plan.PassCost, Value: 87512.5, Bound: 87508, Gap: 4.5 / 87512.5, Status: plan.Optimal, Certificate: &plan.Certificate{Kind: plan.CertSearch}}},
		Actions: actions,
		Before:  plan.StateOf(assess(t, s, c)),
		After:   []plan.State{plan.StateOf(assess(t, s, then))},
		Cost: plan.Cost{
			Total:    87512.5,
			ByFund:   map[string]float64{"F/2": 5012.5, "F1": 82500},
			ByLever:  map[string]float64{"rotation": 0, "funding": 87512.5},
			ByNature: map[string]float64{"capital": 87512.5},
		},
	}
}

func assess(t *testing.T, s *standard.Standard, c *model.County) *standard.Assessment {
	t.Helper()
	a, err := s.Assess(c)
	require.NoError(t, err)
	return a
}

// impossible is an answer without a plan.
func impossible(t *testing.T, c *model.County, s *standard.Standard) *plan.Plan {
	t.Helper()
	return &plan.Plan{
		Problem: plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}}},
		Status:  plan.StatusInfeasible,
		Before:  plan.StateOf(assess(t, s, c)),
		Infeasible: &plan.Infeasible{
			Reasons:     []plan.Reason{{Rule: "minimum:B", Where: "03/primary", ShortBy: 1999.991, Unit: "volumes"}},
			Relaxations: []plan.Relaxation{{Rule: "minimum:B/primary", From: 20, To: 7}},
		},
		Certificate: &plan.Certificate{Kind: plan.CertRay},
	}
}

func write(t *testing.T, pl *plan.Plan, c *model.County, lang report.Lang) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, xlsx.Write(&b, pl, c, report.Options{Lang: lang}))
	return b.Bytes()
}

func open(t *testing.T, book []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f
}

// dump is a workbook as text: the cells as they are shown, parted by bars.
func dump(t *testing.T, book []byte) string {
	t.Helper()
	f := open(t, book)
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		b.WriteString("== " + sheet + "\n")
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		for _, row := range rows {
			b.WriteString(strings.Join(row, " | ") + "\n")
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	c, s := county(), rules()
	for _, lang := range report.Langs() {
		for name, pl := range map[string]*plan.Plan{"plan": made(t, c, s), "infeasible": impossible(t, c, s)} {
			book := write(t, pl, c, lang)
			require.Equal(t, book, write(t, pl, c, lang), "the same plan gives the same bytes")
			file := filepath.Join("testdata", name+"_"+string(lang)+".txt")
			got := dump(t, book)
			if *update {
				require.NoError(t, os.MkdirAll("testdata", 0o755))
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(want), got)
		}
	}
}

// values are what the JSON of a plan says, in the words of the workbook.
type values struct {
	Actions []struct {
		Key      string
		Quantity float64
		Cost     float64
	}
	Before struct{ Sections []section }
	After  []struct {
		Sections   []section
		Indicators []struct {
			Code     string
			Mean, CV float64
		}
	}
	Cost struct {
		Total  float64
		ByFund map[string]float64 `json:"by_fund"`
	}
}

type section struct {
	School string `json:"school_id"`
	Values map[string]float64
}

// jsonValues reads the JSON of a plan.
func jsonValues(t *testing.T, pl *plan.Plan) *values {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, plan.Write(&b, pl))
	v := new(values)
	require.NoError(t, json.Unmarshal(b.Bytes(), v))
	return v
}

// requireValues compares the numbers of a workbook, sheet by sheet as unrounded text, with those of the JSON, up to digits
// relative to their size.
func requireValues(t *testing.T, v *values, sheets map[string][][]string, digits float64) {
	t.Helper()
	same := func(want float64, text string) {
		t.Helper()
		x, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err)
		require.InDelta(t, want, x, digits*max(1, math.Abs(want)))
	}
	actions := sheets["行动 actions"][4:]
	require.Len(t, actions, len(v.Actions)+1)
	for i, a := range v.Actions {
		require.Equal(t, a.Key, actions[i][15])
		same(a.Quantity, actions[i][7])
		same(a.Cost, actions[i][9])
	}
	same(v.Cost.Total, actions[len(v.Actions)][9])
	forms := func(sheet string, sections []section) {
		rows := sheets[sheet][5:]
		for i, s := range sections {
			require.Equal(t, s.School, rows[i][0])
			same(s.Values["K"], rows[i][4])
			same(s.Values["B"], rows[i][5])
		}
	}
	forms("规划前 小学 primary", v.Before.Sections)
	forms("规划后 小学 primary", v.After[0].Sections)
	means := sheets["规划后 县级 county"][4:]
	for i, x := range v.After[0].Indicators {
		same(x.Mean, means[0][2+i])
		same(x.CV, means[1][2+i])
	}
	for sheet, fund := range map[string]string{"资金 F1": "F1", "资金 F_2": "F/2"} {
		at := slices.IndexFunc(sheets[sheet], func(row []string) bool { return len(row) > 0 && strings.HasPrefix(row[0], "支付合计") })
		same(v.Cost.ByFund[fund], sheets[sheet][at][8])
	}
}

// The cells hold what the JSON says, to the last digit.
func TestValuesAreThoseOfTheJSON(t *testing.T) {
	c, s := county(), rules()
	pl := made(t, c, s)
	f := open(t, write(t, pl, c, report.Chinese))
	sheets := make(map[string][][]string)
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		sheets[name] = rows
	}
	requireValues(t, jsonValues(t, pl), sheets, 0)
}

// LibreOffice opens the workbook and reads the same numbers in it.
func TestLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not there: the workbook is not opened with it")
	}
	if testing.Short() {
		t.Skip("starting LibreOffice takes seconds")
	}
	c, s := county(), rules()
	pl := made(t, c, s)
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "plan.xlsx"), write(t, pl, c, report.English), 0o644))
	// Commas, quotes, UTF-8, from the first line, numbers as they are in the cells, every sheet in a file.
	const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	convert := exec.CommandContext(ctx, office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", filter, "--outdir", dir, filepath.Join(dir, "plan.xlsx"))
	convert.WaitDelay = time.Second
	out, err := convert.CombinedOutput()
	require.NoError(t, err, string(out))
	sheets := make(map[string][][]string)
	files, err := filepath.Glob(filepath.Join(dir, "plan-*.csv"))
	require.NoError(t, err)
	require.Len(t, files, 11, "a file for every sheet")
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		r := csv.NewReader(f)
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		require.NoError(t, errors.Join(err, f.Close()))
		sheets[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "plan-"), ".csv")] = rows
	}
	requireValues(t, jsonValues(t, pl), sheets, 1e-14) // it writes 15 digits
}

// Each school begins a page of the list that is handed out, and headings come again on every page.
func TestHandout(t *testing.T) {
	c, s := county(), rules()
	book := write(t, made(t, c, s), c, report.English)
	f := open(t, book)
	rows, err := f.GetRows("各校 schools")
	require.NoError(t, err)
	var ids []string
	for _, row := range rows[4:] {
		ids = append(ids, row[0])
	}
	require.Equal(t, []string{"01", "01", "02", "02", "03", "03"}, ids)
	require.Contains(t, f.GetDefinedName(), excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'各校 schools'!$3:$4", Scope: "各校 schools"})
}

func TestCatchments(t *testing.T) {
	c, s := county(), rules()
	pl := made(t, c, s)
	pl.Places = &plan.Changes{
		Catchments: []plan.CatchmentChange{{School: "03", Stage: "primary", Status: plan.SectionStays, PupilsBefore: 200, PupilsAfter: 240, Gained: 40, SeatsBefore: new(250.0), SeatsAfter: new(250.0), MetresBefore: new(812.5)}},
		Pieces: []plan.PieceChange{{
			Piece: "village", Stage: "primary", Pupils: 60, From: "01", MetresBefore: new(1926.0),
			Shares: []plan.PieceShare{{School: "01", Pupils: 20, Metres: new(1926.0)}, {School: "03", Pupils: 40, Boards: 5}},
		}},
	}
	book := dump(t, write(t, pl, c, report.English))
	require.Contains(t, book, "03 | 山上小学 | primary |  | 200 | 240 | 40 | 0 | 250 | 250 |  |  |  |  | 0.81\n")
	require.Contains(t, book, "village | primary | 01 City School | 01 City School | 20 | 0 | 1.93 | 1.93\n")
	require.Contains(t, book, "village | primary | 01 City School | 03 山上小学 | 40 | 5 | 1.93\n")
}

// Conflicts, their ways out and shadow prices are there where the plan has them.
func TestWhyAndPrices(t *testing.T) {
	c, s := county(), rules()
	pl := impossible(t, c, s)
	pl.Infeasible.Conflicts = []plan.Conflict{{
		Rules: []plan.ConflictRule{{Rule: "minimum:B/primary", Places: []string{"03/primary"}, Text: "the minimum of B is 20"}},
		Ways:  []plan.Relaxation{{Rule: "minimum:B/primary", From: 20, To: 7, Cost: new(1234.5)}},
	}}
	book := dump(t, write(t, pl, c, report.English))
	require.Contains(t, book, "不能同时成立 conflict | minimum:B/primary |  |  |  |  | the minimum of B is 20 03/primary\n")
	require.Contains(t, book, "放宽其一即可 one way out | minimum:B/primary |  |  | 20 | 7 | 方案费用 the plan then costs: 1,234.50 yuan\n")

	pl = made(t, c, s)
	pl.Prices = []plan.ShadowPrice{{Goal: plan.PassCost, Limit: "fund:F1", Unit: "yuan", Price: 0.25, From: 80000, To: math.NaN()}}
	require.Contains(t, dump(t, write(t, pl, c, report.English)), "pass-cost | fund:F1 | yuan | 0.25 | 80000\n")
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestErrors(t *testing.T) {
	c, s := county(), rules()
	require.ErrorIs(t, xlsx.Write(full{}, made(t, c, s), c, report.Options{}), errFull)
	pl := made(t, c, s)
	pl.Actions[0].Reason = "bell \x07"
	require.ErrorIs(t, xlsx.Write(&bytes.Buffer{}, pl, c, report.Options{}), workbook.ErrText)
	pl = made(t, c, s)
	pl.Actions[0].School = "nowhere"
	require.ErrorIs(t, xlsx.Write(&bytes.Buffer{}, pl, c, report.Options{}), plan.ErrAction)
}
