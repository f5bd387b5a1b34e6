package plan

import (
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/eduparity/eduparity/model"
)

// Places are the pieces of catchments and the sections that may take their pupils, as a problem lets
// them, stage by stage. They are read from the problem in plain code for those who make plans and for
// those who check them, and are not changed afterwards.
type Places struct {
	Stages []PlaceStage // in which pieces have pupils and that the problem is about, in county order
	Ties   []Tie        // limits that tie pieces together
}

// A PlaceStage is one stage of [Places]. Tables go piece by piece: of piece b at site j the entry is
// b*len(Sites)+j.
type PlaceStage struct {
	Name   string
	Pieces []int     // positions in County.Pieces of those with pupils
	Pupils []float64 // by piece, persons, above 0
	Today  []int     // by piece: the site of today's school; -1: none
	Sites  []Site

	Metres  []float64 // from piece to site; NaN: not known
	Minutes []float64 // NaN: not known
	Allowed []bool    // the piece may go there: by barriers, radius, locks of pieces and schools
	Boards  []bool    // who is newly sent there boards: it is a boarding school beyond a limit on ways

	// Of catchments that must hang together; see [PlaceStage.CutOffFrom].
	Contiguous string    // ByPath, ByDistance; empty: they need not
	Neighbours [][]int32 // by piece, those that it touches, in order
	Roots      [][]int32 // by site, the pieces that touch the school, in order
	Anchor     []bool    // by piece: counts as a root of today's site while it is there: today's catchment is torn
	Island     []bool    // by piece: no chain of pieces joins it to a school, so that it is free
	steps      []int32   // from a root, piece by piece

	forbids map[string][]Lock // of the problem's, those that can be about assignments, by piece; [anyPart]: of any
}

// A Site is a section that pupils may be sent to.
type Site struct {
	School  string
	Stage   string
	Section int     // position in the county; -1: a site of candidates.csv that may open
	Seats   float64 // NaN: not known
	Given   bool    // the office states the seats: they are hard unless the problem says otherwise
	Classes float64 // NaN: not known
	Least   float64 // pupils that it must have while open, by the limits on single sections
	Most    float64 // pupils that it may have while open; may be +Inf
	Day     bool    // it is no boarding school
	Whole   bool    // pupils go there in whole persons: those of every piece are, and no lot divides them
	Side    string  // of a trunk barrier; empty: it does not matter

	Open, Extend, Close int // positions in County.Candidates where the lever siting may do so; -1: it may not
}

// Seats of a class where neither a limit nor the county says how many pupils a class takes: China's
// class sizes of 45 in primary and 50 in junior sections (guarantee 5 of the 2017 rules).
const (
	primaryClass = 45
	juniorClass  = 50
)

// ClassNorm is the number of pupils that a class of the stage takes: the least limit on class sizes at
// intake, else 45 in primary and 50 in every other stage.
func (p *Problem) ClassNorm(stage string) float64 {
	norm, stated := float64(juniorClass), false
	if stage == model.StagePrimary {
		norm = primaryClass
	}
	for _, l := range p.LimitsOn(LimitIntakeClassSize) {
		if l.Max != nil && (l.Scope == Scope{} || l.Scope == Scope{Stage: stage}) && (!stated || *l.Max < norm) {
			norm, stated = *l.Max, true
		}
	}
	return norm
}

// SeatsOf is how many pupils a section can take: its column seats, else its classrooms, else its
// classes, times the norm of a class. NaN: none of the three is known. Given says that it was the first.
func (p *Problem) SeatsOf(section int) (seats float64, given bool) {
	return p.seatsIn(p.County, section)
}

// A Tie is a limit, or a lock that asks for pupils, that ties pieces together: Min <= sum over pieces and sites of weight x pupils <= Max.
type Tie struct {
	Limit    int     // position in Problem.Limits, of a lock in Problem.Locks
	What     What    // RuleLock: a lock
	Where    string  // the school that the sum is over, or the key of the lock; empty: all in the scope of the limit
	Min, Max float64 // -Inf, +Inf: none
	// Stages lists the weight of a pupil, piece by piece, by stage of Places; nil: 0.
	Stages [][]float64
}

// HasPlaces says whether the problem is about catchments or sites.
func (p *Problem) HasPlaces() bool { return p.HasLever(Catchment) || p.HasLever(Siting) }

// A placesOnce is what [Rules.Places] has read.
type placesOnce struct {
	sync.Once
	places *Places
	err    error
}

// Places reads the pieces and sites of the problem, once. The error is that of a distance which is missing.
func (r *Rules) Places() (*Places, error) {
	r.places.Do(func() { r.places.places, r.places.err = r.readPlaces() })
	return r.places.places, r.places.err
}

func (r *Rules) readPlaces() (*Places, error) {
	pl := &Places{}
	for _, stage := range r.Problem.County.Stages() {
		if !r.Problem.SelectedStage(stage) {
			continue
		}
		s, err := r.placeStage(stage)
		if err != nil {
			return nil, err
		}
		if len(s.Pieces) > 0 {
			pl.Stages = append(pl.Stages, *s)
		}
	}
	for n := range r.Problem.Limits {
		pl.Ties = append(pl.Ties, r.ties(pl, n)...)
	}
	for n := range r.Problem.Locks {
		pl.Ties = append(pl.Ties, r.lockTies(pl, n)...)
	}
	return pl, nil
}

// placeStage reads one stage.
func (r *Rules) placeStage(stage string) (*PlaceStage, error) {
	c := r.Problem.County
	s := &PlaceStage{Name: stage}
	s.forbids = make(map[string][]Lock)
	for _, l := range r.Problem.Locks {
		if l.Forbid && LockNames(l, Catchment) {
			of := Unescape(l.Key[strings.LastIndex(l.Key, "/")+1:])
			s.forbids[of] = append(s.forbids[of], l)
		}
	}
	at := make(map[string]int)
	for i := range c.Sections {
		if c.Sections[i].Stage == stage && c.Schools[r.schoolOf[i]].Kind != model.KindSpecial {
			at[c.Sections[i].School] = len(s.Sites)
			s.Sites = append(s.Sites, r.site(i))
		}
	}
	if r.Problem.HasLever(Siting) {
		for n := range c.Candidates {
			x := &c.Candidates[n]
			if _, there := at[x.School]; x.Action == model.CandidateOpen && x.Stage == stage && !there {
				at[x.School] = len(s.Sites)
				s.Sites = append(s.Sites, r.newSite(n))
			}
		}
	}
	for b := range c.Pieces {
		piece := &c.Pieces[b]
		if !(piece.Pupils[stage] > 0) {
			continue
		}
		today, ok := at[piece.School[stage]]
		if !ok {
			today = -1
		}
		s.Pieces, s.Pupils, s.Today = append(s.Pieces, b), append(s.Pupils, piece.Pupils[stage]), append(s.Today, today)
	}
	ways, err := r.waysOf(s)
	if err != nil {
		return nil, err
	}
	s.Metres, s.Minutes = ways.metres, ways.minutes
	s.Allowed, s.Boards = make([]bool, len(s.Metres)), make([]bool, len(s.Metres))
	r.sides(s)
	for n := range s.Pieces {
		for j := range s.Sites {
			k := n*len(s.Sites) + j
			s.Allowed[k] = !ways.barrier[k] && r.barred(s, n, j, false) == ""
			s.Boards[k] = s.Allowed[k] && s.Today[n] != j && !s.Sites[j].Day && r.tooFar(s, n, j)
		}
	}
	r.wholePupils(s)
	r.fill(s)
	r.joinPieces(s)
	return s, nil
}

// wholePupils makes whole numbers of the limits on the pupils of sites, where whole pupils are sent: where
// every piece has a whole number of them, no lot divides them and nothing is planned in parts. Plans must send
// whole pupils there.
func (r *Rules) wholePupils(s *PlaceStage) {
	if r.Divisible || slices.ContainsFunc(s.Pupils, func(n float64) bool { return n != math.Trunc(n) }) {
		return
	}
	for j := range s.Sites {
		if site := &s.Sites[j]; r.LotOf(s, j) == nil {
			site.Whole = true
			site.Least, site.Most = math.Ceil(decimal(site.Least)), math.Floor(decimal(site.Most))
		}
	}
}

// sides gives the schools that do not state theirs the side of the piece in which they stand.
func (r *Rules) sides(s *PlaceStage) {
	pieces := r.Problem.County.Pieces
	if !slices.ContainsFunc(pieces, func(p model.Piece) bool { return p.BarrierSide != "" }) {
		return
	}
	for j := range s.Sites {
		site := &s.Sites[j]
		if site.Side != "" {
			continue
		}
		if home := r.homeOf(site); home >= 0 {
			site.Side = pieces[home].BarrierSide
		}
	}
}

// newSite reads a site that may open.
func (r *Rules) newSite(candidate int) Site {
	x := &r.Problem.County.Candidates[candidate]
	s := Site{
		School: x.School, Stage: x.Stage, Section: -1, Seats: x.Seats, Given: true, Classes: candidateClasses(x), Day: true,
		Open: candidate, Extend: -1, Close: -1,
	}
	if i := r.School(x.School); i >= 0 {
		school := &r.Problem.County.Schools[i]
		s.Side, s.Day = school.BarrierSide, !slices.Contains(school.Flags, model.FlagBoarding)
	}
	s.Least, s.Most = r.Loads(&s, s.Seats, s.Classes)
	return s
}

// site reads the limits of one section.
func (r *Rules) site(section int) Site {
	c := r.Problem.County
	sec, school := &c.Sections[section], &c.Schools[r.schoolOf[section]]
	s := Site{
		School: sec.School, Stage: sec.Stage, Section: section, Classes: math.NaN(), Side: school.BarrierSide,
		Day: !slices.Contains(school.Flags, model.FlagBoarding), Open: -1, Extend: -1, Close: -1,
	}
	s.Seats, s.Given = r.Problem.SeatsOf(section)
	if n, ok := sec.Stocks[model.Classes]; ok {
		s.Classes = n
	}
	if r.Problem.HasLever(Siting) {
		s.Extend = CandidateFor(c, model.CandidateExtend, sec.School, sec.Stage)
		s.Close = CandidateFor(c, model.CandidateClose, sec.School, sec.Stage)
	}
	s.Least, s.Most = r.Loads(&s, s.Seats, s.Classes)
	s.Most = min(s.Most, r.passCap(section))
	return s
}

// Loads are the least and the most pupils that a site may have while open, by the limits on single
// sections, with so many seats and classes; NaN: not known.
func (r *Rules) Loads(site *Site, seats, classes float64) (least, most float64) {
	for i := range r.Problem.Limits {
		l := &r.Problem.Limits[i]
		if l.What == LimitLoad && l.Min != nil && !math.IsNaN(seats) && r.siteInScope(l.Scope, site) {
			least = max(least, decimal(*l.Min*seats))
		}
	}
	seated, classed := r.loadRules(site, seats, classes)
	most = min(seated, classed)
	if size, ok := r.SchoolSize(site.School); ok && r.placedStages(site.School) == 1 {
		most = min(most, max(0, size-r.otherPupils(site)))
	}
	return least, most
}

// loadRules are the most pupils that a site may have by its seats and by the size of its classes.
func (r *Rules) loadRules(site *Site, seats, classes float64) (seated, classed float64) {
	seated, classed = math.Inf(1), math.Inf(1)
	for i := range r.Problem.Limits {
		l := &r.Problem.Limits[i]
		if l.Max == nil || !r.siteInScope(l.Scope, site) {
			continue
		}
		switch {
		case l.What == LimitLoad && !math.IsNaN(seats):
			seated = min(seated, decimal(*l.Max*seats))
		case l.What == LimitIntakeClassSize && !math.IsNaN(classes):
			classed = min(classed, decimal(*l.Max*classes))
		}
	}
	if site.Given && !r.statesLoad(site) && !slices.ContainsFunc(r.Problem.Goals, func(g Goal) bool { return g.Name == SeatsGoal }) {
		seated = min(seated, seats)
	}
	return seated, classed
}

// statesLoad says whether a limit says how many pupils may be above the seats of a site.
func (r *Rules) statesLoad(site *Site) bool {
	return slices.ContainsFunc(r.Problem.Limits, func(l Limit) bool {
		return l.What == LimitLoad && l.Max != nil && r.siteInScope(l.Scope, site)
	})
}

// siteInScope is InScope for a site. A school that there is not yet is in no zone, group and area.
func (r *Rules) siteInScope(s Scope, site *Site) bool {
	if i := r.School(site.School); i >= 0 {
		if s.Stage != "" && s.Stage != site.Stage {
			return false
		}
		s.Stage = ""
		return r.InScope(s, i, site.Stage, "")
	}
	return s.Zone == "" && s.Group == "" && s.Area == "" && s.Kind == "" && (s.School == "" || s.School == site.School) && (s.Stage == "" || s.Stage == site.Stage)
}

// barred says by what rule a piece must not go to a site: a lock, a barrier or the radius, which does not
// bind those who board; empty: it may.
func (r *Rules) barred(s *PlaceStage, b, j int, boards bool) (rule string) {
	piece, site, today := &r.Problem.County.Pieces[s.Pieces[b]], &s.Sites[j], s.Today[b]
	if piece.Locked && today >= 0 && j != today {
		return RuleLocked
	}
	if piece.BarrierSide != "" && site.Side != "" && piece.BarrierSide != site.Side {
		return RuleBarrier
	}
	if locks, all := s.forbids[piece.ID], s.forbids[anyPart]; today != j && len(locks)+len(all) > 0 {
		from := ""
		if today >= 0 {
			from = s.Sites[today].School
		}
		key := Action{Year: r.Year, Lever: Catchment, Kind: Assign, From: from, To: site.School, Stage: s.Name, Of: piece.ID}.Key()
		matches := func(l Lock) bool { return l.Matches(key) }
		if slices.ContainsFunc(locks, matches) || slices.ContainsFunc(all, matches) {
			return RuleLock
		}
	}
	mayBoard := today == j || r.Problem.HasLever(Siting)
	if (site.Day && !boards || !mayBoard) && r.tooFar(s, b, j) {
		return string(LimitRadius)
	}
	return ""
}
