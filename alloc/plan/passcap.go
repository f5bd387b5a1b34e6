package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model/standard"
)

// upTo is the most pupils for whom a stock comes to a minimum.
func upTo(stock, minimum float64) float64 {
	if !(minimum > 0) {
		return math.Inf(1)
	}
	return stock / minimum
}

// passCap is the most pupils with which a section can pass with the stocks that it has, where plans must pass
// and no lever changes stocks; +Inf: any number, or it cannot be told so, as of schools whose stocks are
// split between stages by their pupils.
func (r *Rules) passCap(section int) float64 {
	p := r.Problem
	if section < 0 || len(p.Goals) == 0 || p.Goals[0].Name != PassCost || p.HasLever(Funding) || p.HasLever(Hiring) || p.HasLever(Rotation) || p.HasLever(Siting) {
		return math.Inf(1)
	}
	i := slices.IndexFunc(r.Table.Rows, func(row standard.Row) bool { return row.Section == section })
	split := slices.ContainsFunc(p.Standard.Indicators, func(x standard.Indicator) bool { return x.Split })
	if i < 0 || split && r.stagesOf(p.County.Sections[section].School) > 1 {
		return math.Inf(1)
	}
	row := &r.Table.Rows[i]
	var full, least []float64 // pupils at which a value is at its minimum, at the part of it that an excused one needs
	for k, minimum := range p.Standard.Minimums(row.Stage) {
		if math.IsNaN(minimum) {
			continue
		}
		stock := p.Standard.Indicators[k].Per * row.Stock[k]
		full, least = append(full, upTo(stock, minimum)), append(least, upTo(stock, p.Standard.Floor(k, row.Stage)))
	}
	if len(full) == 0 {
		return math.Inf(1)
	}
	most := 0.0
	for _, pupils := range slices.Concat(full, least) {
		met, near := 0, 0
		for k := range full {
			if pupils <= full[k] {
				met++
			}
			if pupils <= least[k] {
				near++
			}
		}
		if near == len(full) && met >= p.Standard.Section.Required(len(full)) {
			most = max(most, pupils)
		}
	}
	return most
}
