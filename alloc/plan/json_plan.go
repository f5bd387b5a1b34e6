package plan

// planJSON is the form of a plan in a file.
type planJSON struct {
	Schema      string            `json:"schema"`
	Problem     problemJSON       `json:"problem"`
	Status      Status            `json:"status"`
	Goals       []goalResultJSON  `json:"goals"`
	Actions     []actionJSON      `json:"actions"`
	Before      stateJSON         `json:"before"`
	After       []stateJSON       `json:"after"`
	Places      *changesJSON      `json:"places,omitempty"`
	Cost        costJSON          `json:"cost"`
	Prices      []shadowPriceJSON `json:"prices"`
	Infeasible  *infeasibleJSON   `json:"infeasible,omitempty"`
	Certificate *certificateJSON  `json:"certificate,omitempty"`
	Run         Run               `json:"run"`
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
	Without    []lossJSON  `json:"without,omitempty"`
}

type lossJSON struct {
	Rule    string `json:"rule"`
	Where   string `json:"where"`
	With    num    `json:"with"`
	Without num    `json:"without"`
	Limit   *num   `json:"limit,omitempty"`
	Unit    string `json:"unit,omitempty"`
}

type fundShare struct {
	Fund   string `json:"fund"`
	Amount num    `json:"amount"`
}

type costJSON struct {
	Total    num            `json:"total"`
	ByFund   map[string]num `json:"by_fund"`
	ByLever  map[string]num `json:"by_lever"`
	ByNature map[string]num `json:"by_nature"`
}

// json is the plan in the form of its file.
func (p *Plan) json() (*planJSON, error) {
	problem, err := p.Problem.json()
	if err != nil {
		return nil, err
	}
	out := &planJSON{
		Schema: Schema, Problem: *problem, Status: p.Status, Goals: []goalResultJSON{},
		Before: p.Before.json(), After: []stateJSON{},
		Cost:       costJSON{num(p.Cost.Total), nums(p.Cost.ByFund), nums(p.Cost.ByLever), nums(p.Cost.ByNature)},
		Prices:     shadowPricesJSON(p.Prices),
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
	out.Actions = actionsJSON(p.Actions)
	for _, s := range p.After {
		out.After = append(out.After, s.json())
	}
	out.Places = p.Places.json()
	return out, nil
}

// read takes the plan over from the form of its file.
func (p *Plan) read(in *planJSON) error {
	problem, err := in.Problem.problem()
	if err != nil {
		return err
	}
	why, err := in.Infeasible.infeasible()
	if err != nil {
		return err
	}
	*p = Plan{
		Problem: *problem, Status: in.Status, Before: in.Before.state(),
		Cost:       Cost{float64(in.Cost.Total), floats(in.Cost.ByFund), floats(in.Cost.ByLever), floats(in.Cost.ByNature)},
		Prices:     readShadowPrices(in.Prices),
		Infeasible: why, Certificate: in.Certificate.certificate(), Run: in.Run,
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
	if p.Actions, err = readActions(in.Actions, ""); err != nil {
		return err
	}
	for i := range in.After {
		p.After = append(p.After, in.After[i].state())
	}
	p.Places = in.Places.changes()
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
	for _, l := range a.Without {
		out.Without = append(out.Without, lossJSON{l.Rule, l.Where, num(l.With), num(l.Without), numPointer(l.Limit), l.Unit})
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
	for _, l := range a.Without {
		out.Without = append(out.Without, Loss{l.Rule, l.Where, float64(l.With), float64(l.Without), floatPointer(l.Limit), l.Unit})
	}
	return out
}
