package verify

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// Certify makes a plan that was just computed claim what is proved, and nothing more. gap is the
// relative gap at which a goal counts as optimal; it is noted in Run.
//
// The bound of every goal becomes what [Bound] or [ExchangeBound] make of its certificate, rounded up
// for moves, which are whole (half moves under headcounts), and for what they cost where that is all there is
// to pay, and never above the goal's value. For
// certificate search that goes for the root bound; the bound stays where the search has it. Gap and
// status follow. A contradiction that the multipliers of a ray do not prove is called a search.
//
// Errors are those of the county's data, or wrap [ErrCertificate].
func Certify(p *plan.Problem, pl *plan.Plan, gap float64) error {
	r, err := plan.NewRules(p)
	if err != nil {
		return err
	}
	return CertifyBy(r, pl, gap)
}

// CertifyBy is [Certify] with the rules of the problem already read.
func CertifyBy(r *plan.Rules, pl *plan.Plan, gap float64) error {
	pl.Run.Gap = gap
	p, g := r.Problem, newGround(r)
	if pl.Status == plan.StatusInfeasible {
		g.certifyConflicts(pl.Infeasible)
		return g.certifyInfeasible(pl)
	}
	if len(pl.Goals) == 0 {
		return nil
	}
	status := plan.Optimal
	for n := range pl.Goals {
		goal := &pl.Goals[n]
		if err := g.certify(pl.Goals[:n], goal); err != nil {
			return fmt.Errorf("goal %s: %w", goal.Name, err)
		}
		goal.Gap = plan.Gap(goal.Name, goal.Value, goal.Bound)
		goal.Status = p.Goal(goal.Name).Status(goal.Value, goal.Bound, gap)
		if goal.Status != plan.Optimal {
			status = goal.Status
		}
	}
	if pl.Status == plan.Optimal || pl.Status == plan.Feasible {
		pl.Status = status
	}
	g.fillPrices(pl)
	return nil
}

// certify replaces the bound of one goal.
func (g *ground) certify(earlier []plan.GoalResult, goal *plan.GoalResult) error {
	c := goal.Certificate
	if c == nil {
		return fmt.Errorf("%w: there is none", ErrCertificate)
	}
	tidy(c.Data)
	claimed := c.Bound
	if c.Kind == plan.CertSearch && c.RootBound != nil {
		claimed = *c.RootBound
	}
	proved, err := g.proved(earlier, goal, claimed, true)
	if err != nil {
		return err
	}
	proved = min(proved, goal.Value)
	if c.Kind == plan.CertSearch && g.p.HasPlaces() && c.Data != nil && proved > 0 && proved >= c.Bound-claimSlack*max(1, math.Abs(c.Bound)) {
		c.Kind, c.RootBound = plan.CertPrice, nil // the prices prove all that the search found
	}
	switch c.Kind {
	case plan.CertLPDual, plan.CertExchange, plan.CertPrice:
		c.Bound = proved
	case plan.CertSearch:
		c.RootBound = &proved
		c.Bound = min(max(c.Bound, proved), goal.Value)
	case plan.CertRay:
	}
	goal.Bound = c.Bound
	if goal.Name == plan.Dispersion && c.Kind != plan.CertExchange && c.Data != nil && !g.p.HasPlaces() {
		c.Data.Ratios = g.ratios(earlier, goal, proved)
	}
	return nil
}

// tidy drops multipliers of inequalities that an engine's rounding has put below 0. What is left
// proves no less than it ever did.
func tidy(data *plan.CertificateData) {
	if data != nil {
		data.Rows = slices.DeleteFunc(data.Rows, func(r plan.RowMultiplier) bool {
			kind, _, _ := strings.Cut(r.Row, ":")
			return r.Multiplier < 0 && !slices.Contains(equalities, kind)
		})
	}
}

// proved is what a goal's certificate proves, never below 0: no goal's value is, but for costs of sites that
// close. claimed is the ratio
// that a certificate of dispersion is about; with search a smaller one is looked for where that one
// is not proved.
func (g *ground) proved(earlier []plan.GoalResult, goal *plan.GoalResult, claimed float64, search bool) (float64, error) {
	c := goal.Certificate
	if g.p.HasPlaces() {
		if c.Kind != plan.CertPrice && c.Kind != plan.CertSearch { // the others are of pupils who stay where they are
			return math.NaN(), fmt.Errorf("%w: kind %q proves nothing of places", ErrCertificate, c.Kind)
		}
		return g.provedPlaces(earlier, goal)
	}
	switch c.Kind {
	case plan.CertExchange:
		bound, err := exchangeBound(g, earlier, goal.Name, c.Data)
		return max(0, bound), err
	case plan.CertLPDual, plan.CertSearch, plan.CertPrice:
		if goal.Name == plan.Dispersion {
			return g.provedRatio(earlier, goal, claimed, search)
		}
		bound, err := bound(g, earlier, goal.Name, c.Data)
		return max(0, g.wholeValue(goal.Name, bound)), err
	case plan.CertRay:
	}
	return math.NaN(), fmt.Errorf("%w: kind %q proves no bound", ErrCertificate, c.Kind)
}

// wholeValue rounds a bound up to what the value of a goal can come to. Moves are whole, and under
// headcounts, where one person counts half, halves, unless they come in parts; and so is their cost, where
// each costs the same and there is nothing else to pay for.
func (g *ground) wholeValue(goal plan.GoalName, bound float64) float64 {
	step := 1.0
	switch goal {
	case plan.Moves:
		if g.p.Headcount() {
			step = 0.5
		}
	case plan.PassCost, plan.CostGoal:
		flat, ok := g.r.Prices.FlatMoves()
		if step = flat; !ok || g.p.HasLever(plan.Funding) || g.p.HasLever(plan.Hiring) {
			return bound
		}
	case plan.Dispersion, plan.Shortfall, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
		return bound
	}
	if g.r.Divisible || !(step > 0) || undefined(bound) {
		return bound
	}
	return step * math.Ceil(bound/step-wholeSlack)
}

// provedRatio is a ratio that some target of the level exceeds under every plan, by the multipliers
// of the certificate; 0 where they prove none.
func (g *ground) provedRatio(earlier []plan.GoalResult, goal *plan.GoalResult, claimed float64, search bool) (float64, error) {
	if !(claimed > 0) {
		return 0, nil
	}
	rows := &plan.CertificateData{}
	if goal.Certificate.Data != nil {
		rows.Rows, rows.Prices = goal.Certificate.Data.Rows, goal.Certificate.Data.Prices
	}
	for less := firstStepDown; ; less *= 10 {
		rows.Ratios = g.ratios(earlier, goal, claimed)
		excess, err := bound(g, earlier, plan.Dispersion, rows)
		if err != nil || excess > 0 {
			return claimed, err
		}
		if !search || less > 1 {
			return 0, nil
		}
		claimed *= 1 - less
	}
}

// ratios are the limits under which a level of dispersion is proved: its own targets at the ratio in
// question, those of earlier levels at what these keep.
func (g *ground) ratios(earlier []plan.GoalResult, goal *plan.GoalResult, rho float64) []plan.Level {
	var ratios []plan.Level
	own := make(map[*target]bool, len(goal.Levels))
	for _, l := range goal.Levels {
		own[g.find(l.Code, l.Stage)] = true
	}
	for _, change := range g.r.Changeable() {
		code := g.p.Standard.Indicators[change.Indicator].Code
		t := g.find(code, change.Stage)
		if own[t] {
			ratios = append(ratios, plan.Level{Code: code, Stage: change.Stage, Ratio: rho})
		} else if kept, ok := g.kept(earlier, t); ok {
			ratios = append(ratios, plan.Level{Code: code, Stage: change.Stage, Ratio: kept})
		}
	}
	return ratios
}

// certifyInfeasible keeps a ray, prices or an exchange that proves the contradiction.
func (g *ground) certifyInfeasible(pl *plan.Plan) error {
	if pl.Certificate == nil {
		pl.Certificate = &plan.Certificate{Kind: plan.CertSearch}
	}
	c := pl.Certificate
	tidy(c.Data)
	excess, err := g.contradicted(c)
	if err != nil {
		return err
	}
	if !(excess > 0) {
		*c = plan.Certificate{Kind: plan.CertSearch}
		return nil
	}
	if g.p.HasPlaces() {
		c.Kind = plan.CertRay
	}
	c.Bound = excess
	return nil
}

// contradicted is above 0 where the certificate proves that there is no plan.
func (g *ground) contradicted(c *plan.Certificate) (float64, error) {
	if g.p.HasPlaces() {
		return g.placesContradicted(c)
	}
	switch c.Kind {
	case plan.CertRay, plan.CertPrice:
		return bound(g, nil, "", c.Data)
	case plan.CertExchange:
		return exchangeBound(g, nil, "", c.Data)
	case plan.CertLPDual, plan.CertSearch:
	}
	return 0, nil
}
