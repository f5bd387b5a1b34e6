package plan

import (
	"fmt"

	"github.com/eduparity/eduparity/model/standard"
)

// planJSON is the form of a plan in a file.
type planJSON struct {
	Schema      string           `json:"schema"`
	Problem     problemJSON      `json:"problem"`
	Status      Status           `json:"status"`
	Goals       []goalResultJSON `json:"goals"`
	Actions     []actionJSON     `json:"actions"`
	Before      stateJSON        `json:"before"`
	After       []stateJSON      `json:"after"`
	Cost        costJSON         `json:"cost"`
	Infeasible  *infeasibleJSON  `json:"infeasible,omitempty"`
	Certificate *certificateJSON `json:"certificate,omitempty"`
	Run         Run              `json:"run"`
}

type goalResultJSON struct {
	Name        GoalName         `json:"name"`
	Value       num              `json:"value"`
	Levels      []levelJSON      `json:"levels,omitempty"`
	Bound       num              `json:"bound"`
	Gap         num              `json:"gap"`
	Status      Status           `json:"status"`
	Certificate *certificateJSON `json:"certificate"`
}

type levelJSON struct {
	Code  string `json:"code"`
	Stage string `json:"stage"`
	Ratio num    `json:"ratio"`
}

type actionJSON struct {
	Key        string      `json:"key"`
	Year       int         `json:"year"`
	Lever      Lever       `json:"lever"`
	Kind       ActionKind  `json:"kind"`
	From       string      `json:"from"`
	To         string      `json:"to"`
	School     string      `json:"school"`
	Stage      string      `json:"stage"`
	Of         string      `json:"of"`
	Quantity   num         `json:"quantity"`
	Unit       string      `json:"unit"`
	Cost       num         `json:"cost"`
	Nature     string      `json:"nature"`
	Funds      []fundShare `json:"funds,omitempty"`
	Metres     *num        `json:"metres,omitempty"`
	TeacherIDs []string    `json:"teacher_ids,omitempty"`
	Reason     string      `json:"reason"`
}

type fundShare struct {
	Fund   string `json:"fund"`
	Amount num    `json:"amount"`
}

type stateJSON struct {
	Year            int                  `json:"year"`
	Indicators      []stateIndicatorJSON `json:"indicators"`
	Sections        []stateSectionJSON   `json:"sections"`
	SectionsPassing int                  `json:"sections_passing"`
	Verdicts        []verdictJSON        `json:"verdicts"`
	Passes          bool                 `json:"passes"`
}

type stateIndicatorJSON struct {
	Code   string   `json:"code"`
	Stage  string   `json:"stage"`
	Mean   num      `json:"mean"`
	CV     *float64 `json:"cv"`
	Limit  *float64 `json:"limit"`
	Passes bool     `json:"passes"`
}

type stateSectionJSON struct {
	School string         `json:"school_id"`
	Stage  string         `json:"stage"`
	Values map[string]num `json:"values"`
	Met    int            `json:"met"`
	Passes bool           `json:"passes"`
}

// verdictJSON has the fields of [standard.Verdict] in its order, and refuses unknown ones.
type verdictJSON struct {
	Rule      string `json:"rule"`
	Where     string `json:"where"`
	Value     num    `json:"value"`
	Threshold num    `json:"threshold"`
	Margin    num    `json:"margin"`
	Passes    bool   `json:"passes"`
	Inputs    string `json:"inputs"`
	Relief    string `json:"relief,omitempty"`
	Verified  bool   `json:"verified"`
}

type costJSON struct {
	Total    num            `json:"total"`
	ByFund   map[string]num `json:"by_fund"`
	ByLever  map[string]num `json:"by_lever"`
	ByNature map[string]num `json:"by_nature"`
}

type infeasibleJSON struct {
	Reasons     []reasonJSON     `json:"reasons"`
	Relaxations []relaxationJSON `json:"relaxations"`
}

type reasonJSON struct {
	Rule    string `json:"rule"`
	Where   string `json:"where"`
	ShortBy num    `json:"short_by"`
	Unit    string `json:"unit"`
	Text    string `json:"text"`
}

type relaxationJSON struct {
	Rule string `json:"rule"`
	From num    `json:"from"`
	To   num    `json:"to"`
	Cost *num   `json:"cost,omitempty"`
}

type certificateJSON struct {
	Kind      CertificateKind  `json:"kind"`
	Bound     num              `json:"bound"`
	RootBound *num             `json:"root_bound,omitempty"`
	Data      *certificateData `json:"data,omitempty"`
}

type certificateData struct {
	Rows     []rowMultiplier `json:"rows,omitempty"`
	Exchange []exchangePrice `json:"exchange,omitempty"`
	Ratios   []levelJSON     `json:"ratios,omitempty"`
}

type rowMultiplier struct {
	Row        string `json:"row"`
	Multiplier num    `json:"multiplier"`
}

type exchangePrice struct {
	Stage string `json:"stage"`
	Code  string `json:"code"`
	Level num    `json:"level"`
	Move  num    `json:"move"`
}

// json is the plan in the form of its file.
func (p *Plan) json() (*planJSON, error) {
	problem, err := p.Problem.json()
	if err != nil {
		return nil, err
	}
	out := &planJSON{
		Schema: Schema, Problem: *problem, Status: p.Status, Goals: []goalResultJSON{}, Actions: []actionJSON{},
		Before: p.Before.json(), After: []stateJSON{},
		Cost:       costJSON{num(p.Cost.Total), nums(p.Cost.ByFund), nums(p.Cost.ByLever), nums(p.Cost.ByNature)},
		Infeasible: p.Infeasible.json(), Certificate: p.Certificate.json(), Run: p.Run,
	}
	for _, g := range p.Goals {
		goal := goalResultJSON{
			Name: g.Name, Value: num(g.Value), Bound: num(g.Bound), Gap: num(g.Gap), Status: g.Status, Certificate: g.Certificate.json(),
		}
		for _, l := range g.Levels {
			goal.Levels = append(goal.Levels, levelJSON{l.Code, l.Stage, num(l.Ratio)})
		}
		out.Goals = append(out.Goals, goal)
	}
	for _, a := range p.Actions {
		out.Actions = append(out.Actions, a.json())
	}
	for _, s := range p.After {
		out.After = append(out.After, s.json())
	}
	return out, nil
}

// read takes the plan over from the form of its file.
func (p *Plan) read(in *planJSON) error {
	problem, err := in.Problem.problem()
	if err != nil {
		return err
	}
	*p = Plan{
		Problem: *problem, Status: in.Status, Before: in.Before.state(),
		Cost:       Cost{float64(in.Cost.Total), floats(in.Cost.ByFund), floats(in.Cost.ByLever), floats(in.Cost.ByNature)},
		Infeasible: in.Infeasible.infeasible(), Certificate: in.Certificate.certificate(), Run: in.Run,
	}
	for _, g := range in.Goals {
		goal := GoalResult{
			Name: g.Name, Value: float64(g.Value), Bound: float64(g.Bound), Gap: float64(g.Gap),
			Status: g.Status, Certificate: g.Certificate.certificate(),
		}
		for _, l := range g.Levels {
			goal.Levels = append(goal.Levels, Level{l.Code, l.Stage, float64(l.Ratio)})
		}
		p.Goals = append(p.Goals, goal)
	}
	for i := range in.Actions {
		a := in.Actions[i].action()
		if key := a.Key(); in.Actions[i].Key != key {
			return fmt.Errorf("%w: action %d has the key %q, but says %q", ErrFormat, i+1, in.Actions[i].Key, key)
		}
		p.Actions = append(p.Actions, a)
	}
	for i := range in.After {
		p.After = append(p.After, in.After[i].state())
	}
	return nil
}

func (a *Action) json() actionJSON {
	out := actionJSON{
		Key: a.Key(), Year: a.Year, Lever: a.Lever, Kind: a.Kind, From: a.From, To: a.To, School: a.School,
		Stage: a.Stage, Of: a.Of, Quantity: num(a.Quantity), Unit: a.Unit, Cost: num(a.Cost), Nature: a.Nature,
		Metres: numPointer(a.Metres), TeacherIDs: a.TeacherIDs, Reason: a.Reason,
	}
	for _, f := range a.Funds {
		out.Funds = append(out.Funds, fundShare{f.Fund, num(f.Amount)})
	}
	return out
}

func (a *actionJSON) action() Action {
	out := Action{
		Year: a.Year, Lever: a.Lever, Kind: a.Kind, From: a.From, To: a.To, School: a.School,
		Stage: a.Stage, Of: a.Of, Quantity: float64(a.Quantity), Unit: a.Unit, Cost: float64(a.Cost), Nature: a.Nature,
		Metres: floatPointer(a.Metres), TeacherIDs: a.TeacherIDs, Reason: a.Reason,
	}
	for _, f := range a.Funds {
		out.Funds = append(out.Funds, FundShare{f.Fund, float64(f.Amount)})
	}
	return out
}

func (s *State) json() stateJSON {
	out := stateJSON{
		Year: s.Year, SectionsPassing: s.SectionsPassing, Passes: s.Passes,
		Indicators: make([]stateIndicatorJSON, len(s.Indicators)), Sections: make([]stateSectionJSON, len(s.Sections)),
		Verdicts: make([]verdictJSON, len(s.Verdicts)),
	}
	for i, x := range s.Indicators {
		out.Indicators[i] = stateIndicatorJSON{x.Code, x.Stage, num(x.Mean), finite(x.CV), finite(x.Limit), x.Passes}
	}
	for i, x := range s.Sections {
		out.Sections[i] = stateSectionJSON{x.School, x.Stage, nums(x.Values), x.Met, x.Passes}
	}
	for i, v := range s.Verdicts {
		out.Verdicts[i] = verdictJSON{
			v.Rule, v.Where, num(v.Value), num(v.Threshold), num(v.Margin), v.Passes, v.Inputs, v.Relief, v.Verified,
		}
	}
	return out
}

func (s *stateJSON) state() State {
	out := State{
		Year: s.Year, SectionsPassing: s.SectionsPassing, Passes: s.Passes,
		Indicators: make([]StateIndicator, len(s.Indicators)), Sections: make([]StateSection, len(s.Sections)),
		Verdicts: make([]standard.Verdict, len(s.Verdicts)),
	}
	for i, x := range s.Indicators {
		out.Indicators[i] = StateIndicator{x.Code, x.Stage, float64(x.Mean), x.CV, x.Limit, x.Passes}
	}
	for i, x := range s.Sections {
		out.Sections[i] = StateSection{x.School, x.Stage, floats(x.Values), x.Met, x.Passes}
	}
	for i, v := range s.Verdicts {
		out.Verdicts[i] = standard.Verdict{
			Rule: v.Rule, Where: v.Where, Value: float64(v.Value), Threshold: float64(v.Threshold), Margin: float64(v.Margin),
			Passes: v.Passes, Inputs: v.Inputs, Relief: v.Relief, Verified: v.Verified,
		}
	}
	return out
}

func (f *Infeasible) json() *infeasibleJSON {
	if f == nil {
		return nil
	}
	out := &infeasibleJSON{Reasons: []reasonJSON{}, Relaxations: []relaxationJSON{}}
	for _, r := range f.Reasons {
		out.Reasons = append(out.Reasons, reasonJSON{r.Rule, r.Where, num(r.ShortBy), r.Unit, r.Text})
	}
	for _, r := range f.Relaxations {
		out.Relaxations = append(out.Relaxations, relaxationJSON{r.Rule, num(r.From), num(r.To), numPointer(r.Cost)})
	}
	return out
}

func (f *infeasibleJSON) infeasible() *Infeasible {
	if f == nil {
		return nil
	}
	out := &Infeasible{}
	for _, r := range f.Reasons {
		out.Reasons = append(out.Reasons, Reason{r.Rule, r.Where, float64(r.ShortBy), r.Unit, r.Text})
	}
	for _, r := range f.Relaxations {
		out.Relaxations = append(out.Relaxations, Relaxation{r.Rule, float64(r.From), float64(r.To), floatPointer(r.Cost)})
	}
	return out
}

func (c *Certificate) json() *certificateJSON {
	if c == nil {
		return nil
	}
	out := &certificateJSON{Kind: c.Kind, Bound: num(c.Bound), RootBound: numPointer(c.RootBound)}
	if c.Data != nil {
		out.Data = &certificateData{}
		for _, r := range c.Data.Rows {
			out.Data.Rows = append(out.Data.Rows, rowMultiplier{r.Row, num(r.Multiplier)})
		}
		for _, e := range c.Data.Exchange {
			out.Data.Exchange = append(out.Data.Exchange, exchangePrice{e.Stage, e.Code, num(e.Level), num(e.Move)})
		}
		for _, l := range c.Data.Ratios {
			out.Data.Ratios = append(out.Data.Ratios, levelJSON{l.Code, l.Stage, num(l.Ratio)})
		}
	}
	return out
}

func (c *certificateJSON) certificate() *Certificate {
	if c == nil {
		return nil
	}
	out := &Certificate{Kind: c.Kind, Bound: float64(c.Bound), RootBound: floatPointer(c.RootBound)}
	if c.Data != nil {
		out.Data = &CertificateData{}
		for _, r := range c.Data.Rows {
			out.Data.Rows = append(out.Data.Rows, RowMultiplier{r.Row, float64(r.Multiplier)})
		}
		for _, e := range c.Data.Exchange {
			out.Data.Exchange = append(out.Data.Exchange, ExchangePrice{e.Stage, e.Code, float64(e.Level), float64(e.Move)})
		}
		for _, l := range c.Data.Ratios {
			out.Data.Ratios = append(out.Data.Ratios, Level{l.Code, l.Stage, float64(l.Ratio)})
		}
	}
	return out
}

// numPointer converts a number that may be absent.
func numPointer(x *float64) *num {
	if x == nil {
		return nil
	}
	n := num(*x)
	return &n
}

// floatPointer converts back.
func floatPointer(n *num) *float64 {
	if n == nil {
		return nil
	}
	x := float64(*n)
	return &x
}

// finite is nil, which JSON writes as null, for a number that is absent or undefined.
func finite(x *float64) *float64 {
	if x == nil {
		return nil
	}
	return defined(*x)
}
