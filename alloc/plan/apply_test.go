package plan_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

func TestApply(t *testing.T) {
	before := county()
	after, err := plan.Apply(before, []plan.Action{
		buy("C", "", rooms, 2, 0, ""),
		buy("A", primary, "desks", 2.5, 0, ""),
		hire("B", primary, backbone, 2, 0),
		hire("B", primary, "above_degree", 1, 0),
		move("A", "B", primary, plain, 3, 0),
		swap("A", "C", backbone, plain, 1, 0),
	})
	require.NoError(t, err)
	require.Equal(t, county(), before, "the county is left as it was")
	require.Equal(t, 2026, after.Year)
	require.Equal(t, 5.0, after.Schools[2].Stocks[rooms])
	require.Equal(t, 42.5, stocks(t, after, "A", primary)["desks"])

	teachers := func(school, stage string) [3]float64 {
		s := stocks(t, after, school, stage)
		return [3]float64{s[model.Teachers], s[model.TeachersAboveDegree], s[model.TeachersBackbone]}
	}
	require.Equal(t, [3]float64{10 - 3, 6 - 1, 4 - 1}, teachers("A", primary))
	require.Equal(t, [3]float64{6 + 3 + 3, 2 + 3, 1 + 2}, teachers("B", primary))
	require.Equal(t, [3]float64{5, 2 + 1, 1 + 1}, teachers("C", primary))
	require.Equal(t, [3]float64{6, 4, 1}, teachers("C", junior))

	staff, err := after.StaffTable()
	require.NoError(t, err)
	require.False(t, staff.Inferred, "kinds are not inferred again")
	count := map[string]float64{}
	for k, kind := range staff.Kinds {
		count[kind.Name] = staff.Count[k][0]
	}
	require.Equal(t, map[string]float64{plain: 4 - 3 + 1, degree: 2, backbone: 4 - 1}, count)
	require.NoError(t, after.Validate())
}

func TestApplyNothing(t *testing.T) {
	after, err := plan.Apply(county(), nil)
	require.NoError(t, err)
	require.Equal(t, county(), after)
}

func TestApplyKeepsInferenceWhereNobodyMoves(t *testing.T) {
	after, err := plan.Apply(county(), []plan.Action{buy("A", "", rooms, 1, 0, "")})
	require.NoError(t, err)
	require.Empty(t, after.Staff)
}

// A plan says how many of a kind go, not who: the list of persons goes, all other records stay.
func TestApplyLeavesOutWhoTeaches(t *testing.T) {
	c := county()
	for i := range c.Sections {
		s := &c.Sections[i]
		for n := range int(s.Stocks[model.Teachers]) {
			teacher := model.Teacher{ID: fmt.Sprintf("%s-%s-%d", s.School, s.Stage, n), School: s.School, Stage: s.Stage, Degree: model.DegreeSecondary}
			if float64(n) < s.Stocks[model.TeachersAboveDegree] {
				teacher.Degree = model.DegreeMaster
			}
			teacher.Backbone = float64(n) < s.Stocks[model.TeachersBackbone]
			c.Teachers = append(c.Teachers, teacher)
		}
		for range 3 {
			c.Classes = append(c.Classes, model.Class{School: s.School, Stage: s.Stage, Pupils: s.Pupils / 3})
		}
	}
	c.Rooms = []model.Room{{School: "A", Use: model.UseMusic, Area: 96}}
	c.Services = []model.Service{{School: "A", Stage: primary, PupilsServed: 50}}
	c.Outcomes = []model.Outcome{{School: "A", Stage: primary}}
	c.Guarantees, c.Survey = []model.Answer{{Rule: "plan"}}, []model.Answer{{Rule: "survey"}}
	c.Lines = model.Lines{model.TableTeachers: {2}, model.TableClasses: {2}}

	after, err := plan.Apply(c, []plan.Action{move("A", "B", primary, plain, 3, 0)})
	require.NoError(t, err)
	require.Nil(t, after.Teachers)
	require.NotNil(t, c.Teachers)
	require.NotContains(t, after.Lines, model.TableTeachers)
	require.Contains(t, after.Lines, model.TableClasses)
	require.Equal(t, []any{c.Rooms, c.Classes, c.Services, c.Outcomes, c.Guarantees, c.Survey},
		[]any{after.Rooms, after.Classes, after.Services, after.Outcomes, after.Guarantees, after.Survey})
	staff, err := after.StaffTable()
	require.NoError(t, err)
	var there float64
	for k := range staff.Kinds {
		there += staff.Count[k][0]
	}
	require.Equal(t, 7.0, there)

	bought, err := plan.Apply(c, []plan.Action{buy("A", "", rooms, 1, 0, "")})
	require.NoError(t, err)
	require.Equal(t, c.Teachers, bought.Teachers, "nobody moves")
}

func TestApplyWithoutTeachers(t *testing.T) {
	c := county()
	for i := range c.Sections {
		c.Sections[i].Stocks = model.Stocks{"desks": 1}
	}
	after, err := plan.Apply(c, []plan.Action{buy("A", primary, "desks", 1, 0, "")})
	require.NoError(t, err)
	require.Equal(t, 2.0, stocks(t, after, "A", primary)["desks"])
	_, err = plan.Apply(c, []plan.Action{move("A", "B", primary, plain, 1, 0)})
	require.ErrorContains(t, err, "the county does not say how many teachers its sections have (column teachers)")
}

func TestApplyInAnyOrder(t *testing.T) {
	// B has 4 plain teachers; five leave after one has come.
	actions := []plan.Action{move("B", "C", primary, plain, 5, 0), move("A", "B", primary, plain, 1, 0)}
	after, err := plan.Apply(county(), actions)
	require.NoError(t, err)
	require.Equal(t, 2.0, stocks(t, after, "B", primary)[model.Teachers])
}

func TestApplyKeepsAttributesThatTheSectionDoesNotCount(t *testing.T) {
	c := county()
	c.Staff = []model.Staff{{School: "A", Stage: primary, Kind: model.Kind{Name: "arts", Attributes: []string{model.TeachersPEArts}}, Count: 10}}
	after, err := plan.Apply(c, []plan.Action{move("A", "B", primary, "arts", 2, 0)})
	require.NoError(t, err)
	require.Equal(t, 8.0, stocks(t, after, "B", primary)[model.Teachers])
	require.NotContains(t, stocks(t, after, "B", primary), model.TeachersPEArts, "missing is not zero")
}

func TestApplyMovesPartsOfPersons(t *testing.T) {
	c := county()
	present := stocks(t, c, "A", primary)[model.Teachers]
	third := move("A", "B", primary, plain, 4.0/3, 0)
	rest := move("A", "C", primary, plain, 4-4.0/3, 0)
	after, err := plan.Apply(c, []plan.Action{third, rest})
	require.NoError(t, err)
	require.Equal(t, present-4, stocks(t, after, "A", primary)[model.Teachers])
	rest.Quantity += 1e-6
	_, err = plan.Apply(c, []plan.Action{third, rest})
	require.ErrorIs(t, err, plan.ErrAction, "more than rounding")
}

func TestApplyErrors(t *testing.T) {
	year := func(a plan.Action, year int) plan.Action { a.Year = year; return a }
	lever := func(a plan.Action, l plan.Lever) plan.Action { a.Lever = l; return a }
	kind := func(a plan.Action, k plan.ActionKind) plan.Action { a.Kind = k; return a }
	at := func(a plan.Action, school, from string) plan.Action { a.School, a.From = school, from; return a }
	for want, actions := range map[string][]plan.Action{
		`no school "X"`:                                                            {buy("X", "", rooms, 1, 0, "")},
		`school A has no stage "junior"`:                                           {move("C", "A", junior, plain, 1, 0)},
		`no school "Y"`:                                                            {move("A", "Y", primary, plain, 1, 0)},
		`school A has no stage "senior"`:                                           {hire("A", "senior", plain, 1, 0)},
		`school A has no stage ""`:                                                 {hire("A", "", plain, 1, 0)},
		`school A has no stock "books"`:                                            {buy("A", "", "books", 1, 0, "")},
		`section A/primary has no stock "books"`:                                   {buy("A", primary, "books", 1, 0, "")},
		`teachers_backbone counts teachers`:                                        {buy("A", primary, model.TeachersBackbone, 1, 0, "")},
		`no teachers of kind "plane" in the county`:                                {move("A", "B", primary, "plane", 1, 0)},
		`did you mean "plain"?`:                                                    {move("A", "B", primary, "plane", 1, 0)},
		`kind of teacher "backbon"`:                                                {hire("A", primary, "backbon", 1, 0)},
		`is called "above_degree+backbone" here`:                                   {hire("A", primary, "backbone+above_degree", 1, 0)},
		`quantity 0: must be a number above 0`:                                     {buy("A", "", rooms, 0, 0, "")},
		`quantity -1: must be a number above 0`:                                    {move("A", "B", primary, plain, -1, 0)},
		`quantity NaN: must be a number above 0`:                                   {buy("A", "", rooms, math.NaN(), 0, "")},
		`quantity +Inf: must be a number above 0`:                                  {buy("A", "", rooms, math.Inf(1), 0, "")},
		`5 teachers of kind plain leave section A/primary on balance, which has 4`: {move("A", "B", primary, plain, 5, 0)},
		`3 teachers of kind above_degree leave section A/primary on balance`:       {swap("A", "B", degree, plain, 3, 0)},
		`from and to are the same school`:                                          {move("A", "A", primary, plain, 1, 0)},
		`a swap is of two kinds, A<>B, not of "plain"`:                             {kind(move("A", "B", primary, plain, 1, 0), plan.Swap)},
		`a swap of a kind for itself`:                                              {swap("A", "B", plain, plain, 1, 0)},
		`unknown kind of action "lend"`:                                            {kind(move("A", "B", primary, plain, 1, 0), "lend")},
		`a move belongs to the lever rotation`:                                     {lever(move("A", "B", primary, plain, 1, 0), plan.Hiring)},
		`a purchase has a school, neither from nor to`:                             {at(buy("A", "", rooms, 1, 0, ""), "A", "B")},
		`a hire has a school, neither from nor to`:                                 {at(hire("A", primary, plain, 1, 0), "A", "B")},
		`a move has from and to, no school`:                                        {at(move("A", "B", primary, plain, 1, 0), "A", "A")},
		`plans of more than one year are not yet possible: the first action is of 2026`: {
			buy("A", "", rooms, 1, 0, ""), year(buy("B", "", rooms, 1, 0, ""), 2027),
		},
	} {
		t.Run(want, func(t *testing.T) {
			after, err := plan.Apply(county(), actions)
			require.Nil(t, after)
			require.ErrorIs(t, err, plan.ErrAction)
			require.ErrorContains(t, err, want)
		})
	}
	_, err := plan.Apply(county(), []plan.Action{buy("X", "", rooms, 1, 0, ""), buy("Y", "", rooms, 1, 0, "")})
	require.ErrorContains(t, err, `"X"`)
	require.ErrorContains(t, err, `"Y"`, "every fault is told")
}

// Moves neither make nor lose teachers: for every kind and every stage the totals stay.
func TestApplyMovesKeepTotals(t *testing.T) {
	totals := func(c *model.County) map[string]float64 {
		staff, err := c.StaffTable()
		require.NoError(t, err)
		sum := map[string]float64{}
		for k, kind := range staff.Kinds {
			for i, s := range c.Sections {
				sum[kind.Name+"/"+s.Stage] += staff.Count[k][i]
			}
		}
		for _, s := range c.Sections {
			for name, x := range s.Stocks {
				sum[name+"/"+s.Stage] += x
			}
		}
		return sum
	}
	kinds := []string{plain, degree, backbone}
	rapid.Check(t, func(t *rapid.T) {
		c, n := county(), rapid.IntRange(1, 12).Draw(t, "moves")
		var done []plan.Action
		for range n {
			from := rapid.IntRange(0, 2).Draw(t, "from")
			to := (from + rapid.IntRange(1, 2).Draw(t, "step")) % 3
			a := rapid.IntRange(0, 2).Draw(t, "kind")
			q := float64(rapid.IntRange(1, 3).Draw(t, "persons"))
			action := move(c.Schools[from].ID, c.Schools[to].ID, primary, kinds[a], q, 0)
			if rapid.Bool().Draw(t, "swap") {
				b := kinds[(a+rapid.IntRange(1, 2).Draw(t, "other"))%3]
				action = swap(c.Schools[from].ID, c.Schools[to].ID, kinds[a], b, q, 0)
			}
			if _, err := plan.Apply(c, append(done, action)); err == nil {
				done = append(done, action)
			}
		}
		after, err := plan.Apply(c, done)
		require.NoError(t, err)
		require.Equal(t, totals(c), totals(after))
		require.NoError(t, after.Validate())
	})
}
