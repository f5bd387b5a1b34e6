package html

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// Plan writes a plan for the county c as a page, or the explanation why there is none. The county after
// the plan is made from its actions by [plan.Apply] and judged by its standard, as everywhere.
//
// Errors are those of the county's data, of actions that do not fit it, and [ErrInput] where the county
// or the plan's standard is missing. Nothing is written then.
func Plan(w io.Writer, pl *plan.Plan, c *model.County, o Options) error {
	if pl == nil || c == nil || pl.Problem.Standard == nil {
		return fmt.Errorf("%w: a plan, its county and its standard are needed", ErrInput)
	}
	before, err := pl.Problem.Standard.Assess(c)
	if err != nil {
		return err
	}
	v := newView(c, pl.Problem.Standard, before)
	v.plan = pl
	relaxed := v.relax()
	if err := v.carryOut(); err != nil {
		return err
	}
	d, err := v.document(o)
	if err != nil {
		return err
	}
	d.Relaxed = relaxed
	v.tellPlan(d)
	if o.Frontier != nil {
		if len(o.Frontier.Problem.Goals) == 0 {
			return fmt.Errorf("%w: the frontier has no goal", ErrInput)
		}
		d.Frontier = v.frontier(o.Frontier)
	}
	return d.send(w)
}

// relax takes the actions of an impossible plan's relaxed one, where there is one, and says so.
func (v *view) relax() bool {
	why := v.plan.Infeasible
	if why == nil || why.Relaxed == nil || len(why.Relaxed.Actions) == 0 {
		return false
	}
	then := *v.plan
	then.Actions = why.Relaxed.Actions
	then.Cost = costOf(then.Actions)
	v.plan = &then
	return true
}

// costOf adds up what actions cost.
func costOf(actions []plan.Action) plan.Cost {
	cost := plan.Cost{ByFund: map[string]float64{}, ByLever: map[string]float64{}, ByNature: map[string]float64{}}
	for i := range actions {
		a := &actions[i]
		cost.Total += a.Cost
		cost.ByLever[string(a.Lever)] += a.Cost
		cost.ByNature[a.Nature] += a.Cost
		for _, f := range a.Funds {
			cost.ByFund[f.Fund] += f.Amount
		}
	}
	return cost
}

// carryOut makes the county after the plan.
func (v *view) carryOut() error {
	if len(v.plan.Actions) == 0 {
		return nil
	}
	then, err := plan.Apply(v.county, v.plan.Actions)
	if err != nil {
		return err
	}
	after, err := v.standard.Assess(then)
	if err != nil {
		return err
	}
	v.then, v.after = then, after
	return nil
}

// document is the part of a page that plans and assessments have in common.
func (v *view) document(o Options) (*document, error) {
	county, last := v.latest()
	diagnosed, err := diagnosis.Diagnose(v.standard, county, last, diagnosis.Settings{})
	if err != nil {
		return nil, err
	}
	all := v.sections()
	d := &document{
		Code: code(o.Lang), Constructed: v.county.Constructed, Changed: v.after != nil, Figures: v.figures(),
		Cards: v.cards(all, v.lacks(diagnosed)), Lines: v.lines(all), CVs: v.cvCharts(), Panels: v.panels(all),
		Map: v.countyMap(all), Blockers: v.blockers(diagnosed), Failing: len(diagnosed.Gaps), Open: last.Counts.NoData,
		Divisions: v.divisions(all), Currency: v.currency, Asks: asks(v.before),
	}
	d.CVSays = say("The CV (coefficient of variation) says how far schools are apart: 0 is all alike, 0.5 that they lie half the mean apart on average. Every pupil counts alike; a CV has no unit. The limit must not be exceeded.")
	if v.before.Weighting == standard.Unweighted {
		d.CVSays = say("The CV (coefficient of variation) says how far schools are apart: 0 is all alike, 0.5 that they lie half the mean apart on average. Every section counts alike; a CV has no unit. The limit must not be exceeded.")
	}
	seen := make(map[words]bool)
	for i := range d.Cards {
		if a := d.Cards[i].Area; !a.empty() && !seen[a] {
			seen[a] = true
			d.Areas = append(d.Areas, a)
		}
	}
	return d, nil
}

// tellPlan fills in what only a plan has.
func (v *view) tellPlan(d *document) {
	p := v.plan
	d.Planned = true
	name := cmp.Or(v.county.Name, "eduparity")
	d.Heading = say("%[1]s: plan for %[2]s", name, strconv.Itoa(v.county.PlanningYear()))
	d.Title = d.Heading
	d.Asked = v.asked()
	d.Verdict = []words{both(func(l report.Lang) string { return report.Answer(p, v.county, l) })}
	d.Status = string(p.Status)
	d.Impossible = v.impossible()
	switch p.Status {
	case plan.StatusInfeasible:
		d.Tone = toneBad
	case plan.Unknown:
		d.Tone = tonePart
	case plan.Optimal, plan.Feasible:
		d.Tone = toneGood
		if _, last := v.latest(); !last.Passes {
			d.Tone = tonePart
		}
		d.Proofs, d.Prices = v.proofs(), v.prices()
	}
	if p.Certificate != nil {
		d.How = inPlainWords(p.Certificate)
	}
	if len(p.Actions) > 0 {
		d.Spending = v.spending()
	}
	en, zh := report.Notes(p, v.county, report.English), report.Notes(p, v.county, report.Chinese)
	for i := range en {
		d.Notes = append(d.Notes, words{en[i], zh[i]})
	}
	d.Made = say("Made by eduparity %[1]s with %[2]s; route %[3]s.", p.Run.Version, p.Run.Backend+" "+p.Run.BackendVersion, p.Run.Route)
}

// Assessment writes the assessment a of the county c under the standard s as a page.
//
// Errors are those of the county's data, and [ErrInput] where one of the three is missing. Nothing is
// written then.
func Assessment(w io.Writer, a *standard.Assessment, c *model.County, s *standard.Standard, o Options) error {
	if a == nil || c == nil || s == nil {
		return fmt.Errorf("%w: an assessment, its county and its standard are needed", ErrInput)
	}
	v := newView(c, s, a)
	d, err := v.document(o)
	if err != nil {
		return err
	}
	d.Heading = say("%[1]s: how even are its schools?", cmp.Or(c.Name, "eduparity"))
	if c.Year != 0 {
		d.Heading = say("%[1]s, data of %[2]s: how even are its schools?", cmp.Or(c.Name, "eduparity"), strconv.Itoa(c.Year))
	}
	d.Title = d.Heading
	d.Asked = []words{say("Judged by: %s.", standardName(s))}
	en, zh := strings.Split(report.Standing(a, s, report.English), "\n"), strings.Split(report.Standing(a, s, report.Chinese), "\n")
	for i := range en {
		if en[i] != "" {
			d.Verdict = append(d.Verdict, words{en[i], zh[i]})
		}
	}
	switch {
	case !a.Passes || a.Outcome == standard.Fail:
		d.Tone = toneBad
	case a.Outcome == standard.NoData:
		d.Tone = tonePart
	default:
		d.Tone = toneGood
	}
	for _, f := range a.Findings {
		d.Notes = append(d.Notes, both(func(l report.Lang) string { return l.Finding(f) }))
	}
	return d.send(w)
}

// send makes the page and hands it over as a whole.
func (d *document) send(w io.Writer) error {
	var b bytes.Buffer
	if err := d.write(&b); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
