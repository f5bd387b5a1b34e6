package outer

import (
	"errors"
	"fmt"

	"github.com/eduparity/eduparity/solver"
)

// An Oracle is one convex constraint g(x) <= 0, known by its tangents.
type Oracle interface {
	// Seed appends rows to start from; none is allowed.
	Seed(dst *solver.Rows)
	// Separate appends rows that x violates by more than tol and returns by how much x violates the
	// constraint, 0 where it does not. Every row must hold at every point that keeps the constraint.
	Separate(dst *solver.Rows, x []float64, tol float64) (worst float64)
}

// ErrRounds says that the loop gave up before the point kept every constraint.
var ErrRounds = errors.New("outer approximation: too many rounds")

// A Loop is a session with its oracles. It belongs to one goroutine.
type Loop struct {
	Session *solver.Session
	// Cuts are the rows that the oracles gave, in the order in which they were added.
	Cuts []Cut
	// Basis is that of the last round that had one, nil before. The session goes on from its own; this
	// is for another session, for after a search, whose rounds have none, or for after other edits.
	Basis *solver.Basis

	Rounds  int // solves
	Pivots  int // of the engine's simplex method, in all rounds
	Columns int // that a Pricer added
	Freed   int // rows freed, as often as it happened
	Revived int // rows whose bounds were put back

	oracles []Oracle
	given   []int // rows given so far, by oracle
	ages    []age // by cut
}

// A Cut says where a row came from: it is row Row of the session, and the Nth that Oracle gave.
type Cut struct{ Row, Oracle, Nth int }

// New seeds the session with the oracles' first rows.
func New(s *solver.Session, oracles ...Oracle) (*Loop, error) {
	l := &Loop{Session: s, oracles: oracles, given: make([]int, len(oracles))}
	return l, l.Seed()
}

// Seed adds the oracles' seeds. [New] does so; again it is of use where oracles have been given other
// levels to seed at, such as those of the relaxed optimum of a changed problem.
func (l *Loop) Seed() error {
	var rows solver.Rows
	var from []int
	for k, o := range l.oracles {
		o.Seed(&rows)
		for len(from) < rows.Len() {
			from = append(from, k)
		}
	}
	return l.add(&rows, from)
}

// Replace puts other oracles in the place of those the loop has, one for one: the same constraints
// after a change of their numbers, for which all rows given so far still hold. What they gave must be
// known to the new ones.
func (l *Loop) Replace(oracles ...Oracle) error {
	if len(oracles) != len(l.oracles) {
		return fmt.Errorf("outer approximation: %d oracles cannot replace %d", len(oracles), len(l.oracles))
	}
	l.oracles = oracles
	return nil
}

// add hands rows to the session and remembers whose they are.
func (l *Loop) add(rows *solver.Rows, from []int) error {
	if rows.Len() == 0 {
		return nil
	}
	first, err := l.Session.AddRows(rows)
	if err != nil {
		return err
	}
	for i, k := range from {
		l.Cuts = append(l.Cuts, Cut{Row: first + i, Oracle: k, Nth: l.given[k]})
		l.ages = append(l.ages, age{lower: rows.Lower[i], upper: rows.Upper[i]})
		l.given[k]++
	}
	return nil
}
