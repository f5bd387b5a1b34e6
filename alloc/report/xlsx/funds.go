package xlsx

import (
	"errors"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/workbook"
)

// funds writes a sheet for each fund: what it pays, what it has, what is left.
func (p *press) funds() error {
	problem := p.pl.Problem
	problem.County = p.county
	var faults []error
	for _, f := range plan.Funds(&problem) {
		faults = append(faults, p.fund(&f))
	}
	return errors.Join(faults...)
}

// fund writes the sheet of one fund.
func (p *press) fund(f *model.Fund) error {
	w := p.words
	t := &workbook.Table{
		Name: "资金 " + f.ID, Titles: p.titles("资金使用表："+f.ID, "what the fund "+f.ID+" pays"),
		Headings: []workbook.Heading{
			{ZH: "学校标识码", EN: "school id", Width: 14},
			{ZH: "学校名称", EN: "name", Width: 26},
			{ZH: "事项", EN: "kind", Width: 10},
			{ZH: "学段", EN: "stage", Width: 10},
			{ZH: "内容", EN: "of", Width: 26},
			{ZH: "数量", EN: "quantity", Width: 12},
			{ZH: "单位", EN: "unit", Width: 10},
			{ZH: "费用", EN: "cost", Width: 16},
			{ZH: "本资金支付", EN: "paid by this fund", Width: 18},
			{ZH: "经费性质", EN: "nature", Width: 12},
		},
	}
	paid := 0.0
	for i := range p.pl.Actions {
		a := &p.pl.Actions[i]
		for _, share := range a.Funds {
			if share.Fund != f.ID {
				continue
			}
			school := a.School
			if school == "" {
				school = a.To
			}
			paid += share.Amount
			t.Rows = append(t.Rows, []workbook.Cell{
				text(school), text(w.School(school)), text(w.Kind(a.Kind)), text(w.Stage(a.Stage)), text(w.Of(a)),
				number(a.Quantity), text(w.Unit(a.Unit)), money(a.Cost), money(share.Amount), text(w.Nature(a.Nature)),
			})
		}
	}
	for _, line := range []struct {
		name   string
		amount float64
	}{{"支付合计 paid in all", paid}, {"资金总额 amount of the fund", f.Amount}, {"结余 left", f.Amount - paid}} {
		t.Rows = append(t.Rows, []workbook.Cell{strong(line.name), {}, {}, {}, {}, {}, {}, {}, money(line.amount), text(w.Currency())})
	}
	return p.Table(t)
}
