package verify

import (
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// shadows are the prices of the limits that bind, by the certificates of a plan's goals: of dispersion by
// that of its first level. What only a solver knows, the ranges, is left open.
func (g *ground) shadows(pl *plan.Plan) []plan.ShadowPrice {
	var all []plan.ShadowPrice
	if len(pl.After) == 0 {
		return nil
	}
	for n := range pl.Goals {
		goal := &pl.Goals[n]
		if n > 0 && pl.Goals[n-1].Name == goal.Name || goal.Certificate == nil || goal.Certificate.Data == nil {
			continue
		}
		switch goal.Certificate.Kind {
		case plan.CertLPDual, plan.CertSearch, plan.CertPrice:
			s := &shadower{ground: g, goal: goal, after: &pl.After[len(pl.After)-1], of: plan.PriceOfRelaxation}
			if !g.r.Whole() && goal.Certificate.Kind != plan.CertSearch {
				s.of = plan.PriceOfPlan
			}
			all = append(all, s.prices()...)
		case plan.CertExchange, plan.CertRay:
		}
	}
	return all
}

// A shadower prices the limits of one goal. At fixed multipliers the bound L is a function of each limit b;
// the price is -dL/db, towards what is looser. Of dispersion what is proved is that an excess E(rho, b)
// is above 0 just below the value; the value moves by drho/db = -(dE/db) / (dE/drho).
type shadower struct {
	*ground
	goal  *plan.GoalResult
	after *plan.State
	of    plan.PriceOf
	list  []plan.ShadowPrice
}

// prices are the prices above 0.
func (s *shadower) prices() []plan.ShadowPrice {
	data := s.goal.Certificate.Data
	worth := 1.0 // of a unit of the bound in the goal's value
	if s.goal.Name == plan.Dispersion {
		falls := s.falls()
		if !(falls > 0) {
			return nil
		}
		worth = 1 / falls
	}
	for _, row := range data.Rows {
		s.row(row.Row, row.Multiplier*worth)
	}
	if s.goal.Name != plan.Dispersion {
		for n := range data.Prices {
			price := &data.Prices[n]
			if t := s.find(price.Code, price.Stage); t != nil {
				if _, hard := s.p.HardCVLimit(price.Code, price.Stage); hard {
					s.add("cv:"+price.Code+"/"+price.Stage, "CV", s.spreadOf(t, price)*s.total(t))
				}
			}
		}
	}
	return slices.DeleteFunc(s.list, func(x plan.ShadowPrice) bool { return !(x.Price > 0) || math.IsInf(x.Price, 1) })
}

// row prices the limit of a row of the certificate.
func (s *shadower) row(name string, m float64) {
	limit, unit, per, ok := s.r.LimitOfRow(name)
	if !ok {
		return
	}
	kind, rest, _ := strings.Cut(name, ":")
	switch parts := split(rest); kind {
	case "cv":
		if t := s.find(parts[0], parts[1]); t != nil {
			cv, _ := s.p.HardCVLimit(parts[0], parts[1])
			s.add(limit, unit, 2*m*cv*s.mean(t)) // of (1 + c^2) T
		}
	case "minimum":
		s.minimum(limit, parts, m)
	default:
		s.add(limit, unit, m*per)
	}
}

// minimum prices the minimum of a stage by the row of one section: of 1 - z/top the slope in the minimum is
// z/top over the minimum.
func (s *shadower) minimum(limit string, parts []string, m float64) {
	t := s.find(parts[0], parts[1])
	if t == nil {
		return
	}
	minimum := t.of.Minimum[parts[1]]
	i := slices.IndexFunc(s.after.Sections, func(x plan.StateSection) bool { return x.School == parts[2] && x.Stage == parts[1] })
	if i < 0 || !(minimum > 0) {
		return
	}
	part := min(1, s.after.Sections[i].Values[parts[0]]/minimum) // of it that the section has
	s.add(limit, t.of.Unit, m*part/minimum)
}

// add adds to the price of a limit.
func (s *shadower) add(limit, unit string, price float64) {
	for n := range s.list {
		if s.list[n].Limit == limit {
			s.list[n].Price += price
			return
		}
	}
	s.list = append(s.list, plan.ShadowPrice{
		Goal: s.goal.Name, Limit: limit, Unit: unit, Price: price, From: math.NaN(), To: math.NaN(), Of: s.of,
	})
}

// falls is how much the excess of dispersion falls per unit of the ratio: through the levels that the
// certificate presses down to it. Those kept by earlier levels are there already.
func (s *shadower) falls() float64 {
	data, rho := s.goal.Certificate.Data, s.goal.Bound
	var sum float64
	for _, row := range data.Rows {
		kind, rest, _ := strings.Cut(row.Row, ":")
		parts := split(rest)
		if kind != "ratio" || len(parts) != 2 {
			continue
		}
		if t := s.find(parts[0], parts[1]); t != nil {
			limit := s.denominator(t)
			sum += row.Multiplier * 2 * rho * limit * limit * s.mean(t)
		}
	}
	for n := range data.Prices {
		price := &data.Prices[n]
		if t := s.find(price.Code, price.Stage); t != nil {
			sum += s.spreadOf(t, price) * s.total(t) * s.denominator(t)
		}
	}
	return sum
}

// spreadOf is the weighted standard deviation of the prices of a stock, per unit of it: how fast the bound
// falls with the CV for each unit of the stock, see [plan.StockPrice].
func (s *shadower) spreadOf(t *target, price *plan.StockPrice) float64 {
	st := &s.stages[t.s]
	if len(price.Unit) != len(st.rows) {
		return 0
	}
	var mean, squares float64
	for i, y := range price.Unit {
		mean += y * st.rows[i].Pupils
	}
	for i, y := range price.Unit {
		d := y*st.rows[i].Pupils/t.weight[i] - mean
		squares += t.weight[i] * d * d
	}
	return math.Sqrt(squares) / st.pupils
}

// value is the mean value of a target after the plan.
func (s *shadower) value(t *target) float64 {
	for i := range s.after.Indicators {
		if x := &s.after.Indicators[i]; x.Code == t.of.Code && x.Stage == s.stages[t.s].name {
			return x.Mean
		}
	}
	return math.NaN()
}

// mean is the weighted mean of the relative levels after the plan.
func (s *shadower) mean(t *target) float64 { return s.value(t) / (t.of.Per * t.reference) }

// total is the stock of the stage after the plan, as its mean says it.
func (s *shadower) total(t *target) float64 { return s.value(t) / t.of.Per * s.stages[t.s].pupils }

// fillPrices states the prices of the limits that bind. Ranges that whoever made the plan found are kept.
func (g *ground) fillPrices(pl *plan.Plan) {
	found := pl.Prices
	pl.Prices = g.shadows(pl)
	for n := range pl.Prices {
		x := &pl.Prices[n]
		for _, f := range found {
			if f.Goal == x.Goal && f.Limit == x.Limit && !undefined(f.From) && !undefined(f.To) {
				x.From, x.To = f.From, f.To
			}
		}
	}
}

// prices compares the prices of limits with what the certificates make of them, and checks that each range
// has the limit in it. The ranges themselves are the solver's.
func (k *checker) prices() {
	if len(k.pl.Prices) == 0 {
		return // none is claimed
	}
	want := k.g.shadows(k.pl)
	if !k.length("prices", len(k.pl.Prices), len(want)) {
		return
	}
	faults := len(k.Faults)
	for n := range want {
		is, where := &k.pl.Prices[n], at("prices", n)
		k.text(where+".goal", string(is.Goal), string(want[n].Goal))
		k.text(where+".limit", is.Limit, want[n].Limit)
		k.text(where+".unit", is.Unit, want[n].Unit)
		k.text(where+".of", string(is.Of), string(want[n].Of))
		k.number(where+".price", is.Price, want[n].Price)
		if undefined(is.From) != undefined(is.To) || is.From > is.To {
			k.fault(where+".from", "from %s to %s is no range", format(is.From), format(is.To))
		}
	}
	if len(k.Faults) == faults {
		k.proved("prices of %d limits, as slopes of the bounds proved; the ranges in which they hold are as stated", len(want))
	}
}
