package plan

import (
	"math"
	"slices"

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

	// Of catchments that must hang together; see [PlaceStage.CutOffFrom].
	Contiguous string    // ByPath, ByDistance; empty: they need not
	Neighbours [][]int32 // by piece, those that it touches, in order
	Roots      [][]int32 // by site, the pieces that touch the school, in order
	Anchor     []bool    // by piece: counts as a root of today's site while it is there: today's catchment is torn
	Island     []bool    // by piece: no chain of pieces joins it to a school, so that it is free
	steps      []int32   // from a root, piece by piece
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
	Side    string  // of a trunk barrier; empty: it does not matter
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
	s := &p.County.Sections[section]
	if seats, ok := s.Stocks[model.Seats]; ok {
		return seats, true
	}
	for _, column := range []string{model.Classrooms, model.Classes} {
		if n, ok := s.Stocks[column]; ok {
			return n * p.ClassNorm(s.Stage), false
		}
	}
	return math.NaN(), false
}

// A Tie is a limit that ties pieces together: Min <= sum over pieces and sites of weight x pupils <= Max.
type Tie struct {
	Limit    int // position in Problem.Limits
	What     What
	Min, Max float64 // -Inf, +Inf: none
	// Stages lists the weight of a pupil, piece by piece, by stage of Places; nil: 0.
	Stages [][]float64
}

// HasPlaces says whether the problem is about catchments or sites.
func (p *Problem) HasPlaces() bool { return p.HasLever(Catchment) || p.HasLever(Siting) }

// Places reads the pieces and sites of the problem. The error is that of a distance which is missing.
func (r *Rules) Places() (*Places, error) {
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
	return pl, nil
}

// placeStage reads one stage.
func (r *Rules) placeStage(stage string) (*PlaceStage, error) {
	c := r.Problem.County
	s := &PlaceStage{Name: stage}
	at := make(map[string]int)
	for i := range c.Sections {
		if c.Sections[i].Stage == stage && c.Schools[r.schoolOf[i]].Kind != model.KindSpecial {
			at[c.Sections[i].School] = len(s.Sites)
			s.Sites = append(s.Sites, r.site(i))
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
	s.Metres = make([]float64, len(s.Pieces)*len(s.Sites))
	s.Minutes, s.Allowed = slices.Clone(s.Metres), make([]bool, len(s.Metres))
	for n, b := range s.Pieces {
		for j := range s.Sites {
			k := n*len(s.Sites) + j
			trip, err := r.ways.Trip(c.Pieces[b].ID, s.Sites[j].School)
			if err != nil {
				return nil, err
			}
			s.Metres[k], s.Minutes[k] = trip.Metres, trip.Minutes
			if trip.Minutes == 0 && trip.Metres > 0 {
				s.Minutes[k] = math.NaN()
			}
			s.Allowed[k] = !trip.Barrier && r.mayGo(&c.Pieces[b], s, n, j)
		}
	}
	r.joinPieces(s)
	return s, nil
}

// site reads the limits of one section.
func (r *Rules) site(section int) Site {
	c := r.Problem.County
	sec, school := &c.Sections[section], &c.Schools[r.schoolOf[section]]
	s := Site{
		School: sec.School, Stage: sec.Stage, Section: section, Classes: math.NaN(), Most: math.Inf(1), Side: school.BarrierSide,
		Day: !slices.Contains(school.Flags, model.FlagBoarding),
	}
	s.Seats, s.Given = r.Problem.SeatsOf(section)
	if n, ok := sec.Stocks[model.Classes]; ok {
		s.Classes = n
	}
	stated := false
	for _, l := range r.Problem.Limits {
		if !r.sectionInScope(l.Scope, section, "") {
			continue
		}
		switch {
		case l.What == LimitLoad && !math.IsNaN(s.Seats):
			if l.Min != nil {
				s.Least = max(s.Least, *l.Min*s.Seats)
			}
			if l.Max != nil {
				s.Most, stated = min(s.Most, *l.Max*s.Seats), true
			}
		case l.What == LimitIntakeClassSize && l.Max != nil && !math.IsNaN(s.Classes):
			s.Most = min(s.Most, *l.Max*s.Classes)
		}
	}
	if s.Given && !stated && !slices.ContainsFunc(r.Problem.Goals, func(g Goal) bool { return g.Name == SeatsGoal }) {
		s.Most = min(s.Most, s.Seats)
	}
	return s
}

// mayGo says whether locks, barriers and the radius let a piece go to a site.
func (r *Rules) mayGo(piece *model.Piece, s *PlaceStage, b, j int) bool {
	site, today := &s.Sites[j], s.Today[b]
	if piece.Locked && today >= 0 && j != today {
		return false
	}
	if piece.BarrierSide != "" && site.Side != "" && piece.BarrierSide != site.Side {
		return false
	}
	if today != j {
		from := ""
		if today >= 0 {
			from = s.Sites[today].School
		}
		key := Action{Year: r.Year, Lever: Catchment, Kind: Assign, From: from, To: site.School, Stage: s.Name, Of: piece.ID}.Key()
		if slices.ContainsFunc(r.Problem.Locks, func(l Lock) bool { return l.Forbid && l.Matches(key) }) {
			return false
		}
	}
	if !site.Day {
		return true
	}
	k := b*len(s.Sites) + j
	for _, l := range r.Problem.LimitsOn(LimitRadius) {
		if l.Max == nil || site.Section < 0 || !r.sectionInScope(l.Scope, site.Section, "") {
			continue
		}
		way := s.Metres[k]
		if l.By == ByMinutes {
			way = s.Minutes[k]
		}
		if !(way <= *l.Max) {
			return false
		}
	}
	return true
}

// ties reads a limit that ties pieces together; none: it does not.
func (r *Rules) ties(pl *Places, n int) []Tie {
	l := &r.Problem.Limits[n]
	t := Tie{Limit: n, What: l.What, Min: math.Inf(-1), Max: math.Inf(1)}
	var weight func(s *PlaceStage, b, j int) float64
	switch l.What {
	case LimitPupilsMoved:
		t.Max = *l.Max
		weight = func(s *PlaceStage, b, j int) float64 {
			if s.Today[b] >= 0 && s.Today[b] != j && r.sectionInScope(l.Scope, s.Sites[s.Today[b]].Section, "") {
				return 1
			}
			return 0
		}
	case LimitPupilKM:
		t.Max = *l.Max
		weight = func(s *PlaceStage, b, j int) float64 {
			if site := &s.Sites[j]; site.Section < 0 || r.sectionInScope(l.Scope, site.Section, "") {
				return s.Metres[b*len(s.Sites)+j] / metresPerKM
			}
			return 0
		}
	default:
		return nil
	}
	for s := range pl.Stages {
		stage := &pl.Stages[s]
		table := make([]float64, len(stage.Metres))
		for b := range stage.Pieces {
			for j := range stage.Sites {
				table[b*len(stage.Sites)+j] = weight(stage, b, j)
			}
		}
		t.Stages = append(t.Stages, table)
	}
	return []Tie{t}
}
