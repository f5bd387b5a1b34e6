package benchmarks

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

func BenchmarkFewestMoves(b *testing.B) {
	routes := []string{"exchange", "outer"}
	b.Run("data=kaohsiung", func(b *testing.B) {
		for _, route := range routes {
			kaohsiung(b, route).bench(b)
		}
	})
	b.Run("data=vhembe", func(b *testing.B) {
		for _, route := range routes {
			vhembe(b, route).bench(b)
		}
	})
	for _, n := range sizes[:3] {
		movesConstructed(b, n, "exchange").bench(b)
	}
	for _, n := range sizes[:2] {
		movesConstructed(b, n, "outer").bench(b)
	}
}

// kaohsiung has the most primary schools of Taiwan's counties. Every class keeps a teacher where it
// has one. The number of moves is printed in the data's README.
func kaohsiung(t testing.TB, route string) *body {
	t.Helper()
	return fewestMoves(t, taiwan(t, "高雄市"), route, 0.30, teacherForEachClass(), 147)
}

// vhembe is a district of 912 schools. Every school keeps a teacher.
func vhembe(t testing.TB, route string) *body {
	t.Helper()
	c, _ := southAfrica(t, publicVhembe)
	require.Len(t, c.Sections, 912)
	one := 1.0
	return fewestMoves(t, c, route, 0.30, plan.Limit{What: plan.LimitTeachers, Min: &one}, -1)
}

// movesConstructed moves teachers of all kinds in both stages of a constructed county.
func movesConstructed(t testing.TB, sections int, route string) *body {
	t.Helper()
	x := fewestMoves(t, County(sections, seed), route, constructedCV, teacherForEachClass(), -1)
	x.name = "data=constructed/" + x.name
	return x
}

// constructedCV is a limit on CVs that binds in constructed counties of every size.
const constructedCV = 0.06

// teacherForEachClass keeps a teacher for each class, where there is one.
func teacherForEachClass() plan.Limit {
	return plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}
}

// moving asks for the fewest moves that bring the CV of teachers per pupil down to a limit.
func moving(c *model.County, route string, cv float64, floor plan.Limit) (*plan.Problem, alloc.Settings) {
	return &plan.Problem{
		County: c, Standard: oneIndicator(), Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &cv}, floor},
	}, alloc.Settings{Route: route, TimeLimit: movesTime}
}

// movesTime limits the outer route; the exchange route needs no limit.
const movesTime = 20 * time.Second

// fewestMoves is the body of BenchmarkFewestMoves. The moves wanted are those of the reference, which
// are known from elsewhere where printed is not negative. That the outer route stops at its time limit
// is no fault: its value and its bound then lie on either side of the optimum.
func fewestMoves(t testing.TB, c *model.County, route string, cv float64, floor plan.Limit, printed int) *body {
	t.Helper()
	want := 0
	for _, stage := range c.Stages() {
		teachers, pupils, least := inputs(c, stage, floor)
		k, ok := fewest(teachers, pupils, least, cv)
		require.True(t, ok, "the limit can be kept")
		want += k
	}
	require.Positive(t, want, "the limit binds")
	if printed >= 0 {
		require.Equal(t, printed, want)
	}
	run := newPlanning(moving(c, route, cv, floor))
	x := &body{name: fmt.Sprintf("sections=%d/route=%s", len(c.Sections), route), sections: len(c.Sections), work: run.work}
	x.judge = func(t testing.TB) []metric {
		pl := run.check(t)
		goal := pl.Goals[0]
		require.Equal(t, route, pl.Run.Route)
		require.LessOrEqual(t, goal.Bound, float64(want))
		require.GreaterOrEqual(t, goal.Value, float64(want))
		if route == "exchange" {
			require.Equal(t, plan.Optimal, pl.Status)
			require.Equal(t, float64(want), goal.Value)
		}
		for _, indicator := range pl.After[0].Indicators {
			require.LessOrEqual(t, *indicator.CV, cv)
		}
		return append([]metric{{"moves", goal.Value}, {"gap", goal.Gap}}, run.metrics()...)
	}
	return x
}

// inputs are the teachers and pupils of a stage's sections that count, and how many must stay.
func inputs(c *model.County, stage string, floor plan.Limit) (teachers, pupils, least []float64) {
	for _, s := range c.Sections {
		if s.Stage != stage || s.Pupils == 0 {
			continue
		}
		present := s.Stocks[model.Teachers]
		stay := s.Stocks[floor.MinColumn]
		if floor.Min != nil {
			stay = *floor.Min
		}
		teachers, pupils, least = append(teachers, present), append(pupils, s.Pupils), append(least, min(present, stay))
	}
	return teachers, pupils, least
}
