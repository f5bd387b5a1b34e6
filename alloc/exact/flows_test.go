package exact

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// drawFrame draws one stage with three kinds of teachers, of which the indicators tell all apart.
func drawFrame(t *rapid.T, headcount bool) *frame {
	c := &model.County{Name: "flows", Year: 2025}
	for i := range rapid.IntRange(2, 5).Draw(t, "sections") {
		id := "S" + strconv.Itoa(i)
		school := model.School{ID: id, Kind: model.KindPrimary, Area: model.AreaRural}
		if i != 0 || rapid.Bool().Draw(t, "first school has a place") {
			school.Place = &model.Place{Lon: 116 + 0.1*float64(rapid.IntRange(0, 4).Draw(t, "lon")), Lat: 29}
		}
		c.Schools = append(c.Schools, school)
		all := rapid.IntRange(1, 5).Draw(t, "teachers")
		degree := rapid.IntRange(0, all).Draw(t, "above degree")
		c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: 100, Stocks: model.Stocks{
			model.Teachers: float64(all), model.TeachersAboveDegree: float64(degree),
			model.TeachersBackbone: float64(rapid.IntRange(0, degree).Draw(t, "backbone")),
		}})
	}
	one := func(code, column string) standard.Indicator {
		return standard.Indicator{Code: code, Per: 1, Stock: []standard.Term{{Column: column, Sign: 1}}}
	}
	p := &plan.Problem{
		County: c, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: plan.Dispersion}},
		Standard: &standard.Standard{Name: "flows", Indicators: []standard.Indicator{
			one("T", model.Teachers), one("K", model.TeachersAboveDegree), one("B", model.TeachersBackbone),
		}},
	}
	if headcount {
		p.Limits = []plan.Limit{{What: plan.LimitHeadcount, On: true}}
	}
	require.NoError(t, p.Validate())
	rules, err := plan.NewRules(p)
	require.NoError(t, err)
	f := newFrame(rules)
	return f
}

// shuffle moves some teachers at random, with headcounts as swaps, and returns the changes by group
// and section.
func shuffle(t *rapid.T, f *frame) [][]float64 {
	change := make([][]float64, len(f.groups[0]))
	for g := range change {
		change[g] = make([]float64, len(f.stages[0].rows))
	}
	n := len(f.stages[0].rows)
	left := func(g, i int) bool {
		var most float64
		for _, k := range f.groups[0][g].kinds {
			most += f.kindCap(k, f.section(0, i))
		}
		return change[g][i]-1 >= -most
	}
	for range rapid.IntRange(0, 6).Draw(t, "tries") {
		i, j := rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to")
		a, b := rapid.IntRange(0, len(change)-1).Draw(t, "goes"), rapid.IntRange(0, len(change)-1).Draw(t, "comes")
		if i == j || !left(a, i) || (f.p.Headcount() && (a == b || !left(b, j))) {
			continue
		}
		change[a][i]--
		change[a][j]++
		if f.p.Headcount() {
			change[b][j]--
			change[b][i]++
		}
	}
	return change
}

// conserves holds streams against the changes that they are to make.
func conserves(t *rapid.T, f *frame, change [][]float64, streams []stream) {
	got := make([][]float64, len(change))
	for g := range got {
		got[g] = make([]float64, len(change[g]))
	}
	groupOf := map[int]int{}
	for g, group := range f.groups[0] {
		for _, k := range group.kinds {
			groupOf[k] = g
		}
	}
	gone := map[[2]int]float64{}
	for _, s := range streams {
		require.Positive(t, s.n)
		require.NotEqual(t, s.from, s.to)
		got[groupOf[s.kind]][s.from] -= s.n
		got[groupOf[s.kind]][s.to] += s.n
		gone[[2]int{s.kind, s.from}] += s.n
	}
	require.Equal(t, change, got)
	for at, n := range gone {
		require.LessOrEqual(t, n, f.kindCap(at[0], f.section(0, at[1])), "more leave than may")
	}
	var needed, moved float64
	for g := range change {
		for _, n := range change[g] {
			needed += max(0, -n)
		}
	}
	for _, s := range streams {
		moved += s.n
	}
	require.Equal(t, needed, moved, "nobody moves for nothing")
}

func TestStreamsMakeTheChanges(t *testing.T) {
	for _, tt := range []struct {
		name      string
		headcount bool
	}{{"moves", false}, {"swaps", true}} {
		t.Run(tt.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				f := drawFrame(t, tt.headcount)
				change := shuffle(t, f)
				streams := f.stageFlows(0, change)
				conserves(t, f, change, streams)
				actions := f.moveActions(0, streams)
				outcome, err := f.r.Evaluate(actions)
				require.NoError(t, err)
				require.Empty(t, outcome.Violations)
				var moved float64
				for g := range change {
					for _, n := range change[g] {
						moved += max(0, -n)
					}
				}
				if tt.headcount {
					moved /= 2
				}
				require.Equal(t, moved, outcome.Moves)
			})
		})
	}
}
