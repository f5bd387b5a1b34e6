package exact

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// whyNotParametric says what keeps a problem off the parametric route; empty: nothing does.
func whyNotParametric(f *frame) string {
	if f.parts != nil {
		return ""
	}
	parts, why := newParts(f)
	f.parts = parts
	return why
}

// newParts takes a problem apart. Why says what ties its parts together, or what the paths of the
// parts do not know; empty: nothing.
func newParts(f *frame) (m *parts, why string) {
	m = &parts{frame: f, asked: f.askedTargets(), fund: -1, budget: inf}
	for _, look := range []func() string{m.look, m.compileGoods, m.compileStaff, m.apart, m.checkLocks} {
		if why := look(); why != "" {
			return nil, why
		}
	}
	return m, ""
}

// look holds the problem as a whole against what the route can do.
func (m *parts) look() string {
	p := m.p
	switch {
	case len(p.Goals) != 1 || (p.Goals[0].Name != plan.CostGoal && p.Goals[0].Name != plan.Dispersion):
		return "its goal must be cost or dispersion alone"
	case !m.byPupils():
		return "sections do not count by their pupils"
	case len(p.LimitsOn(plan.LimitMoves)) > 0:
		return "a limit on moves ties stages and kinds together"
	case p.Headcount():
		return "headcounts tie the kinds of teachers together"
	case m.composed():
		return "a limit on the mean of several CVs ties indicators together"
	}
	for n, l := range p.Limits {
		if l.What != plan.LimitSpending || l.Max == nil {
			continue
		}
		if l.Scope != (plan.Scope{}) {
			return "a limit on spending concerns a part of the money"
		}
		if *l.Max < m.budget {
			m.budget, m.purse = *l.Max, "spending:"+strconv.Itoa(n)
		}
	}
	for _, t := range m.asked {
		tg := &m.targets[t]
		switch {
		case tg.mean == 0:
			return fmt.Sprintf("the county has nothing of %s in stage %s", tg.code, m.stages[tg.stage].name)
		case slices.ContainsFunc(tg.before, func(z float64) bool { return z < 0 }):
			return fmt.Sprintf("a stock of %s is below 0", tg.code)
		}
	}
	return ""
}

// pay notes who pays for something that costs money: it must be the same fund for everything. Had:
// somebody pays.
func (m *parts) pay(category string, nature model.Nature, at *model.School) (had bool, why string) {
	if !m.r.Funded {
		return true, ""
	}
	payer := -1
	for n := range m.r.Funds {
		if !plan.Pays(m.r.Funds[n], category, nature, *at) {
			continue
		}
		if payer >= 0 {
			return false, "several funds may pay for the same"
		}
		payer = n
	}
	switch {
	case payer < 0:
		return false, ""
	case m.fund < 0:
		m.fund = payer
		if fund := m.r.Funds[payer]; fund.Amount < m.budget {
			m.budget, m.purse = fund.Amount, "fund:"+plan.Escape(fund.ID)
		}
	case m.fund != payer:
		return false, "different funds pay for different things"
	}
	return true, ""
}

// compileGoods finds what may be bought that a wanted target counts.
func (m *parts) compileGoods() string {
	if !m.p.HasLever(plan.Funding) {
		return ""
	}
	at := make([][]place, len(m.p.County.Schools))
	for s := range m.stages {
		for i, row := range m.stages[s].rows {
			school := m.r.Table.Rows[row].School
			at[school] = append(at[school], place{s, i})
		}
	}
	for _, stock := range m.r.Prices.Stocks() {
		if plan.IsPeople(stock) {
			continue
		}
		g := goods{stock: stock, lots: make([]lot, 0, len(at))}
		for school := range m.p.County.Schools {
			if price, ok := m.r.Prices.Of(stock, m.p.County.Schools[school].ID); ok {
				if why := m.compileLots(&g, school, at[school], price); why != "" {
					return why
				}
			}
		}
		if len(g.lots) > 0 {
			m.goods = append(m.goods, g.split()...)
		}
	}
	m.goods = slices.DeleteFunc(m.goods, func(dear goods) bool {
		return slices.ContainsFunc(m.goods, func(cheap goods) bool { return cheap.serves(dear) })
	})
	return ""
}

// serves says whether a stock does all that another does, at a lower price and in any quantity, so that
// nobody buys the other.
func (g goods) serves(dear goods) bool {
	if g.stock == dear.stock || !slices.ContainsFunc(dear.targets, func(t int) bool { return slices.Contains(g.targets, t) }) {
		return false
	}
	next := 0 // lots are in the order of the schools: the one after the last is tried first
	for k := range dear.lots {
		l := &dear.lots[k]
		if l.most == 0 {
			continue
		}
		if l.low > 0 {
			return false
		}
		for tried := 0; ; tried++ {
			if tried == len(g.lots) {
				return false
			}
			c := &g.lots[next]
			next = (next + 1) % len(g.lots)
			if c.price < l.price && math.IsInf(c.most, 1) && slices.Equal(c.raises, l.raises) {
				break
			}
		}
	}
	return true
}

// split takes a stock that no lot shares between stages apart by target.
func (g goods) split() []goods {
	if slices.ContainsFunc(g.lots, func(l lot) bool { return len(l.raises) > 1 }) {
		return []goods{g}
	}
	apart := make([]goods, len(g.targets))
	for n, t := range g.targets {
		apart[n] = goods{stock: g.stock, targets: []int{t}}
	}
	for _, l := range g.lots {
		n := slices.Index(g.targets, l.raises[0].target)
		apart[n].lots = append(apart[n].lots, l)
	}
	return apart
}

// compileLots adds what a school may buy: one lot for all sections that share the stock, one for each
// section that keeps it itself.
func (m *parts) compileLots(g *goods, school int, at []place, price plan.Price) string {
	var shared lot
	for _, p := range at {
		own := m.keepsItself(p.stage, p.i, g.stock)
		if !m.has(p.stage, p.i, g.stock, own) {
			continue
		}
		l := lot{column: column{kind: colBuy, school: school, stock: g.stock, own: own, stage: p.stage, i: p.i}}
		if !own && shared.stock != "" {
			l = shared
		}
		share := 1.0
		if !own {
			share = m.r.Table.Rows[m.stages[p.stage].rows[p.i]].Share
		}
		for _, t := range m.asked {
			by := termSign(m.targets[t].of, g.stock)
			if m.targets[t].stage != p.stage || by == 0 {
				continue
			}
			if by != 1 {
				return fmt.Sprintf("%s does not count once in %s", g.stock, m.targets[t].code)
			}
			for _, r := range l.raises {
				if m.targets[r.target].stage == p.stage {
					return fmt.Sprintf("%s counts in %s and in %s", g.stock, m.targets[r.target].code, m.targets[t].code)
				}
			}
			l.raises = append(l.raises, raise{t, p.i, share})
		}
		if own {
			if why := m.addLot(g, l, price); why != "" {
				return why
			}
		} else {
			shared = l
		}
	}
	if shared.stock != "" {
		return m.addLot(g, shared, price)
	}
	return ""
}

// addLot adds a lot that raises something wanted.
func (m *parts) addLot(g *goods, l lot, price plan.Price) string {
	if len(l.raises) == 0 {
		return ""
	}
	had, why := m.pay(g.stock, price.Nature, &m.p.County.Schools[l.school])
	switch {
	case why != "":
		return why
	case price.Whole:
		return g.stock + " is sold in whole units only"
	case !(price.Cost > 0):
		return g.stock + " costs nothing"
	}
	l.price, l.most = price.Cost, price.Max
	if !had {
		l.most = 0
	}
	l.low, l.most = m.lockedLot(l)
	if l.low > l.most {
		return "a lock asks for more of " + g.stock + " than is to be had"
	}
	for _, r := range l.raises {
		if !slices.Contains(g.targets, r.target) {
			g.targets = append(g.targets, r.target)
		}
	}
	g.lots = append(g.lots, l)
	return ""
}

// lockedLot is how much of a lot locks let be bought.
func (m *parts) lockedLot(l lot) (low, most float64) {
	most = l.most
	if len(m.p.Locks) == 0 {
		return 0, most
	}
	key := m.purchase(l.column).Key()
	for _, k := range m.p.Locks {
		if !k.Matches(key) {
			continue
		}
		switch {
		case k.Forbid:
			most = 0
		case k.Fix != nil:
			low, most = max(low, *k.Fix), min(most, *k.Fix)
		case k.Keep != nil:
			low = max(low, *k.Keep)
		}
	}
	return low, most
}

// compileStaff finds the groups of teachers that a wanted target counts, and what they may do.
func (m *parts) compileStaff() string {
	if !m.p.HasLever(plan.Rotation) && !m.p.HasLever(plan.Hiring) {
		return ""
	}
	for s := range m.stages {
		for g := range m.groups[s] {
			if why := m.compileGroup(s, g); why != "" {
				return why
			}
		}
	}
	if slices.ContainsFunc(m.p.County.Posts, func(p model.Post) bool { return p.School != "" || p.Kind != "" || p.Subject != "" }) && len(m.staff) > 0 {
		return "posts limit single schools or kinds"
	}
	if len(m.p.County.Posts) > 0 && slices.ContainsFunc(m.staff, func(a staff) bool { return a.hire >= 0 }) {
		return "posts limit how many are hired"
	}
	return m.otherFloors()
}

// otherFloors makes sure that floors are kept where no group of the parts has to keep them.
func (m *parts) otherFloors() string {
	if len(m.p.LimitsOn(plan.LimitTeachers)) == 0 {
		return ""
	}
	for s := range m.stages {
		for i := range m.stages[s].rows {
			section := m.section(s, i)
			for k := -1; k < len(m.r.Kinds); k++ {
				floor, ok := m.r.Floor(k, section)
				mine := func(a staff) bool {
					return a.stage == s && (k < 0 || slices.Contains(m.groups[s][a.group].kinds, k))
				}
				if ok && floor > m.r.TeachersPresent(k, section) && !slices.ContainsFunc(m.staff, mine) {
					return "a floor asks for more teachers than there are"
				}
			}
		}
	}
	return ""
}

// compileGroup adds a group that a wanted target counts.
func (m *parts) compileGroup(s, g int) string {
	group := &m.groups[s][g]
	a := staff{stage: s, group: g, target: -1, hire: -1}
	for _, t := range group.has {
		if !m.wanted(t) {
			continue
		}
		if a.target >= 0 {
			return fmt.Sprintf("teachers of kind %s count in %s and in %s", m.r.Kinds[group.kinds[0]].Name, m.targets[a.target].code, m.targets[t].code)
		}
		if effectOf(m.targets[t].of, m.r.Kinds[group.kinds[0]]) != 1 {
			return fmt.Sprintf("teachers of kind %s do not count once in %s", m.r.Kinds[group.kinds[0]].Name, m.targets[t].code)
		}
		a.target = t
	}
	if a.target < 0 {
		return ""
	}
	n := len(m.stages[s].rows)
	a.stock, a.out = slices.Clone(m.targets[a.target].before), make([]float64, n)
	if m.p.HasLever(plan.Rotation) && n > 1 {
		if why := m.compileMoves(&a); why != "" {
			return why
		}
	}
	if m.p.HasLever(plan.Hiring) {
		if why := m.compileHires(&a); why != "" {
			return why
		}
	}
	if !a.moves && a.hire < 0 {
		return ""
	}
	if !m.r.Divisible {
		return "teachers are whole persons: state the limit " + string(plan.LimitDivisible)
	}
	if why := m.floors(&a); why != "" {
		return why
	}
	m.staff = append(m.staff, a)
	return ""
}

// compileMoves says who of a group may move, and where to.
func (m *parts) compileMoves(a *staff) string {
	for i := range a.out {
		for _, k := range m.groups[a.stage][a.group].kinds {
			a.out[i] += m.kindCap(k, m.section(a.stage, i))
		}
		a.moves = a.moves || a.out[i] > 0
	}
	if !a.moves {
		return ""
	}
	n := len(a.out)
	_, nature := m.r.Prices.Move(m.school(a.stage, 0).ID, 0)
	if flat, ok := m.r.Prices.FlatMoves(); ok && flat == 0 && m.wants(plan.Dispersion) {
		return "moves cost nothing"
	}
	for i := range n {
		had, why := m.pay(model.CategoryMove, nature, m.school(a.stage, i))
		if why != "" {
			return why
		}
		if flat, ok := m.r.Prices.FlatMoves(); !had && !(ok && flat == 0) {
			return "nobody pays for some of the moves"
		}
	}
	kind := m.groups[a.stage][a.group].kinds[0]
	closed, entries := m.lockedMoves(a)
	if closed == nil && !m.r.Prices.PerKM() && len(m.p.LimitsOn(plan.LimitMoveKM)) == 0 && !m.barriers() {
		a.hub = make([]float64, n)
		for j := range n {
			a.hub[j], _ = m.r.Prices.Move(m.school(a.stage, j).ID, 0)
			if entries != nil && entries[j] {
				a.hub[j] = inf
			}
		}
		return ""
	}
	a.ways = m.newPairs(a.stage, kind, closed)
	if entries != nil {
		a.ways.closeTo(entries)
	}
	for _, k := range a.kept {
		if _, ok := a.ways.cost(k.from, k.to); !ok {
			return "a lock asks for a move that is not permitted"
		}
		a.stock[k.from] -= k.n
		a.stock[k.to] += k.n
		if a.out[k.from] -= k.n; a.out[k.from] < 0 {
			return "locks ask for more moves from a section than are permitted"
		}
	}
	return ""
}

// compileHires says at what price one of a group may be hired: the same everywhere, by the cheapest of
// its kinds.
func (m *parts) compileHires(a *staff) string {
	for _, kind := range m.r.Prices.HireKinds() {
		k := m.r.Kind(kind.Name)
		if !slices.Contains(m.groups[a.stage][a.group].kinds, k) {
			continue
		}
		cost := math.NaN()
		for i := range a.stock {
			price, ok := m.r.Prices.Of(model.HirePrefix+kind.Name, m.school(a.stage, i).ID)
			if ok {
				had, why := m.pay(model.CategoryHire, price.Nature, m.school(a.stage, i))
				if why != "" {
					return why
				}
				ok = had
			}
			if !ok {
				price.Cost, price.Max = inf, inf
			}
			if !math.IsInf(price.Max, 1) || (i > 0 && price.Cost != cost) {
				return "hires of kind " + kind.Name + " are not to be had alike in all sections"
			}
			cost = price.Cost
		}
		if cost == 0 {
			return "hires of kind " + kind.Name + " cost nothing"
		}
		if !math.IsInf(cost, 1) && (a.hire < 0 || cost < a.hireCost) {
			a.hire, a.hireCost = k, cost
		}
	}
	if a.hire >= 0 && m.wants(plan.Dispersion) { // the curve of a stock that grows has no closed form
		return "evenness by hires is a matter of all stocks at once"
	}
	return m.lockedHires(a)
}

// floors notes how many of a group must stay, where teachers are counted.
func (m *parts) floors(a *staff) string {
	for i := range a.stock {
		section := m.section(a.stage, i)
		name := "teachers:" + m.schoolStage(a.stage, i)
		note := func(floor, present float64, row string) {
			if a.least == nil {
				a.least, a.floor = make([]float64, len(a.stock)), make([]string, len(a.stock))
			}
			if least := floor - present + m.targets[a.target].before[i]; least > a.least[i] {
				a.least[i], a.floor[i] = least, row
			}
		}
		if floor, ok := m.r.Floor(-1, section); ok {
			if len(m.groups[a.stage][a.group].kinds) < len(m.r.Kinds) {
				return "a floor counts all teachers, the indicator only some"
			}
			note(floor, m.r.TeachersPresent(-1, section), name)
		}
		for _, k := range m.groups[a.stage][a.group].kinds {
			if floor, ok := m.r.Floor(k, section); ok {
				if len(m.groups[a.stage][a.group].kinds) > 1 {
					return "a floor counts one kind of teacher out of several"
				}
				note(floor, m.r.Present(k, section), name+"/"+plan.Escape(m.r.Kinds[k].Name))
			}
		}
	}
	return ""
}

// apart makes sure that every wanted target is changed by one thing only.
func (m *parts) apart() string {
	by := make([]string, len(m.targets))
	claim := func(t int, what string) string {
		if by[t] != "" {
			return fmt.Sprintf("%s is changed by %s and by %s", m.targets[t].code, by[t], what)
		}
		by[t] = what
		return ""
	}
	for _, g := range m.goods {
		for _, t := range g.targets {
			if m.targets[t].code != m.targets[g.targets[0]].code {
				return fmt.Sprintf("%s counts in %s and in %s", g.stock, m.targets[g.targets[0]].code, m.targets[t].code)
			}
			if why := claim(t, g.stock); why != "" {
				return why
			}
		}
	}
	stages := map[int]int{}
	for _, a := range m.staff {
		if why := claim(a.target, "teachers of kind "+m.r.Kinds[m.groups[a.stage][a.group].kinds[0]].Name); why != "" {
			return why
		}
		if stages[a.stage]++; stages[a.stage] > 1 && len(m.p.LimitsOn(plan.LimitTeachers)) > 0 {
			return "a floor counts teachers of several kinds"
		}
	}
	for _, t := range m.asked {
		if tg := &m.targets[t]; by[t] == "" && !(tg.hard && standard.Within(m.cvBefore(t), tg.limit)) {
			return fmt.Sprintf("nothing that is to be had changes %s in stage %s", tg.code, m.stages[tg.stage].name)
		}
	}
	return ""
}

// lockedMoves reads the locks on the moves of a group: which pairs are closed (nil: none), which
// sections nobody may move to (nil: none), and what is kept.
func (m *parts) lockedMoves(a *staff) (closed func(i, j int) bool, entries []bool) {
	var single []plan.Lock
	for _, l := range m.p.Locks {
		if !plan.LockNames(l, plan.Rotation) {
			continue
		}
		if l.ClosesEntry() {
			if entries == nil {
				entries = make([]bool, len(a.out))
			}
			for j := range entries {
				entries[j] = entries[j] || m.entryClosed(a.stage, j)
			}
			continue
		}
		single = append(single, l)
	}
	if len(single) == 0 {
		return nil, entries
	}
	kind := m.groups[a.stage][a.group].kinds[0] // a group has one kind where locks name single moves
	for i := range a.out {
		for j := range a.out {
			if i == j {
				continue
			}
			key := m.move(a.stage, kind, i, j).Key()
			low, fixed := 0.0, false
			for _, l := range single {
				if !l.Matches(key) {
					continue
				}
				if l.Keep != nil {
					low = max(low, *l.Keep)
				}
				if l.Fix != nil {
					low, fixed = max(low, *l.Fix), true
				}
			}
			if low > 0 || fixed {
				a.kept = append(a.kept, keptMove{i, j, low})
			}
		}
	}
	return func(i, j int) bool {
		key := m.move(a.stage, kind, i, j).Key()
		return slices.ContainsFunc(single, func(l plan.Lock) bool { return (l.Forbid || l.Fix != nil) && l.Matches(key) })
	}, entries
}

// lockedHires reads the locks on the hires of a group.
func (m *parts) lockedHires(a *staff) string {
	kinds := m.groups[a.stage][a.group].kinds
	for _, l := range m.p.Locks {
		if !plan.LockNames(l, plan.Hiring) {
			continue
		}
		matched, all := 0, 0
		for _, k := range kinds {
			for i := range a.stock {
				if all++; !l.Matches(m.hire(column{stage: a.stage, i: i, teach: k}).Key()) {
					continue
				}
				matched++
				if l.Keep != nil {
					if k != a.hire {
						return "a lock keeps hires of a kind that is not the cheapest"
					}
					if a.take == nil {
						a.take = make([]float64, len(a.stock))
					}
					a.stock[i] += *l.Keep - a.take[i]
					a.take[i] = *l.Keep
				}
			}
		}
		if matched == 0 || l.Keep != nil {
			continue
		}
		if !l.Forbid || matched < all {
			return "a lock fixes or forbids single hires"
		}
		a.hire = -1
	}
	return ""
}

// checkLocks makes sure that no lock asks for what the parts do not know.
func (m *parts) checkLocks() string {
	for _, l := range m.p.Locks {
		if l.Forbid || (l.Fix != nil && *l.Fix == 0) || (l.Keep != nil && *l.Keep == 0) {
			continue
		}
		if !m.knows(l) {
			return "lock " + l.Key + " asks for what no limited CV counts"
		}
	}
	return ""
}

// knows says whether a lock that asks for a quantity is about something in the parts.
func (m *parts) knows(l plan.Lock) bool {
	for _, g := range m.goods {
		for _, lot := range g.lots {
			if l.Matches(m.purchase(lot.column).Key()) {
				return true
			}
		}
	}
	for _, a := range m.staff {
		for _, k := range a.kept {
			if l.Matches(m.move(a.stage, m.groups[a.stage][a.group].kinds[0], k.from, k.to).Key()) {
				return true
			}
		}
		for i, n := range a.take {
			if n > 0 && l.Matches(m.hire(column{stage: a.stage, i: i, teach: a.hire}).Key()) {
				return true
			}
		}
	}
	return false
}
