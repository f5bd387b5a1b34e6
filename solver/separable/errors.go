package separable

import (
	"errors"
	"fmt"
)

// The kinds of errors; match them with errors.Is.
var (
	// ErrInvalid marks data outside what the doc comments allow: NaN, slices of different lengths,
	// a negative number of pupils, a lower bound above its upper bound.
	ErrInvalid = errors.New("separable: invalid")

	// ErrInfeasible marks data that no point satisfies. Flows and transports answer with a [Cut],
	// which matches it and says where.
	ErrInfeasible = errors.New("separable: infeasible")

	// ErrLimit marks a transport that was given up because the numbers of its data, pupils or costs,
	// differ by more digits than float64 has, so that moves leave no trace. Whole data never do.
	ErrLimit = errors.New("separable: gave up")
)

// maxFaults is how many faults a validation lists before it stops; the rest is counted.
const maxFaults = 20

// faults collects what is wrong with the data.
type faults struct {
	list []error
	more int
}

func (f *faults) add(format string, args ...any) {
	if len(f.list) == maxFaults {
		f.more++
		return
	}
	f.list = append(f.list, fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...)))
}

func (f *faults) err() error {
	if f.more > 0 {
		return errors.Join(append(f.list, fmt.Errorf("%w: %d more faults", ErrInvalid, f.more))...)
	}
	return errors.Join(f.list...)
}

// A Cut is the proof that a flow or a transport has no solution: a closed set of sections or
// schools that holds more than it may keep and cannot pass on, or needs more than can reach it.
// It matches [ErrInfeasible].
type Cut struct {
	Nodes  []int   // sections or schools of the set, ascending; nil: the pieces may go to no school
	Pieces []int   // of a transport: the pieces that count for the set; nil for a flow
	Short  bool    // true: the set cannot be filled; false: it overflows
	Have   float64 // short: the most that can reach the set; else: the least that stays in it
	Want   float64 // short: the sum of the least; else: the sum of the most
}

// Error says it in words.
func (c *Cut) Error() string {
	if len(c.Nodes) == 0 {
		return fmt.Sprintf("%v: %d pieces (the first is %d) may go nowhere", ErrInfeasible, len(c.Pieces), c.Pieces[0])
	}
	what, limit := "hold at least", "may hold"
	if c.Short {
		what, limit = "can get", "need"
	}
	return fmt.Sprintf("%v: %d nodes (the first is %d) %s %v and %s %v",
		ErrInfeasible, len(c.Nodes), c.Nodes[0], what, c.Have, limit, c.Want)
}

// Unwrap makes the cut match [ErrInfeasible].
func (c *Cut) Unwrap() error { return ErrInfeasible }
