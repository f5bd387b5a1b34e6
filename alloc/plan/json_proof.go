package plan

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
	Prices   []stockPrice    `json:"prices,omitempty"`
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
	}
	return out
}
