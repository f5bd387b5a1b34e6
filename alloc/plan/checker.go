package plan

import (
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A checker holds actions against the rules of a problem and notes what they break.
type checker struct {
	r       *Rules
	actions []Action
	county  *model.County // after the actions
	known   []bool        // by action: the sections and schools that it names are in the county today
	legs    [][]leg       // by action
	due     [][]bill      // by action: what it costs
	after   *standard.Assessment
	then    kinds // after the actions
	found   []Violation
}

// broken notes a violation.
func (c *checker) broken(rule, where string, by float64, unit, format string, args ...any) {
	c.found = append(c.found, Violation{rule, where, by, unit, fmt.Sprintf(format, args...)})
}

// places checks where and with what lever each action is done, and that it is told once.
func (c *checker) places() {
	seen := make(map[string]bool, len(c.actions))
	open := make(map[string]bool, len(c.r.schools)) // schools with a section that a plan may change
	for i := range c.r.Problem.County.Sections {
		if c.r.Open(i) {
			open[c.r.Problem.County.Sections[i].School] = true
		}
	}
	for i, a := range c.actions {
		key := a.Key()
		if seen[key] {
			c.broken(RuleOnce, key, 0, "", "two actions with this key: quantities of one thing are added up")
		}
		seen[key] = true
		if a.Year != c.r.Year {
			c.broken(RuleLever, key, 0, "", "the problem plans the year %d", c.r.Year)
		}
		if !c.r.Problem.HasLever(a.Lever) && (a.Kind != Assign || !c.r.Problem.HasPlaces()) { // siting takes pupils along
			c.broken(RuleLever, key, 0, "", "%s is not among the levers of the problem", a.Lever)
		}
		if isPlacing(a.Kind) {
			if !c.r.Problem.SelectedStage(a.Stage) {
				c.broken(RuleLever, key, 0, "", "the problem is not about the stage %s", a.Stage)
			}
			continue
		}
		if !c.known[i] {
			c.broken(RuleLever, key, 0, "", "it is at a section that opens by this plan: a site has what it brings with it")
			continue
		}
		if a.Kind != Buy && !c.r.Divisible && a.Quantity != math.Trunc(a.Quantity) {
			c.broken(RuleWhole, key, a.Quantity-math.Floor(a.Quantity), unitPerson, "teachers are whole persons")
		}
		for _, section := range c.sections(i) {
			if !c.r.Open(section) {
				s := &c.r.Problem.County.Sections[section]
				c.broken(RuleLever, key, 0, "", "section %s/%s does not count or is of a stage that the problem is not about", s.School, s.Stage)
			}
		}
		if a.School != "" && a.Stage == "" && !open[a.School] {
			c.broken(RuleLever, key, 0, "", "school %s has no section that counts and that the problem is about", a.School)
		}
		if a.Kind == Swap && !c.r.Problem.Headcount() {
			c.broken(RuleLever, key, 0, "", "swaps are for problems that keep headcounts")
		}
	}
}

// sections are those that the action names.
func (c *checker) sections(action int) []int {
	a := &c.actions[action]
	if a.School != "" {
		if a.Stage == "" {
			return nil
		}
		return []int{c.r.Section(a.School, a.Stage)}
	}
	return []int{c.r.Section(a.From, a.Stage), c.r.Section(a.To, a.Stage)}
}

// people checks numbers of teachers after the plan: posts, floors, headcounts.
func (c *checker) people(ceilings []Ceiling) {
	if c.then.staff == nil {
		return
	}
	after := c.countAfter()
	for _, ceiling := range ceilings {
		var n float64
		for _, i := range ceiling.Sections {
			for _, k := range ceiling.Kinds {
				n += after[k][i]
			}
		}
		if c.above(n, ceiling.Max) {
			c.broken(RulePosts, postName(ceiling.Post), n-ceiling.Max, "teachers", "%s teachers where there are posts for %s", number(n), number(ceiling.Max))
		}
	}
	balance, at := c.balance(), c.sectionsAfter()
	for i := range c.r.Problem.County.Sections {
		s := &c.r.Problem.County.Sections[i]
		where := s.School + "/" + s.Stage
		if at[i] < 0 {
			continue // closed
		}
		var all float64
		for k := range c.r.Kinds {
			all += after[k][i]
			if floor, ok := c.r.Floor(k, i); ok && c.above(floor, after[k][i]) {
				c.broken(string(LimitTeachers), where, floor-after[k][i], "teachers", "%s teachers of kind %s stay, at least %s must",
					number(after[k][i]), c.r.Kinds[k].Name, number(floor))
			}
		}
		if floor, ok := c.r.Floor(-1, i); ok && c.above(floor, all) {
			c.broken(string(LimitTeachers), where, floor-all, "teachers", "%s teachers stay, at least %s must", number(all), number(floor))
		}
		if c.r.Headcount(i) && c.above(math.Abs(balance[i]), 0) {
			c.broken(string(LimitHeadcount), where, math.Abs(balance[i]), "teachers", "as many teachers must come as go")
		}
	}
}

// above says whether a number of persons is above another: literally where they are whole.
func (c *checker) above(n, most float64) bool {
	if !c.r.Divisible {
		return n > most
	}
	return n > most+personsDust*max(1, math.Abs(most))
}

// countAfter is the number of teachers after the plan, by kind of Rules.Kinds and section.
func (c *checker) countAfter() [][]float64 {
	counts, at := make([][]float64, len(c.r.Kinds)), c.sectionsAfter()
	for k, kind := range c.r.Kinds {
		counts[k] = make([]float64, len(c.r.Problem.County.Sections))
		if n := c.then.index(kind.Name); n >= 0 {
			for i, s := range at {
				if s >= 0 {
					counts[k][i] = c.then.staff.Count[n][s]
				}
			}
		}
	}
	return counts
}

// balance is how many more teachers move into each section than out of it.
func (c *checker) balance() []float64 {
	balance := make([]float64, len(c.r.Problem.County.Sections))
	for i, legs := range c.legs {
		for _, l := range legs {
			balance[c.r.Section(l.from, c.actions[i].Stage)] -= l.persons
			balance[c.r.Section(l.to, c.actions[i].Stage)] += l.persons
		}
	}
	return balance
}

// postName renders what a post is for.
func postName(p model.Post) string {
	school, rest := p.School, ""
	if school == "" {
		school = "county"
	}
	for _, part := range []string{p.Stage, p.Kind, p.Subject} {
		if part != "" {
			rest += "/" + part
		}
	}
	return school + rest
}

// moves checks the limits on moving: how many, what share of a section, how far.
func (c *checker) moves() {
	gone := map[[2]int]float64{} // by kind and section
	for i, a := range c.actions {
		for _, l := range c.legs[i] {
			section, kind := c.r.Section(l.from, a.Stage), c.r.Kind(l.kind)
			if kind < 0 { // a kind that is only hired, and has no price: its hire is the violation
				continue
			}
			gone[[2]int{kind, section}] += l.persons
			trip, err := c.r.ways.Trip(l.from, l.to)
			metres, known := trip.Metres, err == nil
			if trip.Barrier {
				c.broken(RuleDistance, a.Key(), 0, "", "the way from %s to %s is barred", l.from, l.to)
			}
			if most, ok := c.r.MaxMetres(kind, section); ok {
				if !known {
					c.broken(RuleDistance, a.Key(), 0, "", "the distance is not known and a limit needs it")
				} else if metres > most {
					c.broken(string(LimitMoveKM), a.Key(), metres-most, "m", "%s m, at most %s are allowed", number(metres), number(most))
				}
			}
		}
		if a.Metres != nil && len(c.legs[i]) > 0 {
			metres, known := c.r.Metres(a.From, a.To)
			if !known || math.Abs(metres-*a.Metres) > metresAbsolute {
				c.broken(RuleDistance, a.Key(), 0, "", "the action states %s m, which the county does not", number(*a.Metres))
			}
		}
	}
	for k := range c.r.Kinds {
		for i := range c.r.Problem.County.Sections {
			n := gone[[2]int{k, i}]
			if present := c.r.Present(k, i); c.above(n, present) {
				s := &c.r.Problem.County.Sections[i]
				c.broken(RuleTwice, s.School+"/"+s.Stage, n-present, "teachers", "%s teachers of kind %s leave where %s are: nobody moves twice",
					number(n), c.r.Kinds[k].Name, number(present))
			}
			if n == 0 {
				continue
			}
			if most, ok := c.r.LeaveCap(k, i); ok && c.above(n, most) {
				s := &c.r.Problem.County.Sections[i]
				c.broken(string(LimitLeaveShare), s.School+"/"+s.Stage, n-most, "teachers", "%s teachers of kind %s leave, at most %s may",
					number(n), c.r.Kinds[k].Name, number(most))
			}
		}
	}
	for _, limit := range c.r.Problem.LimitsOn(LimitMoves) {
		var n float64
		for i, a := range c.actions {
			for _, l := range c.legs[i] {
				if c.r.sectionInScope(limit.Scope, c.r.Section(l.from, a.Stage), l.kind) {
					n += l.persons
				}
			}
		}
		if c.r.Problem.Headcount() {
			n /= 2
		}
		if limit.Max != nil && c.above(n, *limit.Max) {
			c.broken(string(LimitMoves), limit.Scope.String(), n-*limit.Max, "moves", "%s moves, at most %s are allowed", number(n), number(*limit.Max))
		}
	}
}

// locks checks every lock.
func (c *checker) locks() {
	for _, l := range c.r.Problem.Locks {
		n := l.Quantity(c.actions)
		switch {
		case l.Forbid && n > 0:
			c.broken(RuleLock, l.Key, n, "", "%s planned where none may be", number(n))
		case l.Fix != nil && differs(n, *l.Fix):
			c.broken(RuleLock, l.Key, math.Abs(n-*l.Fix), "", "%s planned where exactly %s must be", number(n), number(*l.Fix))
		case l.Keep != nil && exceeds(*l.Keep, n) > 0:
			c.broken(RuleLock, l.Key, *l.Keep-n, "", "%s planned where at least %s must be", number(n), number(*l.Keep))
		}
	}
}

// goals checks what the first goal makes a condition: limits on CVs and on their mean, and the pass rule
// of sections.
func (c *checker) goals() {
	p := c.r.Problem
	for i := range c.after.Indicators {
		x := &c.after.Indicators[i]
		limit, ok := p.HardCVLimit(x.Code, x.Stage)
		if !ok || standard.Within(x.CV, limit) {
			continue
		}
		where := x.Code + "/" + x.Stage
		if math.IsNaN(x.CV) {
			c.broken(string(LimitCV), where, 0, "", "the CV is undefined, at most %s is allowed", number(limit))
			continue
		}
		c.broken(string(LimitCV), where, x.CV-limit, "", "the CV is %s, at most %s is allowed", number(x.CV), number(limit))
	}
	for i := range c.after.Composites {
		x := &c.after.Composites[i]
		if limit, ok := p.HardComposite(x.Stage); ok && !standard.Within(x.CV, limit) {
			c.broken(RuleComposite, x.Stage, x.CV-limit, "", "the mean of the CVs is %s, at most %s is allowed", number(x.CV), number(limit))
		}
	}
	if !slices.ContainsFunc(p.Goals, func(g Goal) bool { return g.Name == PassCost }) {
		return
	}
	for i := range c.after.Sections {
		s := &c.after.Sections[i]
		if !s.Passes && p.SelectedStage(s.Stage) {
			c.broken(RuleSection, s.School+"/"+s.Stage, 0, "", "the section does not pass: %d indicators are at their minimum", s.Met)
		}
	}
}
