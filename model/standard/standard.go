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
type Standard struct {
	Name       string
	Weighting  Weighting
	Indicators []Indicator
	Section    SectionRule
	Exclude    Exclude
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
	Code, Name, NameZH string
	Unit               string // of the stock: persons, m2, yuan, rooms
	Stock              []Term
	Per                float64            // 100 for "per 100 pupils", otherwise 1
	Minimum            map[string]float64 // threshold by stage, inclusive; a stage that is absent has none
	CVLimit            map[string]float64 // limit on the CV by stage, inclusive; likewise
	Split              bool               // the stock is kept by the school and split between its stages
}

// A Term is one column of a signed sum.
type Term struct {
	Column string
	Sign   float64 // 1 or -1
}

// A SectionRule says when a section passes: MetAtLeast indicators at their minimum or above, and
// every other at OthersAtShare of its minimum or above. The zero value asks for all minimums.
type SectionRule struct {
	MetAtLeast    int // 0: all
	OthersAtShare float64
}

// Exclude names the sections that are left out.
type Exclude struct {
	Kinds               []model.SchoolKind // of schools, such as special
	TeachingPointsBelow float64            // pupils; teaching points with fewer are left out
}
