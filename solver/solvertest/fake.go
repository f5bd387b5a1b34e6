package solvertest

import (
	"context"
	"fmt"

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
	f.Calls, f.Updated = append(f.Calls, "update"), u
	if err := f.Fail; err != nil {
		f.Fail = nil
		return err
	}
	if !f.InPlace {
		return fmt.Errorf("fake: %w", solver.ErrUnsupported)
	}
	return nil
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
