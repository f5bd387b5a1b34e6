// Package standard holds rule sets by which a county's schools are judged, as data, and the one
// function that judges: [Standard.Assess].
//
// The official rules have no total score, so there is none here: an [Assessment] is a list of
// verdicts, one by rule and place.
package standard

import "github.com/eduparity/eduparity/model"

// A Standard is a set of rules: indicators with minimum levels by stage, limits on the dispersion
// between sections, and when a section passes. Rules are data: a province's or another country's
// rules are another value, not another branch.
//
// Its JSON has the names of the YAML form of standards.
type Standard struct {
	Name       string      `json:"name"`
	Title      string      `json:"title,omitempty"`
	TitleZH    string      `json:"title_zh,omitempty"`
	Source     string      `json:"source,omitempty"`
	Weighting  Weighting   `json:"weighting"`
	Indicators []Indicator `json:"indicators"`
	Section    SectionRule `json:"school_rule,omitzero"`
	Composite  Composite   `json:"composite,omitzero"`
	Exclude    Exclude     `json:"exclude,omitzero"`
	Rules      []Rule      `json:"rules,omitempty"`
	Levels     []*Standard `json:"levels,omitempty"`   // of a stack: the standards that it joins, the highest first
	Verified   bool        `json:"verified,omitempty"` // the text of the indicators and limits was seen, be it in a secondary source
}

// A Composite is a limit on the plain mean of the CVs of all indicators, by stage, inclusive. A
// stage that is absent has none.
type Composite struct {
	CVLimit map[string]float64 `json:"cv_limit,omitempty"`
}

// Weighting says how sections count in a mean and in a CV.
type Weighting string

// The weightings.
const (
	ByPupils   Weighting = "pupils" // the official form, and the zero value's meaning
	Unweighted Weighting = "none"   // every section counts once
)

// An Indicator is a stock per pupil.
type Indicator struct {
	Code    string             `json:"code"`
	Name    string             `json:"name,omitempty"`
	NameZH  string             `json:"name_zh,omitempty"`
	Unit    string             `json:"unit,omitempty"`    // of the stock: persons, m2, yuan, rooms
	Stock   []Term             `json:"stock"`             // signed sum of columns
	Per     float64            `json:"per"`               // 100 for "per 100 pupils", otherwise 1
	Minimum map[string]float64 `json:"minimum,omitempty"` // threshold by stage, inclusive; a stage that is absent has none
	// Floor is what every section must reach by stage, also where the section rule lets it miss the
	// minimum; a stage that is absent has none beyond the rule's share.
	Floor   map[string]float64 `json:"floor,omitempty"`
	CVLimit map[string]float64 `json:"cv_limit,omitempty"` // limit on the CV by stage, inclusive; likewise
	Split   bool               `json:"split,omitempty"`    // the stock is kept by the school and split between its stages
	Reliefs []Relief           `json:"reliefs,omitempty"`  // stocks that count on top at schools with a ground
}

// A Term is one column of a signed sum. Its text form is the column, after a minus where the sign
// is negative.
type Term struct {
	Column string
	Sign   float64 // 1 or -1
}

// A SectionRule says when a section passes: MetAtLeast indicators at their minimum or above, or all
// but MayMiss of them, and every other at OthersAtShare of its minimum or above. The zero value asks
// for all minimums.
type SectionRule struct {
	MetAtLeast    int     `json:"met_at_least,omitempty"` // 0: all
	MayMiss       int     `json:"may_miss,omitempty"`     // instead of MetAtLeast, where stages count different numbers of indicators
	OthersAtShare float64 `json:"others_at_share,omitempty"`
}

// Exclude names the sections that are left out. Owners and flags are out of everything, kinds and
// small teaching points of the indicators only.
type Exclude struct {
	Kinds               []model.SchoolKind `json:"kinds,omitempty"`                 // of schools, such as special
	TeachingPointsBelow float64            `json:"teaching_points_below,omitempty"` // pupils; teaching points with fewer are left out
	Owners              []int              `json:"owners,omitempty"`                // codes of owners, such as 10 for private schools
	Flags               []string           `json:"flags,omitempty"`                 // of schools
}
