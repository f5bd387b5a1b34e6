package alloc

import (
	"cmp"
	"context"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// FormulaWeighted gives every school a sum for each weighted pupil, as funding formulas do that pay more
// where a pupil costs more. It moves nobody. How schools spend is as in [EqualShare].
//
// The zero value has the weights of China's public funds since 2023: 720 yuan for a primary pupil, 940
// for a junior one, 300 more for a boarder, and a school of fewer than 100 pupils counts as one of 100.
// The national formula has no weight for the countryside; many others have one, from 5 to 20 %, and a
// tenth is taken here.
type FormulaWeighted struct {
	Junior     float64 // weight of a junior pupil, a primary one being 1; 0: 940/720
	Boarder    float64 // added for a boarder; 0: 300/720
	SmallBelow float64 // a school with fewer pupils counts as one of so many; 0: 100
	Rural      float64 // added to a rural school's pupils, as a share; 0: a tenth; below 0: none
}

// boarders is the stock of pupils who live at school.
const boarders = "boarders"

// The quotas of 2023, in yuan a pupil and year, and the rural weight.
const (
	quotaPrimary = 720.0
	quotaJunior  = 940.0
	quotaBoarder = 300.0
	smallSchool  = 100.0
	ruralWeight  = 0.1
)

// Plan is [Strategy.Plan]. The error wraps [ErrStrategy] where the problem has no sum to divide.
func (f FormulaWeighted) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, sharing{NameFormulaWeighted, f.weight})
}

// weight is the number of weighted pupils of a school.
func (f FormulaWeighted) weight(l *ledger, at recipient) float64 {
	var pupils, weighted, living float64
	for _, i := range at.rows {
		row := &l.r.Table.Rows[i]
		w := 1.0
		if row.Stage == model.StageJunior {
			w = cmp.Or(f.Junior, quotaJunior/quotaPrimary)
		}
		pupils, weighted = pupils+row.Pupils, weighted+w*row.Pupils
		living += l.r.Problem.County.Sections[row.Section].Stocks[boarders]
	}
	if least := cmp.Or(f.SmallBelow, smallSchool); pupils < least {
		weighted *= least / pupils
	}
	weighted += living * cmp.Or(f.Boarder, quotaBoarder/quotaPrimary)
	if l.r.Problem.County.Schools[at.school].Area == model.AreaRural {
		weighted *= 1 + max(0, cmp.Or(f.Rural, ruralWeight))
	}
	return weighted
}
