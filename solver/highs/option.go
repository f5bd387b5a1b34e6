//go:build cgo && !nohighs

package highs

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/lanl/highs"

	"github.com/eduparity/eduparity/solver"
)

// devex is HiGHS's number for Devex pricing in the dual simplex method. Steepest edge, the default,
// needs weights that are computed anew after every change of a coefficient; measured on rounds of
// cuts, Devex takes half the time.
const devex = 1

// HiGHS's numbers for its simplex methods.
const (
	dualSimplex   = 1
	primalSimplex = 4
)

// infinite is HiGHS's number for no limit on a count.
const infinite = math.MaxInt32

// always sets what holds for every solve.
func (h *handle) always() error {
	return errors.Join(
		h.setOption("output_flag", false),
		h.setOption("threads", 1), // sessions run in parallel, engines do not
		h.setOption("parallel", "off"),
		h.setOption("simplex_dual_edge_weight_strategy", devex),
		h.setOption("small_matrix_value", solver.MinCoefficient),
		h.setOption("primal_feasibility_tolerance", solver.EngineTolerance),
		h.setOption("dual_feasibility_tolerance", solver.EngineTolerance),
		h.setOption("mip_feasibility_tolerance", solver.EngineTolerance),
	)
}

// grace is what the engine's own clock gives a context beyond its deadline, in seconds: the context
// is done by then, so that the two ways to stop are told apart.
const grace = 0.05

// apply sets what a solve asks for. Every zero sets HiGHS's own default back, for the handle may
// have another from the solve before. A deadline of the context becomes a time limit too, for
// HiGHS looks at its clock in places where it does not ask whether to stop.
func (h *handle) apply(ctx context.Context, s *solver.Settings) error {
	limit, pivots, nodes := math.Inf(1), infinite, infinite
	if s.TimeLimit > 0 {
		limit = s.TimeLimit
	}
	if at, ok := ctx.Deadline(); ok {
		limit = math.Min(limit, math.Max(0, time.Until(at).Seconds())+grace)
	}
	if s.Pivots > 0 {
		pivots = s.Pivots
	}
	if s.Nodes > 0 {
		nodes = s.Nodes
	}
	cutoff := math.Inf(1)
	if s.Cutoff != 0 {
		cutoff = s.Cutoff
	}
	presolve := "choose"
	if s.NoPresolve {
		presolve = "off"
	}
	return errors.Join(
		h.setOption("time_limit", limit),
		h.setOption("mip_rel_gap", orDefault(s.Gap)),
		h.setOption("mip_abs_gap", orDefault(s.AbsGap)),
		h.setOption("simplex_iteration_limit", pivots),
		h.setOption("objective_bound", cutoff),
		h.setOption("mip_max_nodes", nodes),
		h.setOption("random_seed", s.Seed),
		h.setOption("presolve", presolve),
		h.setOption("simplex_strategy", dualSimplex),
		h.setOption("solve_relaxation", s.Relax),
	)
}

func orDefault(gap float64) float64 {
	if gap == 0 {
		return solver.DefaultGap
	}
	return gap
}

// setOption sets an option unless it has that value already. An option that HiGHS refuses is an
// error: it would solve with something else.
func (h *handle) setOption(name string, value any) error {
	if old, ok := h.set[name]; ok && old == value {
		return nil
	}
	var err error
	switch v := value.(type) {
	case bool:
		err = h.raw.SetBoolOption(name, v)
	case int:
		err = h.raw.SetIntOption(name, v)
	case float64:
		err = h.raw.SetFloat64Option(name, v)
	case string:
		err = h.raw.SetStringOption(name, v)
	default:
		err = fmt.Errorf("option of type %T", value)
	}
	var status highs.CallStatus
	warning := errors.As(err, &status) && status.IsWarning()
	if err != nil && !warning {
		delete(h.set, name)
		return fmt.Errorf("%w: highs: option %s = %v: %w", solver.ErrUnsupported, name, value, err)
	}
	h.set[name] = value
	return nil
}
