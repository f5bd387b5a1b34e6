package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A record is one row of a table by column.
type record map[string]string

// number is the number in a column; 0 where it is blank.
func (r record) number(column string) (float64, error) {
	if r[column] == "" {
		return 0, nil
	}
	x, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		return 0, fmt.Errorf("column %s: %w", column, err)
	}
	return x, nil
}

// numbers are those in some columns.
func (r record) numbers(columns ...string) ([]float64, error) {
	all := make([]float64, len(columns))
	for n, column := range columns {
		x, err := r.number(column)
		if err != nil {
			return nil, err
		}
		all[n] = x
	}
	return all, nil
}

// read reads a table.
func read(data fs.FS, name ...string) ([]record, error) {
	f, err := data.Open(path.Join(name...))
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	all := make([]record, 0, len(rows))
	for _, row := range rows[1:] {
		r := make(record, len(row))
		for n, cell := range row {
			r[rows[0][n]] = cell
		}
		all = append(all, r)
	}
	return all, f.Close()
}

// fewestSchools is how many schools a county must have to be compared: with fewer there is little to
// choose.
const fewestSchools = 10

// counties groups records that are wanted, by a name, in the order of their first record.
func counties(records []record, name func(record) string) (names []string, of map[string][]record) {
	of = map[string][]record{}
	for _, r := range records {
		n := name(r)
		if n == "" {
			continue
		}
		if len(of[n]) == 0 {
			names = append(names, n)
		}
		of[n] = append(of[n], r)
	}
	return slices.DeleteFunc(names, func(n string) bool { return len(of[n]) < fewestSchools }), of
}

// add adds a school of one section. Without a place lon is 0.
func add(c *model.County, id string, area model.Area, lon, lat, pupils float64, stocks model.Stocks) {
	s := model.School{ID: id, Name: id, Kind: model.KindPrimary, Area: area}
	if lon != 0 {
		s.Place = &model.Place{Lon: lon, Lat: lat}
	}
	c.Schools = append(c.Schools, s)
	c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: pupils, Stocks: stocks})
}

// taiwan are the counties of Taiwan with their primary schools of 2024.
func taiwan(data fs.FS) ([]problem, error) {
	records, err := read(data, "taiwan_primary_2024", "schools.csv")
	if err != nil {
		return nil, err
	}
	names, of := counties(records, func(r record) string { return r["county"] })
	var all []problem
	for _, name := range names {
		c := &model.County{Name: name, Year: 2024}
		for _, r := range of[name] {
			x, err := r.numbers("longitude", "latitude", "pupils", "teachers", "classes")
			if err != nil {
				return nil, err
			}
			area := model.AreaRural
			if r["remoteness"] == "一般" { // neither remote nor hard to reach
				area = model.AreaTown
			}
			add(c, r["school_code"], area, x[0], x[1], x[2], model.Stocks{model.Teachers: x[3], model.Classes: x[4]})
		}
		some, err := aboutTeachers(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, some...)
	}
	return all, nil
}

// southAfrica is the largest district of each province of South Africa, with its public schools of 2017
// whose numbers can be: from 4 to 70 learners to an educator.
func southAfrica(data fs.FS) ([]problem, error) {
	records, err := read(data, "south_africa_2017", "schools.csv")
	if err != nil {
		return nil, err
	}
	names, of := counties(records, func(r record) string {
		x, err := r.numbers("learners", "educators")
		if err != nil || !strings.EqualFold(r["sector"], "public") || !(x[1] > 0) || x[0] < 4*x[1] || x[0] > 70*x[1] {
			return ""
		}
		return r["province"] + " " + cmp.Or(r["district"], "without district")
	})
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(of[b]), len(of[a])) })
	var all []problem
	seen := map[string]bool{}
	for _, name := range names {
		province, district, _ := strings.Cut(name, " ")
		if seen[province] || district == "without district" {
			continue
		}
		seen[province] = true
		c := &model.County{Name: name, Year: 2017}
		for _, r := range of[name] {
			x, err := r.numbers("learners", "educators")
			if err != nil {
				return nil, err
			}
			area := model.AreaTown
			if strings.EqualFold(r["urban_rural"], "rural") {
				area = model.AreaRural
			}
			add(c, r["natemis"], area, 0, 0, x[0], model.Stocks{model.Teachers: x[1]}) // many places are wrong
		}
		some, err := aboutTeachers(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, some...)
	}
	return all, nil
}

// star is the largest school system of the Tennessee experiment of 1985-89: teachers with a master's degree
// change places with others, every school keeps its number of teachers.
func star(data fs.FS) ([]problem, error) {
	records, err := read(data, "star_teachers_1985_89", "schools_by_grade.csv")
	if err != nil {
		return nil, err
	}
	const largest, master = "11", "teachers_master_plus"
	c := &model.County{Name: "STAR system " + largest, Year: 1989}
	at := map[string]int{}
	for _, r := range records {
		if r["system"] != largest {
			continue
		}
		x, err := r.numbers("pupils", "teachers", master)
		if err != nil {
			return nil, err
		}
		if _, ok := at[r["school"]]; !ok {
			at[r["school"]] = len(c.Sections)
			add(c, r["school"], model.AreaCity, 0, 0, 0, model.Stocks{})
		}
		s := &c.Sections[at[r["school"]]]
		s.Pupils += x[0]
		s.Stocks[model.Teachers] += x[1]
		s.Stocks[master] += x[2]
	}
	keep := plan.Limit{What: plan.LimitHeadcount, On: true}
	ask := func(q question, goal plan.GoalName, more plan.Limit) problem {
		return problem{county: c.Name, question: q, problem: &plan.Problem{
			County: c, Standard: only(master, "persons"), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: goal}},
			Limits: []plan.Limit{keep, more},
		}}
	}
	return []problem{ask(sameMoves, plan.Dispersion, capOn(plan.LimitMoves, 10)), ask(fewestMoves, plan.Moves, capOn(plan.LimitCV, 0.2))}, nil
}

// spending is the stock of California's districts.
const spending = "expenditure"

// california are counties of California, of 1998-99: a grant of a hundredth of what their school districts
// spend is divided among them.
func california(data fs.FS) ([]problem, error) {
	records, err := read(data, "caschools_1998", "districts.csv")
	if err != nil {
		return nil, err
	}
	names, of := counties(records, func(r record) string { return r["county"] })
	var all []problem
	for _, name := range names {
		c := &model.County{Name: name, Year: 1999, Currency: "dollar", Costs: []model.Cost{{
			Category: spending, Unit: "dollar", Cost: 1, Nature: model.Recurrent,
		}}}
		var sum float64
		for _, r := range of[name] {
			x, err := r.numbers("pupils", "expenditure_per_pupil")
			if err != nil {
				return nil, err
			}
			add(c, r["district_code"], model.AreaTown, 0, 0, x[0], model.Stocks{spending: x[0] * x[1]})
			sum += x[0] * x[1]
		}
		s := only(spending, "dollar")
		a, err := s.Assess(c)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		ask := func(q question, goal plan.GoalName, limit plan.Limit) problem {
			return problem{county: name, question: q, problem: &plan.Problem{
				County: c, Standard: s, Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: goal}}, Limits: []plan.Limit{limit},
			}}
		}
		all = append(all,
			ask(sameMoney, plan.Dispersion, capOn(plan.LimitSpending, postShare*sum)),
			ask(sameStandard, plan.CostGoal, capOn(plan.LimitCV, lessCV*a.Indicators[0].CV)))
	}
	return all, nil
}
