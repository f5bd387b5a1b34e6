package plan

import (
	"strconv"
	"strings"
)

// A ShadowPrice says what a limit that binds costs: by how much better the value of a goal could be for
// each unit by which the limit is loosened (a cap raised, a minimum lowered). It is the slope of the bound
// that the goal's certificate proves: the multipliers, or stock prices, in it hold whatever the limit is, so
// that for a sum of money or a number of moves no plan with another limit is better than the bound less the
// price times the difference. Of a limit on a CV, whose row is not linear in it, it is the slope at the
// plan.
type ShadowPrice struct {
	Goal  GoalName
	Limit string // spending, spending:SCOPE, moves, moves:SCOPE, fund:ID, cv:CODE/STAGE, composite:STAGE, minimum:CODE/STAGE, posts:POST, teachers:STAGE/SCHOOL
	Unit  string // of the limit
	Price float64
	// From and To are the values of the limit between which the price stays what it is (of a CV, or a budget
	// of dispersion: between which it follows one formula), all others as they are. NaN: not known.
	From, To float64
	Of       PriceOf
}

// PriceOf says what a shadow price is one of.
type PriceOf string

// What a shadow price is of.
const (
	PriceOfPlan       PriceOf = "plan"       // everything comes in parts: the price at the best plan itself
	PriceOfRelaxation PriceOf = "relaxation" // of the linear problem in parts, from the round before whole units were searched
)

// shadowPriceJSON is the form of a shadow price in a file.
type shadowPriceJSON struct {
	Limit string   `json:"limit"`
	Unit  string   `json:"unit"`
	Price num      `json:"price"`
	From  num      `json:"from"`
	To    num      `json:"to"`
	Goal  GoalName `json:"goal"`
	Of    PriceOf  `json:"of"`
}

func shadowPricesJSON(prices []ShadowPrice) []shadowPriceJSON {
	out := make([]shadowPriceJSON, 0, len(prices))
	for _, p := range prices {
		out = append(out, shadowPriceJSON{p.Limit, p.Unit, num(p.Price), num(p.From), num(p.To), p.Goal, p.Of})
	}
	return out
}

func readShadowPrices(in []shadowPriceJSON) []ShadowPrice {
	var out []ShadowPrice
	for _, p := range in {
		out = append(out, ShadowPrice{p.Goal, p.Limit, p.Unit, float64(p.Price), float64(p.From), float64(p.To), p.Of})
	}
	return out
}

// LimitOfRow says which limit the row of a certificate is about, as shadow prices name it, in which unit the
// limit is, and how many units of the row make one of the limit. False: it is about none. Rows of
// minimums are those of sections, of which the limit has one for each.
func (r *Rules) LimitOfRow(row string) (limit, unit string, per float64, ok bool) {
	kind, rest, _ := strings.Cut(row, ":")
	parts := strings.Split(rest, "/")
	for i := range parts {
		parts[i] = Unescape(parts[i])
	}
	number := func(most int) (int, bool) {
		n, err := strconv.Atoi(rest)
		return n, err == nil && n >= 0 && n < most
	}
	switch kind {
	case string(LimitSpending), string(LimitMoves):
		n, ok := number(len(r.Problem.Limits))
		if !ok {
			return "", "", 0, false
		}
		unit, per = "yuan", 1
		if kind == string(LimitMoves) {
			unit = "moves"
			if r.Problem.Headcount() { // the row counts persons
				per = 2
			}
		}
		if scope := r.Problem.Limits[n].Scope; scope != (Scope{}) {
			kind += ":" + scope.String()
		}
		return kind, unit, per, true
	case "fund":
		if len(r.Problem.County.Funds) == 0 { // the limit on spending, see Funds
			return string(LimitSpending), "yuan", 1, true
		}
		return "fund:" + parts[0], "yuan", 1, true
	case RulePosts:
		ceilings, err := r.Ceilings()
		n, ok := number(len(ceilings))
		if err != nil || !ok {
			return "", "", 0, false
		}
		return RulePosts + ":" + ceilings[n].Name(), "teachers", 1, true
	case string(LimitTeachers):
		return string(LimitTeachers) + ":" + strings.Join(parts, "/"), "teachers", 1, true
	case RuleComposite:
		n := 0
		for i := range r.Problem.Standard.Indicators {
			if r.Problem.Selected(r.Problem.Standard.Indicators[i].Code, parts[0]) {
				n++
			}
		}
		_, hard := r.Problem.HardComposite(parts[0])
		return RuleComposite + ":" + parts[0], "CV", float64(n), hard
	case string(LimitCV):
		if len(parts) != 2 {
			return "", "", 0, false
		}
		_, hard := r.Problem.HardCVLimit(parts[0], parts[1])
		return "cv:" + parts[0] + "/" + parts[1], "CV", 1, hard
	case "minimum":
		if len(parts) != 3 || r.Problem.Goals[0].Name != PassCost {
			return "", "", 0, false
		}
		for i := range r.Problem.Standard.Indicators {
			if of := &r.Problem.Standard.Indicators[i]; of.Code == parts[0] {
				return "minimum:" + parts[0] + "/" + parts[1], of.Unit, 1, true
			}
		}
	}
	return "", "", 0, false
}
