package plan

// Changes are what a plan makes of catchments, for reports: section by section, and piece by piece where
// pupils change school or their way.
type Changes struct {
	Catchments []CatchmentChange
	Pieces     []PieceChange
}

// A CatchmentChange is one section before and after a plan. What is not known is nil.
type CatchmentChange struct {
	School string
	Stage  string
	Status SectionStatus

	PupilsBefore, PupilsAfter   float64
	SeatsBefore, SeatsAfter     *float64
	ClassesBefore, ClassesAfter *float64
	// Pupils per class.
	ClassSizeBefore, ClassSizeAfter *float64
	// Metres from home to school, mean over the pupils of pieces; nil: nobody comes.
	MetresBefore, MetresAfter *float64
	Gained, Lost              float64 // pupils of pieces who come from and go to other sections, or come from none
}

// SectionStatus says what becomes of a section.
type SectionStatus string

// What becomes of a section.
const (
	SectionStays  SectionStatus = "stays"
	SectionOpens  SectionStatus = "opens"
	SectionCloses SectionStatus = "closes" // also by a merger
)

// perClass is how many pupils a class has; nil: not known.
func perClass(pupils float64, classes *float64) *float64 {
	if classes == nil || !(*classes > 0) {
		return nil
	}
	size := pupils / *classes
	return &size
}

// A PieceChange is what becomes of the pupils of one piece in one stage, some of whom go elsewhere than
// today. What is not known is nil.
type PieceChange struct {
	Piece  string
	Stage  string
	Pupils float64
	From   string // today's school; empty: none
	Shares []PieceShare

	MetresBefore *float64 // from the piece to today's school
	MetresAfter  *float64 // mean over its pupils
	// Pupils per class, of those who live there the mean over sections.
	ClassSizeBefore, ClassSizeAfter *float64
}

// A PieceShare is who goes to one school.
type PieceShare struct {
	School string
	Pupils float64
	Boards float64 // of these, who board by an action of the plan
	Metres *float64
}

// changes tells a stage.
func (o *Changes) add(r *Rules, f *flows, then *after) {
	s := f.of
	n := len(s.Sites)
	sizeBefore, sizeAfter := make([]*float64, n), make([]*float64, n)
	first := len(o.Catchments)
	for j := range s.Sites {
		site := &s.Sites[j]
		c := CatchmentChange{
			School: site.School, Stage: s.Name, Status: SectionStays,
			PupilsBefore: f.before[j], SeatsAfter: defined(then.seats[j]), ClassesAfter: defined(then.classes[j]),
		}
		switch {
		case site.Section < 0 && then.section[j] < 0:
			o.Catchments = append(o.Catchments, CatchmentChange{}) // keeps the positions; taken out below
			continue
		case site.Section < 0:
			c.Status = SectionOpens
		case then.section[j] < 0:
			c.Status = SectionCloses
		}
		if site.Section >= 0 {
			c.SeatsBefore, c.ClassesBefore = defined(site.Seats), defined(site.Classes)
		}
		if i := then.section[j]; i >= 0 {
			c.PupilsAfter = then.county.Sections[i].Pupils
		}
		var before, after, live, come float64
		for b := range s.Pieces {
			k := b*n + j
			x := f.pupils[k]
			if s.Today[b] == j {
				before, live = before+s.Pupils[b]*s.Metres[k], live+s.Pupils[b]
				c.Lost += s.Pupils[b] - x
			} else {
				c.Gained += x
			}
			if x > 0 {
				after, come = after+x*s.Metres[k], come+x
			}
		}
		if live > 0 {
			c.MetresBefore = defined(before / live)
		}
		if come > 0 {
			c.MetresAfter = defined(after / come)
		}
		c.ClassSizeBefore, c.ClassSizeAfter = perClass(c.PupilsBefore, c.ClassesBefore), perClass(c.PupilsAfter, c.ClassesAfter)
		sizeBefore[j], sizeAfter[j] = c.ClassSizeBefore, c.ClassSizeAfter
		o.Catchments = append(o.Catchments, c)
	}
	for b := range s.Pieces {
		o.addPiece(r, f, b, sizeBefore, sizeAfter)
	}
	kept := o.Catchments[:first]
	for _, c := range o.Catchments[first:] {
		if c.School != "" {
			kept = append(kept, c)
		}
	}
	o.Catchments = kept
}

// addPiece tells a piece if something changes for its pupils.
func (o *Changes) addPiece(r *Rules, f *flows, b int, sizeBefore, sizeAfter []*float64) {
	s := f.of
	n, today := len(s.Sites), s.Today[b]
	if today >= 0 && f.pupils[b*n+today] == s.Pupils[b] && f.boards[b*n+today] == 0 {
		return
	}
	p := PieceChange{Piece: r.Problem.County.Pieces[s.Pieces[b]].ID, Stage: s.Name, Pupils: s.Pupils[b]}
	if today >= 0 {
		p.From, p.MetresBefore, p.ClassSizeBefore = s.Sites[today].School, defined(s.Metres[b*n+today]), sizeBefore[today]
	}
	var metres, size, all float64
	sized := true
	for j := range s.Sites {
		x := f.pupils[b*n+j]
		if !(x > 0) {
			continue
		}
		p.Shares = append(p.Shares, PieceShare{s.Sites[j].School, x, f.boards[b*n+j], defined(s.Metres[b*n+j])})
		metres, all = metres+x*s.Metres[b*n+j], all+x
		if sizeAfter[j] == nil {
			sized = false
		} else {
			size += x * *sizeAfter[j]
		}
	}
	if all > 0 {
		p.MetresAfter = defined(metres / all)
		if sized {
			p.ClassSizeAfter = defined(size / all)
		}
	}
	o.Pieces = append(o.Pieces, p)
}
