package xlsx

import (
	"maps"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model/workbook"
)

// answer writes the first sheet: the answer, the goals and their proofs, the cost, what a reader must know;
// or why there is no plan.
func (p *press) answer() error {
	w := p.words
	t := &workbook.Table{
		Name:   "结论 answer",
		Titles: []string{w.Title(), w.Answer()},
		Headings: []workbook.Heading{
			{ZH: "项目", EN: "item", Width: 18},
			{ZH: "内容", EN: "of", Width: 34},
			{ZH: "数值", EN: "value", Width: 18},
			{ZH: "任何方案不低于", EN: "no plan below", Width: 18},
			{ZH: "差距", EN: "gap", Width: 12},
			{ZH: "状态", EN: "status", Width: 12},
			{ZH: "依据", EN: "resting on", Width: 70},
		},
	}
	if made := w.Constructed(); made != "" {
		t.Titles = append(t.Titles, made)
	}
	add := func(cells ...workbook.Cell) { t.Rows = append(t.Rows, cells) }
	for i := range p.pl.Goals {
		g := &p.pl.Goals[i]
		add(text("目标 goal"), text(w.Goal(g.Name)), p.goalValue(g, g.Value), p.goalValue(g, g.Bound), workbook.Cell{Value: g.Gap, Form: workbook.Percent}, text(w.Status(g.Status)), wrapped(w.Proof(g.Certificate)))
	}
	if p.pl.Infeasible != nil {
		p.impossible(t)
	} else if len(p.pl.Actions) > 0 {
		p.cost(add)
	}
	if len(p.pl.After) > 0 {
		then := &p.pl.After[len(p.pl.After)-1]
		add(text("达标校段 sections passing"), text("规划前 before"), number(float64(p.pl.Before.SectionsPassing)))
		add(text("达标校段 sections passing"), text("规划后 after"), number(float64(then.SectionsPassing)))
		add(text("校段 sections"), text(""), number(float64(len(then.Sections))))
	}
	t.Notes = w.Notes()
	return p.Table(t)
}

// goalValue is a value of a goal, unrounded, shown as its unit asks.
func (p *press) goalValue(g *plan.GoalResult, x float64) workbook.Cell {
	c := number(x)
	switch g.Name {
	case plan.PassCost, plan.CostGoal:
		c.Form = workbook.Money
	case plan.Dispersion:
		c.Form = workbook.Three
	case plan.Shortfall, plan.Moves, plan.Travel, plan.PupilsMoved, plan.SeatsGoal:
	}
	return c
}

// cost adds what is spent, in all and by fund, lever and nature.
func (p *press) cost(add func(...workbook.Cell)) {
	w := p.words
	add(text("费用 cost"), text("合计 total"), money(p.pl.Cost.Total), text(""), text(""), text(""), text(w.Currency()))
	for _, part := range []struct {
		item    string
		amounts map[string]float64
		word    func(string) string
	}{
		{"按资金 by fund", p.pl.Cost.ByFund, func(s string) string { return s }},
		{"按手段 by lever", p.pl.Cost.ByLever, func(s string) string { return w.Lever(plan.Lever(s)) }},
		{"按性质 by nature", p.pl.Cost.ByNature, w.Nature},
	} {
		for _, name := range slices.Sorted(maps.Keys(part.amounts)) {
			if x := part.amounts[name]; x != 0 {
				add(text(part.item), text(part.word(name)), money(x), text(""), text(""), text(""), text(w.Currency()))
			}
		}
	}
}

// impossible makes the table say why there is no plan and what would have to give.
func (p *press) impossible(t *workbook.Table) {
	w := p.words
	t.Headings = []workbook.Heading{
		{ZH: "项目", EN: "item", Width: 18},
		{ZH: "规定", EN: "rule", Width: 34},
		{ZH: "缺口", EN: "short by", Width: 16},
		{ZH: "单位", EN: "unit", Width: 12},
		{ZH: "原为", EN: "limit as it is", Width: 16},
		{ZH: "须改为", EN: "as it must be", Width: 16},
		{ZH: "说明", EN: "in words", Width: 80},
	}
	for _, r := range p.pl.Infeasible.Reasons {
		t.Rows = append(t.Rows, []workbook.Cell{text("原因 why"), text(w.Rule(r.Rule)), number(r.ShortBy), text(w.Unit(r.Unit)), {}, {}, wrapped(w.Because(r))})
	}
	for _, c := range p.pl.Infeasible.Conflicts {
		for _, r := range c.Rules {
			places := strings.Join(r.Places, " ")
			t.Rows = append(t.Rows, []workbook.Cell{text("不能同时成立 conflict"), text(w.Rule(r.Rule)), {}, {}, {}, {}, wrapped(strings.TrimSpace(w.Reason(r.Text) + " " + places))})
		}
		for _, x := range c.Ways {
			t.Rows = append(t.Rows, []workbook.Cell{text("放宽其一即可 one way out"), text(w.Rule(x.Rule)), {}, {}, number(x.From), number(x.To), p.thenCosts(x.Cost)})
		}
	}
	for _, r := range p.pl.Infeasible.Relaxations {
		t.Rows = append(t.Rows, []workbook.Cell{text("须放宽 to give"), text(w.Rule(r.Rule)), {}, {}, number(r.From), number(r.To), p.thenCosts(r.Cost)})
	}
	if c := p.pl.Certificate; c != nil {
		t.Rows = append(t.Rows, []workbook.Cell{text("证明 proof"), {}, {}, {}, {}, {}, wrapped(w.Proof(c))})
	}
}

// thenCosts says what the plan costs that a relaxation makes possible; nothing where that is not known.
func (p *press) thenCosts(cost *float64) workbook.Cell {
	if cost == nil {
		return workbook.Cell{}
	}
	return text("方案费用 the plan then costs: " + p.words.Money(*cost))
}

// prices writes what a unit more of every limit that binds would bring; nothing where no price is known.
func (p *press) prices() error {
	if len(p.pl.Prices) == 0 {
		return nil
	}
	t := &workbook.Table{
		Name: "影子价格 prices", Titles: p.titles("影子价格表", "what a unit more of a limit would bring"),
		Headings: []workbook.Heading{
			{ZH: "目标", EN: "goal", Width: 18},
			{ZH: "限制", EN: "limit", Width: 40},
			{ZH: "单位", EN: "unit of the limit", Width: 12},
			{ZH: "每单位改善", EN: "better by, per unit", Width: 24},
			{ZH: "适用自", EN: "from", Width: 18},
			{ZH: "适用至", EN: "to", Width: 18},
		},
	}
	for i := range p.pl.Prices {
		x := &p.pl.Prices[i]
		t.Rows = append(t.Rows, []workbook.Cell{
			text(p.words.Goal(x.Goal)), text(p.words.Rule(x.Limit)), text(p.words.Unit(x.Unit)), number(x.Price), number(x.From), number(x.To),
		})
	}
	return p.Table(t)
}

func text(s string) workbook.Cell { return workbook.Cell{Value: s} }

func wrapped(s string) workbook.Cell { return workbook.Cell{Value: s, Form: workbook.Wrapped} }

func strong(s string) workbook.Cell { return workbook.Cell{Value: s, Form: workbook.Strong} }

// number is a number as it is; nothing where it is undefined.
func number(x float64) workbook.Cell {
	if !report.Finite(x) {
		return workbook.Cell{}
	}
	return workbook.Cell{Value: x}
}

func money(x float64) workbook.Cell { return workbook.Cell{Value: x, Form: workbook.Money} }
