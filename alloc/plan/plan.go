package plan

import "github.com/eduparity/eduparity/model/standard"

// A Plan is the answer to a Problem.
type Plan struct {
	Problem     Problem
	Status      Status
	Goals       []GoalResult
	Actions     []Action
	Before      State
	After       []State  // by year
	Places      *Changes // of catchments and sites; nil: the plan is about other things, or there is none
	Cost        Cost
	Prices      []ShadowPrice // of the limits that bind, by goal
	Infeasible  *Infeasible
	Certificate *Certificate // of infeasibility
	Run         Run
}

// Status is the outcome of a goal and of a plan.
type Status string

// The statuses.
const (
	Optimal          Status = "optimal"    // gap at most the one asked for
	Feasible         Status = "feasible"   // a plan with a larger gap
	StatusInfeasible Status = "infeasible" // proven: no plan
	Unknown          Status = "unknown"    // stopped without a plan
)

// An Action is one change at one place.
type Action struct {
	Year     int        // in which it is done
	Lever    Lever      //
	Kind     ActionKind //
	From, To string     // school ids, of a move, a swap, an assignment, a merger
	School   string     // id, of a purchase, a hire, a site
	Stage    string     // empty for a stock that the school keeps for all its stages
	Of       string     // stock, kind of teacher, A<>B of a swap, or piece
	Quantity float64
	Unit     string
	Cost     float64 // yuan of the year
	Nature   string  // capital or recurrent
	Funds    []FundShare
	Metres   *float64 // of a move, between the schools; of an assignment, from the piece to the school; nil: not known

	TeacherIDs []string // of those who move, where the county knows them by name
	Reason     string   // what it is good for: of most levers made by [Rules.Explain]
	Without    []Loss   // what would be lost without it alone
}

// A FundShare is what a fund pays of an action.
type FundShare struct {
	Fund   string  `json:"fund"`
	Amount float64 `json:"amount"`
}

// ActionKind says what an action does.
type ActionKind string

// The kinds of action.
const (
	Buy  ActionKind = "buy"
	Hire ActionKind = "hire"
	Move ActionKind = "move"
	Swap ActionKind = "swap" // an A goes from -> to, a B back

	Assign ActionKind = "assign" // pupils of piece Of go from school From, which may be empty, to school To
	Board  ActionKind = "board"  // likewise, and board there
	Open   ActionKind = "open"   // a site of candidates.csv: School and Stage, Quantity seats
	Extend ActionKind = "extend" // a section by Quantity classes
	Close  ActionKind = "close"  // a section; its pupils are assigned to others
	Merge  ActionKind = "merge"  // the section of From into that of To, with teachers and what can be carried
)

// A GoalResult is what a plan reaches of one goal (of one lexicographic level of dispersion).
type GoalResult struct {
	Name        GoalName     `json:"name"`
	Value       float64      `json:"value"` // recomputed from the actions
	Levels      []Level      `json:"levels,omitempty"`
	Bound       float64      `json:"bound"` // no plan is better
	Gap         float64      `json:"gap"`
	Status      Status       `json:"status"`
	Certificate *Certificate `json:"certificate"`
}

// A Level is the ratio CV/limit of one indicator in one stage after a plan, worst first.
type Level struct {
	Code  string  `json:"code"`
	Stage string  `json:"stage"`
	Ratio float64 `json:"ratio"`
}

// A State is the county under the standard, before or after.
type State struct {
	Year            int                `json:"year"`
	Indicators      []StateIndicator   `json:"indicators"`
	Sections        []StateSection     `json:"sections"`
	SectionsPassing int                `json:"sections_passing"`
	Verdicts        []standard.Verdict `json:"verdicts"`
	Passes          bool               `json:"passes"`
}

// A StateIndicator is one indicator over a stage. CV is nil where it is undefined.
type StateIndicator struct {
	Code   string   `json:"code"`
	Stage  string   `json:"stage"`
	Mean   float64  `json:"mean"`
	CV     *float64 `json:"cv"`
	Limit  *float64 `json:"limit"`
	Passes bool     `json:"passes"`
}

// A StateSection is one section under all indicators.
type StateSection struct {
	School string             `json:"school_id"`
	Stage  string             `json:"stage"`
	Values map[string]float64 `json:"values"` // by code
	Met    int                `json:"met"`
	Passes bool               `json:"passes"`
}

// Cost is what a plan spends, in yuan of its year.
type Cost struct {
	Total    float64            `json:"total"`
	ByFund   map[string]float64 `json:"by_fund"`
	ByLever  map[string]float64 `json:"by_lever"`
	ByNature map[string]float64 `json:"by_nature"`
}

// Infeasible says why no plan exists and what would have to give.
type Infeasible struct {
	Reasons     []Reason
	Relaxations []Relaxation
	InParts     *InParts   // nil: nothing in the problem need be whole, or (headcounts) nothing can be in parts
	Relaxed     *Relaxed   // nil: only problems that parts would help have one
	Conflicts   []Conflict // rules that cannot hold together
}

// A Reason is one rule that cannot hold at one place, with what is missing at best.
type Reason struct {
	Rule    string  `json:"rule"`
	Where   string  `json:"where"`
	ShortBy float64 `json:"short_by"`
	Unit    string  `json:"unit"`
	Text    string  `json:"text"` // the same in a sentence
}

// A Relaxation is a change of one rule. All of them together are what would have to give at least: for
// the whole plan of [Relaxed] where there is one, else fractions of persons and rooms allowed.
type Relaxation struct {
	Rule string   `json:"rule"`
	From float64  `json:"from"`
	To   float64  `json:"to"`
	Cost *float64 `json:"cost,omitempty"`
}

// Run says how a plan was computed.
type Run struct {
	Version        string  `json:"version"`
	Backend        string  `json:"backend"`
	BackendVersion string  `json:"backend_version"`
	Route          string  `json:"route"`
	Seed           int     `json:"seed"`
	Gap            float64 `json:"gap"` // asked for: a goal is optimal where its own gap is at most this
	Seconds        float64 `json:"seconds"`
	Rounds         int     `json:"rounds"`
	Cols           int     `json:"cols"`
	Rows           int     `json:"rows"`
	Threads        int     `json:"threads"`
}
