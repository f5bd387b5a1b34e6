package plan

import "math"

// Gap is the relative distance of a goal's value from its bound: |value - bound| / max(|value|,
// least), where least is one yuan, move or pupil, or a hundredth for ratios.
func Gap(name GoalName, value, bound float64) float64 {
	return math.Abs(value-bound) / leastValue(name, value)
}

// LeastRatio is the ratio that the gaps of smaller ones are measured against.
const LeastRatio = 0.01

// leastValue is what a gap is measured against.
func leastValue(name GoalName, value float64) float64 {
	least := 1.0
	if name == Dispersion {
		least = LeastRatio
	}
	return max(math.Abs(value), least)
}

// Of is the slack in the unit of a value.
func (s Slack) Of(value float64) float64 {
	if s.Relative {
		return s.Amount * math.Abs(value)
	}
	return s.Amount
}

// Allowed is how much a goal's value may come to while later goals choose: what was proved to be the
// least plus the goal's slack, or what was reached where that is more.
func (g Goal) Allowed(value, bound float64) float64 {
	return max(value, bound+g.Slack.Of(bound))
}

// Status says whether a value is as good as was asked for: within the gap of its bound, the slack that
// later goals may use aside.
func (g Goal) Status(value, bound, gap float64) Status {
	if value-bound <= g.Slack.Of(bound)+gap*leastValue(g.Name, value) {
		return Optimal
	}
	return Feasible
}

// Goal is the goal of that name in the problem's list; without slack where there is none.
func (p *Problem) Goal(name GoalName) Goal {
	for _, g := range p.Goals {
		if g.Name == name {
			return g
		}
	}
	return Goal{Name: name}
}
