package plan

import (
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// A Price is what one unit of something costs at a school in the planning year.
type Price struct {
	Cost   float64 // yuan per unit
	Nature model.Nature
	Whole  bool    // whole units only
	Max    float64 // most units of one purchase or hire (by school, stage and what it is); +Inf: no limit
	Unit   string
}

// Prices are the unit costs of a county in its planning year. A cost line counts if its year is
// empty or not after the planning year; of several the one for the school wins over the one for all
// schools, then the latest.
type Prices struct {
	everywhere map[string]Price            // by category
	here       map[string]map[string]Price // by school, by category
	hires      []model.Kind
	stocks     []string
}

// NewPrices reads the unit costs of the county. The error names lines that contradict each other
// and hires of a kind that cannot be told.
func NewPrices(c *model.County) (*Prices, error) {
	kinds, err := kindsOf(c)
	if err != nil {
		return nil, err
	}
	type place struct{ category, school string }
	p := &Prices{everywhere: map[string]Price{}, here: map[string]map[string]Price{}}
	year, last := c.PlanningYear(), map[place]int{}
	for i := range c.Costs {
		line := &c.Costs[i]
		if line.Year > year {
			continue
		}
		category := line.Category
		if name, ok := strings.CutPrefix(category, model.HirePrefix); ok {
			kind, err := kinds.named(name)
			if err != nil {
				return nil, costFault(c, i, err.Error())
			}
			category = model.HirePrefix + kind.Name
			if !slices.ContainsFunc(p.hires, func(k model.Kind) bool { return k.Name == kind.Name }) {
				p.hires = append(p.hires, kind)
			}
		} else if isStock(category) && !slices.Contains(p.stocks, category) {
			p.stocks = append(p.stocks, category)
		}
		at := place{category, line.School}
		before, seen := last[at]
		if seen && before == line.Year {
			return nil, costFault(c, i, "another line has a price of "+category+" for the same year and school")
		}
		if seen && before > line.Year {
			continue
		}
		last[at] = line.Year
		p.set(category, line)
	}
	return p, nil
}

// divide lets everything be had in parts.
func (p *Prices) divide() {
	for category, price := range p.everywhere {
		price.Whole = false
		p.everywhere[category] = price
	}
	for _, prices := range p.here {
		for category, price := range prices {
			price.Whole = false
			prices[category] = price
		}
	}
}

// set keeps the price of a line, over that of an earlier year.
func (p *Prices) set(category string, line *model.Cost) {
	price := Price{Cost: line.Cost, Nature: line.Nature, Whole: line.Whole, Max: math.Inf(1), Unit: line.Unit}
	if line.MaxQuantity != nil {
		price.Max = *line.MaxQuantity
	}
	if line.School == "" {
		p.everywhere[category] = price
		return
	}
	if p.here[line.School] == nil {
		p.here[line.School] = map[string]Price{}
	}
	p.here[line.School][category] = price
}

// Of is the price of a category at a school: the name of a stock, [model.CategoryMove],
// [model.CategoryMoveKM], or [model.HirePrefix] and the name of a kind, its attributes in any order.
// False: it is not to be had there (a move without a price is free: see [Prices.Move]).
func (p *Prices) Of(category, school string) (price Price, ok bool) {
	if name, hire := strings.CutPrefix(category, model.HirePrefix); hire {
		if i := slices.IndexFunc(p.hires, func(k model.Kind) bool { return sameKind(k, name) }); i >= 0 {
			category = model.HirePrefix + p.hires[i].Name
		}
	}
	if price, ok = p.here[school][category]; ok {
		return price, true
	}
	price, ok = p.everywhere[category]
	return price, ok
}

// Move is what it costs to move one teacher to a school over a distance, and which nature the money
// has: that of the line move, else of move_km. Without either moving is free, and recurrent. metres
// is not read where kilometres cost nothing.
func (p *Prices) Move(to string, metres float64) (cost float64, nature model.Nature) {
	nature = model.Recurrent
	if km, ok := p.Of(model.CategoryMoveKM, to); ok && km.Cost != 0 {
		cost, nature = km.Cost*(metres/metresPerKM), km.Nature
	}
	if once, ok := p.Of(model.CategoryMove, to); ok {
		cost, nature = cost+once.Cost, once.Nature
	}
	return cost, nature
}

// PerKM says whether some move costs by its length.
func (p *Prices) PerKM() bool {
	if p.everywhere[model.CategoryMoveKM].Cost != 0 {
		return true
	}
	for _, prices := range p.here {
		if prices[model.CategoryMoveKM].Cost != 0 {
			return true
		}
	}
	return false
}

// FlatMoves says whether every move costs the same, wherever it goes, and how much.
func (p *Prices) FlatMoves() (cost float64, ok bool) {
	cost = p.everywhere[model.CategoryMove].Cost
	for _, prices := range p.here {
		if price, own := prices[model.CategoryMove]; own && price.Cost != cost {
			return 0, false
		}
	}
	return cost, !p.PerKM()
}

// HireKinds are the kinds of teacher that have a price at one school at least, in the order of the
// cost lines.
func (p *Prices) HireKinds() []model.Kind { return slices.Clone(p.hires) }

// Stocks are the stocks that have a price at one school at least, in the order of the cost lines.
func (p *Prices) Stocks() []string { return slices.Clone(p.stocks) }

// metresPerKM is the number of metres in a kilometre.
const metresPerKM = 1000

// Categories of cost lines whose levers are for later.
const (
	costFixedPrefix = "fixed:"
	costServiceHour = "service_hour"
	teachersPrefix  = model.Teachers + "_"
)

// isStock says whether a cost category is the name of a stock.
func isStock(category string) bool {
	return category != model.CategoryMove && category != model.CategoryMoveKM && category != model.CategoryBoard &&
		category != costServiceHour && !strings.HasPrefix(category, costFixedPrefix)
}

// IsPeople says whether a stock counts teachers, who are hired or moved, not bought.
func IsPeople(stock string) bool {
	return stock == model.Teachers || strings.HasPrefix(stock, teachersPrefix)
}

// costFault is a fault in a cost line.
func costFault(c *model.County, line int, rule string) error {
	return &model.DataError{
		File: model.TableCosts, Line: c.Lines.Of(model.TableCosts, line), Record: c.Costs[line].School,
		Column: "category", Value: c.Costs[line].Category, Rule: rule,
	}
}
