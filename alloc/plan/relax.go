package plan

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// InParts says of a problem that has no whole plan whether it has one where everything comes in parts:
// the same problem under [LimitDivisible].
type InParts struct {
	Status  Status   // Feasible: see Actions; StatusInfeasible: parts would not help; Unknown
	Of      []string // what Actions take parts of: [PartsOfTeachers], or the name of a stock
	Actions []Action // one such plan
}

// PartsOfTeachers stands for teachers hired or moved in parts.
const PartsOfTeachers = "teachers"

// PartsOf lists what some action takes a part of, in the order of the actions.
func PartsOf(actions []Action) []string {
	var of []string
	for i := range actions {
		a := &actions[i]
		if math.Abs(a.Quantity-math.Round(a.Quantity)) <= partRounding {
			continue
		}
		what := PartsOfTeachers
		if a.Kind == Buy {
			what = a.Of
		}
		if !slices.Contains(of, what) {
			of = append(of, what)
		}
	}
	return of
}

// Relaxed is the whole plan that the relaxations of an infeasible problem make possible.
type Relaxed struct {
	// Status is Optimal where no whole plan asks for less (see RelaxedLevel), to the gap of the run;
	// Feasible where that is not proved; StatusInfeasible where no relaxation helps whole plans, short of
	// dropping a minimum altogether or what is never relaxed (posts, floors, locks); Unknown where the time was too short for any.
	Status  Status
	Levels  []RelaxedLevel // in the order in which they are minimised
	Actions []Action       // keep every rule of the problem relaxed: see [Problem.Relax]
}

// A RelaxedLevel is by how much the rules of one sort are relaxed. Levels are minimised one after the
// other: first what standards ask for, then the number of moves, then money.
type RelaxedLevel struct {
	Of    RelaxedSort `json:"of"`
	Value float64     `json:"value"`
	Bound float64     `json:"bound"` // no whole plan that is as good in the levels before comes by with less
}

// RelaxedSort is a sort of rules that may be relaxed.
type RelaxedSort string

// The sorts of rules that may be relaxed, in the order in which they are minimised.
const (
	// RelaxedStandards: the sum of the shares by which minimums are lowered and, [CVWeight] times, of what
	// means of CVs come to beyond their limits, and the squares of CVs beyond those of theirs. The latter is in units of the mean before
	// the plan: where a plan raises the mean of an indicator to m times that, it counts m times.
	RelaxedStandards RelaxedSort = "standards"
	RelaxedMoves     RelaxedSort = "moves" // the sum over the limits on moves
	RelaxedMoney     RelaxedSort = "money" // yuan, the sum over funds and limits on spending
)

// CVWeight makes missing a CV limit dearer than missing minimums: thresholds explain more.
const CVWeight = 100

// RelaxedSorts lists the sorts in the order in which they are minimised.
func RelaxedSorts() []RelaxedSort {
	return []RelaxedSort{RelaxedStandards, RelaxedMoves, RelaxedMoney}
}

// Sort is the sort of rules that a relaxation is of.
func (x *Relaxation) Sort() RelaxedSort {
	switch what, _, _ := strings.Cut(x.Rule, ":"); what {
	case "cv", "minimum", RuleComposite:
		return RelaxedStandards
	case string(LimitMoves):
		return RelaxedMoves
	}
	return RelaxedMoney
}

// RelaxedBy is what the relaxations of a sort come to, under the measure of [RelaxedStandards] for the
// states before and after.
func RelaxedBy(sort RelaxedSort, all []Relaxation, s *standard.Standard, before, after *State) float64 {
	var sum float64
	for i := range all {
		x := &all[i]
		if x.Sort() != sort {
			continue
		}
		what, place, _ := strings.Cut(x.Rule, ":")
		switch what {
		case "minimum":
			sum += 1 - x.To/x.From
		case "cv":
			sum += CVWeight * meanGrowth(place, s, before, after) * (x.To*x.To - x.From*x.From)
		case RuleComposite:
			sum += CVWeight * (x.To - x.From)
		default:
			sum += x.To - x.From
		}
	}
	return sum
}

// RelaxedTolerance is by how much a level may be above its bound and count as the least: the gap, for
// moves and money relative to what is allowed of them.
func RelaxedTolerance(sort RelaxedSort, all []Relaxation, gap float64) float64 {
	scale := 0.0
	for i := range all {
		if all[i].Sort() == sort && sort != RelaxedStandards {
			scale += math.Abs(all[i].To)
		}
	}
	return max(gap, relaxedRounding) * max(1, scale)
}

// meanGrowth is how many times its mean an indicator has after a plan. Where it was 0 the mean after is
// in stock per pupil.
func meanGrowth(place string, s *standard.Standard, before, after *State) float64 {
	code, stage, _ := strings.Cut(place, "/")
	at := func(x StateIndicator) bool { return x.Code == code && x.Stage == stage }
	b, a := slices.IndexFunc(before.Indicators, at), slices.IndexFunc(after.Indicators, at)
	k, ok := s.Index(code)
	if b < 0 || a < 0 || !ok {
		return 1
	}
	if before.Indicators[b].Mean == 0 {
		return after.Indicators[a].Mean / s.Indicators[k].Per
	}
	return after.Indicators[a].Mean / before.Indicators[b].Mean
}

// Relax is the problem with rules relaxed: limits on CVs, on their mean, on spending and on moves and funds raised,
// minimums lowered. It shares what it does not change. The error names a relaxation of something that
// the problem has not.
//
// Rules are named cv:CODE/STAGE, minimum:CODE/STAGE, composite:STAGE, fund:ID (as [Escape] writes it), and spending or
// moves, followed by a colon and the scope where they have one.
func (p *Problem) Relax(all []Relaxation) (*Problem, error) {
	q := *p
	for i := range all {
		x := &all[i]
		if math.IsNaN(x.To) || math.IsInf(x.To, 0) || x.To < 0 {
			return nil, problem("relaxation of %s to %v: must be a number of 0 or more", x.Rule, x.To)
		}
		what, place, _ := strings.Cut(x.Rule, ":")
		code, stage, _ := strings.Cut(place, "/")
		done := false
		switch what {
		case "cv":
			done = q.relaxCV(code, stage, x.To)
		case "minimum":
			done = q.relaxMinimum(code, stage, x.To)
		case RuleComposite:
			done = q.relaxComposite(place, x.To)
		case "fund":
			done = q.relaxFund(place, x.To)
		case string(LimitSpending), string(LimitMoves):
			done = q.relaxLimit(What(what), place, x.To)
		}
		if !done {
			return nil, problem("relaxation of %s: the problem has no such rule", x.Rule)
		}
	}
	return &q, nil
}

// relaxCV raises one CV limit: the standard's where that is the one, for a stated one would replace its
// limit on the mean, too; else all are stated anew, each by itself.
func (p *Problem) relaxCV(code, stage string, to float64) (done bool) {
	if _, stated := p.statedCV(code, stage); !stated && len(p.Goals) > 0 && !p.statedOnly() {
		return p.relaxStandardCV(code, stage, to)
	}
	var stages []string
	for i := range p.County.Sections {
		if s := p.County.Sections[i].Stage; !slices.Contains(stages, s) {
			stages = append(stages, s)
		}
	}
	limits := slices.DeleteFunc(slices.Clone(p.Limits), func(l Limit) bool { return l.What == LimitCV })
	for _, s := range stages {
		for k := range p.Standard.Indicators {
			c := p.Standard.Indicators[k].Code
			limit, ok := p.CVLimit(c, s)
			if p.statedOnly() {
				limit, ok = p.statedCV(c, s) // the standard's are no conditions there
			}
			if !ok {
				continue
			}
			if c == code && s == stage {
				limit, done = max(limit, to), true
			}
			limits = append(limits, Limit{What: LimitCV, Scope: Scope{Indicator: c, Stage: s}, Max: &limit})
		}
	}
	p.Limits = limits
	return done
}

// relaxStandardCV raises a CV limit of the standard, which is then no stack.
func (p *Problem) relaxStandardCV(code, stage string, to float64) bool {
	k, ok := p.Standard.Index(code)
	if !ok || !p.Selected(code, stage) {
		return false
	}
	limit, ok := p.Standard.Indicators[k].CVLimit[stage]
	if !ok {
		return false
	}
	s := *p.Standard
	s.Levels = nil
	s.Indicators = slices.Clone(s.Indicators)
	s.Indicators[k].CVLimit = maps.Clone(s.Indicators[k].CVLimit)
	s.Indicators[k].CVLimit[stage] = max(limit, to)
	p.Standard = &s
	return true
}

// relaxMinimum lowers the minimum of an indicator in a stage.
func (p *Problem) relaxMinimum(code, stage string, to float64) bool {
	k, ok := p.Standard.Index(code)
	if !ok {
		return false
	}
	minimum, ok := p.Standard.Indicators[k].Minimum[stage]
	if !ok {
		return false
	}
	p.Standard = p.Standard.WithMinimum(k, stage, min(minimum, to))
	return true
}

// relaxComposite raises the limit on the mean of the CVs of a stage. The standard is then no stack: its
// levels do not say what it says.
func (p *Problem) relaxComposite(stage string, to float64) (done bool) {
	limit, ok := p.Standard.Composite.CVLimit[stage]
	if !ok {
		return false
	}
	s := *p.Standard
	s.Levels = nil
	s.Composite.CVLimit = maps.Clone(s.Composite.CVLimit)
	s.Composite.CVLimit[stage] = max(limit, to)
	p.Standard = &s
	return true
}

// relaxFund gives a fund more.
func (p *Problem) relaxFund(name string, to float64) (done bool) {
	c := *p.County
	c.Funds = slices.Clone(c.Funds)
	for i := range c.Funds {
		if f := &c.Funds[i]; Escape(f.ID) == name && (f.Year == 0 || f.Year == p.Year()) {
			f.Amount, done = max(f.Amount, to), true
		}
	}
	p.County = &c
	return done
}

// relaxLimit raises the limits of one kind and scope.
func (p *Problem) relaxLimit(w What, scope string, to float64) (done bool) {
	p.Limits = slices.Clone(p.Limits)
	for i := range p.Limits {
		if l := &p.Limits[i]; l.What == w && l.Max != nil && l.Scope.String() == scope {
			most := max(*l.Max, to)
			l.Max, done = &most, true
		}
	}
	return done
}

// LimitName is how reasons and relaxations call a limit on spending or moves.
func LimitName(w What, scope string) string {
	if scope == "" {
		return string(w)
	}
	return string(w) + ":" + scope
}

// wholeStocks says whether something that is bought is sold in whole units only.
func (p *Prices) wholeStocks() bool {
	some := func(prices map[string]Price) bool {
		for category, price := range prices {
			if price.Whole && isStock(category) && !strings.HasPrefix(category, model.HirePrefix) {
				return true
			}
		}
		return false
	}
	for _, prices := range p.here {
		if some(prices) {
			return true
		}
	}
	return some(p.everywhere)
}

// Whole says whether a plan has something in it that must be whole: teachers who move or are hired, or
// what is sold in whole units only.
func (r *Rules) Whole() bool {
	p := r.Problem
	return !r.Divisible && (p.HasLever(Rotation) || p.HasLever(Hiring) || p.HasLever(Funding) && r.Prices.wholeStocks())
}
