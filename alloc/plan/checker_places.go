package plan

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// CodeSeats is the code of levels of seats per pupil, which no indicator of a standard counts.
const CodeSeats = "seats"

// after is the sites of one stage as a plan leaves them.
type after struct {
	county  *model.County
	section []int     // by site: position in the county after; -1: not there
	seats   []float64 // NaN: not there, or not known
	classes []float64 // likewise
}

// knowSections finds which actions name sections and schools that are there today.
func (c *checker) knowSections() {
	c.known = make([]bool, len(c.actions))
	for i := range c.actions {
		a := &c.actions[i]
		if isPlacing(a.Kind) {
			continue
		}
		c.known[i] = a.School == "" || c.r.School(a.School) >= 0
		for _, section := range c.sections(i) {
			c.known[i] = c.known[i] && section >= 0
		}
	}
}

// sectionsAfter is where each section of the county is after the actions; -1: gone.
func (c *checker) sectionsAfter() []int {
	index, at := c.county.SectionIndex(), make([]int, len(c.r.Problem.County.Sections))
	for i := range at {
		s := &c.r.Problem.County.Sections[i]
		n, ok := index[[2]string{s.School, s.Stage}]
		if !ok {
			n = -1
		}
		at[i] = n
	}
	return at
}

// catchments checks who goes where, finds the values of goals about it and tells what changes.
func (c *checker) catchments(o *Outcome, w *works) error {
	pl, err := c.r.Places()
	if err != nil {
		return err
	}
	o.Places = &Changes{}
	index := c.county.SectionIndex()
	all := make([]*flows, len(pl.Stages))
	for n := range pl.Stages {
		s := &pl.Stages[n]
		f := c.r.flowsOf(s, w.register)
		all[n] = f
		then := c.afterwards(s, index)
		c.whereTo(f)
		c.loads(f, then)
		c.shared(f, then)
		c.together(f)
		o.PupilKM += f.travel()
		o.PupilsMoved += f.moved()
		over, evenness := f.overSeats(then.seats)
		o.OverSeats += over
		if !math.IsNaN(evenness) {
			o.SeatLevels = append(o.SeatLevels, Level{CodeSeats, s.Name, evenness})
		}
		o.Places.add(c.r, f, then)
	}
	slices.SortStableFunc(o.SeatLevels, func(a, b Level) int { return cmp.Compare(b.Ratio, a.Ratio) })
	for n := range pl.Ties {
		switch pl.Ties[n].What {
		case LimitSchoolSize, RuleLock: // told school by school, and lock by lock
		default:
			c.tie(&pl.Ties[n], all)
		}
	}
	c.schoolSizes()
	c.openSites()
	c.statedWays()
	return nil
}

// afterwards reads the sites of a stage after the plan.
func (c *checker) afterwards(s *PlaceStage, index map[[2]string]int) *after {
	n := len(s.Sites)
	a := &after{county: c.county, section: make([]int, n), seats: make([]float64, n), classes: make([]float64, n)}
	for j := range s.Sites {
		a.section[j], a.seats[j], a.classes[j] = -1, math.NaN(), math.NaN()
		i, ok := index[[2]string{s.Sites[j].School, s.Name}]
		if !ok {
			continue
		}
		a.section[j] = i
		a.seats[j], _ = c.r.Problem.seatsIn(c.county, i)
		if k, known := c.county.Sections[i].Stocks[model.Classes]; known {
			a.classes[j] = k
		}
	}
	return a
}

// pieceName is how violations call a piece in a stage.
func (c *checker) pieceName(s *PlaceStage, b int) string {
	return "piece " + c.r.Problem.County.Pieces[s.Pieces[b]].ID + "/" + s.Name
}

// whereTo checks that every pupil goes to a school, and that each may go there.
func (c *checker) whereTo(f *flows) {
	s := f.of
	n := len(s.Sites)
	for b := range s.Pieces {
		if f.lost[b] > 0 {
			c.broken(RulePupils, c.pieceName(s, b), f.lost[b], "pupils", "%s pupils go to no school of the stage", number(f.lost[b]))
		}
		for j := range s.Sites {
			k := b*n + j
			x := f.pupils[k]
			if part := math.Abs(x - math.Round(x)); s.Sites[j].Whole && part > pupilsDust*max(1, x) {
				c.broken(RuleWhole, c.pieceName(s, b), part, "pupils", "%s pupils go to school %s: they are whole persons", number(x), s.Sites[j].School)
			}
			if x > 0 {
				c.boarding(f, b, j)
			}
			if !(x > 0) || s.Allowed[k] {
				continue
			}
			where := c.pieceName(s, b)
			trip, _ := c.r.ways.Trip(c.r.Problem.County.Pieces[s.Pieces[b]].ID, s.Sites[j].School) // known: it was asked for before
			day := x - f.boards[k]
			switch rule := c.r.barred(s, b, j, !(day > 0)); {
			case trip.Barrier:
				c.broken(RuleBarrier, where, x, "pupils", "the way to school %s is barred", s.Sites[j].School)
			case rule == RuleBarrier:
				c.broken(rule, where, x, "pupils", "school %s is on the other side of a barrier", s.Sites[j].School)
			case rule == RuleLocked:
				c.broken(rule, where, x, "pupils", "the piece is locked and %s pupils go to school %s", number(x), s.Sites[j].School)
			case rule == RuleLock:
				c.broken(rule, where, x, "pupils", "a lock forbids that pupils go to school %s", s.Sites[j].School)
			case rule == string(LimitRadius):
				c.broken(rule, where, day, "pupils", "school %s is too far for %s pupils who do not board: %s m", s.Sites[j].School, number(day), number(s.Metres[k]))
			}
		}
	}
}

// moreThan says by how much a number of pupils, a sum of parts, is above another; 0 where it is not.
func moreThan(n, most float64) float64 {
	if n > most+pupilsDust*max(1, math.Abs(most)) {
		return n - most
	}
	return 0
}

// loads checks the limits on single sections.
func (c *checker) loads(f *flows, then *after) {
	s := f.of
	for j := range s.Sites {
		site := &s.Sites[j]
		if then.section[j] < 0 {
			continue
		}
		where := site.School + "/" + s.Name
		least, allowed := c.r.Loads(site, then.seats[j], then.classes[j])
		if allowed >= fewestPupils && f.sum[j] < fewestPupils-pupilsDust && c.r.MustFill(s, j) {
			c.broken(RuleEmptied, where, fewestPupils-f.sum[j], "pupils", "nobody goes there, and the section does not close: it would count in no mean and no CV")
		}
		if short := moreThan(least, f.sum[j]); short > 0 {
			c.broken(string(LimitLoad), where, short, "pupils", "%s pupils, at least %s must be", number(f.sum[j]), number(least))
		}
		seated, classed := c.r.loadRules(site, then.seats[j], then.classes[j])
		most := min(seated, classed)
		over := moreThan(f.sum[j], most)
		if over == 0 {
			continue
		}
		rule := string(LimitLoad)
		switch {
		case classed < seated:
			rule = string(LimitIntakeClassSize)
		case !c.r.statesLoad(site):
			rule = RuleSeats
		}
		c.broken(rule, where, over, "pupils", "%s pupils, at most %s may be", number(f.sum[j]), number(most))
	}
}

// shared checks how many schools share a piece, and that schools draw by lot in shares as their seats.
func (c *checker) shared(f *flows, then *after) {
	s := f.of
	most, capped := c.r.Problem.SchoolsPerPiece()
	for b := range s.Pieces {
		var to, lots []int
		for j := range s.Sites {
			if !f.in(b, j) {
				continue
			}
			lot := c.r.LotOf(s, j)
			if lot == nil || !slices.Contains(lots, lot[0]) {
				to = append(to, j)
			}
			if lot != nil && !slices.Contains(lots, lot[0]) {
				lots = append(lots, lot[0])
				c.drawn(f, b, lot, then)
			}
		}
		if c.r.WholePiece(s, b) && len(to) > 1 {
			c.broken(string(LimitWholePieces), c.pieceName(s, b), float64(len(to)-1), "schools", "%d schools share the piece, which must stay whole", len(to))
		} else if capped && len(to) > most {
			c.broken(string(LimitSchoolsPerPiece), c.pieceName(s, b), float64(len(to)-most), "schools", "%d schools share the piece, at most %d may", len(to), most)
		}
	}
}

// drawn checks that the schools of a lot share what they take of a piece as their seats are.
func (c *checker) drawn(f *flows, b int, lot []int, then *after) {
	s := f.of
	var pupils, seats float64
	for _, j := range lot {
		if then.section[j] >= 0 && then.seats[j] > 0 {
			pupils, seats = pupils+f.pupils[b*len(s.Sites)+j], seats+then.seats[j]
		}
	}
	for _, j := range lot {
		want := 0.0
		if then.section[j] >= 0 && then.seats[j] > 0 {
			want = pupils * then.seats[j] / seats
		}
		if x := f.pupils[b*len(s.Sites)+j]; math.Abs(x-want) > pupilsDust*max(1, pupils) {
			c.broken(string(LimitLot), c.pieceName(s, b), math.Abs(x-want), "pupils", "school %s draws %s pupils, by its seats it is %s", s.Sites[j].School, number(x), number(want))
			return // the others differ with it
		}
	}
}

// together checks that catchments hang together.
func (c *checker) together(f *flows) {
	s := f.of
	if s.Contiguous == "" {
		return
	}
	for j := range s.Sites {
		for _, b := range s.CutOffFrom(j, func(b int) bool { return f.in(b, j) }) {
			c.broken(string(LimitContiguous), c.pieceName(s, b), f.pupils[b*len(s.Sites)+j], "pupils", "the piece is cut off from school %s", s.Sites[j].School)
		}
	}
}

// tie checks one limit on a sum over pieces.
func (c *checker) tie(t *Tie, all []*flows) {
	var sum, size float64
	for n, f := range all {
		if t.Stages[n] == nil {
			continue
		}
		for k, weight := range t.Stages[n] {
			x := f.pupils[k]
			if t.What == LimitPupilKM {
				x -= f.boards[k]
			}
			sum += weight * x
			size += math.Abs(weight) * x
		}
	}
	l := &c.r.Problem.Limits[t.Limit]
	where := l.Scope.String()
	if t.Where != "" {
		where = t.Where
	}
	dust := pupilsDust * max(1, size)
	switch {
	case sum > t.Max+dust:
		c.broken(string(t.What), where, sum-t.Max, t.unit(), "%s %s, at most %s may be", number(sum), t.unit(), number(t.Max))
	case sum < t.Min-dust:
		c.broken(string(t.What), where, t.Min-sum, t.unit(), "%s", t.short(sum))
	}
}

// unit is what a tie counts.
func (t *Tie) unit() string {
	if t.What == LimitPupilKM {
		return "pupil-km"
	}
	return "pupils"
}

// short is what a sum lacks, in words.
func (t *Tie) short(sum float64) string {
	if t.What == LimitNearbyShare {
		return fmt.Sprintf("%s pupils more would have to be near their school", number(t.Min-sum))
	}
	return fmt.Sprintf("%s %s, at least %s must be", number(sum), t.unit(), number(t.Min))
}

// openSites checks how many sites open, and that whoever boards does so at a boarding school.
func (c *checker) openSites() {
	for _, l := range c.r.Problem.LimitsOn(LimitOpenSites) {
		n := 0.0
		for i := range c.actions {
			if a := &c.actions[i]; a.Kind == Open && c.r.siteInScope(l.Scope, &Site{School: a.School, Stage: a.Stage}) {
				n++
			}
		}
		if l.Max != nil && n > *l.Max {
			c.broken(string(LimitOpenSites), l.Scope.String(), n-*l.Max, "sites", "%s sites open, at most %s may", number(n), number(*l.Max))
		}
		if l.Min != nil && n < *l.Min {
			c.broken(string(LimitOpenSites), l.Scope.String(), *l.Min-n, "sites", "%s sites open, at least %s must", number(n), number(*l.Min))
		}
	}
	for i := range c.actions {
		a := &c.actions[i]
		if a.Kind != Board {
			continue
		}
		if n := c.r.School(a.To); n < 0 || !slices.Contains(c.r.Problem.County.Schools[n].Flags, model.FlagBoarding) {
			c.broken(RuleSite, a.Key(), 0, "", "school %s is no boarding school", a.To)
		}
	}
}

// statedWays checks what assignments say of their ways and units.
func (c *checker) statedWays() {
	for i := range c.actions {
		a := &c.actions[i]
		if unit := unitOf(a.Kind); unit != "" && a.Unit != unit {
			c.broken(RuleCost, a.Key(), 0, "", "the action counts in %q, it has to be %q", a.Unit, unit)
		}
		if a.Metres == nil || a.Kind != Assign && a.Kind != Board {
			continue
		}
		metres, known := c.r.Metres(a.Of, a.To)
		if !known || math.Abs(metres-*a.Metres) > metresAbsolute {
			c.broken(RuleDistance, a.Key(), 0, "", "the action states %s m, which the county does not", number(*a.Metres))
		}
	}
}

// schoolSizes checks the size of schools, all their stages together.
func (c *checker) schoolSizes() {
	pupils := map[string]float64{}
	for i := range c.county.Sections {
		if s := &c.county.Sections[i]; compulsory(s.Stage) {
			pupils[s.School] += s.Pupils
		}
	}
	for i := range c.county.Schools {
		id := c.county.Schools[i].ID
		most, ok := c.r.SchoolSize(id)
		if !ok {
			continue
		}
		if over := moreThan(pupils[id], most); over > 0 {
			c.broken(string(LimitSchoolSize), id, over, "pupils", "%s pupils, at most %s may be", number(pupils[id]), number(most))
		}
	}
}
