package alloc_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A site is a school with one section, for counties that are written down.
type site struct {
	id, stage string
	pupils    float64
	school    model.Stocks
	section   model.Stocks
}

func sites(list ...site) *model.County {
	c := &model.County{Name: "case", Year: 2025}
	seen := map[string]bool{}
	for i, s := range list {
		if !seen[s.id] {
			seen[s.id] = true
			c.Schools = append(c.Schools, model.School{
				ID: s.id, Kind: model.KindNineYear, Area: model.AreaRural, Zone: "Z", Stocks: s.school,
				Place: &model.Place{Lon: 116, Lat: 29 + 0.1*float64(i)},
			})
		}
		c.Sections = append(c.Sections, model.Section{School: s.id, Stage: s.stage, Pupils: s.pupils, Stocks: s.section})
	}
	return c
}

// staffed is a section with teachers, and as many of them above the degree.
func staffed(id, stage string, pupils, teachers, above float64) site {
	return site{id, stage, pupils, model.Stocks{}, model.Stocks{model.Teachers: teachers, degree: above, desks: 0}}
}

func whole(category string, cost, most float64) model.Cost {
	c := model.Cost{Category: category, Unit: "piece", Cost: cost, Nature: model.Capital, Whole: true}
	if category == model.HirePrefix+model.PlainKind || category == model.CategoryMove {
		c.Unit, c.Nature = "person", model.Recurrent
	}
	if most > 0 {
		c.MaxQuantity = &most
	}
	return c
}

// judge is a standard of the given indicators.
func judge(indicators ...standard.Indicator) *standard.Standard {
	return &standard.Standard{Name: "case", Indicators: indicators}
}

func perPupil(code string, columns ...string) standard.Indicator {
	k := standard.Indicator{Code: code, Per: 1}
	for _, c := range columns {
		k.Stock = append(k.Stock, standard.Term{Column: c, Sign: 1})
	}
	return k
}

func at(stage string, v float64) map[string]float64 { return map[string]float64{stage: v} }

const (
	primary = model.StagePrimary
	junior  = model.StageJunior
)

// Problems that were once planned wrongly, each under the name of what was wrong.
func TestBruteForceCases(t *testing.T) {
	one := 1.0
	tests := []struct {
		name string
		p    func() *plan.Problem
	}{
		{"kinds that count in the same indicator, one of them twice", func() *plan.Problem {
			k := perPupil("W", model.Teachers, degree)
			k.CVLimit = at(primary, 0.35)
			return &plan.Problem{
				County:   sites(staffed("A", primary, 200, 3, 3), staffed("B", primary, 37, 2, 2), staffed("C", primary, 100, 3, 2)),
				Standard: judge(k), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.CostGoal}},
			}
		}},
		{"a floor above the teachers present, where the exchange route keeps only losses small", func() *plan.Problem {
			return &plan.Problem{
				County:   sites(staffed("A", primary, 37, 1, 0), staffed("B", primary, 80, 0, 0)),
				Standard: judge(perPupil("T", model.Teachers)), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Dispersion}},
				Limits: []plan.Limit{{What: plan.LimitTeachers, Min: &one}},
			}
		}},
		{"a floor in a stage without teachers", func() *plan.Problem {
			return &plan.Problem{
				County: sites(staffed("A", primary, 37, 1, 0), staffed("B", primary, 80, 3, 0),
					staffed("A", junior, 100, 0, 0), staffed("B", junior, 100, 0, 0)),
				Standard: judge(perPupil("T", model.Teachers)), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Dispersion}},
				Limits: []plan.Limit{{What: plan.LimitTeachers, Min: &one}},
			}
		}},
		{"nothing whole in the engine", func() *plan.Problem {
			c := sites(staffed("A", primary, 80, 1, 1), staffed("B", primary, 100, 1, 0))
			c.Costs = []model.Cost{whole(desks, 10, 3)}
			c.Funds = []model.Fund{{ID: "F", Year: 2026, Amount: 0, Nature: model.AnyNature, Categories: []string{model.CategoryAny}}}
			k := perPupil("D", desks)
			k.Minimum = at(primary, 0.01)
			return &plan.Problem{
				County: c, Standard: judge(k), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.Shortfall}},
			}
		}},
		{"small numbers of something cheap", func() *plan.Problem {
			c := sites(
				site{"A", primary, 80, nil, model.Stocks{desks: 0}}, site{"B", primary, 100, nil, model.Stocks{desks: 2}},
				site{"C", primary, 100, nil, model.Stocks{desks: 3}}, site{"D", primary, 37, nil, model.Stocks{desks: 1}},
			)
			c.Costs = []model.Cost{whole(desks, 10, 2), whole("boats", 100_000, 1)}
			k := perPupil("D", desks)
			k.CVLimit = at(primary, 0.35)
			return &plan.Problem{County: c, Standard: judge(k), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.Dispersion}}}
		}},
		{"whole units that schools of two stages share, on no grid of theirs", func() *plan.Problem {
			c := &model.County{Costs: []model.Cost{whole(desks, 30_000, 4)}}
			for n, pupils := range [][2]float64{{40, 31}, {55, 62}, {90, 23}} {
				id := string(rune('A' + n))
				c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindNineYear, Stocks: model.Stocks{desks: float64(2 + n)}})
				c.Sections = append(c.Sections, model.Section{School: id, Stage: primary, Pupils: pupils[0]}, model.Section{School: id, Stage: junior, Pupils: pupils[1]})
			}
			k := perPupil("D", desks)
			k.Split, k.CVLimit = true, map[string]float64{primary: 0.3, junior: 0.3}
			budget := 150_000.0
			return &plan.Problem{
				County: c, Standard: judge(k), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.Dispersion}},
				Limits: []plan.Limit{{What: plan.LimitSpending, Max: &budget}},
			}
		}},
		{"a stock that the county has nothing of, and no cap on money", func() *plan.Problem {
			c := sites(
				site{"A", primary, 37, nil, model.Stocks{desks: 0}}, site{"B", primary, 50, nil, model.Stocks{desks: 0}},
			)
			c.Costs = []model.Cost{whole(desks, 30_000, 3)}
			k := perPupil("D", desks)
			k.CVLimit = at(primary, 0.1)
			return &plan.Problem{County: c, Standard: judge(k), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.CostGoal}}}
		}},
		{"evenness by more units than ten times the minimum", func() *plan.Problem {
			c := sites(
				site{"A", primary, 37, nil, model.Stocks{desks: 0}}, site{"B", primary, 50, nil, model.Stocks{desks: 0}},
			)
			c.Costs = []model.Cost{whole(desks, 30_000, 3)}
			k := perPupil("D", desks)
			k.CVLimit, k.Minimum = at(primary, 0.1), at(primary, 0.005)
			return &plan.Problem{County: c, Standard: judge(k), Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.PassCost}}}
		}},
		{"a lock on hiring teachers who count in no indicator", func() *plan.Problem {
			c := sites(staffed("A", primary, 100, 1, 1), staffed("B", primary, 80, 0, 0))
			c.Costs = []model.Cost{whole("hire:plain", 100_000, 2)}
			k := perPupil("K", degree)
			k.Minimum = at(primary, 0.005)
			return &plan.Problem{
				County: c, Standard: judge(k), Levers: []plan.Lever{plan.Hiring}, Goals: []plan.Goal{{Name: plan.Shortfall}},
				Locks: []plan.Lock{{Key: "2026/hiring/hire///A/primary/plain", Fix: &one}},
			}
		}},
		{"evenness at no cost, reached with fewer moves by spending", func() *plan.Problem {
			c := sites(staffed("A", primary, 100, 0, 0), staffed("B", primary, 200, 2, 2), staffed("C", primary, 100, 3, 1))
			c.Costs = []model.Cost{whole("hire:plain", 100_000, 2)}
			return &plan.Problem{
				County: c, Standard: judge(perPupil("K", degree), perPupil("W", model.Teachers, degree)),
				Levers: []plan.Lever{plan.Hiring, plan.Rotation}, Goals: []plan.Goal{{Name: plan.Dispersion}},
			}
		}},
		{"what falls short of the minimums that the section rule lets be missed", func() *plan.Problem {
			t, w := perPupil("T", model.Teachers), perPupil("W", model.Teachers, degree)
			t.Minimum, w.Minimum = at(primary, 0.01), at(primary, 0.02)
			s := judge(t, w)
			s.Section = standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.5}
			return &plan.Problem{
				County:   sites(staffed("A", primary, 100, 3, 1), staffed("B", primary, 100, 0, 0)),
				Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.PassCost}, {Name: plan.Shortfall}},
			}
		}},
		{"a threshold that one level asks for in full, beside a rule that excuses one", func() *plan.Problem {
			c := sites(
				site{"A", primary, 100, nil, model.Stocks{desks: 0, rooms: 0}}, site{"B", primary, 200, nil, model.Stocks{desks: 3, rooms: 3}},
			)
			c.Costs = []model.Cost{whole(desks, 30_000, 6), whole(rooms, 10_000, 6)}
			d, r := perPupil("D", desks), perPupil("R", rooms)
			d.Minimum, r.Minimum = at(primary, 0.02), at(primary, 0.02)
			national := judge(d, r)
			national.Section = standard.SectionRule{MetAtLeast: 1, OthersAtShare: 0.5}
			s, err := standard.Stack(national, &standard.Standard{
				Name: "province", Indicators: []standard.Indicator{{Code: "D", Minimum: at(primary, 0.02)}},
			})
			require.NoError(t, err)
			return &plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.PassCost}}}
		}},
		{"floors between a share of the minimum and the minimum, and money for less than that", func() *plan.Problem {
			c := sites(site{"A", primary, 100, nil, model.Stocks{desks: 0, rooms: 0}}, site{"B", primary, 200, nil, model.Stocks{desks: 1, rooms: 6}})
			c.Costs = []model.Cost{whole(desks, 30_000, 2), whole(rooms, 10_000, 6)}
			d, r := perPupil("D", desks), perPupil("R", rooms)
			d.Minimum, d.Floor, r.Minimum = at(primary, 0.02), at(primary, 0.015), at(primary, 0.02)
			s := judge(d, r)
			s.Section = standard.SectionRule{MayMiss: 1, OthersAtShare: 0.5}
			return &plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Funding}, Goals: []plan.Goal{{Name: plan.PassCost}}}
		}},
		{"two stages that are as uneven, of which one can be levelled", func() *plan.Problem {
			c := sites(
				staffed("A", primary, 50, 0, 0), staffed("A", junior, 100, 1, 0), staffed("B", primary, 80, 2, 0), staffed("B", junior, 100, 0, 0),
			)
			c.Costs = []model.Cost{whole(model.CategoryMoveKM, 1000, 0)}
			c.Costs[0].Nature, c.Costs[0].Unit = model.Recurrent, "person"
			s := judge(perPupil("T", model.Teachers))
			s.Weighting = standard.Unweighted
			return &plan.Problem{County: c, Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Dispersion}}}
		}},
		{"means that start at nothing beside means that do not", func() *plan.Problem {
			c := sites(
				staffed("A", primary, 100, 0, 0), staffed("A", junior, 100, 2, 0), staffed("B", primary, 200, 0, 0), staffed("B", junior, 50, 0, 0),
			)
			c.Costs = []model.Cost{whole("hire:plain", 100_000, 1)}
			k := perPupil("T", model.Teachers)
			k.CVLimit = at(primary, 0.6)
			return &plan.Problem{County: c, Standard: judge(k), Levers: []plan.Lever{plan.Hiring}, Goals: []plan.Goal{{Name: plan.Dispersion}}}
		}},
		{"whole units of which parts would do", func() *plan.Problem {
			c := sites(staffed("A", primary, 200, 0, 0), staffed("B", primary, 100, 0, 0))
			c.Costs = []model.Cost{whole("hire:plain", 100_000, 2)}
			most := 50_000.0
			return &plan.Problem{
				County: c, Standard: judge(perPupil("T", model.Teachers)), Levers: []plan.Lever{plan.Hiring}, Goals: []plan.Goal{{Name: plan.Dispersion}},
				Limits: []plan.Limit{{What: plan.LimitSpending, Scope: plan.Scope{Zone: "Z"}, Max: &most}},
			}
		}},
		{"a swap of which each direction has a fund of its own", func() *plan.Problem {
			c := sites(staffed("A", primary, 100, 2, 2), staffed("B", primary, 100, 2, 0))
			c.Schools[0].Area = model.AreaCity
			c.Costs = []model.Cost{whole(model.CategoryMove, 1000, 0)}
			for _, area := range []model.Area{model.AreaCity, model.AreaRural} {
				c.Funds = append(c.Funds, model.Fund{
					ID: string(area), Year: 2026, Amount: 1000, Nature: model.AnyNature, Categories: []string{model.CategoryMove}, Areas: []model.Area{area},
				})
			}
			return &plan.Problem{
				County: c, Standard: judge(perPupil("K", degree)), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Dispersion}},
				Limits: []plan.Limit{{What: plan.LimitHeadcount, On: true}},
			}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := tt.p()
			require.NoError(t, p.County.Validate())
			require.NoError(t, p.Validate())
			b, ok := small(p)
			require.True(t, ok)
			compare(t, p, b)
		})
	}
}
