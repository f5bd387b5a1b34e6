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
	Sections        []SectionResult   // the sections that count, in county order
	SectionsPassing int
	Verdicts        []Verdict
	Passes          bool // every verdict passes
	Findings        []model.Finding
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
	Met           bool     // Value >= Minimum, or no minimum
	Shortfall     float64  // units of stock missing to the minimum, 0 where met
	ShortfallUnit string
	ShareOfCV2    float64 // part of the squared CV that this section makes; they add up to 1; NaN where the CV is 0 or undefined
}

// A Verdict is the outcome of one rule at one place. In JSON what is undefined is null.
type Verdict struct {
	Rule      string  // section-rule, minimum:CODE or cv:CODE
	Where     string  // SCHOOL/STAGE, or the stage
	Value     float64 // what was found; NaN where undefined
	Threshold float64
	Margin    float64 // not negative where the verdict passes; NaN where undefined
	Passes    bool
	Inputs    string // the numbers used, such as "stock 12 persons, pupils 340"
	Relief    string // ground of the relief that was applied
	Verified  bool   // the rule's text was seen in an official source
}

// A Table is the county as a standard sees it: the sections that count and their stocks by
// indicator. It is what plans are made from; Assess reads the same table.
type Table struct {
	Stages []string        // in order of first appearance
	Rows   []Row           // in county order
	Left   []model.Finding // what was left out, and columns that count as 0
}

// A Row is one section that counts.
type Row struct {
	Section int // index into County.Sections
	School  int // index into County.Schools
	Stage   string
	Pupils  float64
	Stock   []float64 // by indicator
	// Share is the part of a stock kept by the school that falls to this section.
	Share float64
}
