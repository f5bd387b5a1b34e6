// Package plan holds what is asked and what is answered, as data: [Problem] and [Plan], and their
// JSON. [Problem.Validate] says whether a problem makes sense, [Rules] what its conditions are place by
// place, [Apply] carries a plan out on paper, and [Evaluate] holds it against every rule. The package
// knows no solver: it is what those who make plans and those who check them have in common.
//
// Beside plans it holds what is said about several of them: a [Comparison] of strategies, a [Frontier], and what
// each [Closing] of a school would do.
package plan

import (
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A Problem says what may change, what is wanted and what must hold. It is data: a plan carries the
// problem it answers, so that it can be verified, repeated and changed.
type Problem struct {
	County   *model.County // in JSON by its hash only
	Standard *standard.Standard

	Indicators []string // codes the problem is about; empty: all of the standard
	Stages     []string // likewise; empty: all
	Levers     []Lever
	Goals      []Goal // lexicographic
	Limits     []Limit
	Locks      []Lock

	// CountySHA256 is the hash of the county that a file was made for, as [Read] and [ReadProblem]
	// found it; empty in a problem that was not read. It is written only where County is nil.
	CountySHA256 string
}

// A Lever is something that a plan may change.
type Lever string

// The levers.
const (
	Funding  Lever = "funding"  // buy stocks
	Hiring   Lever = "hiring"   // new teachers, at a yearly cost
	Rotation Lever = "rotation" // teachers move between sections of a stage

	Catchment Lever = "catchment" // pieces, and the pupils who live there, go to other schools
	Siting    Lever = "siting"    // schools open, grow, close or merge; pupils board
)

// A Goal is what a plan minimises. Later goals of a list choose among the plans that are optimal
// for the earlier ones, up to their slack.
type Goal struct {
	Name  GoalName
	Slack Slack
}

// GoalName names a goal.
type GoalName string

// The goals.
const (
	Dispersion GoalName = "dispersion" // leximax of CV/limit over what the levers can change, then cost, then moves
	PassCost   GoalName = "pass-cost"  // cheapest plan under which every section and every CV passes
	CostGoal   GoalName = "cost"       // cheapest under CV limits
	Moves      GoalName = "moves"      // fewest moves under CV limits
	Shortfall  GoalName = "shortfall"  // sum over sections and indicators of pupils x max(0, 1 - value/minimum)

	Travel      GoalName = "travel"       // pupil-km from pieces to schools
	PupilsMoved GoalName = "pupils-moved" // pupils whose school is another than today's
	SeatsGoal   GoalName = "seats"        // pupils without a seat, then evenness of seats per pupil
)

// Slack is what a later goal may give away of an earlier one's value.
type Slack struct {
	Amount   float64
	Relative bool // Amount is a share of the value: 0.01 is 1 %
}

// A Limit is a condition that a plan must keep. Which fields apply depends on What.
type Limit struct {
	What  What     `json:"what" yaml:"what"`
	Scope Scope    `json:"scope,omitzero" yaml:"scope,omitempty"`
	Min   *float64 `json:"min,omitempty" yaml:"min,omitempty"`
	Max   *float64 `json:"max,omitempty" yaml:"max,omitempty"`
	Equal *float64 `json:"equal,omitempty" yaml:"equal,omitempty"`
	On    bool     `json:"on,omitempty" yaml:"on,omitempty"`
	// MinColumn is for what: teachers. The floor is min(present, this column's value) per section.
	MinColumn string `json:"min_column,omitempty" yaml:"min_column,omitempty"`
	// By says in what a limit measures, where it may do so in several ways: radius and nearby-share by
	// ByMetres (if empty) or ByMinutes, contiguous by ByPath (if empty) or ByDistance.
	By string `json:"by,omitempty" yaml:"by,omitempty"`
	// Within is for what: nearby-share. A school up to so far away is near, and so is the nearest one.
	Within *float64 `json:"within,omitempty" yaml:"within,omitempty"`
	// Grades is for what: radius. It binds pieces where a pupil of one of these grades lives, and no others; a
	// piece that names no grades has all of its stage. Empty: all pieces.
	Grades []int `json:"grades,omitempty" yaml:"grades,omitempty"`
}

// What a limit is about.
type What string

// The limits.
const (
	LimitSpending   What = "spending"    // Max: yuan of the year, over everything in scope
	LimitCV         What = "cv"          // Max: CV of the indicators in scope; replaces the standard's
	LimitMoves      What = "moves"       // Max: teachers moved; under headcount, half of that: a swap counts once
	LimitLeaveShare What = "leave-share" // Max: share of each kind in each section that may leave
	LimitMoveKM     What = "move-km"     // Max: kilometres of a teacher's move
	LimitTeachers   What = "teachers"    // Min or MinColumn: floor on the teachers of a section after
	LimitHeadcount  What = "headcount"   // On: every section keeps its number of teachers
	// LimitDivisible, On, lets everything be planned in parts: teachers (full-time equivalents) and what
	// is sold whole. No whole plan is better than the best one so found.
	LimitDivisible What = "divisible"

	LimitRadius          What = "radius"            // Max: metres or minutes from a piece to its school; not for boarding schools and boarders
	LimitNearbyShare     What = "nearby-share"      // Min: share of the pupils of city and town day schools that are near, see Within
	LimitIntakeClassSize What = "intake-class-size" // Max: pupils per class of a section, classes being those there are and those that open
	LimitSchoolSize      What = "school-size"       // Max: pupils of a school, all its stages; On: the standard's, with its reliefs
	LimitPupilsMoved     What = "pupils-moved"      // Max: pupils whose school is another than today's
	LimitPupilKM         What = "pupil-km"          // Max: sum over pupils of kilometres to school
	LimitLoad            What = "load"              // Min, Max: pupils over seats of every section
	LimitWholePieces     What = "whole-pieces"      // On: a piece goes to one school per stage
	LimitSchoolsPerPiece What = "schools-per-piece" // Max: schools that share a piece (an elastic area: 2)
	LimitLot             What = "lot"               // On, with a zone or group: its schools of a stage draw its pupils by lot, in shares as their seats
	LimitContiguous      What = "contiguous"        // On: every catchment hangs together
	LimitOpenSites       What = "open-sites"        // Min, Max: sites of candidates.csv that open
)

// What By may say.
const (
	ByMetres   = "metres"
	ByMinutes  = "minutes"
	ByPath     = "path"     // contiguous: each piece is joined to the school's by pieces of the catchment
	ByDistance = "distance" // contiguous: with each piece a neighbour nearer to the school is in the catchment
)

// Scope restricts a limit; an empty field does not.
type Scope struct {
	Stage     string `json:"stage,omitempty" yaml:"stage,omitempty"`
	Zone      string `json:"zone,omitempty" yaml:"zone,omitempty"`
	Group     string `json:"group,omitempty" yaml:"group,omitempty"`
	Area      string `json:"area,omitempty" yaml:"area,omitempty"` // of the school; for what: radius, of the school where a piece goes today
	Kind      string `json:"kind,omitempty" yaml:"kind,omitempty"` // of teacher
	School    string `json:"school,omitempty" yaml:"school,omitempty"`
	Indicator string `json:"indicator,omitempty" yaml:"indicator,omitempty"`
}

// A Lock fixes or forbids an action, or a set of actions, by content. Key is an action's key, in
// which * stands for any one part.
type Lock struct {
	Key    string   `json:"key" yaml:"key"`
	Fix    *float64 `json:"fix,omitempty" yaml:"fix,omitempty"`       // exactly this quantity
	Forbid bool     `json:"forbid,omitempty" yaml:"forbid,omitempty"` // none of it
	Keep   *float64 `json:"keep,omitempty" yaml:"keep,omitempty"`     // at least this quantity
}
