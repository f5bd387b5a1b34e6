package main

import (
	"cmp"
	"strings"

	"github.com/spf13/pflag"

	"github.com/eduparity/eduparity/alloc/plan"
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
