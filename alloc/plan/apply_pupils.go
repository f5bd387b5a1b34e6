package plan

import (
	"math"

	"github.com/eduparity/eduparity/model"
)

// A Share is the part of a piece's pupils of one stage that goes to one school.
type Share struct {
	School string
	Pupils float64 // persons
	Boards float64 // of these, who board by an action of the plan
}

// A register says who of which piece goes where while actions are carried out.
type register struct {
	county *model.County // before the actions
	pieces map[string]int
	// shares are, by stage that the actions are about and by piece, those of its pupils; the first are
	// those of today's school. A stage that is absent is as it is today.
	shares map[string][][]Share
}

func newRegister(c *model.County) *register {
	r := &register{county: c, pieces: make(map[string]int, len(c.Pieces)), shares: map[string][][]Share{}}
	for i := range c.Pieces {
		r.pieces[c.Pieces[i].ID] = i
	}
	return r
}

// Mapped says whether a piece of the county names a school for the stage. Where none does there is no
// map today: the pupils of the sections are those of the pieces, and nobody says whose.
func Mapped(c *model.County, stage string) bool {
	for i := range c.Pieces {
		if c.Pieces[i].School[stage] != "" {
			return true
		}
	}
	return false
}

// stage is where the pupils of the pieces go in one stage.
func (r *register) stage(stage string) [][]Share {
	if all, ok := r.shares[stage]; ok {
		return all
	}
	all := make([][]Share, len(r.county.Pieces))
	for i := range r.county.Pieces {
		p := &r.county.Pieces[i]
		if n := p.Pupils[stage]; n > 0 {
			all[i] = []Share{{School: p.School[stage], Pupils: n}}
		}
	}
	r.shares[stage] = all
	return all
}

// take moves pupils of a piece from its school of today, which may be none, to another. False: so many
// do not go there any more.
func (r *register) take(stage string, piece int, to string, pupils, boards float64) bool {
	all := r.stage(stage)
	shares := all[piece]
	if len(shares) == 0 || shares[0].School == to && boards == 0 {
		return false
	}
	left := shares[0].Pupils - pupils
	if left < -personsDust*max(1, pupils) {
		return false
	}
	if math.Abs(left) <= personsDust*max(1, pupils) {
		left = 0
	}
	shares[0].Pupils = left
	for i := range shares {
		if shares[i].School == to {
			shares[i].Pupils += pupils
			shares[i].Boards += boards
			return true
		}
	}
	all[piece] = append(shares, Share{to, pupils, boards})
	return true
}

// merge sends all who go to one school of a stage today, and are not assigned elsewhere, to another.
func (r *register) merge(stage, from, to string) {
	all := r.stage(stage)
	for i, shares := range all {
		if len(shares) > 0 && shares[0].School == from && shares[0].Pupils > 0 {
			r.take(stage, i, to, shares[0].Pupils, 0)
		}
	}
}

// attending adds up the pupils of each school of a stage, and those who board by an action.
func (r *register) attending(stage string) (pupils, boards map[string]float64) {
	pupils, boards = map[string]float64{}, map[string]float64{}
	for _, shares := range r.stage(stage) {
		for _, s := range shares {
			if s.Pupils > 0 {
				pupils[s.School] += s.Pupils
				boards[s.School] += s.Boards
			}
		}
	}
	return pupils, boards
}

// today adds up the pupils of each school of a stage before the actions.
func (r *register) today(stage string) map[string]float64 {
	pupils := map[string]float64{}
	for i := range r.county.Pieces {
		p := &r.county.Pieces[i]
		pupils[p.School[stage]] += p.Pupils[stage]
	}
	return pupils
}

// assign lets pupils of a piece go to another school, where they may board.
func (w *works) assign(a Action) error {
	if a.School != "" {
		return fault(a, "an action of this kind has from and to, no school")
	}
	piece, ok := w.register.pieces[a.Of]
	if !ok {
		return fault(a, "no piece %q", a.Of)
	}
	p := &w.register.county.Pieces[piece]
	if today := p.School[a.Stage]; today != a.From {
		return fault(a, "the pupils of the piece go to %q today, not to %q", today, a.From)
	}
	if a.From == a.To && a.Kind == Assign {
		return fault(a, "from and to are the same school")
	}
	if _, err := w.section(a, a.To); err != nil {
		return err
	}
	boards := 0.0
	if a.Kind == Board {
		boards = a.Quantity
	}
	if !w.register.take(a.Stage, piece, a.To, a.Quantity, boards) {
		return fault(a, "of the %v pupils of the piece in this stage fewer are left", p.Pupils[a.Stage])
	}
	return nil
}

// settlePupils writes who goes where into the county: the pieces' schools and the sections' pupils. What
// is no longer known of a section whose pupils are others is taken out.
func (w *works) settlePupils() {
	for _, stage := range w.register.county.Stages() {
		if _, told := w.register.shares[stage]; !told {
			continue
		}
		pupils, boards := w.register.attending(stage)
		today, mapped := w.register.today(stage), Mapped(w.register.county, stage)
		for i := range w.county.Sections {
			s := &w.county.Sections[i]
			if s.Stage != stage || w.isSpecial(s.School) {
				continue
			}
			others := 0.0 // pupils who live in no piece
			if mapped {
				if n := s.Pupils - today[s.School]; math.Abs(n) > personsDust*max(1, s.Pupils) {
					others = n
				}
			}
			if n := others + pupils[s.School]; n != s.Pupils || boards[s.School] > 0 || !mapped {
				w.enrol(i, n, boards[s.School])
			}
		}
		for i, shares := range w.register.shares[stage] {
			w.writePiece(i, stage, shares)
		}
	}
}

// isSpecial says whether a school is one of special education, to which no catchment belongs.
func (w *works) isSpecial(id string) bool {
	i, ok := w.schools[id]
	return ok && w.county.Schools[i].Kind == model.KindSpecial
}

// enrol gives a section its pupils.
func (w *works) enrol(section int, pupils, boards float64) {
	s := &w.county.Sections[section]
	if _, known := s.Stocks[model.Boarders]; known {
		if pupils-boards < s.Pupils && s.Stocks[model.Boarders] > 0 {
			delete(s.Stocks, model.Boarders) // who of them has left is not known
		} else {
			s.Stocks[model.Boarders] += boards
		}
	}
	s.Pupils = pupils
	delete(s.Stocks, model.LargestClass)
	w.changed[[2]string{s.School, s.Stage}] = true
}

// writePiece notes the school of a piece; none where several share it.
func (w *works) writePiece(piece int, stage string, shares []Share) {
	p, school, n := &w.county.Pieces[piece], "", 0
	for _, s := range shares {
		if s.Pupils > 0 {
			school = s.School
			n++
		}
	}
	switch {
	case n > 1 || n == 1 && school == "":
		delete(p.School, stage)
	case n == 1:
		if p.School == nil {
			p.School = map[string]string{}
		}
		p.School[stage] = school
	}
}
