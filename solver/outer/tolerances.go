package outer

// Order of tolerances: the engine's 1e-9 on rows, then cuts, then the margin that a caller keeps
// inside a limit. Each must leave room for the one before.
const (
	// Tolerance is by how much a squared ratio near 1 may be violated at the end: a CV of 0.3 moves
	// by 2e-8, the seventh digit.
	Tolerance = 1e-8
	// MaxRounds is far above the 3 to 20 rounds that were seen; a loop that needs more does not
	// converge.
	MaxRounds = 500
	// cutShare is the part of the tolerance that a single square may use: below it a tangent would
	// repeat one that is there.
	cutShare = 0.1
)
