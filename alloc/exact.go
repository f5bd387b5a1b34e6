package alloc

import (
	"context"
	"errors"
	"time"

	"github.com/eduparity/eduparity/alloc/exact"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/solver"
)

// Settings are the parameters of a run. The zero value is useful.
type Settings struct {
	TimeLimit time.Duration         // 0: one minute
	Gap       float64               // relative gap at which a plan is optimal; 0: 1e-4
	Route     string                // auto, parametric, exchange or outer; empty: auto
	Seed      int                   // of the engine
	Progress  func(solver.Progress) // called while the engine works, see exact.Settings; nil: never
}

// gap is the gap asked for.
func (s Settings) gap() float64 {
	if s.Gap == 0 {
		return exact.DefaultGap
	}
	return s.Gap
}

// Exact is the strategy that plans with a proof. Open opens an engine, such as highs.Open; every run
// has one of its own.
type Exact struct {
	Open     func() (solver.Backend, error)
	Settings Settings
}

// Plan solves the problem. Every bound in the plan is one that package verify proves from the plan
// and the county alone, but for those of kind search, which say so.
func (e Exact) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	r, err := p.Check(nil)
	if err != nil {
		return nil, err
	}
	set := e.settings()
	set.Ranges, set.Conflicts = true, true
	w := exact.NewPlanner(set)
	out, err := certified(r, e.Settings)(w.PlanBy(ctx, r))
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	return e.climbed(ctx, r, out)
}

// certified replaces the bounds of a plan by those that package verify proves.
func certified(r *plan.Rules, s Settings) func(*plan.Plan, error) (*plan.Plan, error) {
	return func(pl *plan.Plan, err error) (*plan.Plan, error) {
		if err != nil {
			return nil, err
		}
		pl.Run.Version = Version
		if err := verify.CertifyBy(r, pl, s.gap()); err != nil {
			return nil, err
		}
		return pl, nil
	}
}

// Version is the version of the module, as plans and the command line state it.
const Version = "0.1.0"

// Size says how large a problem is for the engine, without solving it.
func (e Exact) Size(p *plan.Problem) (exact.Size, error) {
	return exact.Measure(p, exact.Route(e.Settings.Route))
}

func (e Exact) settings() exact.Settings {
	s := e.Settings
	return exact.Settings{
		Open: e.Open, TimeLimit: s.TimeLimit, Gap: s.Gap, Route: exact.Route(s.Route), Seed: s.Seed, Progress: s.Progress,
	}
}
