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
	Weighting  Weighting   `json:"weighting"`
	Indicators []Indicator `json:"indicators"`
	Section    SectionRule `json:"school_rule,omitzero"`
	Exclude    Exclude     `json:"exclude,omitzero"`
	Verified   bool        `json:"verified,omitempty"` // the text of its rules was seen in an official source
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
	Unit    string             `json:"unit,omitempty"`     // of the stock: persons, m2, yuan, rooms
	Stock   []Term             `json:"stock"`              // signed sum of columns
	Per     float64            `json:"per"`                // 100 for "per 100 pupils", otherwise 1
	Minimum map[string]float64 `json:"minimum,omitempty"`  // threshold by stage, inclusive; a stage that is absent has none
	CVLimit map[string]float64 `json:"cv_limit,omitempty"` // limit on the CV by stage, inclusive; likewise
	Split   bool               `json:"split,omitempty"`    // the stock is kept by the school and split between its stages
}

// A Term is one column of a signed sum. Its text form is the column, after a minus where the sign
// is negative.
type Term struct {
	Column string
	Sign   float64 // 1 or -1
}

// A SectionRule says when a section passes: MetAtLeast indicators at their minimum or above, and
// every other at OthersAtShare of its minimum or above. The zero value asks for all minimums.
type SectionRule struct {
	MetAtLeast    int     `json:"met_at_least,omitempty"` // 0: all
	OthersAtShare float64 `json:"others_at_share,omitempty"`
}

// Exclude names the sections that are left out.
type Exclude struct {
	Kinds               []model.SchoolKind `json:"kinds,omitempty"`                 // of schools, such as special
	TeachingPointsBelow float64            `json:"teaching_points_below,omitempty"` // pupils; teaching points with fewer are left out
}
