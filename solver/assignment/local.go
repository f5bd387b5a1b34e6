package assignment

import (
	"cmp"
	"math"
	"slices"
)

// A local search holds a plan of whole pieces and everything that a move of one or two of them changes. What a
// plan misses (limits of sites, rows, ratios, the number of open sites) is paid for; the rule of the map is
// always kept.
type local struct {
	p      *Problem
	ground *ground
	to     []int32
	near   [][]int32 // by piece: the sites to try, the best first
	at     [][]int32 // by site: its pieces, in no order
	place  []int32   // by piece: where it is in at
	fine   float64   // what a miss of one is paid for with

	load   []float64
	sites  []standing
	rows   []float64 // activities
	square []float64 // sums of Weight/load, of ratios that count
	cost   float64   // of the pairs
	opened int
	least  int // of opened
	most   int
	entry  [][]entry // by pair: in rows; nil: there are no rows
	exts   [][]extension
	units  [][]int // by site
	hinges [][]int
	mean   float64 // load of a site: misses of loads are in these
	evals  int
}

// standing is what a site's load makes of it.
type standing struct {
	open bool
	load float64
	cost float64
	miss float64
	ext  *extension
}

// newLocal makes a search for a problem, with sites in the order of what they ask for a piece.
func newLocal(p *Problem, g *ground, ask []float64) *local {
	n, m := len(p.Size), len(p.Sites)
	l := &local{
		p: p, ground: g, to: make([]int32, n), near: make([][]int32, n), at: make([][]int32, m), place: make([]int32, n),
		load: make([]float64, m), sites: make([]standing, m), rows: make([]float64, len(p.Rows)), square: make([]float64, len(p.Ratios)),
	}
	for b := range n {
		for j := range m {
			if p.allowed(b, j) && (g == nil || g.open[b*m+j]) {
				l.near[b] = append(l.near[b], int32(j))
			}
		}
		slices.SortStableFunc(l.near[b], func(i, j int32) int { return cmp.Compare(ask[b*m+int(i)], ask[b*m+int(j)]) })
	}
	l.least, l.most = p.openRange()
	for j := range m {
		l.units, l.hinges = append(l.units, p.unitsOf(j)), append(l.hinges, p.hingesOf(j))
		l.exts = append(l.exts, extensions(p, j, func(e int) float64 { return p.Units[e].Cost }))
	}
	if len(p.Rows) > 0 {
		l.entry = make([][]entry, n*m)
		for r := range p.Rows {
			for i, k := range p.Rows[r].Pair {
				l.entry[k] = append(l.entry[k], entry{int32(r), p.Rows[r].Value[i]})
			}
		}
	}
	return l
}

// start makes a plan the one that is held.
func (l *local) start(to []int32) {
	p, m := l.p, len(l.p.Sites)
	copy(l.to, to)
	clear(l.load)
	clear(l.rows)
	l.cost, l.opened, l.mean = 0, 0, 0
	for j := range l.at {
		l.at[j] = l.at[j][:0]
	}
	for b, j := range l.to {
		k := b*m + int(j)
		l.load[j] += p.load(k)
		l.mean += p.load(k) / float64(m)
		l.cost += p.Cost[k]
		l.place[b] = int32(len(l.at[j]))
		l.at[j] = append(l.at[j], int32(b))
		if l.entry != nil {
			for _, e := range l.entry[k] {
				l.rows[e.row] += e.value
			}
		}
	}
	for j := range l.sites {
		l.sites[j] = l.stand(j, l.load[j], len(l.at[j]))
		if l.sites[j].open && p.openness(j) == Maybe {
			l.opened++
		}
		for r := range l.rows {
			l.rows[r] += l.siteIn(r, j, &l.sites[j])
		}
	}
	for k := range l.square {
		l.square[k] = 0
		for j, w := range p.Ratios[k].Weight {
			l.square[k] += over(w, l.load[j])
		}
	}
}

// over is w/load, and much where there is a weight and next to no load.
func over(w, load float64) float64 {
	if w == 0 {
		return 0
	}
	return w / max(load, smallestLoad)
}

// stand is what a site makes of a load of so many pieces.
func (l *local) stand(j int, load float64, pieces int) standing {
	p, s := l.p, &l.p.Sites[j]
	o := standing{open: pieces > 0 || p.openness(j) == Always, load: load, ext: &l.exts[j][0]}
	if !o.open {
		return o
	}
	o.cost = s.Fixed
	for _, i := range l.hinges[j] {
		o.cost += p.Hinges[i].Slope * max(0, load-p.Hinges[i].At)
	}
	exts := l.exts[j]
	at := len(exts) - 1
	for i := range exts {
		if load <= s.Most+exts[i].cap {
			at = i
			break
		}
	}
	o.ext = &exts[at]
	o.cost += o.ext.cost
	o.miss = max(0, s.Least-load) + max(0, load-s.Most-o.ext.cap)
	return o
}

// siteIn is what a site adds to a row besides pairs.
func (l *local) siteIn(r, j int, o *standing) float64 {
	row := &l.p.Rows[r]
	v := 0.0
	if row.Open != nil && o.open {
		v += row.Open[j]
	}
	if row.Units != nil {
		for i, e := range l.units[j] {
			v += row.Units[e] * float64(o.ext.count[i])
		}
	}
	if row.Hinges != nil {
		for _, i := range l.hinges[j] {
			v += row.Hinges[i] * max(0, o.load-l.p.Hinges[i].At)
		}
	}
	return v
}

// rowMiss is by how much a row is missed, relative to the larger of one and its limit.
func (l *local) rowMiss(r int, v float64) float64 {
	row := &l.p.Rows[r]
	switch {
	case v < row.Lower:
		return (row.Lower - v) / max(1, math.Abs(row.Lower))
	case v > row.Upper:
		return (v - row.Upper) / max(1, math.Abs(row.Upper))
	}
	return 0
}

// openMiss is by how many sites the number of open ones is off.
func (l *local) openMiss(opened int) float64 {
	return float64(max(0, l.least-opened, opened-l.most))
}

// ratioTerms are the square of the worst ratio of the goal, with a little of all for ties, and what limits are
// missed by.
func (l *local) ratioTerms(square []float64) (worst, miss float64) {
	all := 0.0
	for k := range square {
		c := &l.p.Ratios[k]
		if l.p.inGoal(k) {
			v := (square[k] - 1) / (c.Limit * c.Limit)
			worst = max(worst, v)
			all += v
		}
		if c.Most > 0 {
			miss += max(0, square[k]-1-c.Most*c.Most)
		}
	}
	return worst + tieShare*all, miss
}

// value is what the plan is worth, and what it misses.
func (l *local) value() (value, miss float64) {
	value = l.cost
	for j := range l.sites {
		value += l.sites[j].cost
		miss += l.sites[j].miss / max(l.mean, leastValue)
	}
	for r, v := range l.rows {
		miss += l.rowMiss(r, v)
	}
	worst, ratios := l.ratioTerms(l.square)
	if l.p.Goal != LeastCost {
		value = worst
	}
	return value, miss + ratios + l.openMiss(l.opened)
}

// gain is the change of what is paid if piece b moves to site k, and piece c, unless it is -1, from there to where
// b was.
func (l *local) gain(b, k, c int) float64 {
	p, m := l.p, len(l.p.Sites)
	j := int(l.to[b])
	l.evals++
	cost, miss := p.Cost[b*m+k]-p.Cost[b*m+j], 0.0
	from, to := -p.load(b*m+j), p.load(b*m+k)
	fromCount, toCount := len(l.at[j])-1, len(l.at[k])+1
	if c >= 0 {
		cost += p.Cost[c*m+j] - p.Cost[c*m+k]
		from, to = from+p.load(c*m+j), to-p.load(c*m+k)
		fromCount, toCount = fromCount+1, toCount-1
	}
	was, now := [2]*standing{&l.sites[j], &l.sites[k]}, [2]standing{l.stand(j, l.load[j]+from, fromCount), l.stand(k, l.load[k]+to, toCount)}
	opened := l.opened
	for i, site := range [2]int{j, k} {
		cost += now[i].cost - was[i].cost
		miss += (now[i].miss - was[i].miss) / max(l.mean, leastValue)
		if was[i].open != now[i].open && p.openness(site) == Maybe {
			if now[i].open {
				opened++
			} else {
				opened--
			}
		}
	}
	if opened != l.opened {
		miss += l.openMiss(opened) - l.openMiss(l.opened)
	}
	if l.entry != nil {
		miss += l.rowGain(b, j, k, c, was, now)
	}
	if len(l.square) == 0 {
		return cost + l.fine*miss
	}
	square := make([]float64, len(l.square), 16)
	for i, v := range l.square {
		w := p.Ratios[i].Weight
		square[i] = v + over(w[j], l.load[j]+from) - over(w[j], l.load[j]) + over(w[k], l.load[k]+to) - over(w[k], l.load[k])
	}
	worst, ratios := l.ratioTerms(square)
	before, ratiosBefore := l.ratioTerms(l.square)
	if p.Goal != LeastCost {
		cost = worst - before
	}
	return cost + l.fine*(miss+ratios-ratiosBefore)
}

// rowGain is the change of what rows are missed by.
func (l *local) rowGain(b, j, k, c int, was [2]*standing, now [2]standing) float64 {
	m := len(l.p.Sites)
	miss := 0.0
	delta := func(r int) float64 {
		d := 0.0
		add := func(pair int, sign float64) {
			for _, e := range l.entry[pair] {
				if int(e.row) == r {
					d += sign * e.value
				}
			}
		}
		add(b*m+k, 1)
		add(b*m+j, -1)
		if c >= 0 {
			add(c*m+j, 1)
			add(c*m+k, -1)
		}
		row := &l.p.Rows[r]
		if row.Open != nil || row.Units != nil || row.Hinges != nil {
			d += l.siteIn(r, j, &now[0]) - l.siteIn(r, j, was[0]) + l.siteIn(r, k, &now[1]) - l.siteIn(r, k, was[1])
		}
		return d
	}
	for r, v := range l.rows {
		miss += l.rowMiss(r, v+delta(r)) - l.rowMiss(r, v)
	}
	return miss
}

// move moves piece b to site k.
func (l *local) move(b, k int) {
	p, m := l.p, len(l.p.Sites)
	j := int(l.to[b])
	last := l.at[j][len(l.at[j])-1]
	l.at[j][l.place[b]] = last
	l.place[last] = l.place[b]
	l.at[j] = l.at[j][:len(l.at[j])-1]
	l.place[b] = int32(len(l.at[k]))
	l.at[k] = append(l.at[k], int32(b))
	l.to[b] = int32(k)
	l.cost += p.Cost[b*m+k] - p.Cost[b*m+j]
	for i := range l.square {
		w := p.Ratios[i].Weight
		l.square[i] -= over(w[j], l.load[j]) + over(w[k], l.load[k])
	}
	l.load[j] -= p.load(b*m + j)
	l.load[k] += p.load(b*m + k)
	for i := range l.square {
		w := p.Ratios[i].Weight
		l.square[i] += over(w[j], l.load[j]) + over(w[k], l.load[k])
	}
	if l.entry != nil {
		for _, e := range l.entry[b*m+k] {
			l.rows[e.row] += e.value
		}
		for _, e := range l.entry[b*m+j] {
			l.rows[e.row] -= e.value
		}
	}
	for _, site := range [2]int{j, k} {
		was := l.sites[site]
		l.sites[site] = l.stand(site, l.load[site], len(l.at[site]))
		now := &l.sites[site]
		if was.open != now.open && p.openness(site) == Maybe {
			if now.open {
				l.opened++
			} else {
				l.opened--
			}
		}
		for r := range l.rows {
			l.rows[r] += l.siteIn(r, site, now) - l.siteIn(r, site, &was)
		}
	}
}

// apply moves b to k, and c to where b was, if the rule of the map allows it.
func (l *local) apply(b, k, c int) bool {
	j := int(l.to[b])
	l.move(b, k)
	if c >= 0 {
		l.move(c, j)
	}
	if l.ground == nil || l.heldAt(j) && l.heldAt(k) {
		return true
	}
	if c >= 0 {
		l.move(c, k)
	}
	l.move(b, j)
	return false
}

// heldAt says whether all pieces of a site are held there.
func (l *local) heldAt(j int) bool {
	return !l.ground.anyLoose(j, l.at[j], l.to)
}

// improve moves and swaps pieces until nothing pays, at most so many times over.
func (l *local) improve(sweeps int, stop func() bool) {
	for range sweeps {
		moved := false
		for b := range l.to {
			moved = l.shift(b) || moved
		}
		if !moved {
			for b := range l.to {
				moved = l.swap(b) || moved
				if b%64 == 0 && stop() {
					return
				}
			}
		}
		if !moved || stop() {
			return
		}
	}
}

// shift moves a piece to the best of its sites, if that pays.
func (l *local) shift(b int) bool {
	best, at := -l.tiny(), -1
	for _, k := range l.near[b] {
		if k == l.to[b] {
			continue
		}
		if d := l.gain(b, int(k), -1); d < best && (l.ground == nil || l.ground.joins(b, int(k), l.to)) {
			best, at = d, int(k)
		}
	}
	return at >= 0 && l.apply(b, at, -1)
}

// swap exchanges a piece with one of another site, the first that pays.
func (l *local) swap(b int) bool {
	j := l.to[b]
	for _, k := range l.near[b][:min(len(l.near[b]), swapSites)] {
		if k == j {
			continue
		}
		for _, c := range slices.Clone(l.at[k]) {
			if slices.Contains(l.near[c][:min(len(l.near[c]), swapSites)], j) && l.gain(b, int(k), int(c)) < -l.tiny() && l.apply(b, int(k), int(c)) {
				return true
			}
		}
	}
	return false
}

// tiny is a gain that is none.
func (l *local) tiny() float64 { return gainShare * max(math.Abs(l.cost), leastValue) }

// plan is the plan as shares, open sites and units.
func (l *local) plan() (share []float64, open []bool, units []int) {
	m := len(l.p.Sites)
	share, open, units = make([]float64, l.p.pairs()), make([]bool, m), make([]int, len(l.p.Units))
	for b, j := range l.to {
		share[b*m+int(j)] = 1
	}
	for j := range l.sites {
		open[j] = l.sites[j].open
		for i, e := range l.units[j] {
			units[e] = l.sites[j].ext.count[i]
		}
	}
	return share, open, units
}
