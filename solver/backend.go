package solver

import "context"

// A Backend is an engine. It is never called concurrently and has no checks of its own: [Session]
// checks what goes in, and hands over finite coefficients, indices in range and no entry twice.
type Backend interface {
	// Load replaces whatever problem there was. The engine keeps nothing of p.
	Load(p *Problem) error

	// Update changes the loaded problem in place. ErrUnsupported makes the session load again; after
	// any other error the session loads before the next solve. After a solve that was stopped by its
	// context or its time limit Update comes before the next even if nothing changed, so that an
	// engine that has lost the problem on the way can say so.
	Update(u *Update) error

	// Solve solves the loaded problem. A limit, a cancelled context and an infeasible problem are
	// results, not errors. A setting or a start that the engine cannot honour is ErrUnsupported.
	Solve(ctx context.Context, start *Start, s *Settings) (*Result, error)

	// Close gives the engine back.
	Close() error

	// Name is the name and the version of the engine, for reports.
	Name() (name, version string)
}

// An Update is all that changed since the engine last heard of the problem. It is applied in the
// order of its fields; indices increase within each list, but those of entries, which are in the
// order of their edits. The slices are the session's, valid during the call.
type Update struct {
	NewCols Cols // with entries in rows that the engine has
	NewRows Rows // after NewCols, so they may have entries in them

	Rows               []int32 // whose bounds changed
	RowLower, RowUpper []float64

	Cols               []int32 // whose bounds changed
	ColLower, ColUpper []float64

	CostCols []int32 // whose cost changed
	Cost     []float64

	WholeCols []int32 // that became whole or ceased to be
	Whole     []bool

	EntryRows, EntryCols []int32 // coefficients that changed; zero removes
	EntryValue           []float64

	Offset *float64 // nil: unchanged
}
