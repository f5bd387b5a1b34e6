package solver

// Status says why a solve stopped. Whether there is a point and whether there are duals are
// separate answers: see [Result].
type Status int

// The statuses.
const (
	Unknown               Status = iota // the engine gave up without a reason that fits below
	Optimal                             // proven, to the tolerances and the gap asked for
	Infeasible                          // proven: no point satisfies the rows and bounds
	Unbounded                           // proven
	InfeasibleOrUnbounded               // one of the two
	TimeLimit
	IterationLimit // of simplex iterations or of nodes
	Interrupted    // the context was cancelled
	CutOff         // an LP whose bound has passed Settings.Cutoff
)

// String is the status in words.
func (s Status) String() string {
	switch s {
	case Optimal:
		return "optimal"
	case Infeasible:
		return "infeasible"
	case Unbounded:
		return "unbounded"
	case InfeasibleOrUnbounded:
		return "infeasible or unbounded"
	case TimeLimit:
		return "time limit"
	case IterationLimit:
		return "iteration limit"
	case Interrupted:
		return "interrupted"
	case CutOff:
		return "cut off"
	case Unknown:
	}
	return "unknown"
}

// A Result is an engine's answer. Slices are the caller's to keep.
type Result struct {
	Status    Status
	Objective float64 // of X; NaN without a point
	Bound     float64 // proven lower bound of the objective as the engine states it, never above Objective; -Inf without, +Inf if infeasible

	X        []float64 // nil: no feasible point
	Activity []float64 // of the rows at X
	RowDual  []float64 // nil: no dual; only for LPs
	ColDual  []float64 // reduced costs
	Ray      []float64 // row multipliers that prove infeasibility, nil where the engine has none; up to scale
	Basis    *Basis    // nil: none

	Pivots int // simplex iterations, all of them
	Nodes  int // of branch and bound

	Relaxed bool // solved with Settings.Relax: X need not be whole
}

// A Basis says which columns and rows are basic.
type Basis struct{ Col, Row []BasisStatus }

// BasisStatus is the place of one column or row in a basis.
type BasisStatus int8

// The basis statuses.
const (
	AtLower BasisStatus = iota
	Basic
	AtUpper
	AtZero // non-basic and free
)

// Start is where a solve may begin. The zero value and nil leave it to the backend, which goes on
// from its last basis.
type Start struct {
	Basis     *Basis    // for an LP; of the problem as it is or as it was before rows and columns were added
	Incumbent []float64 // for a MIP: a point that the search may start from; one that is not feasible is passed over
}

// Progress is a message about work that goes on.
type Progress struct {
	Phase string  // of an engine: "simplex" or "search"
	Round int     // of an engine: pivots of an LP, nodes of a search
	Value float64 // best plan so far; NaN: none
	Bound float64 // proven; -Inf or NaN: none
}

// Settings are an engine's parameters. The zero value is useful: every zero means the default.
type Settings struct {
	TimeLimit float64 // seconds; 0: none
	Gap       float64 // relative gap at which a MIP is optimal; 0: 1e-9, in effect an exact optimum
	AbsGap    float64 // absolute gap likewise; 0: 1e-9
	Pivots    int     // limit on simplex iterations of an LP; 0: none
	Nodes     int     // limit on nodes of branch and bound; 0: none
	Seed      int
	// Cutoff lets an LP end, CutOff, as soon as its bound is above this, for who only wants to know
	// whether it is; 0: no cutoff. Engines may go on all the same. Multipliers there may be none then;
	// the result's Bound is the cutoff as the engine states it.
	Cutoff     float64
	NoPresolve bool           // a second way through the engine, to check the first
	Relax      bool           // ignore Whole: solve the LP
	Progress   func(Progress) // called while the session solves, one call at a time, perhaps on another goroutine; must not use the session; nil: none
}
