package plan

import (
	"math"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/measure"
)

// flows is who goes where in one stage, piece by piece, after a plan. Tables are laid out as those of
// [PlaceStage].
type flows struct {
	of     *PlaceStage
	pupils []float64
	boards []float64 // of these, who board by an action
	lost   []float64 // by piece: pupils who go to no school of the stage
	sum    []float64 // by site
	before []float64 // by site: pupils by the map of today; where there is none, those of the section
}

// flowsOf reads the shares of pieces.
func (r *Rules) flowsOf(s *PlaceStage, reg *register) *flows {
	n := len(s.Sites)
	f := &flows{
		of: s, pupils: make([]float64, len(s.Pieces)*n), boards: make([]float64, len(s.Pieces)*n),
		lost: make([]float64, len(s.Pieces)), sum: make([]float64, n), before: make([]float64, n),
	}
	at := make(map[string]int, n)
	for j := range s.Sites {
		at[s.Sites[j].School] = j
		if i := s.Sites[j].Section; i >= 0 {
			f.before[j] = r.Problem.County.Sections[i].Pupils
		}
	}
	shares, told := reg.shares[s.Name]
	for b, piece := range s.Pieces {
		if !told {
			if j := s.Today[b]; j >= 0 {
				f.add(b, j, s.Pupils[b], 0)
			} else {
				f.lost[b] = s.Pupils[b]
			}
			continue
		}
		for _, share := range shares[piece] {
			if j, ok := at[share.School]; ok {
				f.add(b, j, share.Pupils, share.Boards)
			} else {
				f.lost[b] += share.Pupils
			}
		}
	}
	return f
}

// add sends pupils of a piece to a site.
func (f *flows) add(b, j int, pupils, boards float64) {
	f.pupils[b*len(f.of.Sites)+j] += pupils
	f.boards[b*len(f.of.Sites)+j] += boards
	f.sum[j] += pupils
}

// in says whether pupils of a piece go to a site.
func (f *flows) in(b, j int) bool { return f.pupils[b*len(f.of.Sites)+j] > 0 }

// travel is the pupil-km of those who do not board.
func (f *flows) travel() float64 {
	var sum float64
	for k, n := range f.pupils {
		if n > 0 {
			sum += (n - f.boards[k]) * f.of.Metres[k] / metresPerKM
		}
	}
	return sum
}

// moved is how many pupils go to another school than today's.
func (f *flows) moved() float64 {
	var sum float64
	for b, today := range f.of.Today {
		if today < 0 {
			continue
		}
		for j := range f.of.Sites {
			if j != today {
				sum += f.pupils[b*len(f.of.Sites)+j]
			}
		}
	}
	return sum
}

// overSeats is how many pupils have no seat at the sections of the stage, and evenness the coefficient of
// variation of seats per pupil, weighted by pupils. Sections whose seats are not known, and those without
// pupils, are left out. Sites are in the order of the stage; NaN: not there after the plan.
func (f *flows) overSeats(seats []float64) (over, evenness float64) {
	var at, pupils []float64
	for j, n := range f.sum {
		if math.IsNaN(seats[j]) {
			continue
		}
		over += max(0, n-seats[j])
		if n > 0 {
			at, pupils = append(at, seats[j]), append(pupils, n)
		}
	}
	return over, measure.CV(at, pupils)
}

// seatsIn is [Problem.SeatsOf] of any county.
func (p *Problem) seatsIn(c *model.County, section int) (seats float64, given bool) {
	s := &c.Sections[section]
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
