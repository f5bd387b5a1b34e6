// Package solvertest is the conformance suite of backends of package solver: [Run] puts one through
// small problems with known optima, every kind of edit, limits, cancellation and concurrency, as
// far as its [Abilities] go. [Fake] is a scripted backend for testing what stands in front of one.
package solvertest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
)

// Open makes a backend.
type Open func() (solver.Backend, error)

// Abilities says what a backend can do. What is not declared is not asked of it.
type Abilities struct {
	Duals       bool // of LPs
	Basis       bool // out and in
	Whole       bool // columns that must be whole
	Incumbent   bool // a MIP starts from a point
	Incremental bool // all edits in place: a session never loads again
	Rays        bool // a proof for every infeasible LP whose bounds do not cross
	Cancel      bool // a context stops a search
	Limits      bool // of time, nodes and pivots, keeping the incumbent
	Progress    bool
	Redundant   bool // rows that follow from others, empty rows
	Concurrent  bool // sessions in several goroutines
	Ranging     bool // how far each number of an LP may move

	// Tolerance is what points and objectives are compared to, relative to the larger of one and
	// the value; 0: 1e-7, which leaves two digits to the engine tolerance of 1e-9 for sums over rows.
	Tolerance float64
}

// Run puts a backend through the suite.
func Run(t *testing.T, open Open, a Abilities) {
	t.Helper()
	s := &suite{open: open, Abilities: a.defaults()}
	t.Run("known optima", s.known)
	t.Run("edits", s.edits)
	t.Run("random LPs", s.randomLPs)
	t.Run("no optimum", s.families)
	t.Run("session life", s.life)
	t.Run("infeasible subsets", s.iis)
	t.Run("cross-check", s.cross)
	s.only(t, a.Rays, "rays", s.rays)
	s.only(t, a.Basis, "basis", s.basis)
	s.only(t, a.Whole, "random MIPs", s.randomMIPs)
	s.only(t, a.Whole, "whole and relaxed", s.relaxed)
	s.only(t, a.Whole && a.Incumbent, "incumbent", s.incumbent)
	s.only(t, a.Whole && a.Limits, "limits of a search", s.searchLimits)
	s.only(t, a.Limits, "limit on pivots", s.pivotLimit)
	s.only(t, a.Whole && a.Cancel, "cancel", s.cancel)
	s.only(t, a.Whole && a.Progress, "progress of a search", s.progress)
	s.only(t, a.Progress, "progress of an LP", s.pivotProgress)
	s.only(t, a.Progress && a.Cancel, "cancel an LP", s.cancelLP)
	s.only(t, a.Ranging, "ranging", s.ranging)
	s.only(t, a.Concurrent, "concurrent", s.concurrent)
}

func (a Abilities) defaults() Abilities {
	if a.Tolerance == 0 {
		a.Tolerance = 1e-7
	}
	return a
}

type suite struct {
	Abilities
	open       Open
	largestIIS int // columns up to which the standard LPs are asked for infeasible subsets
}

func (s *suite) only(t *testing.T, able bool, name string, f func(*testing.T)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		if !able {
			t.Skip("not among the backend's abilities")
		}
		f(t)
	})
}

// session opens a session that the test closes.
func (s *suite) session(t *testing.T, p *solver.Problem) *solver.Session {
	t.Helper()
	b, err := s.open()
	require.NoError(t, err)
	session, err := solver.NewSession(b, p)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, session.Close()) })
	return session
}

func (s *suite) solve(t *testing.T, session *solver.Session, settings *solver.Settings) *solver.Result {
	t.Helper()
	r, err := session.Solve(context.Background(), nil, settings)
	require.NoError(t, err)
	return r
}

// check compares a result with the status and the objective it should have, and has it verified.
func (s *suite) check(t *testing.T, p *solver.Problem, r *solver.Result, status solver.Status, objective float64) {
	t.Helper()
	switch status {
	case solver.Optimal:
		IsOptimal(t, p, r, objective, s.Tolerance)
		if s.Duals && (r.Relaxed || !p.AnyWhole()) {
			require.NotNil(t, r.RowDual, "optimal without multipliers")
		}
	case solver.Infeasible:
		IsInfeasible(t, p, r)
	case solver.Unbounded:
		IsUnbounded(t, r)
	default:
		require.Equal(t, status, r.Status)
	}
}

func (s *suite) near(t *testing.T, want, got float64, what string) {
	t.Helper()
	Near(t, want, got, s.Tolerance, what)
}
