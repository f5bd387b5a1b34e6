package diagnosis

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A View is a table of what the sections of each part of a county have, in one of three respects.
// It covers the sections that count under the standard.
type View struct {
	ID       ViewID    `json:"view"`
	By       string    `json:"by"`
	Measures []Measure `json:"measures"`
	Rows     []ViewRow `json:"rows"` // by stage: its parts, then all of it
}

// ViewID names a view.
type ViewID string

// The views.
const (
	// Investment is what is put in: teachers, the stocks of the standard and everything kept in yuan,
	// per pupil.
	Investment ViewID = "investment"
	// Opportunity is what a pupil finds: a seat, a class that is not too large, a school nearby,
	// after-school service.
	Opportunity ViewID = "opportunity"
	// Benefit is what comes out: attainment, satisfaction and whatever else outcomes.csv holds.
	Benefit ViewID = "benefit"
)

// Views lists the views.
func Views() []ViewID { return []ViewID{Investment, Opportunity, Benefit} }

// A Measure is a column of a view.
type Measure struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	NameZH string `json:"name_zh"`
	Unit   string `json:"unit"` // of the value; %: a share from 0 to 1
}

// A ViewRow is one part of a stage.
type ViewRow struct {
	Stage    string   `json:"stage"`
	Part     string   `json:"part"` // empty: without a name, or the whole stage
	Whole    bool     `json:"whole,omitempty"`
	Sections int      `json:"sections"`
	Pupils   float64  `json:"pupils"`
	Values   []Number `json:"values"` // by measure; undefined where no section has data
}

// Percent is the unit of shares, which are from 0 to 1.
const Percent = "%"

// NewView makes a view of the county c as assessed in a, by a dimension. A view without any data has
// no measures. Errors are an unknown view or dimension, those of [standard.Standard.Table], and
// [ErrOtherAssessment].
func NewView(s *standard.Standard, c *model.County, a *standard.Assessment, id ViewID, by string) (*View, error) {
	if !slices.Contains(Dimensions(), by) {
		return nil, fmt.Errorf("view by %q: %s", by, model.Unknown(by, Dimensions()))
	}
	d, err := newDiagnoser(s, c, a)
	if err != nil {
		return nil, err
	}
	v := &viewer{diagnoser: d, weights: schoolWeights(c), schools: make(map[string]*model.School, len(c.Schools))}
	for i := range c.Schools {
		v.schools[c.Schools[i].ID] = &c.Schools[i]
	}
	switch id {
	case Investment:
		v.investment()
	case Opportunity:
		v.opportunity()
	case Benefit:
		v.benefit()
	default:
		known := make([]string, len(Views()))
		for i, view := range Views() {
			known[i] = string(view)
		}
		return nil, fmt.Errorf("view %q: %s", id, model.Unknown(string(id), known))
	}
	return v.view(id, by), nil
}

// viewer makes a view.
type viewer struct {
	*diagnoser
	weights map[string]float64       // weighted pupils by school
	schools map[string]*model.School // by id
	columns []viewColumn
}

// A viewColumn is a measure and how it is added up over sections.
type viewColumn struct {
	Measure
	add func(rows []int) float64 // NaN: no data
}

// schoolWeights are the weighted pupils of every school, by which stocks kept by it are split.
func schoolWeights(c *model.County) map[string]float64 {
	w := make(map[string]float64, len(c.Schools))
	for i := range c.Schools {
		w[c.Schools[i].ID] += c.StageWeight(model.StageSenior) * c.Schools[i].SeniorPupils
	}
	for i := range c.Sections {
		w[c.Sections[i].School] += c.StageWeight(c.Sections[i].Stage) * c.Sections[i].Pupils
	}
	return w
}

// view fills the table. Measures for which no section has data are left out.
func (v *viewer) view(id ViewID, by string) *View {
	out := &View{ID: id, By: by, Measures: []Measure{}, Rows: []ViewRow{}}
	var used []viewColumn
	all := make([]int, len(v.a.Sections))
	for i := range all {
		all[i] = i
	}
	for _, column := range v.columns {
		if !math.IsNaN(column.add(all)) {
			used = append(used, column)
			out.Measures = append(out.Measures, column.Measure)
		}
	}
	row := func(stage, part string, whole bool, rows []int) ViewRow {
		r := ViewRow{Stage: stage, Part: part, Whole: whole, Sections: len(rows), Values: make([]Number, len(used))}
		for _, i := range rows {
			r.Pupils += v.a.Sections[i].Pupils
		}
		for k := range used {
			r.Values[k] = Number(used[k].add(rows))
		}
		return r
	}
	for _, stage := range v.stages {
		members := make(map[string][]int)
		for _, i := range v.rows[stage] {
			name := v.name(by, i)
			members[name] = append(members[name], i)
		}
		for _, part := range partNames(by, members) {
			out.Rows = append(out.Rows, row(stage, part, false, members[part]))
		}
		out.Rows = append(out.Rows, row(stage, "", true, v.rows[stage]))
	}
	return out
}

// partNames lists the parts of a dimension: area types from city to rural, others by alphabet, what
// has no name last.
func partNames(by string, members map[string][]int) []string {
	names := slices.Sorted(maps.Keys(members))
	slices.SortStableFunc(names, func(x, y string) int {
		if by == ByArea {
			return cmp.Compare(areaRank(x), areaRank(y))
		}
		return 0
	})
	if names[0] == "" {
		names = append(names[1:], "")
	}
	return names
}

// ratio adds a measure per * sum of numerators / sum of denominators over the sections that have both.
func (v *viewer) ratio(m Measure, per float64, of func(row int) (numerator, denominator float64, ok bool)) {
	v.columns = append(v.columns, viewColumn{m, func(rows []int) float64 {
		var numerator, denominator float64
		for _, i := range rows {
			if n, d, ok := of(i); ok {
				numerator, denominator = numerator+n, denominator+d
			}
		}
		return per * numerator / denominator // 0 / 0 is NaN: no data
	}})
}

// extreme adds a measure that is the largest or, for a sign of -1, the least of the sections' values.
func (v *viewer) extreme(m Measure, sign float64, of func(row int) (float64, bool)) {
	v.columns = append(v.columns, viewColumn{m, func(rows []int) float64 {
		most := math.NaN()
		for _, i := range rows {
			if x, ok := of(i); ok && !(sign*x <= sign*most) {
				most = x
			}
		}
		return most
	}})
}

// pupils is the enrolment of a row.
func (v *viewer) pupils(row int) float64 { return v.a.Sections[row].Pupils }

// stock is what a section has of a column, with its campuses: its own, otherwise its part of its
// school's. Where a campus lacks the column it is missing.
func (v *viewer) stock(row int, column string) (float64, bool) {
	sum := 0.0
	for _, i := range v.parts[row] {
		x, ok := v.stockOf(&v.c.Sections[i], column)
		if !ok {
			return 0, false
		}
		sum += x
	}
	return sum, true
}

// stockOf is stock of one section of the county.
func (v *viewer) stockOf(s *model.Section, column string) (float64, bool) {
	if x, ok := s.Stocks[column]; ok {
		return x, true
	}
	x, ok := v.schools[s.School].Stocks[column]
	if !ok {
		return 0, false
	}
	return x * v.c.StageWeight(s.Stage) * s.Pupils / v.weights[s.School], true
}

// perPupil adds a measure of a column, per so many pupils.
func (v *viewer) perPupil(m Measure, per float64, column string) {
	v.ratio(m, per, func(row int) (float64, float64, bool) {
		x, ok := v.stock(row, column)
		return x, v.pupils(row), ok
	})
}

// investment is teachers, what the standard's indicators measure, and all other columns in yuan,
// computers and books.
func (v *viewer) investment() {
	const hundred = 100
	taken := make(map[string]bool)
	v.perPupil(Measure{model.Teachers, "teachers per 100 pupils", "每百名学生专任教师数", "persons"}, hundred, model.Teachers)
	taken[model.Teachers] = true
	for k := range v.s.Indicators {
		indicator := &v.s.Indicators[k]
		for _, t := range indicator.Stock {
			taken[t.Column] = true
		}
		v.ratio(Measure{indicator.Code, indicator.Name, indicator.NameZH, indicator.Unit}, indicator.Per, func(row int) (float64, float64, bool) {
			return v.a.Sections[row].Readings[k].Stock, v.pupils(row), true
		})
	}
	for _, m := range []struct {
		Measure
		per float64
	}{
		{Measure{"computers", "computers per 100 pupils", "每百名学生计算机台数", "computers"}, hundred},
		{Measure{"books", "books per pupil", "生均图书册数", "books"}, 1},
	} {
		if !taken[m.ID] {
			taken[m.ID] = true
			v.perPupil(m.Measure, m.per, m.ID)
		}
	}
	for _, column := range slices.Concat(v.c.SectionStocks(), v.c.SchoolStocks()) {
		if name, money := strings.CutSuffix(column, "_yuan"); money && !taken[column] {
			taken[column] = true
			name = strings.ReplaceAll(name, "_", " ")
			v.perPupil(Measure{column, name + " per pupil", "生均 " + column, "yuan"}, 1, column)
		}
	}
	v.funds()
}

// funds is the money of funds.csv for the year that is planned, spread over the pupils of the areas
// and kinds of school that each fund may serve.
func (v *viewer) funds() {
	serves := func(f *model.Fund, row int) bool {
		school := &v.c.Schools[v.school[row]]
		return (len(f.Areas) == 0 || slices.Contains(f.Areas, school.Area)) && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, school.Kind))
	}
	year, some := v.c.PlanningYear(), false
	perPupil := make([]float64, len(v.a.Sections))
	for i := range v.c.Funds {
		f := &v.c.Funds[i]
		if f.Year != 0 && f.Year != year {
			continue
		}
		some = true
		pupils := 0.0
		for row := range v.a.Sections {
			if serves(f, row) {
				pupils += v.pupils(row)
			}
		}
		for row := range v.a.Sections {
			if serves(f, row) {
				perPupil[row] += f.Amount / pupils
			}
		}
	}
	v.ratio(Measure{"funds", "money of funds.csv per pupil it may serve", "可用资金（按可使用学生均摊）", "yuan"}, 1, func(row int) (float64, float64, bool) {
		return perPupil[row] * v.pupils(row), v.pupils(row), some
	})
}

// areaRank is the place of an area type among them.
func areaRank(name string) int { return slices.Index(model.Areas(), model.Area(name)) }
