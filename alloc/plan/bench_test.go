package plan_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

func BenchmarkEvaluate(b *testing.B) {
	for _, copies := range []int{10, 500} {
		p := problem()
		c := p.County
		schools, sections := c.Schools, c.Sections
		c.Schools, c.Sections = nil, nil
		for n := range copies {
			one := (&model.County{Schools: schools, Sections: sections}).Clone()
			for _, s := range one.Schools {
				s.ID = fmt.Sprint(s.ID, n)
				c.Schools = append(c.Schools, s)
			}
			for _, s := range one.Sections {
				s.School = fmt.Sprint(s.School, n)
				c.Sections = append(c.Sections, s)
			}
		}
		p.Limits = []plan.Limit{most(plan.LimitLeaveShare, 0.5), most(plan.LimitMoveKM, 50), {What: plan.LimitTeachers, Min: ptr(1)}}
		r, err := plan.NewRules(p)
		require.NoError(b, err)
		var actions []plan.Action
		for n := range copies {
			actions = append(actions, move(fmt.Sprint("A", n), fmt.Sprint("B", n), primary, plain, 1, 1000))
		}
		b.Run(fmt.Sprint(len(c.Sections), " sections"), func(b *testing.B) {
			for b.Loop() {
				o, err := r.Evaluate(actions)
				require.NoError(b, err)
				require.Empty(b, o.Violations)
			}
		})
	}
}
