package model

// Pieces, neighbours and candidates: what catchments and sites are planned from. All of them may be empty.

// A Piece is the smallest part of a catchment: a block, a village, a community.
type Piece struct {
	ID    string // unique; no school has the same
	Place *Place // where its pupils live on average; nil: not known
	// Pupils who live there, by stage, persons. A stage that is absent has none.
	Pupils map[string]float64
	// School is today's school, by stage. A stage that is absent has none: its pupils are in no section.
	School map[string]string

	Zone        string  // coordination zone; may be empty
	Locked      bool    // stays with today's schools
	BarrierSide string  // of a trunk road or railway; empty: it does not matter
	Grades      []int   // which grades live there; nil: all of the stage
	AreaM2      float64 // m2; 0: not known
	Shape       Shape   // nil: not known
}

// A Shape is what a piece covers: polygons, each an outer ring and holes, each ring closed.
type Shape [][][]Place

// A Border says that two pieces touch.
type Border struct{ A, B string } // ids of pieces

// A Candidate is a site or a work that siting may choose.
type Candidate struct {
	School string // id; of a site to open it may be a school that there is not yet
	Action CandidateAction
	Stage  string
	// Seats are those of the new section (open), or of one class more (extend; 0: the norm of a class).
	Seats float64
	// Cost is paid once, in yuan: for the site (open), for each class more (extend), for closing (close).
	Cost float64
	// RunningCost is in yuan a year: what an open site or a class more costs, what closing saves.
	RunningCost     float64
	Place           *Place // of a new site; nil: the school's
	MaxExtraClasses int    // of an extension
	Stocks          Stocks // that a new site brings with it, by their names; absent: nothing of it
}

// CandidateAction is what may be done at a site.
type CandidateAction string

// The actions of candidates.
const (
	CandidateOpen   CandidateAction = "open"
	CandidateExtend CandidateAction = "extend"
	CandidateClose  CandidateAction = "close"
)

// CandidateActions lists what may be done at sites.
func CandidateActions() []CandidateAction {
	return []CandidateAction{CandidateOpen, CandidateExtend, CandidateClose}
}

// Names of stocks that seats are counted from.
const (
	Seats      = "seats"      // of a section, as the office states them
	Classrooms = "classrooms" // ordinary classrooms of a section
	Boarders   = "boarders"   // pupils of a section who board
)

// Holds says whether a place lies inside a shape: by the even-odd rule in longitude and latitude, so that
// holes are left out. What lies on an edge may count as inside or outside.
func (s Shape) Holds(p Place) bool {
	in := false
	for _, polygon := range s {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < (b.Lon-a.Lon)*(p.Lat-a.Lat)/(b.Lat-a.Lat)+a.Lon {
					in = !in
				}
			}
		}
	}
	return in
}
