package assignment

import (
	"math"
	"slices"
)

// A Problem is an assignment of pieces to sites in the form of the package comment. Pairs of a piece b and
// a site j are numbered b*len(Sites) + j.
type Problem struct {
	Size  []float64 // of the pieces (pupils), >= 0
	Sites []Site
	Units []Unit // what sites may be extended by
	// Hinges are what load above some points costs; sites may have several, whose costs add up.
	Hinges []Hinge

	// Cost of a whole piece at a site, by pair; +Inf forbids the pair.
	Cost []float64
	// Load of a whole piece on a site, by pair, >= 0; nil: Size.
	Load []float64

	Whole    []bool  // pieces that may not be split; nil: all may be
	MaxSites int     // how many sites a piece that may be split may go to; 0: any number
	Lock     []int32 // site of a piece that is decided, -1: none; nil: no piece is

	MinOpen, MaxOpen int // of the sites that may be opened or closed ([Maybe]); MaxOpen 0: no limit

	Rows   []Row
	Ratios []Ratio
	Map    *Map // nil: areas need not hang together

	Goal Goal
}

// A Site takes load from Least to Most while it is open. All amounts are in the units of Load.
type Site struct {
	Open        Openness
	Least, Most float64 // Most may be +Inf
	Fixed       float64 // cost of being open
}

// Openness says whether a site is open.
type Openness int

// Whether a site is open.
const (
	Always Openness = iota
	Maybe           // it may be opened or closed; closed it takes nothing
	Never
)

// A Unit is what a site may be extended by, a whole number of times while it is open: Cap more load each.
type Unit struct {
	Site int
	Cap  float64 // > 0
	Cost float64
	Max  int
}

// A Hinge is max(0, load - At) of a site, each unit of which costs Slope.
type Hinge struct {
	Site      int
	At, Slope float64 // >= 0
}

// A Row is Lower <= sum of Value times share + sum of Open times open + sum of Units times units + sum of Hinges
// times hinges <= Upper.
type Row struct {
	Lower, Upper float64
	Pair         []int32 // no pair twice
	Value        []float64
	Open         []float64 // by site, of those that are open; nil: none
	Units        []float64 // by unit; nil: none
	Hinges       []float64 // by hinge, >= 0, only in rows without a Lower; nil: none
}

// A Ratio is the coefficient of variation, squared, of stocks that stay at the sites while loads move:
// sum_j Weight_j / load_j - 1. With stocks z of sum Z and loads of sum P it is that of z/load, weighted by
// load, for Weight_j = P (z_j/Z)^2. A site with a weight is open and has some load: a piece's, or where
// pieces may be split a thousandth of a mean one.
type Ratio struct {
	Weight []float64 // by site, >= 0
	Limit  float64   // what the ratio is measured by, > 0
	Most   float64   // no plan's coefficient of variation may be above this; 0: no limit
	Held   bool      // it is no part of the goal
}

// A Goal is what is to be least.
type Goal int

// The goals.
const (
	LeastCost   Goal = iota
	LeastWorst       // the worst ratio in shares of its limit
	LeastLevels      // the worst ratio, then the worst of those that can still be improved, and so on
)

// pairs is the number of pairs.
func (p *Problem) pairs() int { return len(p.Size) * len(p.Sites) }

// load is the load of a pair.
func (p *Problem) load(pair int) float64 {
	if p.Load != nil {
		return p.Load[pair]
	}
	return p.Size[pair/len(p.Sites)]
}

// whole says whether a piece may not be split.
func (p *Problem) whole(b int) bool {
	return p.Whole != nil && p.Whole[b] || p.Map != nil && p.Map.Mode == Exact
}

// lock is the site that a piece is locked to, -1: none.
func (p *Problem) lock(b int) int {
	if p.Lock == nil {
		return -1
	}
	return int(p.Lock[b])
}

// allowed says whether a piece may go to a site, by cost, lock and openness.
func (p *Problem) allowed(b, j int) bool {
	l := p.lock(b)
	return (l < 0 || l == j) && p.Sites[j].Open != Never && !math.IsInf(p.Cost[b*len(p.Sites)+j], 1)
}

// openness is that of a site, which is always open where a ratio gives it a weight.
func (p *Problem) openness(j int) Openness {
	if p.Sites[j].Open == Maybe && p.weighted(j) {
		return Always
	}
	return p.Sites[j].Open
}

// weighted says whether a ratio that counts gives a site a weight.
func (p *Problem) weighted(j int) bool {
	for k := range p.Ratios {
		if p.counts(k) && p.Ratios[k].Weight[j] > 0 {
			return true
		}
	}
	return false
}

// openRange is how many of the sites that are really to be decided may be open: MinOpen and MaxOpen count those
// that a ratio keeps open, too.
func (p *Problem) openRange() (lo, hi int) {
	lo, hi = p.MinOpen, math.MaxInt
	if p.MaxOpen > 0 {
		hi = p.MaxOpen
	}
	for j := range p.Sites {
		if p.Sites[j].Open == Maybe && p.openness(j) == Always {
			lo--
			hi--
		}
	}
	return max(0, lo), hi
}

// inGoal says whether a ratio is part of the goal.
func (p *Problem) inGoal(k int) bool { return p.Goal != LeastCost && !p.Ratios[k].Held }

// counts says whether a ratio matters at all.
func (p *Problem) counts(k int) bool { return p.inGoal(k) || p.Ratios[k].Most > 0 }

// maxUnits is the load by which a site may be extended.
func (p *Problem) maxUnits(j int) float64 {
	sum := 0.0
	for _, u := range p.Units {
		if u.Site == j {
			sum += u.Cap * float64(u.Max)
		}
	}
	return sum
}

// total is the load of a site that all pieces go to that may.
func (p *Problem) total(j int) float64 {
	sum := 0.0
	for b := range p.Size {
		if p.allowed(b, j) {
			sum += p.load(b*len(p.Sites) + j)
		}
	}
	return sum
}

// clone copies what a session changes; the rest is shared, and not to be changed by the caller either.
func (p *Problem) clone() *Problem {
	q := *p
	q.Sites = slices.Clone(p.Sites)
	q.Lock = slices.Clone(p.Lock)
	q.Rows = slices.Clone(p.Rows)
	q.Ratios = slices.Clone(p.Ratios)
	return &q
}

// value is that of a hinge at some loads.
func (h *Hinge) value(load []float64) float64 { return max(0, load[h.Site]-h.At) }

// hingesOf are the hinges of a site.
func (p *Problem) hingesOf(j int) []int {
	var out []int
	for i := range p.Hinges {
		if p.Hinges[i].Site == j {
			out = append(out, i)
		}
	}
	return out
}

// hingeMatters says whether a hinge costs anything or is in a row.
func (p *Problem) hingeMatters(i int) bool {
	if p.Goal == LeastCost && p.Hinges[i].Slope > 0 {
		return true
	}
	for r := range p.Rows {
		if p.Rows[r].Hinges != nil && p.Rows[r].Hinges[i] > 0 {
			return true
		}
	}
	return false
}
