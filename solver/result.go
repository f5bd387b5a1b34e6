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
	IterationLimit
	Interrupted // the context was cancelled
)

// A Result is an engine's answer. Slices are the caller's to keep.
type Result struct {
	Status    Status
	Objective float64 // of X; NaN without a point
	Bound     float64 // proven lower bound of the objective as the engine states it; -Inf without

	X        []float64 // nil: no feasible point
	Activity []float64 // of the rows at X
	RowDual  []float64 // nil: no dual; only for LPs
	ColDual  []float64 // reduced costs
	Ray      []float64 // row multipliers that prove infeasibility, nil where the engine has none; up to scale
	Basis    *Basis    // nil: none

	Pivots int // simplex iterations, all of them
	Nodes  int // of branch and bound
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
	Basis     *Basis
	Incumbent []float64 // a point, possibly of whole numbers, that the MIP search may start from
}

// Progress is a message about work that goes on.
type Progress struct {
	Phase string
	Round int
	Value float64 // best plan so far; NaN: none
	Bound float64 // proven; -Inf or NaN: none
}

// Settings are an engine's parameters. The zero value is useful: every zero means the default.
type Settings struct {
	TimeLimit  float64 // seconds; 0: none
	Gap        float64 // relative gap at which a MIP is optimal; 0: 1e-9, in effect an exact optimum
	AbsGap     float64 // absolute gap likewise; 0: 1e-9
	Pivots     int     // limit on simplex iterations; 0: none
	Seed       int
	NoPresolve bool // a second way through the engine, to check the first
	Relax      bool // ignore Whole: solve the LP
	Progress   func(Progress)
}
