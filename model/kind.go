package model

// A Kind of teacher is a set of attributes, each the name of a stock. A teacher has exactly one
// kind; where he goes, every stock in the set and [Teachers] go with him.
type Kind struct {
	Name       string   // unique in the county
	Attributes []string // stock names without [Teachers], in a fixed order; empty for a plain teacher
	Subject    string   // empty: not told apart
}

// Staff says how many teachers of one kind a section has.
type Staff struct {
	School, Stage string
	Kind          Kind
	Count         float64 // persons
}

// KindRuleNested is the default rule by which kinds are inferred from the counts of a section:
// backbone teachers hold the degree; every other attribute is spread over the layers so made in
// proportion, rounded to whole persons.
const KindRuleNested = "nested"

// A StaffTable holds how many teachers of each kind each section has.
type StaffTable struct {
	Kinds    []Kind
	Count    [][]float64 // [kind][section of the county]
	Inferred bool        // by KindRule; false: given in County.Staff
}
