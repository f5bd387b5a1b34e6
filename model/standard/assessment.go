package standard

import "github.com/eduparity/eduparity/model"

// An Assessment is what a standard says of a county. Numbers are unrounded; official forms round.
type Assessment struct {
	County      string
	Standard    string
	Year        int
	Constructed bool
	Weighting   Weighting

	Indicators      []IndicatorResult // by stage, then in the order of the standard
	Composites      []CompositeResult // by stage
	Sections        []SectionResult   // the sections that count, in county order
	SectionsPassing int
	Verdicts        []Verdict  // of the resource block, then by rule in the order of the standard
	Rules           []RuleNote // names and sources of the rules of the verdicts
	// Passes says that the resource block passes: every section, every CV, the composite. Plans are
	// made for this block, and it always has data.
	Passes bool
	// Outcome is over all verdicts: it fails where one fails, is without data where none fails and one
	// is without data, and passes where all pass.
	Outcome  Outcome
	Counts   Counts // of all verdicts
	Findings []model.Finding
	Levels   []LevelResult // of a stack: the resource block under each of its levels; nil otherwise
}

// Counts are numbers of verdicts by outcome.
type Counts struct{ Pass, Fail, NoData int }

// An Outcome is how a rule came out.
type Outcome string

// The outcomes. A rule whose inputs are missing neither passes nor fails.
const (
	Pass   Outcome = "pass"
	Fail   Outcome = "fail"
	NoData Outcome = "no-data"
)

func outcome(passes bool) Outcome {
	if passes {
		return Pass
	}
	return Fail
}

// Rules of the resource block, which are derived from indicators; a code follows a colon.
const (
	RuleSection   = "section-rule"
	RuleMinimum   = "minimum:"
	RuleCV        = "cv:"
	RuleComposite = "composite"
)

// A RuleNote is what a reader of verdicts wants to know of a rule.
type RuleNote struct {
	ID       string `json:"id"`
	Level    string `json:"level,omitempty"` // name of the standard whose rule it is; empty: the assessed one
	Item     int    `json:"item,omitempty"`
	Block    Block  `json:"block"`
	Form     Form   `json:"form,omitempty"` // empty in the resource block
	Name     string `json:"name"`
	NameZH   string `json:"name_zh"`
	Unit     string `json:"unit,omitempty"`
	Source   string `json:"source,omitempty"`
	Note     string `json:"note,omitempty"`
	Verified bool   `json:"verified"`
}

// A CompositeResult is the plain mean of the CVs of all indicators of a stage.
type CompositeResult struct {
	Stage  string
	CV     float64  // NaN where one of the CVs is undefined
	Limit  *float64 // nil: none
	Margin float64  // Limit - CV; NaN without a limit
	Passes bool     // CV <= Limit, or no limit
}

// An IndicatorResult is one indicator over all sections of one stage.
type IndicatorResult struct {
	Code, Stage string
	Mean        float64  // weighted, of the value (per pupil or per 100 pupils)
	SD          float64  // weighted, population form, of the value
	CV          float64  // SD / Mean; NaN where the mean is 0
	Limit       *float64 // of the CV; nil: none
	Margin      float64  // Limit - CV; NaN without a limit
	Passes      bool     // CV <= Limit, or no limit; false where the CV is undefined and a limit is set

	UnweightedCV, Gini, Theil, McLoone float64
	BetweenShare                       BetweenShare
}

// BetweenShare is the part of the Theil index that lies between groups of sections rather than
// within them, in [0, 1]; NaN where it is undefined.
type BetweenShare struct{ Area, Zone, Group float64 }

// A SectionResult is one section under all indicators.
type SectionResult struct {
	School, Stage string
	Section       int // index into County.Sections
	Pupils        float64
	Readings      []Reading // in the order of the standard; indicators without meaning for the stage included
	Met           int       // indicators with a minimum that are met
	Passes        bool
}

// A Reading is one indicator of one section.
type Reading struct {
	Code          string
	Stock         float64  // in the indicator's unit
	Value         float64  // Per * Stock / Pupils
	Minimum       *float64 // nil: none
	Level         string   // of a stack: name of the level whose minimum it is, the highest of those that state it
	Met           bool     // Value >= Minimum by [Meets], or no minimum
	Shortfall     float64  // units of stock missing to the minimum, 0 where met
	ShortfallUnit string
	Relief        string  // id of the relief that adds to the stock; empty: none
	ShareOfCV2    float64 // part of the squared CV that this section makes; they add up to 1; NaN where the CV is 0 or undefined
}

// A Verdict is the outcome of one rule at one place. In JSON what is undefined is null.
type Verdict struct {
	Rule      string // section-rule, minimum:CODE, cv:CODE, composite, or the id of a [Rule]
	Level     string // of a stack: name of the level whose rule it is or, in the resource block, whose statement binds
	Block     Block
	Where     string  // SCHOOL/STAGE, the school, the stage, or county
	Value     float64 // what was found; 1 and 0 stand for yes and no; NaN where undefined
	Threshold float64
	Margin    float64 // not negative where the verdict passes; NaN where undefined
	Passes    bool    // the outcome is Pass
	Outcome   Outcome
	Inputs    string // the numbers used, such as "stock 12 persons, pupils 340", or what is missing
	Relief    string // id of the relief that was applied
	// Verified says that the rule's text was seen, mostly in a secondary source, and that of a relief on
	// which the verdict rests.
	Verified bool
	// Stated is, in the resource block of a stack, what each level says that states the rule; Level is
	// the one that binds.
	Stated []Statement
}

// A Table is the county as a standard sees it: the sections that count and their stocks by
// indicator. It is what plans are made from; Assess reads the same table.
type Table struct {
	Stages []string        // in order of first appearance
	Rows   []Row           // in county order
	Left   []model.Finding // what was left out
}

// A Row is one section that counts.
type Row struct {
	Section int // index into County.Sections
	School  int // index into County.Schools
	// Parts are the sections that make the row, where campuses are counted with the school: indices
	// into County.Sections. Nil: Section alone.
	Parts   []int
	Stage   string
	Pupils  float64
	Stock   []float64 // by indicator
	Reliefs []string  // by indicator, id of the relief that adds to its stock; nil: none
	// Share is the part of a stock kept by the school that falls to this section.
	Share float64

	lapses []lapse
}
