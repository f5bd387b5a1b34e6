package workbook

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// WriteForms writes the tables that official forms ask for, with Chinese and English headings:
//
//   - for each stage the table of schools: every indicator, how many are met and which, which of the
//     others reach the share of the minimum that the standard lets one of them fall to, the verdict;
//   - the table of the county: mean, CV and limit of every indicator by stage, and the composite;
//   - the table of rules: the verdicts beside the resource block.
//
// Section values and means show two decimals, CVs three, as in the forms; the cells hold the
// unrounded numbers that the verdicts were made with. The assessment is of c by s.
func WriteForms(w io.Writer, c *model.County, s *standard.Standard, a *standard.Assessment) (err error) {
	b, err := NewBook()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := b.Forms(c, s, a, Edition{}); err != nil {
		return err
	}
	return b.Write(w)
}

// An Edition tells the forms of one assessment from those of another in the same workbook, such as before
// and after a plan. Its words stand in the names of the sheets and in the titles.
type Edition struct{ ZH, EN string }

// Forms writes the forms of an assessment of c by s, each on a sheet of its own, as [WriteForms] does.
func (b *Book) Forms(c *model.County, s *standard.Standard, a *standard.Assessment, e Edition) error {
	p := &press{Book: b, edition: e, county: c, schoolAt: c.SchoolIndex(), standard: s, assessment: a}
	for _, stage := range c.Stages() {
		if slices.ContainsFunc(a.Sections, func(r standard.SectionResult) bool { return r.Stage == stage }) {
			if err := p.schools(stage); err != nil {
				return err
			}
		}
	}
	return errors.Join(p.means(), p.rules())
}

// press writes the forms of one assessment.
type press struct {
	*Book
	edition    Edition
	county     *model.County
	schoolAt   map[string]int // index by id
	standard   *standard.Standard
	assessment *standard.Assessment
}

// form begins a form with its titles.
func (p *press) form(name, zh, en string, headings []Heading) (*sheet, error) {
	county, year := p.assessment.County, ""
	if p.assessment.Year != 0 {
		year = strconv.Itoa(p.assessment.Year)
	}
	if p.edition.ZH != "" {
		name, zh, en = p.edition.ZH+" "+name, p.edition.ZH+zh, p.edition.EN+" "+en
	}
	zh = strings.TrimSpace(county + " " + year + " " + zh + "（" + p.assessment.Standard + "）")
	en = strings.TrimSpace(county + " " + year + " " + en + " (" + p.assessment.Standard + ")")
	if p.assessment.Constructed {
		zh, en = zh+"【虚构数据】", en+" [constructed data]"
	}
	return p.begin(name, []string{zh, en}, headings, nil)
}

// indicators are the headings of the indicators.
func (p *press) indicators() []Heading {
	var all []Heading
	for i := range p.standard.Indicators {
		k := &p.standard.Indicators[i]
		zh, en := k.NameZH, k.Name
		if zh == "" {
			zh = k.Code
		}
		if en == "" {
			en = k.Code
		}
		all = append(all, Heading{k.Code + " " + zh, k.Code + " " + en, 14})
	}
	return all
}

// schools writes the table of schools of one stage.
func (p *press) schools(stage string) error {
	share := "—"
	if at := p.standard.Section.OthersAtShare; at > 0 {
		share = strconv.FormatFloat(at*100, 'g', 6, 64) + "%"
	}
	headings := slices.Concat([]Heading{
		{"学校标识码", "school id", 16},
		{"学校名称", "name", 24},
		{"城乡类型", "area", 10},
		{"在校生数", "pupils", 10},
	}, p.indicators(), []Heading{
		{"达标项数", "indicators met", 10},
		{"达标项目", "which are met", 24},
		{"未达标但达到" + share + "的项目", "others at " + share, 18},
		{"未达到" + share + "的项目", "others below", 18},
		{"结论", "verdict", 12},
	})
	s, err := p.form(stageZH(stage)+" "+stage, stageZH(stage)+"学校达标情况表", "schools, "+stage, headings)
	if err != nil {
		return err
	}
	if err := s.add(p.minimums(stage)...); err != nil {
		return err
	}
	for i := range p.assessment.Sections {
		if r := &p.assessment.Sections[i]; r.Stage == stage {
			if err := s.add(p.school(r)...); err != nil {
				return err
			}
		}
	}
	return errors.Join(s.notes([]string{
		"数值未四舍五入，仅显示两位小数；结论按未四舍五入的数值判断。",
		"Cells hold unrounded numbers and show two decimals; verdicts are made with unrounded numbers.",
	}, p.style.text), s.out.Flush())
}

// minimums is the row of the minimums of a stage.
func (p *press) minimums(stage string) []any {
	row := []any{excelize.Cell{StyleID: p.style.head, Value: "标准 minimum"}, nil, nil, nil}
	for _, m := range p.standard.Minimums(stage) {
		row = append(row, excelize.Cell{StyleID: p.style.two, Value: defined(m)})
	}
	return row
}

// school is the row of one section.
func (p *press) school(r *standard.SectionResult) []any {
	section := &p.county.Sections[r.Section]
	row := []any{section.School, nil, nil, excelize.Cell{StyleID: p.style.whole, Value: r.Pupils}}
	if k, ok := p.schoolAt[section.School]; ok {
		row[1], row[2] = p.county.Schools[k].Name, areaName(p.county.Schools[k].Area)
	}
	var met, near, below []string
	for i := range r.Readings {
		reading := &r.Readings[i]
		style := p.style.two
		switch {
		case reading.Minimum == nil:
		case reading.Met:
			met = append(met, reading.Code)
		case standard.Meets(reading.Value, p.standard.Floor(i, r.Stage)):
			style = p.style.twoNear
			near = append(near, reading.Code)
		default:
			style = p.style.twoBelow
			below = append(below, reading.Code)
		}
		row = append(row, excelize.Cell{StyleID: style, Value: defined(reading.Value)})
	}
	list := func(codes []string) any { return strings.Join(codes, " ") }
	return append(row, r.Met, list(met), list(near), list(below), p.verdict(standardOutcome(r.Passes)))
}

// means writes the table of the county.
func (p *press) means() error {
	headings := slices.Concat([]Heading{{"学段", "stage", 14}, {"项目", "item", 20}}, p.indicators(), []Heading{{"综合", "composite", 12}})
	s, err := p.form("县级 county", "校际均衡情况表", "means and coefficients of variation", headings)
	if err != nil {
		return err
	}
	for _, c := range p.assessment.Composites {
		stage := stageName(c.Stage)
		mean, cv := []any{stage, "均值 mean"}, []any{stage, "差异系数 CV"}
		limit, verdict := []any{stage, "差异系数限值 limit"}, []any{stage, "结论 verdict"}
		for i := range p.assessment.Indicators {
			r := &p.assessment.Indicators[i]
			if r.Stage != c.Stage {
				continue
			}
			style := p.style.three
			if !r.Passes {
				style = p.style.threeOver
			}
			mean = append(mean, excelize.Cell{StyleID: p.style.two, Value: defined(r.Mean)})
			cv = append(cv, excelize.Cell{StyleID: style, Value: defined(r.CV)})
			limit = append(limit, excelize.Cell{StyleID: p.style.three, Value: bound(r.Limit)})
			verdict = append(verdict, p.judged(r.Limit, r.Passes))
		}
		// The official form has a dash in the row of means: a mean of means in different units is nothing.
		mean = append(mean, "—")
		cv = append(cv, excelize.Cell{StyleID: p.style.three, Value: defined(c.CV)})
		limit = append(limit, excelize.Cell{StyleID: p.style.three, Value: bound(c.Limit)})
		verdict = append(verdict, p.judged(c.Limit, c.Passes))
		if err := errors.Join(s.add(mean...), s.add(cv...), s.add(limit...), s.add(verdict...)); err != nil {
			return err
		}
	}
	return s.out.Flush()
}

// rules writes the verdicts beside the resource block.
func (p *press) rules() error {
	headings := []Heading{
		{"编号", "item", 8},
		{"规则", "rule", 26},
		{"要求（中文）", "requirement (Chinese)", 60},
		{"要求（英文）", "requirement (English)", 50},
		{"对象", "where", 20},
		{"值", "value", 14},
		{"标准", "threshold", 14},
		{"结论", "verdict", 16},
		{"放宽条件", "relief", 20},
		{"依据", "inputs", 50},
		{"条文已核实", "text verified", 12},
	}
	s, err := p.form("规则 rules", "各项要求结论表", "verdicts on requirements", headings)
	if err != nil {
		return err
	}
	notes := make(map[[2]string]*standard.RuleNote)
	for i := range p.assessment.Rules {
		n := &p.assessment.Rules[i]
		notes[[2]string{n.Level, n.ID}] = n
	}
	for i := range p.assessment.Verdicts {
		v := &p.assessment.Verdicts[i]
		if v.Block == standard.BlockResource {
			continue
		}
		n := notes[[2]string{v.Level, v.Rule}]
		if n == nil {
			n = &standard.RuleNote{ID: v.Rule}
		}
		item := any(nil)
		if n.Item > 0 {
			item = n.Item
		}
		if err := s.add(item, v.Rule, n.NameZH, n.Name, v.Where, p.answer(n, v.Value), p.answer(n, v.Threshold), p.verdict(v.Outcome), v.Relief, v.Inputs, yesNo(v.Verified)); err != nil {
			return err
		}
	}
	return s.out.Flush()
}

// answer is a value or a threshold of a rule: shares in percent with one decimal, answers in words.
func (p *press) answer(n *standard.RuleNote, v float64) any {
	switch {
	case math.IsNaN(v):
		return nil
	case n.Form == standard.Document:
		return yesNo(v != 0)
	case n.Form == standard.Share:
		return excelize.Cell{StyleID: p.style.percent, Value: v}
	}
	return excelize.Cell{StyleID: p.style.general, Value: v}
}

// judged is the verdict on a limit; a dash where there is none.
func (p *press) judged(limit *float64, passes bool) any {
	if limit == nil {
		return "—"
	}
	return p.verdict(standardOutcome(passes))
}

func (p *press) verdict(o standard.Outcome) any {
	switch o {
	case standard.Pass:
		return "达标 pass"
	case standard.Fail:
		return excelize.Cell{StyleID: p.style.bad, Value: "不达标 fail"}
	case standard.NoData:
		return "无数据 no data"
	}
	return fmt.Sprint(o)
}

func standardOutcome(passes bool) standard.Outcome {
	if passes {
		return standard.Pass
	}
	return standard.Fail
}

func yesNo(v bool) string {
	if v {
		return "是 yes"
	}
	return "否 no"
}

// defined is a number, or a dash where it is undefined.
func defined(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "—"
	}
	return v
}

func bound(limit *float64) any {
	if limit == nil {
		return "—"
	}
	return *limit
}

// stageZH is the Chinese name of a stage; empty where it has none.
func stageZH(stage string) string {
	switch stage {
	case model.StagePrimary:
		return "小学"
	case model.StageJunior:
		return "初中"
	case model.StageSenior:
		return "高中"
	}
	return ""
}

func stageName(stage string) string { return strings.TrimSpace(stageZH(stage) + " " + stage) }

// areaName is the name of a type of place in both languages.
func areaName(a model.Area) string {
	switch a {
	case model.AreaCity:
		return "城区 city"
	case model.AreaTown:
		return "镇区 town"
	case model.AreaRural:
		return "乡村 rural"
	}
	return string(a)
}

// sheetName makes a name that a workbook takes for a sheet.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return '_'
		}
		return r
	}, strings.TrimSpace(s))
	if runes := []rune(s); len(runes) > excelize.MaxSheetNameLength {
		s = string(runes[:excelize.MaxSheetNameLength])
	}
	return s
}
