package diagnosis

import (
	"cmp"
	"slices"

	"github.com/eduparity/eduparity/model/measure"
	"github.com/eduparity/eduparity/model/standard"
)

// A Comparison is what became better and what worse between two years under one standard.
type Comparison struct {
	Earlier Year `json:"earlier"`
	Later   Year `json:"later"`

	Indicators []IndicatorChange `json:"indicators"` // of both years, in the order of the later one
	Sections   []SectionChange   `json:"sections"`   // of both years: those that changed sides first, then those that missed more minimums, then by what they lost most
	Verdicts   []VerdictChange   `json:"verdicts"`   // that changed sides, those that slipped first
	New        []string          `json:"new"`        // sections (SCHOOL/STAGE) that only the later year has
	Gone       []string          `json:"gone"`       // and only the earlier one
}

// A Year is one year in short.
type Year struct {
	Standing
	Year    int              `json:"year"`
	Outcome standard.Outcome `json:"outcome"` // over all verdicts
	Counts  Counts           `json:"counts"`
}

// Counts are numbers of verdicts by outcome.
type Counts struct {
	Pass   int `json:"pass"`
	Fail   int `json:"fail"`
	NoData int `json:"no_data"`
}

// Side says on which side of a rule something was and is.
type Side string

// The sides.
const (
	Improved Side = "improved" // failed, passes
	Slipped  Side = "slipped"  // passed, fails
	Stayed   Side = "stayed"   // on the same side
)

// sideOf tells what became of something.
func sideOf(before, after bool) Side {
	switch {
	case before == after:
		return Stayed
	case after:
		return Improved
	}
	return Slipped
}

// An IndicatorChange is one indicator of one stage in both years.
type IndicatorChange struct {
	Code  string    `json:"code"`
	Stage string    `json:"stage"`
	Mean  [2]Number `json:"mean"` // earlier, later
	CV    [2]Number `json:"cv"`
	Limit *float64  `json:"limit,omitempty"` // of the later year
	Side  Side      `json:"side"`            // of the CV's limit

	// What the CV's change is made of: sections that came or went, stocks that changed where the
	// pupils are, and pupils who changed where the stocks are. Of two orders in which stocks and
	// pupils may change, the mean counts; the three add up to the change.
	BySections Number `json:"by_sections"`
	ByStock    Number `json:"by_stock"`
	ByPupils   Number `json:"by_pupils"`
}

// A SectionChange is a section in both years.
type SectionChange struct {
	School string          `json:"school_id"`
	Stage  string          `json:"stage"`
	Pupils [2]float64      `json:"pupils"`
	Met    [2]int          `json:"met"`
	Side   Side            `json:"side"`
	Values []ReadingChange `json:"values"` // indicators with a minimum whose value changed: those that slipped first, then by how much of it, worst first
}

// A ReadingChange is one indicator of a section in both years.
type ReadingChange struct {
	Code    string     `json:"code"`
	Value   [2]float64 `json:"value"`
	Minimum float64    `json:"minimum"` // of the later year
	Side    Side       `json:"side"`
}

// change is the change in minimums.
func (r *ReadingChange) change() float64 { return (r.Value[1] - r.Value[0]) / r.Minimum }

// A VerdictChange is a verdict that came out otherwise.
type VerdictChange struct {
	Rule    string              `json:"rule"`
	Level   string              `json:"level,omitempty"`
	Where   string              `json:"where"`
	Outcome [2]standard.Outcome `json:"outcome"`
	Value   [2]Number           `json:"value"`
}

// Compare sets the assessment of a later year beside that of an earlier one. It expects two
// assessments of the same county under the same standard; what only one of them has is left out of
// the changes or listed as new and gone. It takes O(n log n) for n sections and verdicts.
func Compare(earlier, later *standard.Assessment) *Comparison {
	p := newPair(earlier, later)
	return &Comparison{
		Earlier: yearOf(earlier), Later: yearOf(later),
		Indicators: p.indicators(), Sections: p.sections(), Verdicts: p.verdicts(),
		New: p.only(later, p.before), Gone: p.only(earlier, p.after),
	}
}

func yearOf(a *standard.Assessment) Year {
	return Year{Standing: standingOf(a), Year: a.Year, Outcome: a.Outcome, Counts: Counts(a.Counts)}
}

// pair is two years side by side.
type pair struct {
	earlier, later *standard.Assessment
	before, after  map[[2]string]int // section by school and stage
}

func newPair(earlier, later *standard.Assessment) *pair {
	index := func(a *standard.Assessment) map[[2]string]int {
		m := make(map[[2]string]int, len(a.Sections))
		for i := range a.Sections {
			m[[2]string{a.Sections[i].School, a.Sections[i].Stage}] = i
		}
		return m
	}
	return &pair{earlier: earlier, later: later, before: index(earlier), after: index(later)}
}

// only lists the sections of a that the other year lacks.
func (p *pair) only(a *standard.Assessment, other map[[2]string]int) []string {
	names := []string{}
	for i := range a.Sections {
		s := &a.Sections[i]
		if _, ok := other[[2]string{s.School, s.Stage}]; !ok {
			names = append(names, s.School+"/"+s.Stage)
		}
	}
	return names
}

func (p *pair) indicators() []IndicatorChange {
	changes := []IndicatorChange{}
	for i := range p.later.Indicators {
		now := &p.later.Indicators[i]
		at := slices.IndexFunc(p.earlier.Indicators, func(r standard.IndicatorResult) bool { return r.Code == now.Code && r.Stage == now.Stage })
		if at < 0 {
			continue
		}
		then := &p.earlier.Indicators[at]
		c := IndicatorChange{
			Code: now.Code, Stage: now.Stage, Limit: now.Limit, Side: sideOf(then.Passes, now.Passes),
			Mean: [2]Number{Number(then.Mean), Number(now.Mean)}, CV: [2]Number{Number(then.CV), Number(now.CV)},
		}
		p.explain(&c)
		changes = append(changes, c)
	}
	return changes
}

// explain takes the change of a CV apart.
func (p *pair) explain(c *IndicatorChange) {
	var stock, pupils [2][]float64 // of the sections that both years have
	for i := range p.later.Sections {
		now := &p.later.Sections[i]
		at, ok := p.before[[2]string{now.School, now.Stage}]
		if !ok || now.Stage != c.Stage {
			continue
		}
		for year, s := range []*standard.SectionResult{&p.earlier.Sections[at], now} {
			for _, r := range s.Readings {
				if r.Code == c.Code {
					stock[year], pupils[year] = append(stock[year], r.Stock), append(pupils[year], s.Pupils)
				}
			}
		}
	}
	cv := measure.CV
	if p.later.Weighting == standard.Unweighted {
		cv = measure.UnweightedCV
	}
	both := func(stocks, enrolled int) float64 { return cv(stock[stocks], pupils[enrolled]) }
	byStock := (both(1, 0) - both(0, 0) + both(1, 1) - both(0, 1)) / 2
	byPupils := (both(0, 1) - both(0, 0) + both(1, 1) - both(1, 0)) / 2
	c.ByStock, c.ByPupils = Number(byStock), Number(byPupils)
	c.BySections = c.CV[1] - c.CV[0] - c.ByStock - c.ByPupils
	if len(stock[0]) == len(p.rowsOf(p.earlier, c.Stage)) && len(stock[1]) == len(p.rowsOf(p.later, c.Stage)) {
		c.BySections = 0 // none came or went: what is left is rounding
	}
}

// rowsOf lists the sections of a stage.
func (p *pair) rowsOf(a *standard.Assessment, stage string) []int {
	var rows []int
	for i := range a.Sections {
		if a.Sections[i].Stage == stage {
			rows = append(rows, i)
		}
	}
	return rows
}

func (p *pair) sections() []SectionChange {
	changes := []SectionChange{}
	for i := range p.later.Sections {
		now := &p.later.Sections[i]
		at, ok := p.before[[2]string{now.School, now.Stage}]
		if !ok {
			continue
		}
		then := &p.earlier.Sections[at]
		c := SectionChange{
			School: now.School, Stage: now.Stage, Pupils: [2]float64{then.Pupils, now.Pupils}, Met: [2]int{then.Met, now.Met},
			Side: sideOf(then.Passes, now.Passes), Values: []ReadingChange{},
		}
		for _, r := range now.Readings {
			if r.Minimum == nil {
				continue
			}
			k := slices.IndexFunc(then.Readings, func(q standard.Reading) bool { return q.Code == r.Code })
			if k < 0 || then.Readings[k].Value == r.Value {
				continue
			}
			c.Values = append(c.Values, ReadingChange{
				Code: r.Code, Value: [2]float64{then.Readings[k].Value, r.Value}, Minimum: *r.Minimum,
				Side: sideOf(then.Readings[k].Met, r.Met),
			})
		}
		slices.SortStableFunc(c.Values, func(x, y ReadingChange) int {
			return cmp.Or(cmp.Compare(fallen(x.Side), fallen(y.Side)), cmp.Compare(x.change(), y.change()))
		})
		changes = append(changes, c)
	}
	slices.SortStableFunc(changes, func(x, y SectionChange) int {
		return cmp.Or(
			cmp.Compare(sideRank(x.Side), sideRank(y.Side)),
			cmp.Compare(slippedValues(y), slippedValues(x)),
			cmp.Compare(worstChange(x), worstChange(y)))
	})
	return changes
}

func sideRank(s Side) int { return slices.Index([]Side{Slipped, Improved, Stayed}, s) }

// fallen puts what slipped before all else.
func fallen(s Side) int {
	if s == Slipped {
		return 0
	}
	return 1
}

// slippedValues counts the minimums that a section does not reach any more.
func slippedValues(c SectionChange) (n int) {
	for _, v := range c.Values {
		if v.Side == Slipped {
			n++
		}
	}
	return n
}

func worstChange(c SectionChange) float64 {
	if len(c.Values) == 0 {
		return 0
	}
	return c.Values[0].change()
}

func (p *pair) verdicts() []VerdictChange {
	type key struct{ rule, level, where string }
	then := make(map[key]*standard.Verdict, len(p.earlier.Verdicts))
	for i := range p.earlier.Verdicts {
		v := &p.earlier.Verdicts[i]
		then[key{v.Rule, v.Level, v.Where}] = v
	}
	changes := []VerdictChange{}
	for i := range p.later.Verdicts {
		now := &p.later.Verdicts[i]
		v, ok := then[key{now.Rule, now.Level, now.Where}]
		if !ok || v.Outcome == now.Outcome {
			continue
		}
		changes = append(changes, VerdictChange{
			Rule: now.Rule, Level: now.Level, Where: now.Where,
			Outcome: [2]standard.Outcome{v.Outcome, now.Outcome}, Value: [2]Number{Number(v.Value), Number(now.Value)},
		})
	}
	slices.SortStableFunc(changes, func(x, y VerdictChange) int { return cmp.Compare(outcomeRank(x.Outcome[1]), outcomeRank(y.Outcome[1])) })
	return changes
}

func outcomeRank(o standard.Outcome) int {
	return slices.Index([]standard.Outcome{standard.Fail, standard.NoData, standard.Pass}, o)
}
