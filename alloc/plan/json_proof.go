package plan

import "fmt"

type infeasibleJSON struct {
	Reasons     []reasonJSON     `json:"reasons"`
	Relaxations []relaxationJSON `json:"relaxations"`
	InParts     *inPartsJSON     `json:"in_parts,omitempty"`
	Relaxed     *relaxedJSON     `json:"relaxed,omitempty"`
	Conflicts   []conflictJSON   `json:"conflicts,omitempty"`
}

type inPartsJSON struct {
	Status  Status       `json:"status"`
	Of      []string     `json:"of,omitempty"`
	Actions []actionJSON `json:"actions,omitempty"`
}

type relaxedJSON struct {
	Status  Status         `json:"status"`
	Levels  []RelaxedLevel `json:"levels,omitempty"`
	Actions []actionJSON   `json:"actions,omitempty"`
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
	Prices   []stockPrice    `json:"prices,omitempty"`
	Ratios   []levelJSON     `json:"ratios,omitempty"`
	Places   *PlacePrices    `json:"places,omitempty"`
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

type stockPrice struct {
	Code  string `json:"code"`
	Stage string `json:"stage"`
	Unit  []num  `json:"unit"`
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
	if f.InParts != nil {
		out.InParts = &inPartsJSON{f.InParts.Status, f.InParts.Of, actionsJSON(f.InParts.Actions)}
	}
	for i := range f.Conflicts {
		out.Conflicts = append(out.Conflicts, f.Conflicts[i].json())
	}
	if f.Relaxed != nil {
		out.Relaxed = &relaxedJSON{f.Relaxed.Status, f.Relaxed.Levels, actionsJSON(f.Relaxed.Actions)}
	}
	return out
}

// actionsJSON is a list of actions in the form of a file.
func actionsJSON(actions []Action) []actionJSON {
	out := make([]actionJSON, len(actions))
	for i := range actions {
		out[i] = actions[i].json()
	}
	return out
}

// readActions is a list of actions from the form of a file; where says which.
func readActions(in []actionJSON, where string) ([]Action, error) {
	var out []Action
	for i := range in {
		a := in[i].action()
		if key := a.Key(); in[i].Key != key {
			return nil, fmt.Errorf("%w: action %d%s has the key %q, but says %q", ErrFormat, i+1, where, in[i].Key, key)
		}
		out = append(out, a)
	}
	return out, nil
}

func (f *infeasibleJSON) infeasible() (*Infeasible, error) {
	if f == nil {
		return nil, nil
	}
	out := &Infeasible{}
	for _, r := range f.Reasons {
		out.Reasons = append(out.Reasons, Reason{r.Rule, r.Where, float64(r.ShortBy), r.Unit, r.Text})
	}
	for _, r := range f.Relaxations {
		out.Relaxations = append(out.Relaxations, Relaxation{r.Rule, float64(r.From), float64(r.To), floatPointer(r.Cost)})
	}
	for i := range f.Conflicts {
		out.Conflicts = append(out.Conflicts, f.Conflicts[i].conflict())
	}
	if f.InParts != nil {
		actions, err := readActions(f.InParts.Actions, " of infeasible.in_parts")
		if err != nil {
			return nil, err
		}
		out.InParts = &InParts{f.InParts.Status, f.InParts.Of, actions}
	}
	if f.Relaxed != nil {
		actions, err := readActions(f.Relaxed.Actions, " of infeasible.relaxed")
		if err != nil {
			return nil, err
		}
		out.Relaxed = &Relaxed{f.Relaxed.Status, f.Relaxed.Levels, actions}
	}
	return out, nil
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
		for _, p := range c.Data.Prices {
			price := stockPrice{p.Code, p.Stage, make([]num, len(p.Unit))}
			for i, y := range p.Unit {
				price.Unit[i] = num(y)
			}
			out.Data.Prices = append(out.Data.Prices, price)
		}
		for _, l := range c.Data.Ratios {
			out.Data.Ratios = append(out.Data.Ratios, levelJSON{l.Code, l.Stage, num(l.Ratio)})
		}
		out.Data.Places = c.Data.Places
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
		for _, p := range c.Data.Prices {
			price := StockPrice{p.Code, p.Stage, make([]float64, len(p.Unit))}
			for i, y := range p.Unit {
				price.Unit[i] = float64(y)
			}
			out.Data.Prices = append(out.Data.Prices, price)
		}
		for _, l := range c.Data.Ratios {
			out.Data.Ratios = append(out.Data.Ratios, Level{l.Code, l.Stage, float64(l.Ratio)})
		}
		out.Data.Places = c.Data.Places
	}
	return out
}
