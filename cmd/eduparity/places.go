package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A layout is what the flags of catchments and sites ask for.
type layout struct {
	pupilsMoved, pupilKM quantity
	load, over           quantity
	whole, contiguous    bool
	mostOpen, leastOpen  quantity
}

// layoutFlags are the flags of a layout.
func layoutFlags() []string {
	return []string{
		"max-pupils-moved", "max-pupil-km", "min-load", "max-over-seats", "whole-pieces", "contiguous", "max-open", "min-open",
	}
}

// flags adds the flags of a layout.
func (l *layout) flags(f *pflag.FlagSet) {
	l.pupilsMoved.unit, l.pupilKM.unit, l.load.unit, l.over.unit, l.mostOpen.unit, l.leastOpen.unit = "N", "KM", "SHARE", "SHARE", "N", "N"
	l.mostOpen.whole, l.leastOpen.whole = true, true
	f.Var(&l.pupilsMoved, "max-pupils-moved", "most pupils whose school is another than today's")
	f.Var(&l.pupilKM, "max-pupil-km", "most kilometres to school, summed over pupils")
	f.Var(&l.load, "min-load", "least pupils over seats of every section, such as 0.85")
	f.Var(&l.over, "max-over-seats", "most pupils over the seats of every section, as a share: 0.05 is 105 of 100; without it seats\nthat are given are hard, but for --goal seats")
	f.BoolVar(&l.whole, "whole-pieces", false, "all pupils of a piece go to one school of each stage")
	f.BoolVar(&l.contiguous, "contiguous", false, "every catchment hangs together")
	f.Var(&l.mostOpen, "max-open", "most sites of candidates.csv that open")
	f.Var(&l.leastOpen, "min-open", "fewest sites of candidates.csv that open")
}

// limits are the limits that the flags state.
func (l *layout) limits() []plan.Limit {
	var limits []plan.Limit
	most := func(what plan.What, q *quantity) {
		if q.value != nil {
			limits = append(limits, plan.Limit{What: what, Max: q.value})
		}
	}
	between := func(what plan.What, least, most *float64) {
		if least != nil || most != nil {
			limits = append(limits, plan.Limit{What: what, Min: least, Max: most})
		}
	}
	on := func(what plan.What, given bool) {
		if given {
			limits = append(limits, plan.Limit{What: what, On: true})
		}
	}
	most(plan.LimitPupilsMoved, &l.pupilsMoved)
	most(plan.LimitPupilKM, &l.pupilKM)
	var mostLoad *float64
	if l.over.value != nil {
		load := 1 + *l.over.value
		mostLoad = &load
	}
	between(plan.LimitLoad, l.load.value, mostLoad)
	on(plan.LimitWholePieces, l.whole)
	on(plan.LimitContiguous, l.contiguous)
	between(plan.LimitOpenSites, l.leastOpen.value, l.mostOpen.value)
	return limits
}

// stays are the locks under which a piece or a school stays as it is: nobody is assigned elsewhere, comes
// from elsewhere or begins to board. ok is false where the entry says something else besides.
func (e *lockEntry) stays() (locks []plan.Lock, ok bool) {
	if (e.Piece != "") == (e.School != "") || e.Key != "" || e.Action != nil || e.Fix != nil || e.Forbid || e.Keep != nil {
		return nil, false
	}
	const anything = "*"
	forbid := func(from, to, piece string) {
		for _, kind := range []string{string(plan.Catchment) + "/" + string(plan.Assign), string(plan.Siting) + "/" + string(plan.Board)} {
			key := strings.Join([]string{anything, kind, from, to, anything, cmp.Or(keyPart(e.Stage), anything), piece}, "/")
			locks = append(locks, plan.Lock{Key: key, Forbid: true})
		}
	}
	if e.Piece != "" {
		forbid(anything, anything, keyPart(e.Piece))
	} else {
		forbid(keyPart(e.School), anything, anything)
		forbid(anything, keyPart(e.School), anything)
	}
	return locks, true
}

// keyPart is how the key of an action writes an id.
func keyPart(id string) string {
	key := plan.Action{Of: id}.Key()
	return key[strings.LastIndexByte(key, '/')+1:]
}

// ofMap are the findings about what touches what: islands, and pieces that touch nothing.
func ofMap(findings []model.Finding) []model.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f model.Finding) bool { return f.File != model.TableAdjacency })
}

// standardOf is the standard that a problem is about. Where none is named, and nothing but places is asked
// about, it is a small one that needs no more than a map has: a rezoning office has no tables of teachers and
// equipment.
func (p *program) standardOf(q *question, from source, c *model.County) (*standard.Standard, error) {
	stock := seatStock(c)
	if len(q.standard) > 0 || c.Standard != "" || stock == "" || !q.onlyPlaces() {
		return p.readStandard(q.standard, from, c)
	}
	say(p.stderr, "note: neither --standard nor county.yaml names a standard, and the goals need none; %s per pupil are told", stock)
	return &standard.Standard{
		Name: stock, Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{{Code: "S", Name: stock + " per pupil", Stock: []standard.Term{{Column: stock, Sign: 1}}, Per: 1}},
	}, nil
}

// seatStock is the stock of seats, or else of what seats are counted from, that every section has; empty: none.
func seatStock(c *model.County) string {
	for _, stock := range []string{model.Seats, model.Classrooms, model.Classes} {
		if !slices.ContainsFunc(c.Sections, func(s model.Section) bool { _, has := s.Stocks[stock]; return !has }) {
			return stock
		}
	}
	return ""
}

// onlyPlaces says whether goals and levers are about places alone.
func (q *question) onlyPlaces() bool {
	goals, err := plan.ParseGoals(q.goals)
	if err != nil {
		return false
	}
	levers, err := plan.ParseLevers(q.levers)
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(levers, func(l plan.Lever) bool { return l != plan.Catchment && l != plan.Siting }) &&
		!slices.ContainsFunc(goals, func(g plan.Goal) bool {
			return g.Name != plan.Travel && g.Name != plan.PupilsMoved && g.Name != plan.SeatsGoal
		})
}
