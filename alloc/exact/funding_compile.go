package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// compileFunding adds one column for each purchase: of a stock that a school keeps for all its
// stages one per school, which raises all its sections in their shares; otherwise one per section.
func (m *room) compileFunding() {
	m.places = make([][][]int, len(m.stages))
	for s := range m.stages {
		m.places[s] = make([][]int, len(m.p.County.Schools))
		for i, row := range m.stages[s].rows {
			school := m.r.Table.Rows[row].School
			m.places[s][school] = append(m.places[s][school], i)
		}
	}
	m.best = make([]float64, len(m.targets))
	for t := range m.targets {
		tg := &m.targets[t]
		for j := range tg.before {
			m.best[t] = max(m.best[t], tg.before[j]/m.pupils(tg.stage, j))
		}
	}
	for _, stock := range m.r.Prices.Stocks() {
		if !m.counted(stock) || plan.IsPeople(stock) {
			continue
		}
		for school := range m.p.County.Schools {
			price, ok := m.r.Prices.Of(stock, m.p.County.Schools[school].ID)
			if ok {
				m.compilePurchase(stock, school, price)
			}
		}
	}
}

// counted says whether some selected indicator counts the stock on its good side.
func (m *room) counted(stock string) bool {
	for t := range m.targets {
		if termSign(m.targets[t].of, stock) > 0 {
			return true
		}
	}
	return false
}

// termSign is the sign of a stock in an indicator; 0: it is not in it.
func termSign(of *standard.Indicator, stock string) float64 {
	var sign float64
	for _, term := range of.Stock {
		if term.Column == stock {
			sign += term.Sign
		}
	}
	return sign
}

// compilePurchase adds the columns of one stock at one school.
func (m *room) compilePurchase(stock string, school int, price plan.Price) {
	shared := -1
	for s := range m.stages {
		for _, i := range m.places[s][school] {
			own := m.keepsItself(s, i, stock)
			if !m.has(s, i, stock, own) {
				continue // the county does not keep the stock there, which is not the same as having none
			}
			col := shared
			if own || shared < 0 {
				col = m.addPurchase(stock, school, s, i, own, price)
				if !own {
					shared = col
				}
			}
			share := 1.0
			if !own {
				share = m.r.Table.Rows[m.stages[s].rows[i]].Share
			}
			for t := range m.targets {
				if sign := termSign(m.targets[t].of, stock); sign != 0 && m.targets[t].stage == s {
					m.affect(t, i, col, sign*share*m.cols[col].unit)
				}
			}
		}
	}
}

// keepsItself says whether a section keeps the stock itself rather than sharing its school's.
func (f *frame) keepsItself(s, i int, stock string) bool {
	_, own := f.p.County.Sections[f.section(s, i)].Stocks[stock]
	return own || !f.splits(stock)
}

// has says whether the stock is kept at all: by the section, or else by its school.
func (f *frame) has(s, i int, stock string, own bool) bool {
	stocks := f.school(s, i).Stocks
	if own {
		stocks = f.p.County.Sections[f.section(s, i)].Stocks
	}
	_, ok := stocks[stock]
	return ok
}

// splits says whether the standard splits the stock between a school's stages.
func (f *frame) splits(stock string) bool {
	for k := range f.p.Standard.Indicators {
		if of := &f.p.Standard.Indicators[k]; of.Split && termSign(of, stock) != 0 {
			return true
		}
	}
	return false
}

// addPurchase adds one column. A quantity that comes in large numbers, of which one unit is next to
// nothing in what it does and, unless evenness is all that is wanted, in money, is left divisible in
// the engine, in units of money, and rounded afterwards.
func (m *room) addPurchase(stock string, school, s, i int, own bool, price plan.Price) int {
	c := column{kind: colBuy, school: school, stock: stock, own: own, stage: s, i: i, unit: 1, whole: price.Whole}
	useful, plenty := m.mostUseful(stock, school, s, i, own, price)
	if m.roomy {
		useful = plenty
	}
	most, roomier := min(price.Max, useful), min(price.Max, plenty)
	dear := price.Cost >= wholeShare*m.money && m.p.Goals[0].Name != plan.Dispersion
	whole := price.Whole && (dear || m.coarse(stock, school, s, i, own))
	if !whole && price.Cost > 0 {
		c.unit = m.money / price.Cost
	}
	if price.Whole {
		most, roomier = math.Floor(most), math.Floor(roomier)
	}
	col := m.addCol(c, 0, m.locked(c, most)/c.unit, whole)
	m.roomier[col] = m.locked(c, roomier) / c.unit
	m.spendRow[col] = price.Cost * c.unit
	return col
}

// coarse says whether one unit changes the level of some section by more than a trifle.
func (m *room) coarse(stock string, school, s, i int, own bool) bool {
	for t := range m.targets {
		tg := &m.targets[t]
		if termSign(tg.of, stock) == 0 || (own && tg.stage != s) {
			continue
		}
		level := tg.reference // stock per pupil to hold one unit against
		if !math.IsNaN(tg.minimum) {
			level = max(level, tg.minimum/tg.of.Per)
		}
		for _, at := range m.places[tg.stage][school] {
			share := 1.0
			if !own {
				share = m.r.Table.Rows[m.stages[tg.stage].rows[at]].Share
			}
			if (!own || at == i) && share > wholeShare*level*m.pupils(tg.stage, at) {
				return true
			}
		}
	}
	return false
}

// mostUseful is a quantity that no plan needs to exceed: what the money buys, or, without any cap on
// money, plenty: what brings the section to many times the best level of the county.
func (m *room) mostUseful(stock string, school, s, i int, own bool, price plan.Price) (useful, plenty float64) {
	for _, at := range m.places[s][school] {
		if !own || at == i {
			plenty = max(plenty, m.plenty(stock, s, at, own))
		}
	}
	if price.Cost > 0 {
		if yuan, ok := m.purse(stock, price.Nature, &m.p.County.Schools[school]); ok {
			return yuan / price.Cost, max(plenty, yuan/price.Cost)
		}
	}
	return plenty, plenty
}

// plenty is plentyFactor times the best level of the stage, or the minimum, in units for a section.
func (m *room) plenty(stock string, s, i int, own bool) float64 {
	row := &m.r.Table.Rows[m.stages[s].rows[i]]
	var most float64
	for t := range m.targets {
		tg := &m.targets[t]
		if tg.stage != s || termSign(tg.of, stock) == 0 {
			continue
		}
		best := m.best[t]
		if !math.IsNaN(tg.minimum) {
			best = max(best, tg.minimum/tg.of.Per)
		}
		if best == 0 {
			best = 1 // the county has none of it and no minimum asks for any
		}
		need := plentyFactor * (best*row.Pupils + 1)
		if !own {
			need /= row.Share
		}
		most = max(most, need)
	}
	return most
}

// purse is all money that may pay for something. False: there is no cap.
func (m *room) purse(category string, nature model.Nature, at *model.School) (yuan float64, ok bool) {
	yuan, ok = m.p.SpendingCap()
	if !ok {
		yuan = inf
	}
	if m.r.Funded {
		var sum float64
		for _, f := range m.r.Funds {
			if plan.Pays(f, category, nature, *at) {
				sum += f.Amount
			}
		}
		yuan, ok = min(yuan, sum), true
	}
	return yuan, ok
}
