package exact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// invertSites reads what a result does at sites, and turns the assignments of pupils who board into that. A
// section that closes and whose pupils all go to one school is merged into that, with its teachers, unless
// a lock forbids it; these pupils need no assignment.
func (c *catchment) invertSites(res *assignment.Result, assigned []plan.Action) []plan.Action {
	if c.works == nil {
		return assigned
	}
	var actions []plan.Action
	for j := range c.areas {
		switch {
		case c.works.open[j] != nil && res.Open[j]:
			actions = append(actions, *c.works.open[j])
		case c.works.shut[j] != nil && !res.Open[j]:
			a := *c.works.shut[j]
			if m, ok := c.mergerOf(&a, assigned); ok {
				a = m
				assigned = slices.DeleteFunc(assigned, func(x plan.Action) bool { return x.Stage == m.Stage && x.From == m.From })
			}
			actions = append(actions, a)
		}
	}
	for e := range c.works.units {
		if n := res.Units[e]; n > 0 {
			a := c.works.units[e]
			a.Quantity = float64(n)
			c.r.WriteSiteCost(&a)
			actions = append(actions, a)
		}
	}
	return append(actions, assigned...)
}

// mergerOf is the merger that a closing is, if it is one.
func (c *catchment) mergerOf(closing *plan.Action, assigned []plan.Action) (merger plan.Action, ok bool) {
	to := ""
	for i := range assigned {
		a := &assigned[i]
		if a.Stage != closing.Stage || a.From != closing.School {
			continue
		}
		if a.Kind != plan.Assign || to != "" && to != a.To {
			return plan.Action{}, false
		}
		to = a.To
	}
	if to == "" {
		return plan.Action{}, false
	}
	merger = c.merger(closing.School, to, closing.Stage)
	if least, _ := c.lockedTo(closing, 1); least > 0 {
		return plan.Action{}, false // closed it shall be
	}
	if _, most := c.lockedTo(&merger, 1); most < 1 {
		return plan.Action{}, false
	}
	for i := range assigned {
		if a := &assigned[i]; a.Stage == closing.Stage && a.From == closing.School {
			if least, _ := c.lockedTo(a, a.Quantity); least > 0 { // an assignment it shall be
				return plan.Action{}, false
			}
		}
	}
	return merger, true
}

// asBoarding makes an assignment that of pupils who board, where they do.
func (c *catchment) asBoarding(a *plan.Action, s *plan.PlaceStage, piece, site int) {
	if s.Boards[piece*len(s.Sites)+site] {
		a.Lever, a.Kind = plan.Siting, plan.Board
		c.r.WriteSiteCost(a)
	}
}

// siteReason says what an action at a site does for pupils and money.
func siteReason(a *plan.Action, o *plan.Outcome) string {
	school := a.School
	if a.Kind == plan.Merge {
		school = a.From
	}
	var parts []string
	for i := range o.Places.Catchments {
		x := &o.Places.Catchments[i]
		if x.School != school || x.Stage != a.Stage {
			continue
		}
		switch a.Kind {
		case plan.Close, plan.Merge:
			parts = append(parts, fmt.Sprintf("%s pupils go elsewhere", pupilsText(x.PupilsBefore)))
		default:
			if x.SeatsAfter != nil {
				parts = append(parts, fmt.Sprintf("then %s pupils for %s seats", pupilsText(x.PupilsAfter), pupilsText(*x.SeatsAfter)))
			}
		}
	}
	switch {
	case a.Cost < 0:
		parts = append(parts, fmt.Sprintf("saves %s", pupilsText(-a.Cost)))
	case a.Cost > 0:
		parts = append(parts, fmt.Sprintf("costs %s", pupilsText(a.Cost)))
	}
	return strings.Join(parts, "; ")
}
