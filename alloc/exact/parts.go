package exact

import (
	"github.com/eduparity/eduparity/alloc/plan"
)

// parts are a problem as the parametric route sees it: stocks that nothing ties together but, at most,
// one sum of money. Each is the exact path of its cost as its CV is pressed down.
type parts struct {
	*frame
	asked []int // the wanted targets
	goods []goods
	staff []staff

	fund   int     // who pays for everything; -1: nobody has to
	budget float64 // all the money there is; +Inf: no end of it
	purse  string  // the row that says so, as certificates call it
}

// goods is a stock that is bought, and what it raises: the same indicator in one stage or, where
// schools keep it for several stages together, in all of them.
type goods struct {
	stock   string
	targets []int
	lots    []lot
}

// A lot is what one school, or one section of its own, may buy.
type lot struct {
	column    // names the action
	price     float64
	low, most float64 // by locks and cost lines
	raises    []raise
}

// A raise is a section's stock and what one unit of a lot adds to it.
type raise struct {
	target, i int
	by        float64
}

// staff is a group of teachers that one indicator of one stage counts, one each.
type staff struct {
	stage, group, target int
	moves                bool
	ways                 *pairs    // of moves that depend on where they lead; nil: see hub
	hub                  []float64 // by section: what arriving costs, wherever from; nil: see ways

	hire     int // kind that is hired; -1: none
	hireCost float64

	stock []float64 // before, after what locks ask for
	out   []float64 // most who may leave
	least []float64 // after; nil: no floors
	floor []string  // the row of each floor; empty: none

	kept []keptMove
	take []float64 // by section: hires that locks ask for; nil: none
}

// A keptMove is what a lock asks for of one move.
type keptMove struct {
	from, to int
	n        float64
}

// wanted says whether a target's CV is limited or minimised, so that a plan may have to change it.
func (f *frame) wanted(t int) bool {
	tg := &f.targets[t]
	return tg.hard || (tg.changeable && f.wants(plan.Dispersion))
}

// asked lists the wanted targets.
func (f *frame) askedTargets() []int {
	var list []int
	for t := range f.targets {
		if f.wanted(t) {
			list = append(list, t)
		}
	}
	return list
}
