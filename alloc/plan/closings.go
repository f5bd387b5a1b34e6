package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// A Closing is what closing one section would do while all others stay as they are: its pupils go to the
// nearest school that the limits and the map let them reach, whether there is room or not. Pupils are those of
// pieces, persons. What is not known is nil.
type Closing struct {
	School string
	Stage  string
	Pupils float64
	To     []ClosingTo // in the order of sites

	// Of those who find a school: mean way today and then, and the longest then.
	MetresBefore, MetresAfter, MetresMost    *float64
	MinutesBefore, MinutesAfter, MinutesMost *float64

	NoReach       float64 // pupils with no other school in reach, and the pieces where they live
	NoReachPieces []string
	SeatsMissing  float64 // more than today, at the schools that take the pupils

	// By the candidate for closing it: yuan once, and yuan a year that are saved. Nil: it is no candidate.
	Cost, Saved *float64
	Small       bool // below [SmallSchool] pupils
}

// A ClosingTo is where pupils of a section that closes would go.
type ClosingTo struct {
	School       string
	Pupils       float64
	SeatsMissing float64 // more than today
	Board        bool    // they would board there
}

// SmallSchool is the number of pupils below which a school is small by the rules for small rural schools
// (国办发〔2018〕27号), which are to be kept where they are needed.
const SmallSchool = 100

// Needed says why a section is to be kept whatever it costs: without it children have no school in reach,
// or no seat; empty: nothing of the kind.
func (c *Closing) Needed() string {
	switch {
	case c.NoReach > 0:
		return NeededReach
	case c.SeatsMissing > 0:
		return NeededSeats
	}
	return ""
}

// Why a section is needed.
const (
	NeededReach = "reach" // children would have no school in reach
	NeededSeats = "seats" // seats would be missing
)

// Closings tells what closing each section would do, one at a time, in the order of the county. The problem
// gives the limits: of ways, of barriers, of seats. Errors are those of [Rules.Places].
func (r *Rules) Closings() ([]Closing, error) {
	pl, err := r.Places()
	if err != nil {
		return nil, err
	}
	var all []Closing
	for n := range pl.Stages {
		s := &pl.Stages[n]
		for j := range s.Sites {
			if s.Sites[j].Section >= 0 {
				all = append(all, r.closing(s, j))
			}
		}
	}
	return all, nil
}

// ways adds up ways, weighted by pupils.
type ways struct{ pupils, sum, most float64 }

func (w *ways) add(pupils, way float64) {
	w.pupils += pupils
	w.sum += pupils * way
	w.most = max(w.most, way)
}

// mean is nil where a way is not known, or nobody goes it.
func (w *ways) mean() *float64 {
	if w.pupils == 0 || math.IsNaN(w.sum) {
		return nil
	}
	mean := w.sum / w.pupils
	return &mean
}

func (w *ways) longest() *float64 {
	if w.mean() == nil {
		return nil
	}
	most := w.most
	return &most
}

// closing tells it of one section.
func (r *Rules) closing(s *PlaceStage, j int) Closing {
	n := len(s.Sites)
	c := Closing{School: s.Sites[j].School, Stage: s.Name}
	load, more, boards := make([]float64, n), make([]float64, n), make([]bool, n)
	var before, after, minutesBefore, minutesAfter ways
	for b, today := range s.Today {
		if today >= 0 {
			load[today] += s.Pupils[b]
		}
		if today != j {
			continue
		}
		c.Pupils += s.Pupils[b]
		to := nearestBut(s, b, j)
		if to < 0 {
			c.NoReach += s.Pupils[b]
			c.NoReachPieces = append(c.NoReachPieces, r.Problem.County.Pieces[s.Pieces[b]].ID)
			continue
		}
		more[to] += s.Pupils[b]
		boards[to] = boards[to] || s.Boards[b*n+to]
		before.add(s.Pupils[b], s.Metres[b*n+j])
		after.add(s.Pupils[b], s.Metres[b*n+to])
		minutesBefore.add(s.Pupils[b], s.Minutes[b*n+j])
		minutesAfter.add(s.Pupils[b], s.Minutes[b*n+to])
	}
	for k := range s.Sites {
		if !(more[k] > 0) {
			continue
		}
		to := ClosingTo{School: s.Sites[k].School, Pupils: more[k], Board: boards[k]}
		if seats := s.Sites[k].Seats; !math.IsNaN(seats) {
			to.SeatsMissing = max(0, load[k]+more[k]-seats) - max(0, load[k]-seats)
		}
		c.SeatsMissing += to.SeatsMissing
		c.To = append(c.To, to)
	}
	c.MetresBefore, c.MetresAfter, c.MetresMost = before.mean(), after.mean(), after.longest()
	c.MinutesBefore, c.MinutesAfter, c.MinutesMost = minutesBefore.mean(), minutesAfter.mean(), minutesAfter.longest()
	c.Small = r.Problem.County.Sections[s.Sites[j].Section].Pupils < SmallSchool
	if i := CandidateFor(r.Problem.County, model.CandidateClose, c.School, c.Stage); i >= 0 {
		once, yearly := SiteCost(&r.Problem.County.Candidates[i], 1)
		saved := -yearly
		c.Cost, c.Saved = &once, &saved
	}
	return c
}

// nearestBut is the nearest site, but for one, that a piece may go to and that there is: a day school before a
// school where its pupils would board; -1: there is none.
func nearestBut(s *PlaceStage, b, but int) int {
	best := -1
	for j := range s.Sites {
		k := b*len(s.Sites) + j
		if j == but || s.Sites[j].Section < 0 || !s.Allowed[k] || math.IsNaN(s.Metres[k]) {
			continue
		}
		if best < 0 || s.Boards[k] == s.Boards[b*len(s.Sites)+best] && s.Metres[k] < s.Metres[b*len(s.Sites)+best] ||
			!s.Boards[k] && s.Boards[b*len(s.Sites)+best] {
			best = j
		}
	}
	return best
}

// SmallFirst sorts closings by pupils, fewest first, keeping the order of equals.
func SmallFirst(all []Closing) []Closing {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b Closing) int {
		switch {
		case a.Pupils < b.Pupils:
			return -1
		case a.Pupils > b.Pupils:
			return 1
		}
		return 0
	})
	return sorted
}
