package model

// Records that an office keeps beside the tables of schools and sections. All of them may be empty;
// what a standard computes from one that is empty is said to be without data, never taken as zero.

// A Room is one room whose size matters to a rule.
type Room struct {
	School string  // id
	Use    string  // UseMusic, UseArt, or any other
	Area   float64 // m2
}

// Uses of rooms with a meaning in built-in standards.
const (
	UseMusic = "music"
	UseArt   = "art"
)

// A Class is one class and its pupils.
type Class struct {
	School string // id
	Stage  string
	Grade  int // 1 to 12; 0: not given
	Name   string
	Pupils float64
}

// A Teacher is one person. Reports show ids only.
type Teacher struct {
	ID      string // unique
	School  string // id
	Stage   string
	Subject string // may be empty
	Degree  Degree
	Title   string // professional title; may be empty

	Backbone bool // recognised as backbone teacher at county level or above
	PEArts   bool // teaches PE, music or art as the main subject; see IsPEArts

	Age           int    // years; 0: not known
	Sex           string // f, m or empty
	YearsAtSchool int    // full years in this school
	LastMoved     int    // year; 0: never or not known

	Established *bool  // holds a post of the establishment; nil: not known
	Consent     *bool  // agrees to move; nil: not asked
	Exempt      string // why the teacher may not be moved; empty: may
	Couple      string // id shared by two teachers who move together; may be empty
	Home        *Place // nil: not known
}

// Degree is the highest degree of a teacher.
type Degree string

// The degrees, lowest first. The empty degree is not known.
const (
	DegreeSecondary     Degree = "secondary"      // upper secondary school or below
	DegreeJuniorCollege Degree = "junior_college" // 专科
	DegreeBachelor      Degree = "bachelor"       // 本科
	DegreeMaster        Degree = "master"         // 硕士
	DegreeDoctor        Degree = "doctor"         // 博士
)

// Degrees lists the degrees, lowest first.
func Degrees() []Degree {
	return []Degree{DegreeSecondary, DegreeJuniorCollege, DegreeBachelor, DegreeMaster, DegreeDoctor}
}

// A Service is the after-school service of one section.
type Service struct {
	School, Stage   string
	PupilsWanting   float64 // persons
	PupilsServed    float64 // persons
	SessionsPerWeek float64
	HoursPerWeek    float64
	StaffHours      float64 // a week, of all staff
	FeeYuan         float64 // a pupil and session
	SubsidyYuan     float64 // a year
}

// An Outcome is a measured result of one section, such as attainment or satisfaction.
type Outcome struct {
	School, Stage string
	Measure       string
	Value         float64
}

// An Answer is what an office states where a rule is not computed from stocks: that a document
// exists, a share taken from another office, a count of a survey.
type Answer struct {
	Rule   string // id of the rule, or of one of its inputs
	School string // id; empty: the whole county
	Value  string // yes or no, or a number, as the rule asks
}
