package alloc

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A ledger is a plan in the making, as the baselines make theirs: what is bought, who is hired and who
// moves so far, what money and rules still allow, and what the sections then have. Every entry keeps the
// rules that can be kept one entry at a time: prices, funds, limits on spending and on moves, posts,
// floors, headcounts, locks that forbid. Whether the whole plan keeps every rule is for plan.Evaluate.
type ledger struct {
	r     *plan.Rules
	goods []target
	lots  []lot
	byRow [][]int // lots that raise something, by row of the table

	stock  [][]float64 // by row of the table, by indicator
	bought []float64   // by lot
	paid   [][]float64 // by lot, by fund
	atRow  map[int]int // rows of the table by section

	purse []float64 // what is left of the funds; see newPurse
	caps  []spendingCap
	staff *staffing
	cost  float64
}

// A target is an indicator in a stage that the levers can change.
type target struct {
	indicator int
	code      string
	stage     string
	rows      []int // of the table
	norm      float64
	best      float64 // highest value of a section before, or what is needed where that is more
	limit     float64 // of the CV; 1 where there is none: then the CV itself counts
	minimum   float64 // of the value; NaN: none

	weight  []float64 // by row of the target
	z, z2   float64   // sums of weight x value and of weight x value squared
	weights float64
}

// A lot is what can be bought of one stock, or hired of one kind, at one place.
type lot struct {
	action plan.Action // without quantity
	price  plan.Price
	raises []raise
	payers []int   // funds that may pay, those that pay for least else first
	inCaps []int   // limits on spending that it counts in
	least  float64 // what locks ask for
	most   float64
	kind   int // of teacher; -1: a purchase
	at     int // section of a hire
}

// A raise is what one unit of a lot adds to an indicator's stock of a row.
type raise struct {
	row, indicator int
	by             float64
}

// A spendingCap is what a limit on spending still allows.
type spendingCap struct {
	limit plan.Limit
	left  float64
}

// newLedger opens a ledger for a problem that is valid, and enters what locks ask for.
func newLedger(r *plan.Rules) (*ledger, error) {
	l := &ledger{r: r, stock: make([][]float64, len(r.Table.Rows)), atRow: make(map[int]int, len(r.Table.Rows))}
	for i := range r.Table.Rows {
		l.stock[i] = slices.Clone(r.Table.Rows[i].Stock)
		l.atRow[r.Table.Rows[i].Section] = i
	}
	l.purse = newPurse(r)
	for _, limit := range r.Problem.LimitsOn(plan.LimitSpending) {
		if limit.Max != nil {
			l.caps = append(l.caps, spendingCap{limit, *limit.Max})
		}
	}
	for _, t := range r.Changeable() {
		l.goods = append(l.goods, l.newTarget(t))
	}
	ceilings, err := r.Ceilings()
	if err != nil {
		return nil, err
	}
	l.staff = newStaffing(r, ceilings)
	l.byRow = make([][]int, len(r.Table.Rows))
	l.purchases()
	l.hires()
	l.bought = make([]float64, len(l.lots))
	l.paid = make([][]float64, len(l.lots))
	for n := range l.lots {
		for _, x := range l.lots[n].raises {
			if !slices.Contains(l.byRow[x.row], n) {
				l.byRow[x.row] = append(l.byRow[x.row], n)
			}
		}
	}
	l.locked()
	return l, nil
}

// newPurse is what the funds have. A problem without funds has one purse that is never empty.
func newPurse(r *plan.Rules) []float64 {
	if !r.Funded {
		return []float64{math.Inf(1)}
	}
	purse := make([]float64, len(r.Funds))
	for n := range r.Funds {
		purse[n] = r.Funds[n].Amount
	}
	return purse
}

// newTarget reads one indicator in one stage.
func (l *ledger) newTarget(of plan.Target) target {
	s := l.r.Problem.Standard
	t := target{indicator: of.Indicator, code: s.Indicators[of.Indicator].Code, stage: of.Stage, limit: 1, minimum: math.NaN()}
	if limit, ok := l.r.Problem.CVLimit(t.code, t.stage); ok {
		t.limit = limit
	}
	if least, ok := s.Indicators[of.Indicator].Minimum[of.Stage]; ok {
		t.minimum = least
	}
	var stock, pupils float64
	for i := range l.r.Table.Rows {
		row := &l.r.Table.Rows[i]
		if row.Stage != of.Stage {
			continue
		}
		w := row.Pupils
		if s.Weighting == standard.Unweighted {
			w = 1
		}
		t.rows, t.weight = append(t.rows, i), append(t.weight, w)
		x := row.Stock[of.Indicator] / row.Pupils
		t.z, t.z2, t.weights = t.z+w*x, t.z2+w*x*x, t.weights+w
		t.best = max(t.best, l.value(i, of.Indicator))
		stock, pupils = stock+row.Stock[of.Indicator], pupils+row.Pupils
	}
	t.norm = s.Indicators[of.Indicator].Per * stock / pupils
	t.best = max(t.best, t.need())
	return t
}

// value is what a section has of an indicator.
func (l *ledger) value(row, indicator int) float64 {
	return l.r.Problem.Standard.Indicators[indicator].Per * l.stock[row][indicator] / l.r.Table.Rows[row].Pupils
}

// need is what a section is measured against: the minimum, or where there is none what the county had
// per pupil before; where it had nothing, one.
func (t *target) need() float64 {
	switch {
	case t.minimum > 0:
		return t.minimum
	case t.norm > 0:
		return t.norm
	}
	return 1
}

// change adds to a stock of a row. The sums behind the CVs follow.
func (l *ledger) change(row, indicator int, by float64) {
	at := &l.r.Table.Rows[row]
	before := l.stock[row][indicator]
	l.stock[row][indicator] = before + by
	for n := range l.goods {
		t := &l.goods[n]
		if t.indicator != indicator || t.stage != at.Stage {
			continue
		}
		w := at.Pupils
		if l.r.Problem.Standard.Weighting == standard.Unweighted {
			w = 1
		}
		x, y := before/at.Pupils, (before+by)/at.Pupils
		t.z += w * (y - x)
		t.z2 += w * (y*y - x*x)
	}
}

// cv is the coefficient of variation of a target as it stands; NaN where the mean is 0.
func (t *target) cv() float64 {
	if !(t.z > 0) {
		return math.NaN()
	}
	return math.Sqrt(max(0, t.weights*t.z2/(t.z*t.z)-1))
}

// ratio is the CV against its limit.
func (t *target) ratio() float64 {
	switch cv := t.cv(); {
	case math.IsNaN(cv):
		return math.Inf(1) // worse than any
	case t.limit == 0 && cv == 0:
		return 0
	default:
		return cv / t.limit
	}
}

// purchases lists what can be bought: of a stock that a school keeps for all its stages one lot for the
// school, which raises its sections in their shares, otherwise one for each section.
func (l *ledger) purchases() {
	if !l.r.Problem.HasLever(plan.Funding) {
		return
	}
	bySchool := make([][]int, len(l.r.Problem.County.Schools))
	for i := range l.r.Table.Rows {
		if row := &l.r.Table.Rows[i]; l.r.Open(row.Section) {
			bySchool[row.School] = append(bySchool[row.School], i)
		}
	}
	for _, stock := range l.r.Prices.Stocks() {
		if plan.IsPeople(stock) {
			continue
		}
		for school := range l.r.Problem.County.Schools {
			if price, ok := l.r.Prices.Of(stock, l.r.Problem.County.Schools[school].ID); ok {
				l.purchasesAt(stock, school, bySchool[school], price)
			}
		}
	}
}

// purchasesAt lists the lots of one stock at one school.
func (l *ledger) purchasesAt(stock string, school int, rows []int, price plan.Price) {
	at := &l.r.Problem.County.Schools[school]
	_, kept := at.Stocks[stock]
	shared := -1
	for _, i := range rows {
		row := &l.r.Table.Rows[i]
		section := &l.r.Problem.County.Sections[row.Section]
		_, own := section.Stocks[stock]
		n, share := shared, row.Share
		switch {
		case own:
			n, share = l.addPurchase(stock, school, section.Stage, price), 1
		case !kept || !l.splits(stock):
			continue // the county does not keep the stock there
		case shared < 0:
			shared = l.addPurchase(stock, school, "", price)
			n = shared
		}
		l.lots[n].raises = append(l.lots[n].raises, l.effects(i, func(of *standard.Indicator) float64 { return share * termSign(of, stock) })...)
	}
}

// splits says whether the standard splits the stock between a school's stages.
func (l *ledger) splits(stock string) bool {
	return slices.ContainsFunc(l.r.Problem.Standard.Indicators, func(of standard.Indicator) bool {
		return of.Split && termSign(&of, stock) != 0
	})
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

// effects are what a unit of something does to the indicators of a row.
func (l *ledger) effects(row int, on func(of *standard.Indicator) float64) []raise {
	var all []raise
	for k := range l.r.Problem.Standard.Indicators {
		if by := on(&l.r.Problem.Standard.Indicators[k]); by != 0 {
			all = append(all, raise{row, k, by})
		}
	}
	return all
}

// addPurchase adds a lot of a stock.
func (l *ledger) addPurchase(stock string, school int, stage string, price plan.Price) int {
	a := plan.Action{
		Year: l.r.Year, Lever: plan.Funding, Kind: plan.Buy, School: l.r.Problem.County.Schools[school].ID, Stage: stage,
		Of: stock, Unit: price.Unit, Nature: string(price.Nature),
	}
	return l.addLot(lot{action: a, price: price, kind: -1}, stock, school, "")
}

// hires lists who can be hired: of every kind with a price one lot for each section.
func (l *ledger) hires() {
	if !l.r.Problem.HasLever(plan.Hiring) {
		return
	}
	for _, kind := range l.r.Prices.HireKinds() {
		k := l.r.Kind(kind.Name)
		for i := range l.r.Table.Rows {
			row := &l.r.Table.Rows[i]
			school := &l.r.Problem.County.Schools[row.School]
			price, ok := l.r.Prices.Of(model.HirePrefix+kind.Name, school.ID)
			if !ok || !l.r.Open(row.Section) {
				continue
			}
			a := plan.Action{
				Year: l.r.Year, Lever: plan.Hiring, Kind: plan.Hire, School: school.ID, Stage: row.Stage,
				Of: kind.Name, Unit: personUnit, Nature: string(price.Nature),
			}
			price.Whole = true // baselines hire whole teachers, also where parts are allowed
			n := l.addLot(lot{action: a, price: price, kind: k, at: row.Section}, model.CategoryHire, row.School, kind.Name)
			l.lots[n].raises = l.effects(i, func(of *standard.Indicator) float64 { return effectOf(of, kind) })
		}
	}
}

// effectOf is what one teacher of a kind adds to an indicator's stock.
func effectOf(of *standard.Indicator, kind model.Kind) float64 {
	var sum float64
	for _, term := range of.Stock {
		if kind.Has(term.Column) {
			sum += term.Sign
		}
	}
	return sum
}

// addLot adds a lot with whoever may pay for it, the limits it counts in and what locks say of it.
func (l *ledger) addLot(x lot, category string, school int, kind string) int {
	x.payers = l.payers(category, x.price.Nature, school)
	for n := range l.caps {
		if l.r.InScope(l.caps[n].limit.Scope, school, x.action.Stage, kind) {
			x.inCaps = append(x.inCaps, n)
		}
	}
	x.least, x.most = lockedQuantity(l.r.Problem.Locks, x.action)
	x.most = min(x.most, x.price.Max)
	l.lots = append(l.lots, x)
	return len(l.lots) - 1
}

// payers are the funds that may pay for something at a school: those that may pay for least else first,
// so that money without a purpose of its own is left for what nothing else pays.
func (l *ledger) payers(category string, nature model.Nature, school int) []int {
	if !l.r.Funded {
		return []int{0}
	}
	var may []int
	for n := range l.r.Funds {
		if plan.Pays(l.r.Funds[n], category, nature, l.r.Problem.County.Schools[school]) {
			may = append(may, n)
		}
	}
	breadth := func(n int) int {
		f := &l.r.Funds[n]
		wide := len(f.Categories)
		if slices.Contains(f.Categories, model.CategoryAny) {
			wide = math.MaxInt32
		}
		return wide
	}
	slices.SortStableFunc(may, func(a, b int) int { return breadth(a) - breadth(b) })
	return may
}

// lockedQuantity is how much of an action locks ask for and allow.
func lockedQuantity(locks []plan.Lock, a plan.Action) (least, most float64) {
	most = math.Inf(1)
	if len(locks) == 0 {
		return 0, most
	}
	key := a.Key()
	for _, lock := range locks {
		if !lock.Matches(key) {
			continue
		}
		switch {
		case lock.Forbid:
			most = 0
		case lock.Fix != nil:
			least, most = max(least, *lock.Fix), min(most, *lock.Fix)
		case lock.Keep != nil:
			least = max(least, *lock.Keep)
		}
	}
	return least, most
}

// locked enters what locks ask for, as far as the rules allow.
func (l *ledger) locked() {
	for n := range l.lots {
		if l.lots[n].least > 0 {
			l.buy(n, l.lots[n].least, l.purse)
		}
	}
	l.lockedMoves()
}

// room is how much more of a lot can be had from a purse, in units.
func (l *ledger) room(n int, purse []float64) float64 {
	x := &l.lots[n]
	q := x.most - l.bought[n]
	if x.price.Cost > 0 {
		var money float64
		for _, f := range x.payers {
			money += purse[f]
		}
		for _, c := range x.inCaps {
			money = min(money, l.caps[c].left)
		}
		q = min(q, max(0, money)/x.price.Cost)
	}
	if x.kind >= 0 {
		q = min(q, l.staff.posts(x.kind, x.at))
	}
	if !(x.price.Cost > 0) && math.IsInf(q, 1) {
		return 0 // what is free and has no end is given by no rule
	}
	if x.price.Whole {
		q = wholeUnits(q)
	}
	return max(0, q)
}

// wholeUnits is the whole number of units in a quantity, which rounding may have put just below it.
func wholeUnits(q float64) float64 {
	if n := math.Round(q); math.Abs(q-n) <= unitDust*max(1, math.Abs(q)) {
		return n
	}
	return math.Floor(q)
}

// buy enters a lot, or part of it where no more can be had, and says how much was entered. q below 0
// takes so much back, never what locks ask for.
func (l *ledger) buy(n int, q float64, purse []float64) float64 {
	x := &l.lots[n]
	if q < 0 {
		return l.giveBack(n, -q, purse)
	}
	if q = min(q, l.room(n, purse)); !(q > leastQuantity) {
		return 0
	}
	if l.paid[n] == nil {
		l.paid[n] = make([]float64, len(l.purse))
	}
	cost := x.price.Cost * q
	left := cost
	for _, f := range x.payers {
		part := min(left, max(0, purse[f]))
		purse[f] -= part
		l.paid[n][f] += part
		left -= part
	}
	l.entered(n, q, cost)
	return q
}

// giveBack takes part of a lot back, and the money to the fund that paid last.
func (l *ledger) giveBack(n int, q float64, purse []float64) float64 {
	x := &l.lots[n]
	if q = min(q, l.bought[n]-x.least); !(q > 0) {
		return 0
	}
	cost := x.price.Cost * q
	left := cost
	for _, f := range slices.Backward(x.payers) {
		part := min(left, l.paid[n][f])
		purse[f] += part
		l.paid[n][f] -= part
		left -= part
	}
	l.entered(n, -q, -cost)
	return -q
}

// entered notes what a change of a lot does.
func (l *ledger) entered(n int, q, cost float64) {
	x := &l.lots[n]
	l.bought[n] += q
	l.cost += cost
	for _, c := range x.inCaps {
		l.caps[c].left -= cost
	}
	for _, r := range x.raises {
		l.change(r.row, r.indicator, r.by*q)
	}
	if x.kind >= 0 {
		l.staff.hire(x.kind, x.at, q)
	}
}

// actions are the plan as it stands: purchases and hires in the order of the prices and of the county,
// then moves.
func (l *ledger) actions() []plan.Action {
	var actions []plan.Action
	for n := range l.lots {
		if l.bought[n] <= leastQuantity {
			continue
		}
		a := l.lots[n].action
		a.Quantity = l.bought[n]
		a.Cost = l.lots[n].price.Cost * a.Quantity
		a.Funds = l.shares(l.paid[n], a.Cost)
		actions = append(actions, a)
	}
	return append(actions, l.moveActions()...)
}

// shares are what funds pay, so that their sum is the cost to the last digit that counts.
func (l *ledger) shares(paid []float64, cost float64) []plan.FundShare {
	if !l.r.Funded {
		return nil
	}
	var shares []plan.FundShare
	for f, amount := range paid {
		if amount > cost*fundDust {
			shares = append(shares, plan.FundShare{Fund: l.r.Funds[f].ID, Amount: amount})
		}
	}
	return shares
}
