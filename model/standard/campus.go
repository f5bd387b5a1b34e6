package standard

import (
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
