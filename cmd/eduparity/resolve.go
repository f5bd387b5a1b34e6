package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/solver/highs"
)

// resolveSlack is how far, relative to its size, a bound may lie from the one that solving again
// proves: the engine's own tolerances are below it, and no claim worth forging is.
const resolveSlack = 1e-8

// resolve solves the problem of a plan again, at least as far as the plan claims to have come, and
// compares what can be reached and what was proved.
func (k *check) resolve(ctx context.Context, c *model.County, pl *plan.Plan, timeLimit time.Duration) error {
	problem := pl.Problem
	problem.County = c
	settings := alloc.Settings{TimeLimit: timeLimit, Gap: claimedGap(pl), Seed: pl.Run.Seed}
	again, err := alloc.Exact{Open: highs.Open, Settings: settings}.Plan(ctx, &problem)
	if err != nil {
		return failedPlan(err)
	}
	switch {
	case pl.Status == plan.StatusInfeasible && again.Status == plan.StatusInfeasible:
		k.prove("solving again finds no plan either")
		k.compareReasons(pl.Infeasible, again.Infeasible)
	case pl.Status == plan.StatusInfeasible && again.Status == plan.Unknown:
		k.fault("infeasible", "solving again neither finds a plan nor proves that there is none: try a longer --time-limit")
	case pl.Status == plan.StatusInfeasible:
		k.fault("infeasible", "solving again finds a plan")
	case again.Status == plan.StatusInfeasible:
		k.fault("status", "solving again proves that there is no plan")
	default:
		k.compare(pl, again)
	}
	return nil
}

// compareReasons compares by how much rules are missed with what solving again finds: that nothing
// comes closer can be proved in no other way.
func (k *check) compareReasons(claimed, found *plan.Infeasible) {
	if claimed == nil || found == nil {
		return
	}
	for i, is := range claimed.Reasons {
		at := slices.IndexFunc(found.Reasons, func(r plan.Reason) bool { return r.Rule == is.Rule && r.Where == is.Where })
		if at < 0 {
			continue
		}
		if want := found.Reasons[at].ShortBy; math.Abs(is.ShortBy-want) > reasonSlack*math.Max(1, math.Abs(want)) {
			k.fault(fmt.Sprintf("infeasible.reasons[%d].short_by", i),
				fmt.Sprintf("the plan says %v, solving again finds %v", is.ShortBy, want))
		}
	}
	k.compareParts(claimed.InParts, found.InParts)
	k.compareRelaxed(claimed.Relaxed, found.Relaxed)
}

// compareParts compares what is said of plans in parts: that there is none is proved in no other way where
// the certificate does not prove it.
func (k *check) compareParts(claimed, found *plan.InParts) {
	if claimed != nil && found != nil && claimed.Status == plan.StatusInfeasible && found.Status == plan.Feasible {
		k.fault("infeasible.in_parts.status", "solving again finds a plan in parts")
	}
}

// compareRelaxed compares the bounds on what has to give with what solving again finds and proves. Later
// levels depend on what the earlier ones came to: the comparison ends with the first that differs.
func (k *check) compareRelaxed(claimed, found *plan.Relaxed) {
	if claimed == nil || found == nil {
		return
	}
	if claimed.Status == plan.StatusInfeasible && len(found.Actions) > 0 {
		k.fault("infeasible.relaxed.status", "solving again finds a whole plan under relaxed rules")
	}
	for i := range claimed.Levels {
		is := &claimed.Levels[i]
		at := slices.IndexFunc(found.Levels, func(l plan.RelaxedLevel) bool { return l.Of == is.Of })
		where := fmt.Sprintf("infeasible.relaxed.levels[%d].bound", i)
		slack := reasonSlack * math.Max(1, math.Abs(is.Bound))
		switch {
		case at < 0:
			return // solving again relaxes other rules
		case found.Levels[at].Value < is.Bound-slack:
			k.fault(where, fmt.Sprintf("solving again comes by with %v, below the claimed bound %v", found.Levels[at].Value, is.Bound))
			return
		case found.Levels[at].Bound < is.Bound-slack:
			k.fault(where, fmt.Sprintf("solving again proves the bound %v only, not the claimed %v", found.Levels[at].Bound, is.Bound))
			return
		case math.Abs(found.Levels[at].Value-is.Value) > slack:
			return
		default:
			k.prove(fmt.Sprintf("%s: solving again finds no whole plan that asks for less than %s", is.Of, verify.Figure(is.Bound)))
		}
	}
}

// reasonSlack is what the engine's tolerances may do to a sum over all sections, relative to it.
const reasonSlack = 1e-6

// claimedGap is the least gap that a plan claims.
func claimedGap(pl *plan.Plan) float64 {
	gap := defaultGap
	for i := range pl.Goals {
		gap = math.Min(gap, pl.Goals[i].Gap)
	}
	return math.Max(gap, leastGap)
}

// compare compares the goals of a plan with those of the plan made again. Later goals depend on what
// the earlier ones reached: the comparison ends with the first that differs.
func (k *check) compare(pl, again *plan.Plan) {
	for i := range pl.Goals {
		g := &pl.Goals[i]
		if i >= len(again.Goals) || again.Goals[i].Name != g.Name {
			k.fault(string(g.Name), "solving again does not reach this goal: try a longer --time-limit")
			return
		}
		h := &again.Goals[i]
		slack := resolveSlack * math.Max(1, math.Abs(g.Bound))
		switch {
		case h.Value < g.Bound-slack:
			k.fault(string(g.Name), fmt.Sprintf("solving again reaches %v, below the claimed bound %v", h.Value, g.Bound))
			return
		case g.Certificate == nil || g.Certificate.Kind != plan.CertSearch:
			// Already proved from the file: how far solving again comes says nothing of it.
			k.prove(fmt.Sprintf("%s: solving again finds no plan below %s", g.Name, verify.Figure(g.Bound)))
		case h.Bound < g.Bound-slack:
			k.fault(string(g.Name), fmt.Sprintf("solving again proves the bound %v only, not the claimed %v", h.Bound, g.Bound))
			return
		default:
			k.prove(fmt.Sprintf("%s: solving again proves that no plan is below %s", g.Name, verify.Figure(g.Bound)))
		}
		if math.Abs(h.Value-g.Value) > slack {
			return
		}
	}
}
