package diagnosis

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model/standard"
)

// A Blocker is one thing that stands against a pass of the county.
type Blocker struct {
	Kind  BlockerKind `json:"kind"`
	Rule  string      `json:"rule"`            // cv:CODE, minimum:CODE, composite or the id of another rule
	Level string      `json:"level,omitempty"` // of a stack: name of the standard whose rule or limit it is; empty: the assessed one
	Code  string      `json:"code,omitempty"`  // indicator; of a composite: composite
	Stage string      `json:"stage,omitempty"` // empty: the county, or several stages

	// What is and what may be: of a CV, and of the place where another rule fails by most.
	Value     Number `json:"value"`
	Threshold Number `json:"threshold"`

	// Of a minimum: the sections that must raise the indicator to pass, those of them that need
	// nothing else, and what they lack together.
	Places  int     `json:"places"` // sections, or places where another rule fails
	Alone   int     `json:"alone"`
	Missing float64 `json:"missing"`
	Whole   float64 `json:"whole"` // in whole units, each section rounded up
	Unit    string  `json:"unit,omitempty"`

	margin float64 // of the place where it fails by most
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
	return slices.Concat([]Blocker{}, d.cvBlockers(), d.minimumBlockers(gaps), d.ruleBlockers())
}

// cvBlockers are the CVs and composites over their limits.
func (d *diagnoser) cvBlockers() []Blocker {
	var all []Blocker
	for i := range d.a.Verdicts {
		v := &d.a.Verdicts[i]
		code, ok := strings.CutPrefix(v.Rule, standard.RuleCV)
		if !ok && v.Rule != standard.RuleComposite || v.Passes {
			continue
		}
		all = append(all, Blocker{
			Kind: BlockerCV, Rule: v.Rule, Level: v.Level, Code: code, Stage: v.Where,
			Value: Number(v.Value), Threshold: Number(v.Threshold), Places: 1, Alone: 1,
		})
	}
	slices.SortStableFunc(all, func(x, y Blocker) int { return cmp.Compare(y.Value/y.Threshold, x.Value/x.Threshold) })
	return all
}

func (d *diagnoser) minimumBlockers(gaps []SectionGaps) []Blocker {
	var all []Blocker
	for i := range gaps {
		for _, g := range gaps[i].Least {
			at := slices.IndexFunc(all, func(b Blocker) bool { return b.Code == g.Code && b.Stage == gaps[i].Stage && b.Level == g.Level })
			if at < 0 {
				at = len(all)
				all = append(all, Blocker{
					Kind: BlockerMinimum, Rule: standard.RuleMinimum + g.Code, Level: g.Level, Code: g.Code, Stage: gaps[i].Stage, Unit: g.Unit,
					Value: Number(math.NaN()), Threshold: Number(math.NaN()),
				})
			}
			b := &all[at]
			b.Places++
			b.Missing += g.Units
			b.Whole += g.Whole
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
		if v.Outcome != standard.Fail || ofResources(v.Rule) {
			continue
		}
		at := slices.IndexFunc(all, func(b Blocker) bool { return b.Rule == v.Rule && b.Level == v.Level })
		if at < 0 {
			at = len(all)
			all = append(all, Blocker{Kind: BlockerRule, Rule: v.Rule, Level: v.Level, Value: Number(v.Value), Threshold: Number(v.Threshold)})
		}
		b := &all[at]
		if b.Places++; v.Margin < b.margin || b.Places == 1 {
			b.Value, b.Threshold, b.margin = Number(v.Value), Number(v.Threshold), v.Margin
		}
	}
	return all
}

// ofResources says whether a rule is the section rule, a minimum or the limit of a CV or a composite.
func ofResources(rule string) bool {
	return rule == standard.RuleSection || rule == standard.RuleComposite ||
		strings.HasPrefix(rule, standard.RuleMinimum) || strings.HasPrefix(rule, standard.RuleCV)
}
