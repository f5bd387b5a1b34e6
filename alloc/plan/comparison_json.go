package plan

import (
	"io"
	"math"
)

// CompareSchema names the JSON form of a [Comparison].
const CompareSchema = "eduparity/compare/1"

// comparisonJSON is the form of a comparison in a file.
type comparisonJSON struct {
	Schema     string         `json:"schema"`
	Problem    problemJSON    `json:"problem"`
	Before     standingJSON   `json:"before"`
	Bound      num            `json:"bound"`
	Impossible bool           `json:"impossible"`
	Strategies []strategyJSON `json:"strategies"`
	Gains      []gainJSON     `json:"gains"`
}

type strategyJSON struct {
	Name   string          `json:"name"`
	Status Status          `json:"status"`
	Note   string          `json:"note,omitempty"`
	Proved bool            `json:"proved"`
	Value  num             `json:"value"`
	Gap    num             `json:"gap"`
	Goals  []goalValueJSON `json:"goals"`
	standingJSON
	Cost    num `json:"cost"`
	Moves   num `json:"moves"`
	KM      num `json:"km"`
	Seconds num `json:"seconds"`
}

type goalValueJSON struct {
	Name  GoalName `json:"name"`
	Value num      `json:"value"`
}

type standingJSON struct {
	Measures        []measuresJSON `json:"measures"`
	Sections        int            `json:"sections"`
	SectionsPassing int            `json:"sections_passing"`
	Passes          bool           `json:"passes"`
}

type measuresJSON struct {
	Code       string   `json:"code"`
	Stage      string   `json:"stage"`
	Limit      *float64 `json:"limit"`
	Changeable bool     `json:"changeable"`
	Mean       num      `json:"mean"`
	CV         num      `json:"cv"`
	Gini       num      `json:"gini"`
	Theil      num      `json:"theil"`
	McLoone    num      `json:"mcloone"`
	Verstegen  num      `json:"verstegen"`
	RangeRatio num      `json:"range_ratio"`
	Hoover     num      `json:"hoover"`
	Atkinson   num      `json:"atkinson"`
}

type gainJSON struct {
	Strategy string `json:"strategy"`
	By       Part   `json:"by"`
	Part     string `json:"part"`
	Sections int    `json:"sections"`
	Pupils   num    `json:"pupils"`
	Gaining  num    `json:"gaining"`
	Losing   num    `json:"losing"`
	Mixed    num    `json:"mixed"`
	Spent    num    `json:"spent"`
	Received num    `json:"received"`
	Sent     num    `json:"sent"`
	Hired    num    `json:"hired"`
}

// WriteComparison writes a comparison as indented JSON, schema [CompareSchema], ending in a newline. The
// same comparison gives the same bytes; what is undefined is null.
func WriteComparison(w io.Writer, c *Comparison) error {
	problem, err := c.Problem.json()
	if err != nil {
		return err
	}
	out := comparisonJSON{
		Schema: CompareSchema, Problem: *problem, Before: c.Before.json(), Bound: num(c.Bound), Impossible: c.Impossible,
		Strategies: []strategyJSON{}, Gains: []gainJSON{},
	}
	for i := range c.Strategies {
		out.Strategies = append(out.Strategies, c.Strategies[i].json())
	}
	for i := range c.Gains {
		g := &c.Gains[i]
		out.Gains = append(out.Gains, gainJSON{
			g.Strategy, g.By, g.Part, g.Sections, num(g.Pupils), num(g.Gaining), num(g.Losing), num(g.Mixed),
			num(g.Spent), num(g.Received), num(g.Sent), num(g.Hired),
		})
	}
	return writeIndented(w, out)
}

// ReadComparison reads a comparison that [WriteComparison] wrote; its problem has no county, as that of
// [Read]. Errors wrap [ErrFormat].
func ReadComparison(r io.Reader) (*Comparison, error) {
	var in comparisonJSON
	if err := readAs(r, CompareSchema, &in); err != nil {
		return nil, err
	}
	problem, err := in.Problem.problem()
	if err != nil {
		return nil, err
	}
	c := &Comparison{Problem: *problem, Before: in.Before.standing(), Bound: float64(in.Bound), Impossible: in.Impossible}
	for i := range in.Strategies {
		c.Strategies = append(c.Strategies, in.Strategies[i].result())
	}
	for i := range in.Gains {
		g := &in.Gains[i]
		c.Gains = append(c.Gains, Gain{
			g.Strategy, g.By, g.Part, g.Sections, float64(g.Pupils), float64(g.Gaining), float64(g.Losing), float64(g.Mixed),
			float64(g.Spent), float64(g.Received), float64(g.Sent), float64(g.Hired),
		})
	}
	return c, nil
}

func (s *StrategyResult) json() strategyJSON {
	out := strategyJSON{
		Name: s.Name, Status: s.Status, Note: s.Note, Proved: s.Proved, Value: num(s.Value), Gap: num(s.Gap), Goals: []goalValueJSON{},
		standingJSON: s.Standing.json(), Cost: num(s.Cost), Moves: num(s.Moves), KM: num(s.KM), Seconds: num(s.Seconds),
	}
	for _, g := range s.Goals {
		out.Goals = append(out.Goals, goalValueJSON{g.Name, num(g.Value)})
	}
	return out
}

func (s *strategyJSON) result() StrategyResult {
	out := StrategyResult{
		Name: s.Name, Status: s.Status, Note: s.Note, Proved: s.Proved, Value: float64(s.Value), Gap: float64(s.Gap),
		Standing: s.standing(), Cost: float64(s.Cost), Moves: float64(s.Moves), KM: float64(s.KM), Seconds: float64(s.Seconds),
	}
	for _, g := range s.Goals {
		out.Goals = append(out.Goals, GoalValue{g.Name, float64(g.Value)})
	}
	return out
}

func (s *Standing) json() standingJSON {
	out := standingJSON{Measures: []measuresJSON{}, Sections: s.Sections, SectionsPassing: s.SectionsPassing, Passes: s.Passes}
	for i := range s.Measures {
		m := &s.Measures[i]
		out.Measures = append(out.Measures, measuresJSON{
			m.Code, m.Stage, finite(m.Limit), m.Changeable, num(m.Mean), num(m.CV),
			num(m.Gini), num(m.Theil), num(m.McLoone), num(m.Verstegen), num(m.RangeRatio), num(m.Hoover), num(m.Atkinson),
		})
	}
	return out
}

func (s *standingJSON) standing() Standing {
	out := Standing{Sections: s.Sections, SectionsPassing: s.SectionsPassing, Passes: s.Passes}
	for i := range s.Measures {
		m := &s.Measures[i]
		out.Measures = append(out.Measures, IndicatorMeasures{
			m.Code, m.Stage, m.Limit, m.Changeable, float64(m.Mean), float64(m.CV),
			float64(m.Gini), float64(m.Theil), float64(m.McLoone), float64(m.Verstegen), float64(m.RangeRatio), float64(m.Hoover), float64(m.Atkinson),
		})
	}
	return out
}

// NoResult is the result of a strategy that came to no plan.
func NoResult(name string, status Status, note string) StrategyResult {
	nan := math.NaN()
	return StrategyResult{Name: name, Status: status, Note: note, Value: nan, Gap: nan, Cost: nan, Moves: nan, KM: nan, Seconds: nan}
}
