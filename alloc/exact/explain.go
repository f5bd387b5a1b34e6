package exact

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// An explanation collects why there is no plan.
type explanation struct {
	plan.Infeasible
	rough bool // what is missing is that to the best point found, and no less is not proved
}

// add says that a CV limit is out of reach.
func (e *explanation) add(f *frame, tg *target, best float64) {
	rule, where := "cv:"+tg.code, f.stages[tg.stage].name
	how := "at best"
	if e.rough {
		how = "as far as was found"
	}
	e.Reasons = append(e.Reasons, plan.Reason{
		Rule: rule, Where: where, ShortBy: best - tg.limit, Unit: "CV",
		Text: fmt.Sprintf("the CV of %s (%s) in stage %s comes down to %.4f %s, the limit is %g", tg.code, tg.of.Name, where, best, how, tg.limit),
	})
	e.Relaxations = append(e.Relaxations, plan.Relaxation{Rule: rule + "/" + where, From: tg.limit, To: best})
}

// addComposite says that a limit on the mean of the CVs of a stage is out of reach.
func (e *explanation) addComposite(stage string, best, limit float64) {
	rule, how := plan.RuleComposite+":"+stage, "at best"
	if e.rough {
		how = "as far as was found"
	}
	e.Reasons = append(e.Reasons, plan.Reason{
		Rule: rule, Where: stage, ShortBy: best - limit, Unit: "CV",
		Text: fmt.Sprintf("the mean of the CVs of all indicators in stage %s comes down to %.4f %s, the limit is %g", stage, best, how, limit),
	})
	e.Relaxations = append(e.Relaxations, plan.Relaxation{Rule: rule, From: limit, To: best})
}

// addMoves says that the moves allowed are too few.
func (e *explanation) addMoves(where string, need, most float64) {
	e.addMovesUnder(string(plan.LimitMoves), where, need, most)
}

// addMovesUnder is addMoves for a limit by its name.
func (e *explanation) addMovesUnder(rule, where string, need, most float64) {
	how := "are needed at least"
	if e.rough {
		how = "would do, perhaps fewer"
	}
	e.Reasons = append(e.Reasons, plan.Reason{
		Rule: rule, Where: where, ShortBy: need - most, Unit: "moves",
		Text: fmt.Sprintf("%g moves %s, %g are allowed", need, how, most),
	})
	e.Relaxations = append(e.Relaxations, plan.Relaxation{Rule: rule, From: most, To: need})
}

// addMoney says that there is too little money.
func (e *explanation) addMoney(rule string, from, short float64) {
	short = rounded(short)
	how := "are needed at least"
	if e.rough {
		how = "would do, perhaps less"
	}
	e.Reasons = append(e.Reasons, plan.Reason{
		Rule: rule, Where: "county", ShortBy: short, Unit: "yuan",
		Text: fmt.Sprintf("%s: %.0f yuan more %s", rule, math.Ceil(short), how),
	})
	e.Relaxations = append(e.Relaxations, plan.Relaxation{Rule: rule, From: from, To: from + short})
}

// fundAmount is what a fund has, by its name in a row.
func (f *frame) fundAmount(name string) float64 {
	for _, fund := range f.r.Funds {
		if plan.Escape(fund.ID) == name {
			return fund.Amount
		}
	}
	return 0
}

// A slackRow is a row that may be missed in the elastic problem, at a price.
type slackRow struct {
	col  int
	note func(amount float64, e *explanation)
}

// explain finds what cannot hold together. One family of rules after the other is made elastic, the
// softest first: money, moves, then minimums and CV limits; the least total violation of the first
// family that suffices is the reason, in the planner's units. The duals of such a problem contradict
// the original rows: they are the certificate.
func (r *run) explain(ctx context.Context, out *plan.Plan) error {
	out.Infeasible = &plan.Infeasible{Reasons: []plan.Reason{}, Relaxations: []plan.Relaxation{}}
	if r.r.Whole() { // the rest of the time is for what parts would help
		r.deadline = time.Now().Add(time.Until(r.deadline) / explainShare)
	}
	if err := r.setCosts(make([]float64, len(r.cols))); err != nil {
		return err
	}
	for _, family := range []func() ([]slackRow, error){r.slackMoney, r.slackMoves, r.slackRules} {
		slacks, err := family()
		if err != nil {
			return err
		}
		if len(slacks) == 0 {
			continue
		}
		lp, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
		if err != nil {
			return err
		}
		if lp.Status == solver.Optimal && lp.Lower > 0 && (out.Certificate == nil || out.Certificate.Kind != plan.CertRay) {
			out.Certificate = &plan.Certificate{Kind: plan.CertRay, Data: r.certify(r.loop, lp.Result, 1)}
		}
		x, least, err := r.elasticPoint(ctx, lp)
		if err != nil {
			return err
		}
		if x == nil {
			// Also with these rules elastic there is no plan. Let them go altogether: what is then still
			// missing is missing whatever is spent and however many move.
			for _, s := range slacks {
				if err := r.sess.SetCost(s.col, 0); err != nil {
					return err
				}
			}
			continue
		}
		e := &explanation{rough: !least}
		for _, s := range slacks {
			if amount := x[s.col]; amount > elasticZero {
				s.note(amount, e)
			}
		}
		if len(e.Reasons) > 0 {
			if err := r.relaxMinimums(ctx, slacks, e); err != nil {
				return err
			}
			*out.Infeasible = e.Infeasible
			break
		}
	}
	if out.Certificate == nil {
		out.Certificate = &plan.Certificate{Kind: plan.CertSearch}
	}
	switch {
	case len(out.Infeasible.Reasons) > 0:
	case r.timeUp(ctx):
		out.Infeasible.Reasons = append(out.Infeasible.Reasons, plan.Reason{
			Rule: "time", Where: "county", Text: "the search for the reasons was stopped; a longer time limit finds them",
		})
	default:
		out.Infeasible.Reasons = append(out.Infeasible.Reasons, plan.Reason{
			Rule: "limits", Where: "county",
			Text: "floors, headcounts, posts and locks contradict each other, whatever is spent or moved",
		})
	}
	return nil
}

// elasticZero is a violation too small to be one, in the units of a row.
const elasticZero = 1e-7

// explainShare is the part of the time left, one in so many, that an explanation may take where a search
// for the least that must give for whole plans comes after it.
const explainShare = 4

// elasticPoint is a point of least violation: of the MIP where its relaxation has none. False: it may not be
// the least.
func (r *run) elasticPoint(ctx context.Context, lp *outer.Result) (x []float64, least bool, err error) {
	if lp.X == nil || lp.Objective > elasticZero || !r.lp.AnyWhole() {
		return lp.X, true, nil
	}
	mip, err := r.rounds(ctx, outer.Settings{Engine: r.engine(false)})
	if err != nil {
		return nil, false, err
	}
	return mip.X, mip.Status == solver.Optimal && mip.Done, nil
}

// slacken adds a column that helps a row along.
func (r *run) slacken(price float64, row int, by float64, note func(float64, *explanation)) (slackRow, error) {
	var c solver.Cols
	c.Add(price, 0, inf, false, []int32{int32(row)}, []float64{by})
	col, err := r.sess.AddCols(&c)
	r.slacks = append(r.slacks, col)
	return slackRow{col, note}, err
}

// slackMoney makes caps on money elastic. A million of money units missing is worth one.
func (r *run) slackMoney() ([]slackRow, error) {
	var out []slackRow
	for i, name := range r.rowNames() {
		what, rest, _ := strings.Cut(name.name, ":")
		if what != "fund" && what != string(plan.LimitSpending) {
			continue
		}
		s, err := r.slacken(1, i, -1, func(amount float64, e *explanation) {
			if what == "fund" {
				e.addMoney("fund:"+rest, r.fundAmount(rest), amount*r.money)
			} else {
				e.addMoney(what, r.lp.Rows.Upper[i]*r.money, amount*r.money)
			}
		})
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	// What money would no longer keep from being bought. Where there is none at all the model was made
	// without purchases, and what is missing is told as such.
	for j, upper := range r.roomier {
		if upper > r.lp.ColUpper[j] && r.lp.ColUpper[j] > 0 && len(out) > 0 {
			if err := r.sess.SetColBounds(j, r.lp.ColLower[j], upper); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// rowNames are the names of the rows of the room, in its order.
func (m *room) rowNames() []rowName { return m.rows }

// slackMoves makes limits on the number of moves elastic.
func (r *run) slackMoves() ([]slackRow, error) {
	var out []slackRow
	for i, name := range r.rowNames() {
		if what, _, _ := strings.Cut(name.name, ":"); what != string(plan.LimitMoves) {
			continue
		}
		s, err := r.slacken(1, i, -1, func(amount float64, e *explanation) {
			most, half := r.lp.Rows.Upper[i], 1.0
			if r.p.Headcount() {
				half = 0.5
			}
			e.addMoves("county", half*(most+math.Ceil(amount-countRounding)), half*most)
		})
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// slackRules makes minimums and limits on CVs and on their means elastic. Where teachers can move between the sections of a
// stage, what is missing is missing to the stage, not to one school.
func (r *run) slackRules() ([]slackRow, error) {
	var out []slackRow
	for t := range r.targets {
		tg := &r.targets[t]
		var all []minimum
		for _, mn := range r.minimums {
			if mn.target == t && r.p.Goals[0].Name == plan.PassCost {
				all = append(all, mn)
			}
		}
		more, err := r.slackMinimums(tg, all)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	for n := range r.composites {
		c := &r.composites[n]
		s, err := r.slacken(plan.CVWeight, c.row, -1, func(amount float64, e *explanation) {
			e.addComposite(r.stages[c.stage].name, c.limit+amount/c.count, c.limit)
		})
		if err != nil {
			return nil, err
		}
		r.easeComposite(n, s.col, 1)
		out = append(out, s)
	}
	for _, c := range r.cones {
		if c.hard < 0 {
			continue
		}
		tg := &r.targets[c.target]
		s, err := r.slacken(plan.CVWeight, c.hard, -1, func(amount float64, e *explanation) {
			e.add(r.frame, tg, math.Sqrt(tg.limit*tg.limit+amount))
		})
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// slackMinimums adds, for every section, a column of stock that falls from the sky; a missing person
// counts as its share of a minimum.
func (r *run) slackMinimums(tg *target, all []minimum) ([]slackRow, error) {
	out := make([]slackRow, 0, len(all))
	for _, mn := range all {
		where := r.school(tg.stage, mn.i).ID + "/" + r.stages[tg.stage].name
		s, err := r.slacken(1, mn.row, 1, func(amount float64, e *explanation) { r.noteMinimum(tg, mn, where, amount, e) })
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// relaxMinimums finds, for the minimums among the reasons, the greatest minimum of the stage that all
// sections can reach: one column lowers all rows of an indicator alike.
func (r *run) relaxMinimums(ctx context.Context, slacks []slackRow, e *explanation) error {
	for _, s := range slacks {
		if err := r.sess.SetColBounds(s.col, 0, 0); err != nil {
			return err
		}
	}
	lowered := map[int]int{}
	for _, mn := range r.minimums {
		if !e.blames(r.frame, &r.targets[mn.target]) {
			continue
		}
		col, ok := lowered[mn.target]
		if !ok {
			var c solver.Cols
			c.Add(1, 0, 1, false, nil, nil)
			var err error
			if col, err = r.sess.AddCols(&c); err != nil {
				return err
			}
			lowered[mn.target] = col
			r.slacks = append(r.slacks, col)
		}
		// Lowering a minimum by a share lowers its excused part, low, by that share of low only.
		if err := r.sess.SetCoefficient(mn.row, col, mn.low/mn.top); err != nil {
			return err
		}
	}
	if len(lowered) == 0 {
		return nil
	}
	lp, err := r.rounds(ctx, outer.Settings{Engine: r.engine(true)})
	if err != nil || lp.X == nil {
		return err
	}
	for t := range r.targets {
		if col, ok := lowered[t]; ok && lp.X[col] > elasticZero {
			tg := &r.targets[t]
			e.Relaxations = append(e.Relaxations, plan.Relaxation{
				Rule: "minimum:" + tg.code + "/" + r.stages[tg.stage].name, From: tg.minimum, To: tg.minimum * (1 - lp.X[col]),
			})
		}
	}
	return nil
}

// blames says whether a target's minimums are among the reasons.
func (e *explanation) blames(f *frame, tg *target) bool {
	stage := f.stages[tg.stage].name
	for _, reason := range e.Reasons {
		if reason.Rule == "minimum:"+tg.code && (reason.Where == stage || strings.HasSuffix(reason.Where, "/"+stage)) {
			return true
		}
	}
	return false
}

// noteMinimum says what is missing to a minimum. Reasons of sections among which teachers move are
// one reason of the stage.
func (r *run) noteMinimum(tg *target, mn minimum, where string, amount float64, e *explanation) {
	rule, units := "minimum:"+tg.code, amount*mn.top
	if r.rotates(tg) {
		where = r.stages[tg.stage].name
	}
	n := len(e.Reasons)
	for i := range e.Reasons {
		if e.Reasons[i].Rule == rule && e.Reasons[i].Where == where {
			n = i
		}
	}
	if n == len(e.Reasons) {
		e.Reasons = append(e.Reasons, plan.Reason{Rule: rule, Where: where, Unit: tg.of.Unit})
	}
	e.Reasons[n].ShortBy = rounded(e.Reasons[n].ShortBy + units)
	e.Reasons[n].Text = r.shortText(tg, where, e.Reasons[n].ShortBy)
}

// shortText is the sentence of a missed minimum.
func (r *run) shortText(tg *target, where string, units float64) string {
	text := fmt.Sprintf("%s (%s), %s: the plan that comes closest is %s short", tg.code, tg.of.Name, where, withUnit(units, tg.of.Unit))
	excusable := r.excused(tg.stage) > 0 && tg.floor < tg.minimum
	if excusable {
		text += fmt.Sprintf(", although the rule lets each section have %d of its indicators at %g %% of the minimum", r.excused(tg.stage), rounded(100*tg.floor/tg.minimum))
	}
	if !r.rotates(tg) {
		return text
	}
	var have, low, top float64
	for _, mn := range r.minimums {
		if &r.targets[mn.target] == tg {
			have, low, top = have+tg.before[mn.i], low+mn.low, top+mn.top
		}
	}
	text += fmt.Sprintf(": there are %s, the minimum asks for %s", round2(have), round2(top))
	if excusable {
		text += fmt.Sprintf(" and its share for %s", round2(low))
	}
	return text
}

// rounded clears a quantity of the engine's dust.
func rounded(q float64) float64 { return math.Round(q*1e6) / 1e6 }

// round2 prints a quantity with at most two decimals.
func round2(q float64) string {
	return strconv.FormatFloat(math.Round(q*100)/100, 'f', -1, 64)
}

// withUnit is round2 with a unit, where there is one.
func withUnit(q float64, unit string) string { return strings.TrimSpace(round2(q) + " " + unit) }

// rotates says whether teachers who count in a target can move.
func (f *frame) rotates(tg *target) bool {
	if !f.p.HasLever(plan.Rotation) {
		return false
	}
	for _, g := range f.groups[tg.stage] {
		for _, t := range g.has {
			if &f.targets[t] == tg {
				return true
			}
		}
	}
	return false
}
