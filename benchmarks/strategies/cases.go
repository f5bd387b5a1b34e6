package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/benchmarks"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A question is what is asked of every county of a set.
type question string

// The questions.
const (
	sameMoney    question = "same money"    // as even as can be for a sum
	leastShort   question = "least short"   // least missing to the minimums, for a sum
	sameStandard question = "same standard" // cheapest under a limit on every CV
	toPass       question = "to pass"       // cheapest under which the county passes
	sameMoves    question = "same moves"    // as even as can be with so many teachers moved
	fewestMoves  question = "fewest moves"  // under a limit on the CV
)

// best says whether the question is how good a county can get; otherwise it is how little is enough.
func (q question) best() bool { return q == sameMoney || q == sameMoves || q == leastShort }

// A problem is a question about one county.
type problem struct {
	set, county string
	question    question
	problem     *plan.Problem
}

// strategies are those that can do something with the levers of a problem.
func (p *problem) strategies() []alloc.StrategyName {
	all := alloc.StrategyNames()
	if !p.problem.HasLever(plan.Rotation) {
		return without(all, alloc.NameHighestRatioFirst, alloc.NameLexicographicTransfer)
	}
	if !p.problem.HasLever(plan.Funding) && !p.problem.HasLever(plan.Hiring) {
		return without(all, alloc.NameEqualShare, alloc.NamePerPupil, alloc.NameFormulaWeighted)
	}
	return all
}

func without(names []alloc.StrategyName, not ...alloc.StrategyName) []alloc.StrategyName {
	return slices.DeleteFunc(names, func(n alloc.StrategyName) bool { return slices.Contains(not, n) })
}

// gather makes the problems of all sets that are at hand, and names those that are not.
func gather(data string, most int, only string) (cases []problem, absent []string, err error) {
	root := os.DirFS(data)
	sets := []struct {
		name string
		make func(fs.FS) ([]problem, error)
	}{
		{"generated", func(fs.FS) ([]problem, error) { return generated(most), nil }},
		{"taiwan", taiwan}, {"south-africa", southAfrica}, {"star", star}, {"california", california},
	}
	for _, set := range sets {
		if only != "" && only != set.name {
			continue
		}
		some, err := set.make(root)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			absent = append(absent, set.name)
			continue
		case err != nil:
			return nil, nil, fmt.Errorf("%s: %w", set.name, err)
		}
		for i := range some {
			some[i].set = set.name
		}
		cases = append(cases, some...)
	}
	if len(cases) == 0 {
		return nil, nil, fmt.Errorf("there is no set %q", only)
	}
	return cases, absent, nil
}

// What is asked of generated counties: a grant of so much for each section, so even, so much for teachers.
const (
	grantPerSection = 40_000
	evenCV          = 0.25
	evenTeachersCV  = 0.1
)

// generated are constructed counties. Posts are not limited: a rule that can only hire would have no plan.
func generated(most int) []problem {
	var cases []problem
	for _, n := range []int{20, 50, 100, 200, 500, 1000, 2000} {
		if n > most {
			break
		}
		c := benchmarks.County(n, 1)
		c.Posts = nil
		add := func(q question, goal plan.GoalName, levers []plan.Lever, indicators []string, limits ...plan.Limit) {
			cases = append(cases, problem{county: fmt.Sprintf("%d sections", n), question: q, problem: &plan.Problem{
				County: c, Standard: standard.QualityBalance2017(), Indicators: indicators, Levers: levers,
				Goals: []plan.Goal{{Name: goal}}, Limits: limits,
			}})
		}
		money, all := []plan.Lever{plan.Funding}, []plan.Lever{plan.Funding, plan.Hiring, plan.Rotation}
		grant := capOn(plan.LimitSpending, grantPerSection*float64(n))
		add(sameMoney, plan.Dispersion, money, []string{"L5"}, grant)
		add(leastShort, plan.Shortfall, all, nil, grant)
		add(sameStandard, plan.CostGoal, money, []string{"L4", "L5", "L6", "L7"}, capOn(plan.LimitCV, evenCV), plan.Limit{What: plan.LimitDivisible, On: true})
		add(toPass, plan.PassCost, all, nil)
		add(fewestMoves, plan.Moves, []plan.Lever{plan.Rotation}, []string{"L1"}, capOn(plan.LimitCV, evenTeachersCV))
	}
	return cases
}

// capOn is a limit with a maximum.
func capOn(what plan.What, most float64) plan.Limit { return plan.Limit{What: what, Max: &most} }

// only is a standard of one indicator without rules.
func only(stock, unit string) *standard.Standard {
	return &standard.Standard{
		Name: stock, Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{{
			Code: "X", Name: stock + " per 100 pupils", Unit: unit, Stock: []standard.Term{{Column: stock, Sign: 1}}, Per: 100,
		}},
	}
}

// What is asked of real counties: a fiftieth of the teachers may move; as many new posts as a hundredth; a
// dispersion less by a fifth.
const (
	movedShare = 0.02
	postShare  = 0.01
	lessCV     = 0.8
)

// aboutTeachers asks of a county how even its teachers can get: by moving a few, by a few new posts, and
// how few are enough. A section keeps a teacher for each of its classes where these are known, else one.
func aboutTeachers(c *model.County) ([]problem, error) {
	s := only(model.Teachers, "persons")
	a, err := s.Assess(c)
	if err != nil {
		return nil, err
	}
	var teachers float64
	for i := range c.Sections {
		teachers += c.Sections[i].Stocks[model.Teachers]
	}
	one := 1.0
	keep := plan.Limit{What: plan.LimitTeachers, Min: &one}
	if _, ok := c.Sections[0].Stocks[model.Classes]; ok {
		keep = plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}
	}
	hiring := c.Clone()
	hiring.Costs = []model.Cost{{Category: model.HirePrefix + model.PlainKind, Unit: "person", Cost: 1, Nature: model.Recurrent, Whole: true}}
	ask := func(q question, c *model.County, lever plan.Lever, goal plan.GoalName, limits ...plan.Limit) problem {
		return problem{county: c.Name, question: q, problem: &plan.Problem{
			County: c, Standard: s, Levers: []plan.Lever{lever}, Goals: []plan.Goal{{Name: goal}}, Limits: limits,
		}}
	}
	less := capOn(plan.LimitCV, lessCV*a.Indicators[0].CV)
	return []problem{
		ask(sameMoves, c, plan.Rotation, plan.Dispersion, keep, capOn(plan.LimitMoves, float64(int(movedShare*teachers)))),
		ask(fewestMoves, c, plan.Rotation, plan.Moves, keep, less),
		ask(sameMoney, hiring, plan.Hiring, plan.Dispersion, capOn(plan.LimitSpending, float64(int(postShare*teachers)))),
		ask(sameStandard, hiring, plan.Hiring, plan.CostGoal, less),
	}, nil
}
