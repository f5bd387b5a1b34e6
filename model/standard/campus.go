package standard

import (
	"slices"

	"github.com/eduparity/eduparity/model"
)

// StageKindergarten is the stage of kindergarten classes attached to a school. Like senior sections
// they are not judged and take their share of stocks that the school keeps. The official forms give
// no weight for their pupils; without one in the county's stage weights each counts as 1.
const StageKindergarten = "kindergarten"

// unjudged reports whether sections of a stage only take their share of stocks, unless a standard
// names the stage.
func unjudged(stage string) bool { return stage == model.StageSenior || stage == StageKindergarten }

// A campus that is not counted as a school (是否计校数 = 0) is merged into its parent: pupils and stocks
// are added. Stocks are split within each campus first, so that what a campus of one stage keeps
// goes wholly to that stage.

// roots returns, for every school, the index of the school it is counted with, itself as a rule.
func roots(c *model.County, schools map[string]int) (root []int, errs []error) {
	root = make([]int, len(c.Schools))
	for i := range c.Schools {
		at := i
		for steps := 0; c.Schools[at].CountedWith != ""; steps++ {
			parent, ok := schools[c.Schools[at].CountedWith]
			if !ok || steps > len(c.Schools) {
				rule := "no school has this id in " + model.TableSchools
				if ok {
					rule = "campuses are counted with each other in a circle"
				}
				errs = append(errs, &model.DataError{
					File: model.TableSchools, Line: c.Lines.Of(model.TableSchools, i), Record: c.Schools[i].ID,
					Column: "counted_with", Value: c.Schools[i].CountedWith, Rule: rule,
				})
				at = i
				break
			}
			at = parent
		}
		root[i] = at
	}
	return root, errs
}

// weights adds up the weighted pupils of every school.
func (b *builder) weights() {
	c := b.county
	for i := range c.Schools {
		b.weight[i] = c.StageWeight(model.StageSenior) * c.Schools[i].SeniorPupils
		for _, section := range b.facts.sections[i] {
			b.weight[i] += c.StageWeight(c.Sections[section].Stage) * c.Sections[section].Pupils
		}
		root := b.facts.root[i]
		b.whole[root] += b.weight[i]
		if b.weight[i] == 0 && len(c.Schools[i].Stocks) > 0 {
			b.bare[root] = append(b.bare[root], i)
		}
	}
}

// merged puts the sections of one stage of a school and its campuses together, in county order, the
// school's own section first.
func (b *builder) merged() [][]int {
	c, f := b.county, b.facts
	parts := make([][]int, 0, len(c.Sections))
	type key struct {
		root  int
		stage string
	}
	var at map[key]int
	if slices.ContainsFunc(c.Schools, func(s model.School) bool { return s.CountedWith != "" }) {
		at = make(map[key]int, len(c.Sections))
	}
	one := make([]int, len(c.Sections))
	for i := range c.Sections {
		one[i] = i
		own := one[i : i+1 : i+1]
		if at == nil {
			parts = append(parts, own)
			continue
		}
		school := f.schools[c.Sections[i].School]
		to := key{f.root[school], c.Sections[i].Stage}
		k, ok := at[to]
		switch {
		case !ok:
			at[to] = len(parts)
			parts = append(parts, own)
		case school == to.root:
			parts[k] = append([]int{i}, parts[k]...)
		default:
			parts[k] = append(parts[k], i)
		}
	}
	return parts
}
