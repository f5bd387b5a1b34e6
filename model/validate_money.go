package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// natures of a cost; a fund may also be any.
var costNatures = []string{string(Capital), string(Recurrent)}

func (f *faults) checkFunds() {
	seen := make(map[string]int)
	kinds, areas := texts(SchoolKinds()), texts(Areas())
	for i, fund := range f.county.Funds {
		name := fund.ID
		if fund.ID == "" {
			f.add(TableFunds, i, name, "fund_id", "", "is missing")
		}
		key := strconv.Itoa(fund.Year) + "/" + fund.ID
		if first, ok := seen[key]; ok {
			f.add(TableFunds, i, name, "fund_id", fund.ID, "is given twice for one year"+f.alsoOn(TableFunds, first))
		} else {
			seen[key] = i
		}
		f.year(TableFunds, i, name, "year", fund.Year, firstDataYear)
		f.amount(TableFunds, i, name, "amount_yuan", fund.Amount)
		f.word(TableFunds, i, name, "nature", string(fund.Nature), append(slices.Clone(costNatures), string(AnyNature)))
		f.fundCategories(i, fund)
		for _, a := range fund.Areas {
			f.word(TableFunds, i, name, "areas", string(a), areas)
		}
		for _, k := range fund.Kinds {
			f.word(TableFunds, i, name, "kinds", string(k), kinds)
		}
		if !(fund.CoFundingShare >= 0 && fund.CoFundingShare <= 1) {
			f.add(TableFunds, i, name, "co_funding_share", number(fund.CoFundingShare), "must be a share from 0 to 1")
		}
	}
}

// fundCategories checks that something may use the fund. A category that nothing uses beside one
// that something does is only a finding.
func (f *faults) fundCategories(i int, fund Fund) {
	known := f.county.fundCategories()
	for _, category := range fund.Categories {
		if slices.Contains(known, category) {
			return
		}
	}
	rule := "no category may use this fund: name stocks of the county, hire, move, service, site, board or any"
	for _, category := range fund.Categories {
		if near := Nearest(category, known); near != "" {
			rule += fmt.Sprintf("; did you mean %q?", near)
			break
		}
	}
	f.add(TableFunds, i, fund.ID, "categories", strings.Join(fund.Categories, ";"), rule)
}

// fundCategories are the categories that a fund of the county may name.
func (c *County) fundCategories() []string {
	return append([]string{CategoryAny, CategoryHire, CategoryMove, CategoryService, CategorySite, CategoryBoard}, slices.Concat(c.SectionStocks(), c.SchoolStocks())...)
}

// Categories of costs that are known although planning does not use them yet.
const (
	categoryFixedSchool = "fixed:school"
	categoryServiceHour = "service_hour"
)

func (f *faults) checkCosts() {
	type line struct {
		category, school string
		year             int
	}
	seen := make(map[line]int)
	for i, cost := range f.county.Costs {
		name := cost.Category
		if cost.School != "" {
			name += " at " + cost.School
			f.school(TableCosts, i, name, "school_id", cost.School)
		}
		switch kind, hire := strings.CutPrefix(cost.Category, HirePrefix); {
		case cost.Category == "":
			f.add(TableCosts, i, name, "category", "", "is missing")
		case hire:
			if _, err := f.county.ParseKind(kind); err != nil {
				f.add(TableCosts, i, name, "category", cost.Category, err.Error())
			}
		case cost.Category == CategoryHire:
			f.add(TableCosts, i, name, "category", cost.Category, "name the kind of teacher: "+HirePrefix+"KIND, such as "+HirePrefix+PlainKind)
		}
		key := line{cost.Category, cost.School, cost.Year}
		if first, ok := seen[key]; ok {
			f.add(TableCosts, i, name, "category", cost.Category, "is given twice for one year and school"+f.alsoOn(TableCosts, first))
		} else {
			seen[key] = i
		}
		f.amount(TableCosts, i, name, "cost_yuan", cost.Cost)
		f.word(TableCosts, i, name, "nature", string(cost.Nature), costNatures)
		f.year(TableCosts, i, name, "year", cost.Year, firstDataYear)
		if cost.MaxQuantity != nil {
			f.amount(TableCosts, i, name, "max_quantity", *cost.MaxQuantity)
		}
	}
}
