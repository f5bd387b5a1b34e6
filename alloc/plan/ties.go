package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// ties reads a limit that ties pieces together; none: it does not.
//
//   - pupils-moved counts those who leave a section in scope;
//   - pupil-km counts the ways to schools in scope;
//   - nearby-share is about the pupils of public day schools in city and town areas in scope: with s the least
//     share, who is near counts 1 - s and who is not -s, and the sum must not be negative;
//   - school-size counts the pupils of one school, where pupils of several of its stages may go elsewhere. A
//     school with one such stage has its limit in [Site.Most].
func (r *Rules) ties(pl *Places, n int) []Tie {
	l := &r.Problem.Limits[n]
	t := Tie{Limit: n, What: l.What, Min: math.Inf(-1), Max: math.Inf(1)}
	switch l.What {
	case LimitPupilsMoved:
		if l.Max == nil {
			return nil
		}
		t.Max = *l.Max
		t.weigh(pl, func(s *PlaceStage, b, j int) float64 {
			if today := s.Today[b]; today >= 0 && today != j && r.siteInScope(l.Scope, &s.Sites[today]) {
				return 1
			}
			return 0
		})
	case LimitPupilKM:
		if l.Max == nil {
			return nil
		}
		t.Max = *l.Max
		t.weigh(pl, func(s *PlaceStage, b, j int) float64 {
			if r.siteInScope(l.Scope, &s.Sites[j]) {
				return s.Metres[b*len(s.Sites)+j] / metresPerKM
			}
			return 0
		})
	case LimitNearbyShare:
		if l.Min == nil {
			return nil
		}
		t.Min = 0
		t.weigh(pl, func(s *PlaceStage, b, j int) float64 {
			switch site := &s.Sites[j]; {
			case !r.urban(site) || !r.siteInScope(l.Scope, site):
				return 0
			case s.near(b, j, l):
				return 1 - *l.Min
			}
			return -*l.Min
		})
	case LimitSchoolSize:
		return r.sizeTies(pl, t, l)
	default:
		return nil
	}
	return []Tie{t}
}

// lockTies reads a lock that asks for pupils of a piece at a school; none: it does not.
func (r *Rules) lockTies(pl *Places, n int) []Tie {
	l := &r.Problem.Locks[n]
	piece := l.piece()
	if piece == "" || l.Fix == nil && l.Keep == nil {
		return nil
	}
	t := Tie{Limit: n, What: RuleLock, Where: l.Key, Max: math.Inf(1)}
	if l.Fix != nil {
		t.Min, t.Max = *l.Fix, *l.Fix
	} else {
		t.Min = *l.Keep
	}
	t.weigh(pl, func(s *PlaceStage, b, j int) float64 {
		today := s.Today[b]
		if today == j || r.Problem.County.Pieces[s.Pieces[b]].ID != piece {
			return 0
		}
		a := Action{Year: r.Year, Lever: Catchment, Kind: Assign, To: s.Sites[j].School, Stage: s.Name, Of: piece}
		if today >= 0 {
			a.From = s.Sites[today].School
		}
		if s.Boards[b*len(s.Sites)+j] {
			a.Lever, a.Kind = Siting, Board
		}
		if !l.Matches(a.Key()) {
			return 0
		}
		return 1
	})
	return []Tie{t}
}

// weigh fills the tables of a tie.
func (t *Tie) weigh(pl *Places, weight func(s *PlaceStage, b, j int) float64) {
	t.Stages = make([][]float64, len(pl.Stages))
	for n := range pl.Stages {
		s := &pl.Stages[n]
		table := make([]float64, len(s.Metres))
		for b := range s.Pieces {
			for j := range s.Sites {
				table[b*len(s.Sites)+j] = weight(s, b, j)
			}
		}
		t.Stages[n] = table
	}
}

// urban says whether a site is a public day school in a city or town area.
func (r *Rules) urban(site *Site) bool {
	if !site.Day {
		return false
	}
	i := r.School(site.School)
	if i < 0 { // it will be in an area like that of the nearest school
		if i = r.nearestSchool(site); i < 0 {
			return false
		}
		area := r.Problem.County.Schools[i].Area
		return area == model.AreaCity || area == model.AreaTown
	}
	s := &r.Problem.County.Schools[i]
	return s.Owner != model.LastOwner && (s.Area == model.AreaCity || s.Area == model.AreaTown)
}

// nearestSchool is the school nearest to a site that may open; -1: not known.
func (r *Rules) nearestSchool(site *Site) int {
	if site.Open < 0 {
		return -1
	}
	return nearestTo(r.Problem.County, r.Problem.County.Candidates[site.Open].Place)
}

// nearestTo is the school nearest to a place, the first of several; -1: not known.
func nearestTo(c *model.County, place *model.Place) int {
	best, least := -1, math.Inf(1)
	if place == nil {
		return best
	}
	for i := range c.Schools {
		if at := c.Schools[i].Place; at != nil {
			if m := at.MetresTo(*place); m < least {
				best, least = i, m
			}
		}
	}
	return best
}

// near says whether a site is near a piece by a limit: within its distance, or no section of today is
// nearer.
func (s *PlaceStage) near(b, j int, l *Limit) bool {
	ways := s.Metres
	if l.By == ByMinutes {
		ways = s.Minutes
	}
	own := ways[b*len(s.Sites)+j]
	if l.Within != nil && own <= *l.Within {
		return true
	}
	for k := range s.Sites {
		if s.Sites[k].Section >= 0 && ways[b*len(s.Sites)+k] < own {
			return false
		}
	}
	return !math.IsNaN(own)
}

// sizeTies are the ties of one limit on the size of schools, school by school.
func (r *Rules) sizeTies(pl *Places, t Tie, l *Limit) []Tie {
	var ties []Tie
	var schools []string
	for n := range pl.Stages {
		for j := range pl.Stages[n].Sites {
			if id := pl.Stages[n].Sites[j].School; !slices.Contains(schools, id) {
				schools = append(schools, id)
			}
		}
	}
	for _, id := range schools {
		if r.placedStages(id) < 2 || !r.schoolInScope(l.Scope, id) {
			continue
		}
		most := math.Inf(1)
		if l.Max != nil {
			most = *l.Max
		}
		if l.On {
			most = min(most, r.standardSize(id))
		}
		if math.IsInf(most, 1) {
			continue
		}
		own := t
		own.Where, own.Max = id, max(0, most-r.otherPupils(&Site{School: id}))
		own.weigh(pl, func(s *PlaceStage, _, j int) float64 {
			if s.Sites[j].School == id && compulsory(s.Name) {
				return 1
			}
			return 0
		})
		ties = append(ties, own)
	}
	return ties
}
