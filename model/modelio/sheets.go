package modelio

import (
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// A Sheet is one table of a county, as it is written.
type Sheet struct {
	Name    string // of the file: schools.csv
	Columns []string
	Numbers []bool // by column: it holds numbers
	rows    func(add func(cells ...string) error) error
}

// Rows calls add with the cells of every row until it fails. The cells may be used again after add
// returns. Numbers are plain decimals, written in full.
func (s *Sheet) Rows(add func(cells []string) error) error {
	return s.rows(func(cells ...string) error { return add(cells) })
}

// Sheets lists the tables that a county has, those with nil slices left out. The first one is called
// county.yaml; its rows are the keys of that file with their values, as [ReadTables] reads them.
// Stocks follow the other columns by alphabet.
func Sheets(c *model.County) []*Sheet {
	all := []*Sheet{
		sheet(&countyForm, nil, func(add func(...string) error) error { return countyRows(c, add) }),
		schoolSheet(c),
		sheet(&sectionForm, c.SectionStocks(), func(add func(...string) error) error { return sectionRows(c, add) }),
	}
	table := func(f *form, there bool, n int, row func(i int) []string) {
		if there {
			all = append(all, sheet(f, nil, func(add func(...string) error) error {
				for i := range n {
					if err := add(row(i)...); err != nil {
						return err
					}
				}
				return nil
			}))
		}
	}
	table(&kindForm, c.Staff != nil, len(c.Staff), func(i int) []string {
		s := &c.Staff[i]
		return []string{s.School, s.Stage, s.Kind.Name, strings.Join(s.Kind.Attributes, ";"), s.Kind.Subject, plain(s.Count)}
	})
	table(&fundForm, c.Funds != nil, len(c.Funds), func(i int) []string {
		f := &c.Funds[i]
		return []string{
			f.ID, filledInt(f.Year), plain(f.Amount), string(f.Nature), strings.Join(f.Categories, ";"),
			joined(f.Areas), joined(f.Kinds), filled(f.CoFundingShare), flag(f.CarryOver),
		}
	})
	table(&costForm, c.Costs != nil, len(c.Costs), func(i int) []string {
		k := &c.Costs[i]
		most := ""
		if k.MaxQuantity != nil {
			most = plain(*k.MaxQuantity)
		}
		return []string{k.Category, k.Unit, plain(k.Cost), string(k.Nature), filledInt(k.Year), k.School, most, flag(k.Whole)}
	})
	table(&postForm, c.Posts != nil, len(c.Posts), func(i int) []string {
		p := &c.Posts[i]
		return []string{p.School, p.Stage, p.Kind, p.Subject, plain(p.Max)}
	})
	table(&travelForm, c.Travel != nil, len(c.Travel), func(i int) []string {
		t := &c.Travel[i]
		return []string{t.From, t.School, plain(t.Metres), filled(t.Minutes), flag(t.Barrier)}
	})
	if c.Pieces != nil {
		all = append(all, pieceSheet(c))
	}
	table(&adjacencyForm, c.Borders != nil, len(c.Borders), func(i int) []string { return []string{c.Borders[i].A, c.Borders[i].B} })
	if c.Candidates != nil {
		all = append(all, candidateSheet(c))
	}
	table(&roomForm, c.Rooms != nil, len(c.Rooms), func(i int) []string {
		r := &c.Rooms[i]
		return []string{r.School, r.Use, plain(r.Area)}
	})
	table(&classForm, c.Classes != nil, len(c.Classes), func(i int) []string {
		k := &c.Classes[i]
		return []string{k.School, k.Stage, filledInt(k.Grade), k.Name, plain(k.Pupils)}
	})
	table(&teacherForm, c.Teachers != nil, len(c.Teachers), func(i int) []string { return teacherRow(&c.Teachers[i]) })
	table(&serviceForm, c.Services != nil, len(c.Services), func(i int) []string {
		s := &c.Services[i]
		return []string{
			s.School, s.Stage, filled(s.PupilsWanting), filled(s.PupilsServed), filled(s.SessionsPerWeek), filled(s.HoursPerWeek),
			filled(s.StaffHours), filled(s.FeeYuan), filled(s.SubsidyYuan),
		}
	})
	table(&outcomeForm, c.Outcomes != nil, len(c.Outcomes), func(i int) []string {
		o := &c.Outcomes[i]
		return []string{o.School, o.Stage, o.Measure, plain(o.Value)}
	})
	for _, answers := range []struct {
		f   *form
		all []model.Answer
	}{{&guaranteeForm, c.Guarantees}, {&surveyForm, c.Survey}} {
		table(answers.f, answers.all != nil, len(answers.all), func(i int) []string {
			a := &answers.all[i]
			return []string{a.Rule, a.School, a.Value}
		})
	}
	return all
}

func sheet(f *form, stocks []string, rows func(add func(...string) error) error) *Sheet {
	s := &Sheet{Name: f.table, Columns: slices.Concat(names(f.columns), stocks), rows: rows}
	for i := range s.Columns {
		s.Numbers = append(s.Numbers, i >= len(f.columns) || f.columns[i].number())
	}
	return s
}

// schoolSheet is the table of schools. The column of barriers is left out where no school has a side, so
// that a county without catchments is written as ever, and keeps its hash.
func schoolSheet(c *model.County) *Sheet {
	sided := slices.ContainsFunc(c.Schools, func(s model.School) bool { return s.BarrierSide != "" })
	s := sheet(&schoolForm, c.SchoolStocks(), func(add func(...string) error) error { return schoolRows(c, sided, add) })
	if i := slices.Index(s.Columns, "barrier_side"); !sided {
		s.Columns, s.Numbers = slices.Delete(s.Columns, i, i+1), slices.Delete(s.Numbers, i, i+1)
	}
	return s
}

func schoolRows(c *model.County, sided bool, add func(...string) error) error {
	stocks := c.SchoolStocks()
	var cells []string
	for i := range c.Schools {
		s := &c.Schools[i]
		lon, lat := placed(s.Place)
		cells = append(cells[:0], s.ID, s.Name, string(s.Kind), string(s.Area), s.Zone, s.Group, s.GroupRole,
			filledInt(s.Owner), lon, lat, filledInt(s.BuiltYear), filledInt(s.PlannedYear),
			strings.Join(s.Flags, ";"), s.CountedWith, filled(s.SeniorPupils))
		if sided {
			cells = append(cells, s.BarrierSide)
		}
		cells = appendStocks(cells, s.Stocks, stocks)
		if err := add(cells...); err != nil {
			return err
		}
	}
	return nil
}

func sectionRows(c *model.County, add func(...string) error) error {
	stocks := c.SectionStocks()
	var cells []string
	for i := range c.Sections {
		s := &c.Sections[i]
		cells = appendStocks(append(cells[:0], s.School, s.Stage, plain(s.Pupils)), s.Stocks, stocks)
		if err := add(cells...); err != nil {
			return err
		}
	}
	return nil
}

func teacherRow(t *model.Teacher) []string {
	lon, lat := placed(t.Home)
	arts := "0"
	if t.PEArts {
		arts = "1"
	}
	return []string{
		t.ID, t.School, t.Stage, t.Subject, string(t.Degree), t.Title, flag(t.Backbone), arts, filledInt(t.Age), t.Sex,
		filledInt(t.YearsAtSchool), filledInt(t.LastMoved), answered(t.Established), t.Exempt, answered(t.Consent), t.Couple, lon, lat,
	}
}

// placed is a place as two cells, empty where it is not known.
func placed(p *model.Place) (lon, lat string) {
	if p == nil {
		return "", ""
	}
	return plain(p.Lon), plain(p.Lat)
}

func appendStocks(cells []string, stocks model.Stocks, columns []string) []string {
	for _, column := range columns {
		cell := ""
		if v, ok := stocks[column]; ok {
			cell = plain(v)
		}
		cells = append(cells, cell)
	}
	return cells
}
