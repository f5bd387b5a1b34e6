package exact

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/parametric"
)

// A bundle is the parts of a problem, ready to be solved: the parametric route. Where the goal is cost,
// every strand is brought down to its own cap, and the sum is the least there is; where it is
// dispersion, all of them are pressed down together until the money is spent.
type bundle struct {
	*parts
	strands []*strand
	locked  float64 // yuan that locks ask for
}

// newBundle prepares the parts, from those of the last problem as far as they are the same.
func newBundle(m *parts, kept []*strand) *bundle {
	b := &bundle{parts: m}
	for n := range m.goods {
		g := &m.goods[n]
		for _, l := range g.lots {
			b.locked += l.price * l.low
		}
		b.strands = append(b.strands, m.newGoodsStrand(g).warm(kept))
	}
	for n := range m.staff {
		a := &m.staff[n]
		for _, k := range a.kept {
			cost, _ := a.ways.cost(k.from, k.to)
			b.locked += cost * k.n
		}
		for _, q := range a.take {
			b.locked += a.hireCost * q
		}
		b.strands = append(b.strands, m.newStaffStrand(a).warm(kept))
	}
	return b
}

// plan solves the problem. Stopped early it claims nothing.
func (b *bundle) plan(ctx context.Context, set Settings) (*plan.Plan, error) {
	ctx, cancel := context.WithTimeout(ctx, set.timeLimit())
	defer cancel()
	var out *plan.Plan
	var err error
	if b.p.Goals[0].Name == plan.CostGoal {
		out, err = b.cheapest(ctx, set)
	} else {
		out, err = b.mostEven(ctx, set)
	}
	if errors.Is(err, parametric.ErrUnproved) && set.Route == RouteParametric {
		return &plan.Plan{Status: plan.Unknown}, nil
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return &plan.Plan{Status: plan.Unknown}, nil
	}
	return out, err
}

// caps are parts of the limits of a strand's CVs.
func (b *bundle) caps(w *strand, part float64) []float64 {
	caps := make([]float64, len(w.targets))
	for n, t := range w.targets {
		caps[n] = part * b.targets[t].limit
	}
	return caps
}

// cheapest brings every strand down to its cap.
func (b *bundle) cheapest(ctx context.Context, set Settings) (*plan.Plan, error) {
	answers := make([]*answer, len(b.strands))
	var reasons explanation
	ray := &plan.CertificateData{}
	for k, w := range b.strands {
		var err error
		if answers[k], err = w.least(ctx, b.caps(w, 1)); err != nil {
			return nil, err
		}
		if answers[k].status != parametric.Optimal {
			if err := b.explain(ctx, &reasons, w, answers[k]); err != nil {
				return nil, err
			}
			if len(ray.Prices)+len(ray.Rows) == 0 { // one contradiction is enough
				b.certify(ray, w, answers[k])
			}
		}
	}
	if len(reasons.Reasons) > 0 {
		return infeasible(&reasons, ray), nil
	}
	data := b.certificate(answers)
	total := b.locked
	for _, a := range answers {
		total += a.cost
	}
	if total > b.budget*(1+budgetSlack) {
		reasons.addMoney(b.moneyRule(), b.budget, total-b.budget)
		data.Rows = append(data.Rows, plan.RowMultiplier{Row: b.purse, Multiplier: 1})
		return infeasible(&reasons, data), nil
	}
	bound := b.locked
	for _, a := range answers {
		bound += a.bound
	}
	actions, outcome, err := b.literal(ctx, answers)
	if errors.Is(err, errOnlyJust) {
		return &plan.Plan{Status: plan.Unknown}, nil
	}
	if err != nil {
		return nil, err
	}
	out := &plan.Plan{}
	b.fill(out, actions, outcome)
	value := outcome.Value(plan.CostGoal)
	bound = min(bound, value)
	out.Goals = []plan.GoalResult{{
		Name: plan.CostGoal, Value: value, Bound: bound, Gap: plan.Gap(plan.CostGoal, value, bound),
		Status:      b.p.Goals[0].Status(value, bound, set.gap()),
		Certificate: &plan.Certificate{Kind: kindOf(data, plan.CertLPDual), Bound: bound, Data: data},
	}}
	out.Status = out.Goals[0].Status
	if set.Ranges {
		out.Prices = b.costRanges(ctx, answers)
	}
	return out, nil
}

// literal carries the answers out. A CV that float64 computes to lie above its limit, by the rounding
// of stocks that are sums, is brought down by as little more: twice what it is above, and if that does not
// do, then ten times as much.
func (b *bundle) literal(ctx context.Context, answers []*answer) ([]plan.Action, *plan.Outcome, error) {
	for less := firstInside / 10; ; {
		actions := b.actions(answers)
		if !b.share(actions) {
			return nil, nil, fmt.Errorf("%w: the money does not suffice for what it was said to", ErrEngine)
		}
		outcome, err := b.r.Evaluate(actions)
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", ErrEngine, err)
		}
		if len(outcome.Violations) == 0 {
			return actions, outcome, nil
		}
		above, most := b.above(outcome)
		less = max(10*less, min(2*most, margin))
		if len(above) < len(outcome.Violations) || less > margin {
			return nil, nil, broken(outcome.Violations)
		}
		for k, w := range b.strands {
			for _, t := range w.targets {
				if !above[t] {
					continue
				}
				if answers[k], err = w.least(ctx, b.caps(w, 1-less)); err != nil {
					return nil, nil, err
				}
				if answers[k].status != parametric.Optimal {
					return nil, nil, errOnlyJust
				}
				break
			}
		}
	}
}

// errOnlyJust says that a limit is the very least that can be reached, and that float64 computes the CV of
// the plan that reaches it to lie above: whether another one keeps the limit to the last bit is not known.
var errOnlyJust = errors.New("a CV that is its limit but for rounding")

// above are the targets whose CV a plan leaves above the limit, and by which part of it at most.
func (b *bundle) above(o *plan.Outcome) (above map[int]bool, most float64) {
	above = map[int]bool{}
	for _, x := range o.After.Indicators {
		for t := range b.targets {
			tg := &b.targets[t]
			if tg.hard && tg.code == x.Code && b.stages[tg.stage].name == x.Stage && x.CV != nil && !standard.Within(*x.CV, tg.limit) {
				above[t] = true
				most = max(most, *x.CV/tg.limit-1)
			}
		}
	}
	return above, most
}

// infeasible is the plan that there is none.
func infeasible(reasons *explanation, data *plan.CertificateData) *plan.Plan {
	return &plan.Plan{
		Status: plan.StatusInfeasible, Infeasible: &reasons.Infeasible,
		Certificate: &plan.Certificate{Kind: kindOf(data, plan.CertRay), Data: data},
	}
}

// kindOf is the kind of a certificate: one of prices, or another where it has none, as where no cap
// binds or only floors are out of reach.
func kindOf(data *plan.CertificateData, without plan.CertificateKind) plan.CertificateKind {
	if len(data.Prices) > 0 {
		return plan.CertPrice
	}
	return without
}

// moneyRule is the budget as reasons call it.
func (b *bundle) moneyRule() string {
	if b.fund >= 0 && b.purse == "fund:"+plan.Escape(b.r.Funds[b.fund].ID) {
		return b.purse
	}
	return string(plan.LimitSpending)
}

// explain says why a strand cannot be brought down to its caps.
func (b *bundle) explain(ctx context.Context, e *explanation, w *strand, a *answer) error {
	tg := &b.targets[w.targets[0]]
	if a.status == parametric.Short {
		stage := b.stages[tg.stage].name
		e.Reasons = append(e.Reasons, plan.Reason{
			Rule: string(plan.LimitTeachers), Where: stage, ShortBy: rounded(a.shortBy), Unit: "teachers",
			Text: fmt.Sprintf("%d sections of stage %s lack %s teachers to the number that they must keep, whoever may move there",
				len(a.shortSet), stage, round2(a.shortBy)),
		})
		return nil
	}
	if len(w.targets) == 1 {
		e.add(b.frame, tg, a.floor)
		return nil
	}
	part, err := b.within(ctx, w)
	if err != nil {
		return err
	}
	for n, t := range w.targets {
		if a.weights[n] > 0 {
			e.add(b.frame, &b.targets[t], part*b.targets[t].limit)
		}
	}
	return nil
}

// within is by how much the limits of a strand must be raised, all in proportion, to be within reach: to
// reachSteps binary digits.
func (b *bundle) within(ctx context.Context, w *strand) (float64, error) {
	low, high := 1.0, 1.0
	for _, t := range w.targets {
		high = max(high, b.cvBefore(t)/max(b.targets[t].limit, math.SmallestNonzeroFloat64))
	}
	for range reachSteps {
		mid := low + (high-low)/2
		a, err := w.least(ctx, b.caps(w, mid))
		if err != nil {
			return 0, err
		}
		if a.status == parametric.Optimal {
			high = mid
		} else {
			low = mid
		}
	}
	return high, nil
}

// reachSteps tell a limit to the digits that a reason prints.
const reachSteps = 30

// certificate is the prices of all strands.
func (b *bundle) certificate(answers []*answer) *plan.CertificateData {
	data := &plan.CertificateData{}
	for k, w := range b.strands {
		b.certify(data, w, answers[k])
	}
	return data
}

// certify adds the prices of one strand.
func (b *bundle) certify(data *plan.CertificateData, w *strand, a *answer) {
	for n, t := range w.targets {
		tg := &b.targets[t]
		if price := a.prices[n].Cone[:len(tg.before)]; a.status != parametric.Short && !allZero(price) {
			data.Prices = append(data.Prices, plan.StockPrice{Code: tg.code, Stage: b.stages[tg.stage].name, Unit: price})
		}
	}
	if w.staff != nil {
		certifyFloors(data, w.staff, &a.prices[0])
	}
}

// certifyFloors adds the rows of the floors that are in the way.
func certifyFloors(data *plan.CertificateData, a *staff, price *parametric.Price) {
	for i, name := range a.floor {
		if held := price.Cone[i] - price.Unit[i]; held > 0 && name != "" {
			data.Rows = append(data.Rows, plan.RowMultiplier{Row: name, Multiplier: held})
		}
	}
}

func allZero(v []float64) bool {
	for _, x := range v {
		if x != 0 {
			return false
		}
	}
	return true
}
