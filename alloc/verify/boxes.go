package verify

import (
	"math"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// A purchase is one thing that may be bought: for a school or, where own, for one of its sections.
type purchase struct {
	stock   string
	school  int // of the county
	stage   string
	price   plan.Price
	touches []touch

	low, high float64 // how much of it may be bought
}

// A touch is what one unit of a purchase adds to the stock of a target.
type touch struct {
	t  *target
	i  int // section of its stage
	by float64
}

// purchases lists what may be bought, by stock, then school, then its stages.
func (g *ground) purchases() []purchase {
	if g.bought == nil {
		g.bought = append([]purchase{}, g.listPurchases()...)
		for n := range g.bought {
			b := &g.bought[n]
			b.low, b.high = b.box(g)
		}
	}
	return g.bought
}

func (g *ground) listPurchases() []purchase {
	if !g.p.HasLever(plan.Funding) {
		return nil
	}
	sections := g.sectionsOf()
	var list []purchase
	for _, stock := range g.r.Prices.Stocks() {
		if plan.IsPeople(stock) || !g.wanted(stock) {
			continue
		}
		for school := range g.p.County.Schools {
			price, ok := g.r.Prices.Of(stock, g.p.County.Schools[school].ID)
			if !ok || len(sections[school]) == 0 {
				continue
			}
			shared := purchase{stock: stock, school: school, price: price}
			for _, at := range sections[school] {
				st := &g.stages[at.s]
				if _, own := g.p.County.Sections[st.section[at.i]].Stocks[stock]; own {
					list = append(list, purchase{
						stock: stock, school: school, stage: st.name, price: price, touches: g.touch(nil, stock, at, true),
					})
					continue
				}
				shared.touches = g.touch(shared.touches, stock, at, false)
			}
			if _, kept := g.p.County.Schools[school].Stocks[stock]; kept {
				list = append(list, shared)
			}
		}
	}
	return list
}

// touch appends what a unit of a stock adds at one section: its own, or its share of the school's.
func (g *ground) touch(to []touch, stock string, at place, own bool) []touch {
	for _, t := range g.stages[at.s].targets {
		if t == nil || (!own && !t.of.Split) {
			continue
		}
		var by float64
		for _, term := range t.of.Stock {
			if term.Column == stock {
				by += term.Sign
			}
		}
		if !own {
			by *= g.stages[at.s].rows[at.i].Share
		}
		if by != 0 {
			to = append(to, touch{t, at.i, by})
		}
	}
	return to
}

// sectionsOf are the places of each school of the county.
func (g *ground) sectionsOf() [][]place {
	sections := make([][]place, len(g.p.County.Schools))
	for s := range g.stages {
		for i, school := range g.stages[s].school {
			sections[school] = append(sections[school], place{s, i})
		}
	}
	return sections
}

// wanted says whether an indicator of the standard counts the stock on its good side.
func (g *ground) wanted(stock string) bool {
	for k := range g.p.Standard.Indicators {
		for _, term := range g.p.Standard.Indicators[k].Stock {
			if term.Column == stock && term.Sign > 0 {
				return true
			}
		}
	}
	return false
}

// action is the purchase as an action without quantity.
func (b *purchase) action(g *ground) plan.Action {
	return plan.Action{
		Year: g.r.Year, Lever: plan.Funding, Kind: plan.Buy,
		School: g.p.County.Schools[b.school].ID, Stage: b.stage, Of: b.stock,
	}
}

// box is how much of it may be bought.
func (b *purchase) box(g *ground) (lo, hi float64) {
	most, capped := g.purse(b.price, b.stock, b.school)
	if !capped {
		most = 0
		for _, t := range b.touches {
			most = max(most, g.plenty(t, b.stage == ""))
		}
	}
	return g.locked(b.action(g), b.price.Whole, min(b.price.Max, most))
}

// plenty is the most of a stock that one section is given, where no money limits it.
func (g *ground) plenty(t touch, shared bool) float64 {
	st := &g.stages[t.t.s]
	most := plentyFactor * (t.t.best*st.rows[t.i].Pupils + 1)
	if shared {
		most /= st.rows[t.i].Share
	}
	return most
}

// purse is how many units all money that may pay for something buys. False: it costs nothing, or
// nothing limits the money.
func (g *ground) purse(price plan.Price, category string, school int) (units float64, ok bool) {
	if !(price.Cost > 0) {
		return 0, false
	}
	yuan, ok := g.p.SpendingCap()
	if !ok {
		yuan = math.Inf(1)
	}
	if g.r.Funded {
		var sum float64
		for _, f := range g.r.Funds {
			if plan.Pays(f, category, price.Nature, g.p.County.Schools[school]) {
				sum += f.Amount
			}
		}
		yuan, ok = min(yuan, sum), true
	}
	return yuan * (1 + boxSlack) / price.Cost, ok
}

// hireBox is how many teachers of a kind may be hired for a section.
func (g *ground) hireBox(price plan.Price, kind int, at place) (lo, hi float64) {
	st := &g.stages[at.s]
	most, capped := g.purse(price, model.CategoryHire, st.school[at.i])
	if !capped {
		most = plentyFactor * st.rows[at.i].Pupils
	}
	return g.locked(g.hireAction(kind, at), !g.r.Divisible, min(price.Max, most))
}

// hireAction is a hire as an action without quantity.
func (g *ground) hireAction(kind int, at place) plan.Action {
	st := &g.stages[at.s]
	return plan.Action{
		Year: g.r.Year, Lever: plan.Hiring, Kind: plan.Hire,
		School: g.p.County.Schools[st.school[at.i]].ID, Stage: st.name, Of: g.r.Kinds[kind].Name,
	}
}

// locked narrows the box [0, hi] of an action by the locks. A lock that stands for several actions
// is about their sum, so that it limits each of them from above only.
func (g *ground) locked(a plan.Action, whole bool, hi float64) (low, high float64) {
	if whole {
		hi = math.Floor(hi)
	}
	if len(g.p.Locks) == 0 {
		return 0, hi
	}
	key := a.Key()
	for _, l := range g.p.Locks {
		if !l.Matches(key) {
			continue
		}
		single := !strings.Contains(l.Key, "*")
		switch {
		case l.Forbid:
			hi = 0
		case l.Fix != nil:
			hi = min(hi, *l.Fix*(1+boxSlack))
			if single {
				low = max(low, *l.Fix*(1-boxSlack))
			}
		case l.Keep != nil && single:
			low = max(low, *l.Keep*(1-boxSlack))
		}
	}
	return low, max(low, hi)
}

// leaveCap is how many teachers of a kind may leave a section.
func (g *ground) leaveCap(kind, section int) float64 {
	n := g.r.Present(kind, section)
	if !g.r.Divisible {
		n = math.Floor(n)
	}
	if most, ok := g.r.LeaveCap(kind, section); ok {
		n = min(n, most)
	}
	return max(0, n)
}
