package model

// A County is everything that is known of one county's compulsory schools in one year.
//
// The zero value is an empty county. [County.Validate] says whether the parts fit together; every
// function of the module that takes a County expects one that validates.
type County struct {
	Name        string
	Year        int    // of the data
	Currency    string // of every amount of money; empty: yuan
	Standard    string // name of the standard the county is judged by, or the path of its file; may be empty
	Rules       string // name of the staffing rules; may be empty
	Source      string // where the data come from
	Constructed bool   // the data are made up; every report says so

	// StageWeights overrides the weights by which a stock kept by the school is split between its
	// stages. Nil: [DefaultStageWeights].
	StageWeights map[string]float64
	// KindRule names the rule that infers kinds of teachers where Staff is empty. Empty: [KindRuleNested].
	KindRule string

	Schools  []School
	Sections []Section
	Staff    []Staff // teachers by kind; empty: inferred from the sections by KindRule
	Funds    []Fund
	Costs    []Cost
	Posts    []Post
	Travel   []Trip // nil: distances are great-circle distances between the schools' places

	Rooms      []Room
	Classes    []Class
	Teachers   []Teacher // one by one; Staff and the counts of the sections are derived from them
	Services   []Service
	Outcomes   []Outcome
	Guarantees []Answer // to the rules that are documents or figures of other offices
	Survey     []Answer // counts of the survey of social recognition

	Pieces     []Piece  // that catchments are made of
	Borders    []Border // which of them touch; nil: not known
	Candidates []Candidate

	// Lines says on which line of its table each record was read, so that faults can name it. It is
	// no part of what is known of the county. Nil: the county was not read from files.
	Lines Lines
	// Labels says what tables and columns are called there. Nil: by their names.
	Labels Labels
}

// DefaultStageWeights are the weights of one pupil of a stage when a stock that a school keeps for
// all its stages is split: 1 : 1.1 : 1.32. A complete secondary school's 1 : 1.2 is the same ratio.
func DefaultStageWeights() map[string]float64 {
	return map[string]float64{StagePrimary: 1, StageJunior: 1.1, StageSenior: 1.32}
}

// Stages with a meaning in built-in standards. Any other name may be used by a custom standard.
const (
	StagePrimary = "primary"
	StageJunior  = "junior"
	StageSenior  = "senior" // only as a weight when stocks are split: senior sections are not judged

	StageKindergarten = "kindergarten" // of attached classes; not judged either
)

// Stocks maps the name of a stock, which is the name of its column, to its amount in the unit of
// the column (persons, m2, yuan, rooms, classes). A name that is absent is missing, which is not zero.
type Stocks map[string]float64

// Names of stocks that have a meaning beyond the standards that mention them.
const (
	Teachers            = "teachers"              // full-time teachers of a section, persons
	TeachersAboveDegree = "teachers_above_degree" // of these above the required degree
	TeachersBackbone    = "teachers_backbone"     // of these backbone teachers of county level or above
	TeachersPEArts      = "teachers_pe_arts"      // of these teachers of PE, music, art
	TeachersMidTitle    = "teachers_mid_title"    // of these with an intermediate or higher title
	Classes             = "classes"               // classes of a section
	LargestClass        = "largest_class"         // pupils of the largest class of a section
	EquipmentYuan       = "equipment_yuan"        // book value of teaching equipment, yuan
	TeachingArea        = "teaching_area_m2"      // teaching and auxiliary rooms, indoor sports rooms included
	IndoorSports        = "indoor_sports_m2"      // the part of it that is indoor sports rooms
)

// A School is a site with one head; it runs one section per stage.
type School struct {
	ID   string // unique
	Name string
	Kind SchoolKind
	Area Area

	Zone      string // coordination zone; may be empty
	Group     string // school group; may be empty
	GroupRole string // lead, member or empty
	Owner     int    // owner code of the education statistics, 1 to LastOwner, which is private; 0: not known

	Place *Place // nil: not known

	BuiltYear   int      // 0: not known
	PlannedYear int      // 0: not known
	BarrierSide string   // of a trunk road or railway, as of pieces; empty: that of the nearest piece
	Flags       []string // FlagDenseCore, FlagSmallRural, FlagBoarding, FlagAttached
	CountedWith string   // id of the parent school where a campus is not counted as a school

	SeniorPupils float64 // pupils of a senior stage, which takes its share of split stocks

	Stocks Stocks // kept by the school and split between its stages
}

// A Place is a point on the earth in degrees, WGS84.
type Place struct{ Lon, Lat float64 }

// A Section is one stage of one school: the unit that is judged.
type Section struct {
	School string // id
	Stage  string
	Pupils float64 // enrolled, persons
	Stocks Stocks  // kept by stage; wins over the split of the school's stock of the same name
}

// SchoolKind says which stages a school runs.
type SchoolKind string

// The kinds of school.
const (
	KindPrimary           SchoolKind = "primary"
	KindJunior            SchoolKind = "junior"
	KindNineYear          SchoolKind = "nine_year"
	KindCompleteSecondary SchoolKind = "complete_secondary"
	KindTwelveYear        SchoolKind = "twelve_year"
	KindTeachingPoint     SchoolKind = "teaching_point"
	KindSpecial           SchoolKind = "special"
)

// Area is the type of place of a school in the education statistics.
type Area string

// The area types.
const (
	AreaCity  Area = "city"
	AreaTown  Area = "town"
	AreaRural Area = "rural"
)

// Nature tells investment from running cost.
type Nature string

// The natures of money. A cost is capital or recurrent; a fund may also be any.
const (
	Capital   Nature = "capital"
	Recurrent Nature = "recurrent"
	AnyNature Nature = "any"
)

// A Fund is an amount of money of one year with the purposes it may serve.
type Fund struct {
	ID             string // unique within a year
	Year           int    // 0: the year of the plan
	Amount         float64
	Nature         Nature
	Categories     []string // stock names, CategoryHire, CategoryMove, CategoryService, CategorySite, CategoryBoard, CategoryAny
	Areas          []Area   // empty: all
	Kinds          []SchoolKind
	CoFundingShare float64 // share that the county adds out of its own means
	CarryOver      bool
}

// Categories of spending other than the names of stocks.
const (
	CategoryAny     = "any"
	CategoryHire    = "hire"    // a fund's; costs name the kind: hire:KIND
	CategoryMove    = "move"    // one teacher moved, once
	CategoryMoveKM  = "move_km" // per kilometre and teacher moved, on top
	CategoryService = "service"
	CategorySite    = "site"  // what is done at a site: opening, classes more, closing
	CategoryBoard   = "board" // one pupil more who boards

	HirePrefix = "hire:" // cost category of hiring one teacher of the kind named after it
)

// A Cost is the price of one unit of something a plan may buy, hire or move.
type Cost struct {
	Category    string
	Unit        string
	Cost        float64 // per unit
	Nature      Nature
	Year        int      // 0: any year
	School      string   // id; empty: every school
	MaxQuantity *float64 // most units at each school the line applies to; nil: no limit
	Whole       bool     // whole units only
}

// A Post is a ceiling on the number of teachers: the establishment.
type Post struct {
	School  string // id; empty: the whole county
	Stage   string // empty: all stages
	Kind    string // kind of teacher; empty: all
	Subject string // empty: all
	Max     float64
}

// A Trip is the way between two schools, or from a piece of a catchment to a school.
type Trip struct {
	From, School string
	Metres       float64
	Minutes      float64 // 0: not given
	Barrier      bool    // the way is forbidden
}
