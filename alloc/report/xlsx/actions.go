package xlsx

import (
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/workbook"
)

// metresPerKM is the number of metres in a kilometre.
const metresPerKM = 1000

// actions writes every action once, in the order of the plan.
func (p *press) actions() error {
	t := &workbook.Table{
		Name: "行动 actions", Titles: p.titles("行动一览表", "actions of the plan"),
		Headings: []workbook.Heading{
			{ZH: "手段", EN: "lever", Width: 14},
			{ZH: "事项", EN: "kind", Width: 8},
			{ZH: "从", EN: "from", Width: 12},
			{ZH: "到", EN: "to", Width: 12},
			{ZH: "学校", EN: "school", Width: 12},
			{ZH: "学段", EN: "stage", Width: 10},
			{ZH: "内容", EN: "of", Width: 26},
			{ZH: "数量", EN: "quantity", Width: 12},
			{ZH: "单位", EN: "unit", Width: 10},
			{ZH: "费用", EN: "cost", Width: 16},
			{ZH: "经费性质", EN: "nature", Width: 12},
			{ZH: "资金", EN: "funds", Width: 20},
			{ZH: "公里", EN: "km", Width: 8},
			{ZH: "教师编号", EN: "teacher ids", Width: 16},
			{ZH: "理由", EN: "why", Width: 60},
			{ZH: "编号", EN: "key", Width: 50},
		},
	}
	w := p.words
	for i := range p.pl.Actions {
		a := &p.pl.Actions[i]
		t.Rows = append(t.Rows, []workbook.Cell{
			text(w.Lever(a.Lever)), text(w.Kind(a.Kind)), text(a.From), text(a.To), text(a.School), text(w.Stage(a.Stage)),
			text(w.Of(a)), number(a.Quantity), text(w.Unit(a.Unit)), money(a.Cost), text(w.Nature(a.Nature)), text(fundsOf(a)), km(a),
			text(strings.Join(a.TeacherIDs, " ")), wrapped(w.Reason(a.Reason)), text(a.Key()),
		})
	}
	t.Rows = append(t.Rows, []workbook.Cell{
		strong("合计 total"), {}, {}, {}, {}, {}, {}, {}, {}, money(p.pl.Cost.Total),
	})
	return p.Table(t)
}

// fundsOf names the funds that pay for an action.
func fundsOf(a *plan.Action) string {
	names := make([]string, len(a.Funds))
	for i, f := range a.Funds {
		names[i] = f.Fund
	}
	return strings.Join(names, " ")
}

// km is the way of an action; nothing where it has none.
func km(a *plan.Action) workbook.Cell {
	if a.Metres == nil {
		return workbook.Cell{}
	}
	return workbook.Cell{Value: *a.Metres / metresPerKM, Form: workbook.Two}
}

// schools writes for every school what happens there, to be handed out: who goes or comes counts at both
// schools. In print each school begins a page.
func (p *press) schools() error {
	t := &workbook.Table{
		Name: "各校 schools", Titles: p.titles("各校任务清单", "what to do, school by school"),
		Headings: []workbook.Heading{
			{ZH: "学校标识码", EN: "school id", Width: 11},
			{ZH: "学校名称", EN: "name", Width: 18},
			{ZH: "事项", EN: "kind", Width: 7},
			{ZH: "去向", EN: "side", Width: 7},
			{ZH: "学段", EN: "stage", Width: 8},
			{ZH: "内容", EN: "of", Width: 20},
			{ZH: "数量", EN: "quantity", Width: 10},
			{ZH: "单位", EN: "unit", Width: 8},
			{ZH: "对方学校", EN: "other school", Width: 18},
			{ZH: "公里", EN: "km", Width: 8},
			{ZH: "费用", EN: "cost", Width: 15},
			{ZH: "资金", EN: "funds", Width: 11},
			{ZH: "教师编号", EN: "teacher ids", Width: 12},
			{ZH: "理由", EN: "why", Width: 32},
		},
	}
	w := p.words
	for _, s := range p.concerned() {
		if len(t.Rows) > 0 {
			t.Breaks = append(t.Breaks, len(t.Rows))
		}
		for i := range p.pl.Actions {
			a := &p.pl.Actions[i]
			side, other, ok := atSchool(a, s)
			if !ok {
				continue
			}
			cost := money(a.Cost)
			if side == leaves { // the school that receives has the cost
				cost = workbook.Cell{}
			}
			if other != "" {
				other = strings.TrimSpace(other + " " + w.School(other))
			}
			t.Rows = append(t.Rows, []workbook.Cell{
				text(s), wrapped(w.School(s)), text(w.Kind(a.Kind)), text(side), text(w.Stage(a.Stage)), wrapped(w.Of(a)),
				number(a.Quantity), text(w.Unit(a.Unit)), wrapped(other), km(a), cost, wrapped(fundsOf(a)),
				wrapped(strings.Join(a.TeacherIDs, " ")), wrapped(w.Reason(a.Reason)),
			})
		}
	}
	return p.Table(t)
}

// Which side of an action a school is on.
const (
	leaves = "出 out"
	comes  = "入 in"
)

// atSchool says on which side of an action a school is, and which other one it is shared with.
func atSchool(a *plan.Action, school string) (side, other string, ok bool) {
	switch school {
	case a.School:
		return "", "", true
	case a.From:
		return leaves, a.To, true
	case a.To:
		return comes, a.From, true
	}
	return "", "", false
}

// concerned lists the schools that some action names, in the order of the county, new ones last.
func (p *press) concerned() []string {
	named := make(map[string]bool)
	var order []string
	for i := range p.pl.Actions {
		for _, id := range []string{p.pl.Actions[i].School, p.pl.Actions[i].From, p.pl.Actions[i].To} {
			if id != "" && !named[id] {
				named[id] = true
				order = append(order, id)
			}
		}
	}
	var out []string
	for i := range p.county.Schools {
		if id := p.county.Schools[i].ID; named[id] {
			out = append(out, id)
			delete(named, id)
		}
	}
	for _, id := range order {
		if named[id] {
			out = append(out, id)
		}
	}
	return out
}
