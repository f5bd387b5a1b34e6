package diagnosis

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Blocker is one thing that stands against a pass of the county.
type Blocker struct {
	Kind  BlockerKind `json:"kind"`
	Rule  string      `json:"rule"`            // cv:CODE, minimum:CODE or the id of another rule
	Code  string      `json:"code,omitempty"`  // indicator
	Stage string      `json:"stage,omitempty"` // empty: the county, or several stages

	// Of a CV: what it is and what it may be.
	Value     Number `json:"value"`
	Threshold Number `json:"threshold"`

	// Of a minimum: the sections that must raise the indicator to pass, those of them that need
	// nothing else, and what they lack together.
	Places  int     `json:"places"` // sections, or places where another rule fails
	Alone   int     `json:"alone"`
	Missing float64 `json:"missing"`
	Unit    string  `json:"unit,omitempty"`
}

// BlockerKind tells blockers apart.
type BlockerKind string

// The kinds of blockers, in the order of reports.
const (
	BlockerCV      BlockerKind = "cv"      // a CV over its limit: concerns the whole stage
	BlockerMinimum BlockerKind = "minimum" // an indicator that sections must raise to pass
	BlockerRule    BlockerKind = "rule"    // another rule that fails
)

// blockers lists the CVs over their limits, farthest first; the indicators that failing sections must
// raise, those that stop most sections first; and the other rules that fail.
func (d *diagnoser) blockers(gaps []SectionGaps) []Blocker {
	all := slices.Concat(d.cvBlockers(), d.minimumBlockers(gaps), d.ruleBlockers())
	if all == nil {
		return []Blocker{}
	}
	return all
}

func (d *diagnoser) cvBlockers() []Blocker {
	var all []Blocker
	for i := range d.a.Indicators {
		r := &d.a.Indicators[i]
		if r.Limit == nil || r.Passes {
			continue
		}
		all = append(all, Blocker{
			Kind: BlockerCV, Rule: ruleCV + r.Code, Code: r.Code, Stage: r.Stage,
			Value: Number(r.CV), Threshold: Number(*r.Limit), Places: 1, Alone: 1,
		})
	}
	slices.SortStableFunc(all, func(x, y Blocker) int { return cmp.Compare(y.Value/y.Threshold, x.Value/x.Threshold) })
	return all
}

func (d *diagnoser) minimumBlockers(gaps []SectionGaps) []Blocker {
	var all []Blocker
	for i := range gaps {
		for _, g := range gaps[i].Least {
			at := slices.IndexFunc(all, func(b Blocker) bool { return b.Code == g.Code && b.Stage == gaps[i].Stage })
			if at < 0 {
				at = len(all)
				all = append(all, Blocker{
					Kind: BlockerMinimum, Rule: ruleMinimum + g.Code, Code: g.Code, Stage: gaps[i].Stage, Unit: g.Unit,
					Value: Number(math.NaN()), Threshold: Number(math.NaN()),
				})
			}
			b := &all[at]
			b.Places++
			b.Missing += g.Units
			if len(gaps[i].Least) == 1 {
				b.Alone++
			}
		}
	}
	slices.SortStableFunc(all, func(x, y Blocker) int {
		return cmp.Or(cmp.Compare(y.Places, x.Places), cmp.Compare(y.Alone, x.Alone), d.order(x.Code, y.Code), cmp.Compare(slices.Index(d.stages, x.Stage), slices.Index(d.stages, y.Stage)))
	})
	return all
}

// order compares two indicators by their place in the standard.
func (d *diagnoser) order(x, y string) int {
	i, _ := d.s.Index(x)
	j, _ := d.s.Index(y)
	return cmp.Compare(i, j)
}

// ruleBlockers counts the places where each other rule fails.
func (d *diagnoser) ruleBlockers() []Blocker {
	var all []Blocker
	for i := range d.a.Verdicts {
		v := &d.a.Verdicts[i]
		if v.Passes || ofResources(v.Rule) {
			continue
		}
		at := slices.IndexFunc(all, func(b Blocker) bool { return b.Rule == v.Rule })
		if at < 0 {
			at = len(all)
			all = append(all, Blocker{Kind: BlockerRule, Rule: v.Rule, Value: Number(v.Value), Threshold: Number(v.Threshold)})
		}
		all[at].Places++
		all[at].Alone++
	}
	return all
}

// Rules of the resource block.
const (
	ruleSection = "section-rule"
	ruleMinimum = "minimum:"
	ruleCV      = "cv:"
)

// ofResources says whether a rule is the section rule, a minimum or the limit of a CV.
func ofResources(rule string) bool {
	return rule == ruleSection || strings.HasPrefix(rule, ruleMinimum) || strings.HasPrefix(rule, ruleCV)
}
