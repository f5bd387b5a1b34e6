package main

import (
	"fmt"
)

// million is the unit of money of the county problems, in yuan.
const million = 1e6

// staff and asset are the kinds of indicators: staff moves along the arcs, assets are bought.
const (
	staff = "staff"
	asset = "asset"
)

// A county is an instance of P1 and P2 (county/1): sections with stocks of seven indicators.
//
// The level of indicator k in section i is z = stock / (threshold_k * pupils_i); its CV is weighted
// by pupils, in the population form. Money is yuan in the file and million yuan in the problems.
type county struct {
	N          int         `json:"n"`
	Seed       int         `json:"seed"`
	Pupils     []float64   `json:"pupils"`
	Indicators []indicator `json:"indicators"`
	Stock      [][]float64 `json:"stock"`     // by indicator and section, in the indicator's unit
	Budget     float64     `json:"budget"`    // yuan
	OutShare   float64     `json:"out_share"` // of each staff kind at most this share may leave a section
	MoveCost   moveCost    `json:"move_cost"` // yuan per person
	Arcs       []arc       `json:"arcs"`      // kilometres

	coupled bool // a person of indicator 1 who moves counts in indicator 0, too
	whole   bool // limits on whole staff who move are rounded down
}

// An indicator is a stock that every section holds.
type indicator struct {
	Name      string  `json:"name"`
	Kind      string  `json:"kind"` // staff or asset
	Threshold float64 `json:"threshold"`
	Limit     float64 `json:"limit"`     // of the CV
	UnitCost  float64 `json:"unit_cost"` // yuan
	Whole     bool    `json:"whole"`     // counted in units that P5 and the whole forms of P1 and P2 do not divide
}

func (c *county) size() int { return c.N }

func (c *county) validate() error {
	var f faults
	f.count(c.N)
	f.pupils(c.Pupils, c.N)
	f.number("budget", c.Budget)
	f.number("out_share", c.OutShare)
	if c.OutShare > 1 {
		f.add("out_share = %g, want at most 1", c.OutShare)
	}
	f.number("move_cost.fixed", c.MoveCost.Fixed)
	f.number("move_cost.per_km", c.MoveCost.PerKm)
	f.arcs(c.Arcs, c.N)
	if len(c.Indicators) == 0 {
		f.add("no indicators")
	}
	if len(c.Stock) != len(c.Indicators) {
		f.add("stock has %d rows, want one for each of %d indicators", len(c.Stock), len(c.Indicators))
		return f.err()
	}
	seen := map[string]bool{}
	for k, q := range c.Indicators {
		name := fmt.Sprintf("indicators[%d]", k)
		if q.Name == "" || seen[q.Name] {
			f.add("%s.name = %q, want a name of its own", name, q.Name)
		}
		seen[q.Name] = true
		if q.Kind != staff && q.Kind != asset {
			f.add("%s.kind = %q, want %s or %s", name, q.Kind, staff, asset)
		}
		for _, part := range []struct {
			name  string
			value float64
		}{{"threshold", q.Threshold}, {"limit", q.Limit}, {"unit_cost", q.UnitCost}} {
			if !finite(part.value) || part.value <= 0 {
				f.add("%s.%s = %g, want more than 0", name, part.name, part.value)
			}
		}
		f.column(fmt.Sprintf("stock[%d]", k), c.Stock[k], c.N, 0)
		if sum(c.Stock[k]) == 0 && q.Kind == staff {
			f.add("stock[%d] is 0 everywhere: it has no CV", k)
		}
	}
	return f.err()
}

// altered returns the county with the options of the command line applied.
func (c *county) altered(o *options) (*county, error) {
	d := *c
	if !finite(o.budgetFactor) || o.budgetFactor <= 0 {
		return nil, fmt.Errorf("-budget-factor %g: want more than 0", o.budgetFactor)
	}
	d.Budget *= o.budgetFactor
	if o.coupled {
		if len(c.Indicators) < 2 || c.Indicators[0].Kind != staff || c.Indicators[1].Kind != staff {
			return nil, fmt.Errorf("-coupled: indicators 0 and 1 are not both %s", staff)
		}
		d.coupled = true
	}
	return &d, nil
}

// moveCosts returns the cost of one person on each arc, in million yuan.
func (c *county) moveCosts() []float64 {
	v := make([]float64, len(c.Arcs))
	for a, e := range c.Arcs {
		v[a] = c.MoveCost.of(e) / million
	}
	return v
}

// counted returns the indicators in which a person of staff kind k counts.
func (c *county) counted(k int) []int {
	if c.coupled && k == 1 {
		return []int{1, 0}
	}
	return []int{k}
}
