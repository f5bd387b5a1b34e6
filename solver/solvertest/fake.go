package solvertest

import (
	"context"
	"fmt"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// Fake is a scripted backend: it solves nothing, answers what it was given and counts what it is
// asked.
type Fake struct {
	Answers []*solver.Result // one per solve, the last again and again; none: an empty result
	Fail    error            // of the next Update, once
	InPlace bool             // Updates are accepted; otherwise they are unsupported

	Calls     []string // "load", "update", "solve", "close" in order
	Loaded    *solver.Problem
	Updated   *solver.Update
	Start     *solver.Start
	Settings  *solver.Settings
	next      int
	SolveFunc func(ctx context.Context) (*solver.Result, error) // instead of Answers, where set
}

// Load implements [solver.Backend].
func (f *Fake) Load(p *solver.Problem) error {
	f.Calls, f.Loaded = append(f.Calls, "load"), p.Clone()
	return nil
}

// Update implements [solver.Backend].
func (f *Fake) Update(u *solver.Update) error {
	f.Calls, f.Updated = append(f.Calls, "update"), keep(u)
	if err := f.Fail; err != nil {
		f.Fail = nil
		return err
	}
	if !f.InPlace {
		return fmt.Errorf("fake: %w", solver.ErrUnsupported)
	}
	return nil
}

// keep copies an update, whose slices are the session's.
func keep(u *solver.Update) *solver.Update {
	c := *u
	for _, v := range []*[]int32{
		&c.NewCols.Start, &c.NewCols.Index, &c.NewRows.Start, &c.NewRows.Index, &c.Rows, &c.Cols, &c.CostCols, &c.WholeCols,
		&c.EntryRows, &c.EntryCols,
	} {
		*v = slices.Clone(*v)
	}
	for _, v := range []*[]float64{
		&c.NewCols.Cost, &c.NewCols.Lower, &c.NewCols.Upper, &c.NewCols.Value, &c.NewRows.Lower, &c.NewRows.Upper, &c.NewRows.Value,
		&c.RowLower, &c.RowUpper, &c.ColLower, &c.ColUpper, &c.Cost, &c.EntryValue,
	} {
		*v = slices.Clone(*v)
	}
	c.NewCols.Whole, c.Whole = slices.Clone(c.NewCols.Whole), slices.Clone(c.Whole)
	return &c
}

// Solve implements [solver.Backend].
func (f *Fake) Solve(ctx context.Context, start *solver.Start, s *solver.Settings) (*solver.Result, error) {
	f.Calls, f.Start, f.Settings = append(f.Calls, "solve"), start, s
	if f.SolveFunc != nil {
		return f.SolveFunc(ctx)
	}
	if len(f.Answers) == 0 {
		return &solver.Result{}, nil
	}
	r := *f.Answers[min(f.next, len(f.Answers)-1)]
	f.next++
	return &r, nil
}

// Close implements [solver.Backend].
func (f *Fake) Close() error {
	f.Calls = append(f.Calls, "close")
	return nil
}

// Name implements [solver.Backend].
func (f *Fake) Name() (name, version string) { return "fake", "0" }
