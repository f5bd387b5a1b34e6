package plan_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

func TestApplyPlacesFaults(t *testing.T) {
	wrong := func(a plan.Action, change func(a *plan.Action)) plan.Action {
		change(&a)
		return a
	}
	move := assign("p4", "B", "A", 10)
	for name, c := range map[string]struct {
		actions []plan.Action
		want    string
	}{
		"piece":          {[]plan.Action{assign("p9", "B", "A", 1)}, `no piece "p9"`},
		"school":         {[]plan.Action{assign("p4", "B", "X", 1)}, `no school "X"`},
		"stage":          {[]plan.Action{wrong(move, func(a *plan.Action) { a.Stage = junior })}, "go to"},
		"from":           {[]plan.Action{assign("p4", "A", "B", 1)}, `the pupils of the piece go to "B" today, not to "A"`},
		"to itself":      {[]plan.Action{assign("p4", "B", "B", 1)}, "from and to are the same school"},
		"too many":       {[]plan.Action{assign("p4", "B", "A", 11)}, "of the 10 pupils of the piece in this stage fewer are left"},
		"none":           {[]plan.Action{assign("p4", "B", "A", 0)}, "must be a number above 0"},
		"to a site":      {[]plan.Action{assign("p4", "B", "N", 1)}, `no school "N"`},
		"with school":    {[]plan.Action{wrong(move, func(a *plan.Action) { a.School = "A" })}, "from and to, no school"},
		"other lever":    {[]plan.Action{wrong(move, func(a *plan.Action) { a.Lever = plan.Siting })}, "belongs to the lever catchment"},
		"no such site":   {[]plan.Action{site(plan.Open, "M", 30, 0)}, "has no such site to open"},
		"opened twice":   {[]plan.Action{site(plan.Open, "N", 30, 0), site(plan.Open, "N", 30, 0)}, "the section is there already"},
		"cannot grow":    {[]plan.Action{site(plan.Extend, "B", 1, 0)}, "has no such extension"},
		"pupils left":    {[]plan.Action{site(plan.Close, "B", 1, 0)}, "50 pupils are left at section B/primary"},
		"closed twice":   {[]plan.Action{merge("B", "A", 0), site(plan.Close, "B", 1, 0)}, "section B/primary closes twice"},
		"merged into it": {[]plan.Action{merge("B", "B", 0)}, "from and to are the same school"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := plan.Apply(town(), c.actions)
			require.ErrorIs(t, err, plan.ErrAction)
			require.ErrorContains(t, err, c.want)
		})
	}
}

// Whoever goes where, nobody is lost, the county that is asked stays as it was, and the pieces add up to the
// sections again unless several schools share one.
func TestPupilsAreConserved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := town()
		var actions []plan.Action
		left := map[string]float64{}
		for _, p := range c.Pieces {
			left[p.ID] = p.Pupils[primary]
		}
		for i := range c.Pieces {
			p := &c.Pieces[i]
			part := rapid.SampledFrom([]float64{0, 1.0 / 3, 0.5, 0.7, 1}).Draw(t, "part")
			if part == 0 {
				continue
			}
			to := "A"
			if p.School[primary] == "A" {
				to = "B"
			}
			actions = append(actions, assign(p.ID, p.School[primary], to, part*p.Pupils[primary]))
		}
		before := town()
		after, err := plan.Apply(c, actions)
		require.NoError(t, err)
		require.Equal(t, before, c)
		var sum float64
		for i := range after.Sections {
			sum += after.Sections[i].Pupils
			require.GreaterOrEqual(t, after.Sections[i].Pupils, 0.0)
		}
		require.InDelta(t, 100, sum, 1e-9)
		shared := false
		for i := range after.Pieces {
			shared = shared || after.Pieces[i].School[primary] == ""
		}
		if !shared {
			require.NoError(t, after.ValidateCatchments([]string{primary}))
		}
		o, err := plan.Evaluate(&plan.Problem{County: c, Standard: desks(), Levers: []plan.Lever{plan.Catchment}, Goals: []plan.Goal{{Name: plan.SeatsGoal}}}, actions)
		require.NoError(t, err)
		var gained, lost float64
		for _, x := range o.Places.Catchments {
			gained, lost = gained+x.Gained, lost+x.Lost
			require.InDelta(t, x.PupilsBefore+x.Gained-x.Lost, x.PupilsAfter, 1e-9)
		}
		require.InDelta(t, gained, lost, 1e-9)
		require.InDelta(t, o.PupilsMoved, gained, 1e-9)
		require.Len(t, o.Places.Pieces, len(actions))
	})
}

// What is given to pupils of today is no longer known when they are others; what they are not is.
func TestWhatIsNoLongerKnown(t *testing.T) {
	c := town()
	c.Sections[1].Stocks[model.Boarders] = 4
	c.Classes = []model.Class{{School: "A", Stage: primary, Pupils: 26}, {School: "C", Stage: primary, Pupils: 20}}
	c.Services = []model.Service{{School: "B", Stage: primary, PupilsWanting: 20}}
	c.Lines = model.Lines{model.TableClasses: {2, 3}}
	after, err := plan.Apply(c, []plan.Action{assign("p4", "B", "A", 10)})
	require.NoError(t, err)
	require.Equal(t, []model.Class{{School: "C", Stage: primary, Pupils: 20}}, after.Classes)
	require.Equal(t, []int{3}, after.Lines[model.TableClasses])
	require.Empty(t, after.Services)
	require.NotContains(t, after.Sections[1].Stocks, model.Boarders, "some of those who left may have boarded")
	require.Equal(t, 0.0, after.Sections[0].Stocks[model.Boarders])
	require.Equal(t, 2.0, after.Sections[0].Stocks[model.Classes])
}

// A plan with all that it says of places is read as it was written.
func TestPlacesInJSON(t *testing.T) {
	p := townProblem(plan.Siting, plan.Catchment)
	p.Limits = []plan.Limit{{What: plan.LimitNearbyShare, Min: ptr(0.5), Within: ptr(300), By: plan.ByMetres}}
	actions := []plan.Action{site(plan.Open, "N", 30, 1100), assign("p2", "A", "N", 20), assign("p4", "B", "A", 4)}
	o := outcome(t, p, actions...)
	zero := 0
	pl := &plan.Plan{
		Problem: *p, Status: plan.Feasible, Actions: actions, Before: o.Before, After: []plan.State{o.After}, Cost: o.Cost, Places: o.Places,
		Goals: []plan.GoalResult{{Name: plan.Travel, Value: o.PupilKM, Status: plan.Feasible, Certificate: &plan.Certificate{
			Kind: plan.CertSearch, RootBound: ptr(3), Data: &plan.CertificateData{Places: &plan.PlacePrices{
				Sections: []plan.SectionPrice{{School: "A", Stage: primary, Price: 0.25}}, Limits: []plan.LimitPrice{{Tie: 0, Price: 1}, {Goal: &zero, Price: -2}},
				Ratios: []plan.RatioWeight{{Code: "D", Stage: primary, Weight: 1, Limit: 0.5}},
			}},
		}}},
	}
	var file, again bytes.Buffer
	require.NoError(t, plan.Write(&file, pl))
	read, err := plan.Read(bytes.NewReader(file.Bytes()))
	require.NoError(t, err)
	require.Equal(t, pl.Places, read.Places)
	require.Equal(t, pl.Goals[0].Certificate, read.Goals[0].Certificate)
	require.Equal(t, pl.Actions, read.Actions)
	require.Equal(t, pl.Problem.Limits, read.Problem.Limits)
	read.Problem.County, read.Problem.Standard = p.County, p.Standard
	require.NoError(t, plan.Write(&again, read))
	require.Equal(t, file.String(), again.String())
}
