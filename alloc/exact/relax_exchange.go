package exact

import (
	"github.com/eduparity/eduparity/alloc/plan"
)

// relaxExchange is the least relaxation on the exchange route: the CV that the end of a path reaches is
// the least there is, and the steps that reach it, or the limit, are the fewest.
func relaxExchange(f *frame, paths []*path) (*relaxed, error) {
	out := &relaxed{Relaxed: plan.Relaxed{Status: plan.Optimal}}
	var e explanation
	var actions []plan.Action
	var total float64
	byStage := map[int]float64{}
	for _, p := range paths {
		tg := &f.targets[p.target]
		k, ok := p.fewest(tg.limit)
		if !ok {
			k = len(p.steps)
			e.add(f, tg, p.cv(k))
		}
		actions = append(actions, f.moveActions(p.stage, p.streams(k))...)
		byStage[p.stage] += float64(k)
		total += float64(k)
	}
	for s := range f.stages {
		if most, ok := f.stageMoves(s); ok && byStage[s] > most {
			stage := plan.Scope{Stage: f.stages[s].name}
			e.addMovesUnder(plan.LimitName(plan.LimitMoves, stage.String()), f.stages[s].name, byStage[s], most)
		}
	}
	if most, ok := f.p.MovesCap(); ok && total > most {
		e.addMovesUnder(string(plan.LimitMoves), "county", total, most)
	}
	out.reasons, out.relaxations, out.Actions = e.Reasons, e.Relaxations, actions
	p, err := f.p.Relax(e.Relaxations)
	if err != nil {
		return nil, err
	}
	o, err := plan.Evaluate(p, actions)
	if err != nil {
		return nil, err
	}
	if len(o.Violations) > 0 {
		return nil, broken(o.Violations)
	}
	f.r.Explain(actions, o)
	for _, of := range plan.RelaxedSorts() {
		if v := plan.RelaxedBy(of, e.Relaxations, f.p.Standard, &o.Before, &o.After); v > 0 {
			out.Levels = append(out.Levels, plan.RelaxedLevel{Of: of, Value: v, Bound: v})
		}
	}
	return out, nil
}
