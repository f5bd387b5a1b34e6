package standard

import "github.com/eduparity/eduparity/model"

// A Rule is one requirement beside the indicators: a guarantee of the government, an item of
// quality, a veto. It is data; how it is decided is its [Form].
//
// A quantity that a rule names is, in this order: an answer of guarantees.csv or survey.csv under
// that name; for a few names what is computed from the county ([Derived]); a column of sections.csv
// or schools.csv of that name. One that is not there is missing, which is neither zero nor a
// failure: the verdict is then without data.
type Rule struct {
	ID     string `json:"id"`              // unique in the standard, or in its level
	Level  string `json:"level,omitempty"` // name of the standard that states it, where several are stacked
	Item   int    `json:"item,omitempty"`  // number of the item in the official list, which several rules may share; 0: none
	Name   string `json:"name"`
	NameZH string `json:"name_zh,omitempty"`
	Block  Block  `json:"block"`
	Form   Form   `json:"form"`
	Each   Each   `json:"each,omitempty"` // the places at which the rule is decided
	Scope  Scope  `json:"scope,omitzero"` // which of them

	Value   []Term `json:"value,omitempty"`  // signed sum of quantities that is judged; document: none, the answer is under the rule's id
	Over    []Term `json:"over,omitempty"`   // share, ratio, compare: signed sum that Value is divided by; regression: that it is explained by
	Against Scope  `json:"against,omitzero"` // compare: the schools that the others are compared with
	Rooms   Rooms  `json:"rooms,omitzero"`   // rooms of a size, counted on top of Value
	Steps   Steps  `json:"steps,omitzero"`   // step: how many are required
	// Threshold is by stage, by kind of school, or under [AnyPlace]. A place that finds none is not
	// judged. A school of several stages takes the threshold of its kind, otherwise the strictest of
	// its stages, in a ratio the mean of its stages weighted by their pupils.
	Threshold map[string]float64 `json:"threshold,omitempty"`
	// ThresholdInput names an answer that takes the place of the threshold where it is given, with
	// _STAGE after it for a threshold by stage.
	ThresholdInput string `json:"threshold_input,omitempty"`
	AtMost         bool   `json:"at_most,omitempty"`   // ratio, share, step, compare: the bound is from above
	Strict         bool   `json:"strict,omitempty"`    // the threshold itself does not pass
	Forbidden      bool   `json:"forbidden,omitempty"` // document: the answer must be no
	// EmptyPasses says that a share of none in none passes, because nobody need be concerned; otherwise
	// it is without data.
	EmptyPasses bool `json:"empty_passes,omitempty"`
	// Uniform says that Value is a rate, which several sections have together only where all of them have
	// the same: where a column states it, all must, the lowest is judged (in a maximum the highest), and
	// different ones fail. An answer on all of them must be the same, too.
	Uniform bool   `json:"uniform,omitempty"`
	Unit    string `json:"unit,omitempty"` // of the value and the threshold

	Reliefs  []Relief `json:"reliefs,omitempty"`
	Source   string   `json:"source,omitempty"`
	Note     string   `json:"note,omitempty"`     // a reading chosen where the text leaves one open
	Verified bool     `json:"verified,omitempty"` // the text was seen, be it in a secondary source
}

// A Form is how a rule is decided.
type Form string

// The forms. All compare inclusively unless the rule is strict.
const (
	Minimum  Form = "minimum"  // Value >= threshold
	Maximum  Form = "maximum"  // Value <= threshold
	Share    Form = "share"    // Value / Over >= threshold, Value being a part of Over
	Ratio    Form = "ratio"    // Value / Over >= threshold
	Step     Form = "step"     // Value + rooms >= a step function of a quantity
	Document Form = "document" // an answer of yes

	Compare    Form = "compare"    // Value / Over, as a multiple of that of the schools in Against together >= threshold
	Regression Form = "regression" // R2 of Value on Over between the schools of a stage >= threshold
)

// A Block is a part of a standard.
type Block string

// The blocks. Resource holds the verdicts on indicators, which are no rules of [Standard.Rules].
const (
	BlockResource     Block = "resource"     // sections' indicators, CVs, composite: what plans are made for
	BlockPrecondition Block = "precondition" // what must hold before a county may apply
	BlockGuarantee    Block = "guarantee"    // what the government guarantees
	BlockQuality      Block = "quality"      // quality of education
	BlockRecognition  Block = "recognition"  // survey of social recognition
	BlockVeto         Block = "veto"         // any one blocks recognition
	BlockNorm         Block = "norm"         // of staffing, class size or allocation
)

// Each says at which places a rule is decided.
type Each string

// The places. The empty word means the county.
const (
	EachCounty  Each = "county"
	EachStage   Each = "stage" // over all sections of a stage
	EachSchool  Each = "school"
	EachSection Each = "section"
	// EachCampus are the schools and the campuses counted with them, each for itself.
	EachCampus Each = "campus"
)

// AnyPlace is the key of a threshold that holds for every stage and kind.
const AnyPlace = "any"

// A Scope says which schools or sections a rule is about. What is empty does not narrow it. Special
// schools are only meant where Kinds names them; schools that [Exclude] leaves out by owner or flag
// are never meant.
type Scope struct {
	Stages       []string           `json:"stages,omitempty"`
	Kinds        []model.SchoolKind `json:"kinds,omitempty"`
	WithoutKinds []model.SchoolKind `json:"without_kinds,omitempty"`
	Areas        []model.Area       `json:"areas,omitempty"`
	Public       bool               `json:"public,omitempty"`        // private schools are left out
	Flags        []string           `json:"flags,omitempty"`         // only schools with one of these flags
	WithoutFlags []string           `json:"without_flags,omitempty"` // schools with one of these flags are left out
	PupilsBelow  float64            `json:"pupils_below,omitempty"`  // of the place; 0: no bound
	PupilsAbove  float64            `json:"pupils_above,omitempty"`  // of the place
}

// Rooms counts rooms by use and size.
type Rooms struct {
	Use string `json:"use"` // of rooms.csv
	// Area is the least area of a room that counts, m2, by stage or under [AnyPlace]; a school of
	// several stages takes the largest.
	Area map[string]float64 `json:"area"`
	// Column is the stock that says how many such rooms there are where their sizes are not known:
	// too few fail, enough are without data.
	Column string `json:"column,omitempty"`
}

// Steps is a step function of a quantity x: Give for every started Every of x, or the value of the
// first step whose UpTo is not below x. Beyond the last step, Give for every started Every of the
// rest is added to its value.
type Steps struct {
	Of    []Term   `json:"of"`
	Every float64  `json:"every,omitempty"`
	Give  float64  `json:"give,omitempty"`
	Table []StepTo `json:"table,omitempty"`
}

// A StepTo is one step: up to and including UpTo, Need.
type StepTo struct {
	UpTo float64 `json:"up_to"`
	Need float64 `json:"need"`
}
