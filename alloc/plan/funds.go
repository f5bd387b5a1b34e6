package plan

import (
	"slices"

	"github.com/eduparity/eduparity/model"
)

// BudgetFund is the id of the one fund of a problem whose county has no funds but whose spending is
// limited: the limit is the fund.
const BudgetFund = "budget"

// Funds are the funds that pay for the plans of the problem: those of the planning year, in county
// order; or, where the county has none of any year, the one fund [BudgetFund] made of the
// county-wide limit on spending. Nil: see [Problem.Funded].
func Funds(p *Problem) []model.Fund {
	if len(p.County.Funds) == 0 {
		limit, ok := p.SpendingCap()
		if !ok {
			return nil
		}
		return []model.Fund{{
			ID: BudgetFund, Year: p.Year(), Amount: limit, Nature: model.AnyNature,
			Categories: []string{model.CategoryAny},
		}}
	}
	year := p.Year()
	var funds []model.Fund
	for _, f := range p.County.Funds {
		if f.Year == 0 || f.Year == year {
			funds = append(funds, f)
		}
	}
	return funds
}

// Funded says whether every yuan has to come out of one of [Funds]. False: there is neither a fund
// nor a limit on all spending, and costs are only added up.
func (p *Problem) Funded() bool {
	if len(p.County.Funds) > 0 {
		return true
	}
	_, ok := p.SpendingCap()
	return ok
}

// Pays says whether the fund may pay for something: category is the name of a stock,
// [model.CategoryHire] or [model.CategoryMove]; school is where the money is spent, which for a
// move is the school that receives the teacher. Amounts are not looked at.
func Pays(f model.Fund, category string, nature model.Nature, school model.School) bool {
	if !slices.Contains(f.Categories, category) && !slices.Contains(f.Categories, model.CategoryAny) {
		return false
	}
	if f.Nature != model.AnyNature && f.Nature != "" && f.Nature != nature {
		return false
	}
	if len(f.Areas) > 0 && !slices.Contains(f.Areas, school.Area) {
		return false
	}
	return len(f.Kinds) == 0 || slices.Contains(f.Kinds, school.Kind)
}
