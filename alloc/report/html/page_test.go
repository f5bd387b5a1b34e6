package html_test

import (
	"bytes"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/html"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a page, its style and script aside, with a file under testdata.
func golden(t *testing.T, name, page string) {
	t.Helper()
	page = regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>`).ReplaceAllString(page, "<$1/>")
	page = regexp.MustCompile(`'sha256-[^']*'`).ReplaceAllString(page, "'sha256-'")
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(page), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), page)
}

// few is the county with five of its schools.
func few(t *testing.T) *model.County {
	t.Helper()
	c := demo(t)
	keep(c, func(i int) bool { return i == 0 || i == 3 || i == 32 || i == 36 || i == 50 })
	return c
}

func TestGoldenPages(t *testing.T) {
	t.Parallel()
	c := few(t)
	golden(t, "plan.html", pageOf(t, passingUnder(t, c, short()), c, report.English))
	golden(t, "impossible.html", pageOf(t, impossibleUnder(t, c, short()), c, report.Chinese))
	golden(t, "assessment.html", assessed(t, c, short(), report.Chinese))
}

// The same input gives the same bytes.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	c := small(t)
	pl := passing(t, c)
	require.Equal(t, pageOf(t, pl, c, report.English), pageOf(t, pl, c, report.English))
}

// A page refers to nothing but itself.
func TestRefersToNothingOutside(t *testing.T) {
	t.Parallel()
	c := demo(t)
	withPieces(c)
	for name, page := range map[string]string{
		"plan": pageOf(t, passing(t, c), c, report.English), "impossible": pageOf(t, impossible(t, c), c, report.English),
		"assessment": assessed(t, c, standard.QualityBalance2017(), report.Chinese),
		"frontier":   frontPage(t, front(), c, report.English), "comparison": comparedPage(t, compared(), c, report.Chinese),
	} {
		for _, m := range regexp.MustCompile(`(?i)\b(?:href|src|srcset|action|data|poster|cite|formaction|xlink:href)\s*=\s*"([^"]*)"`).FindAllStringSubmatch(page, -1) {
			require.True(t, strings.HasPrefix(m[1], "#"), "%s: %s", name, m[0])
		}
		for _, m := range regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(page, -1) {
			require.True(t, strings.HasPrefix(m[1], "#"), "%s: %s", name, m[0])
		}
		require.NotContains(t, page, "://", name)
		require.NotContains(t, page, "@import", name)
		require.NotContains(t, page, "ZgotmplZ", "%s: the template refused a value", name)
		require.NotContains(t, page, "%!", "%s: a phrase was filled in wrongly", name)
		require.NotContains(t, page, "NaN", name)
		for _, id := range regexp.MustCompile(`aria-labelledby="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			require.Contains(t, page, `id="`+id[1]+`"`, name)
		}
	}
}

// Names from the data are text, whatever is in them.
func TestNamesAreText(t *testing.T) {
	t.Parallel()
	const evil = `</script><script>alert("1")</script><img src=x onerror=alert(2)>&'`
	c := few(t)
	c.Name = evil
	for i := range c.Schools {
		c.Schools[i].Name, c.Schools[i].Zone = evil, evil
	}
	pl := passing(t, c)
	pl.Actions[0].Reason = evil
	page := pageOf(t, pl, c, report.English)
	require.Equal(t, 1, strings.Count(page, "<script>"))
	require.NotContains(t, page, "<img")
	require.Contains(t, page, "&lt;img src=x onerror=alert(2)&gt;")
}

// What the page says is what the plan says.
func TestPageSaysWhatThePlanSays(t *testing.T) {
	t.Parallel()
	c := demo(t)
	pl := passing(t, c)
	page := pageOf(t, pl, c, report.English)
	require.Contains(t, page, report.Answer(pl, c, report.English))
	require.Contains(t, page, report.Answer(pl, c, report.Chinese))
	require.Contains(t, page, report.Number(float64(pl.Before.SectionsPassing), 0)+" → "+report.Number(float64(pl.After[0].SectionsPassing), 0))
	require.Contains(t, page, report.Money(pl.Cost.Total)+" yuan")
	for i := range pl.After[0].Indicators {
		x := &pl.After[0].Indicators[i]
		require.Contains(t, page, report.CV(*x.CV, x.Limit))
	}
	for i := range pl.Actions {
		if a := &pl.Actions[i]; a.Kind == plan.Buy {
			require.Contains(t, page, report.Money(a.Cost)+" yuan")
		}
	}
}

// Pages of plans that are out of the ordinary.
func TestUnusualPlans(t *testing.T) {
	t.Parallel()
	t.Run("nothing to do", func(t *testing.T) {
		t.Parallel()
		c := few(t)
		pl := passing(t, c)
		pl.Actions, pl.Cost = nil, plan.Cost{}
		page := pageOf(t, pl, c, report.English)
		require.Contains(t, page, "The schools, one by one")
		require.NotContains(t, page, `id="cost"`)
	})
	t.Run("unknown", func(t *testing.T) {
		t.Parallel()
		c := few(t)
		pl := impossible(t, c)
		pl.Status, pl.Infeasible, pl.Certificate = plan.Unknown, nil, nil
		require.Contains(t, pageOf(t, pl, c, report.English), "No plan was found before the limit")
	})
	t.Run("possible if rules give", func(t *testing.T) {
		t.Parallel()
		c := few(t)
		pl := impossible(t, c)
		pl.Infeasible.Relaxed = &plan.Relaxed{Status: plan.Feasible, Actions: passing(t, c).Actions}
		page := pageOf(t, pl, c, report.English)
		require.Contains(t, page, "What could be done if the rules gave that much")
		require.Contains(t, page, "Impossible")
	})
	t.Run("rules in conflict, and what limits cost", func(t *testing.T) {
		t.Parallel()
		c := few(t)
		pl := impossible(t, c)
		cost := 96400426.0
		pl.Infeasible.Conflicts = []plan.Conflict{{
			Minimal: true, Rules: []plan.ConflictRule{{Rule: "fund:buildings", Text: "fund buildings has 85000000 yuan"}, {Rule: "minimum:L4/primary", Text: "x"}},
			Ways: []plan.Relaxation{{Rule: "fund:buildings", From: 85e6, To: 85033337, Cost: &cost}, {Rule: "minimum:L4/primary", From: 4.5, To: 4.4988}},
		}}
		page := pageOf(t, pl, c, report.English)
		require.Contains(t, page, "Cannot hold together; without any one of them the others can")
		require.Contains(t, page, "fund buildings: from 85,000,000 yuan to 85,033,337 yuan")
		require.Contains(t, page, "the plan then costs 96,400,426 yuan")
		require.Contains(t, page, "from 4.5000 m² per pupil to 4.4988 m² per pupil")

		pl = passing(t, c)
		pl.Prices = []plan.ShadowPrice{{Goal: plan.PassCost, Limit: "cv:L2/primary", Unit: "CV", Price: 1e6, From: 0.4, To: 0.5}}
		page = pageOf(t, pl, c, report.English)
		require.Contains(t, page, "What a little more would bring")
		require.Contains(t, page, "CV limit of L2 backbone teachers of county level or above per 100 pupils, primary")
		require.Contains(t, page, "10,000 yuan")
	})
	t.Run("no places", func(t *testing.T) {
		t.Parallel()
		c := few(t)
		pl := passing(t, c)
		for i := range c.Schools {
			c.Schools[i].Place = nil
		}
		require.NotContains(t, pageOf(t, pl, c, report.English), `id="map"`)
	})
	t.Run("all at one place", func(t *testing.T) {
		t.Parallel()
		c := few(t)
		pl := passing(t, c)
		for i := range c.Schools {
			c.Schools[i].Place = &model.Place{Lon: 112, Lat: 31}
		}
		require.NotContains(t, pageOf(t, pl, c, report.English), "NaN")
	})
	t.Run("no stock at all", func(t *testing.T) {
		t.Parallel()
		c := few(t)
		for i := range c.Schools {
			c.Schools[i].Stocks["multimedia_rooms"] = 0
		}
		page := assessed(t, c, standard.QualityBalance2017(), report.English)
		require.Contains(t, page, "CV over its limit: L7")
		require.NotContains(t, page, "NaN")
	})
	t.Run("no minimums", func(t *testing.T) {
		t.Parallel()
		s := &standard.Standard{Name: "one", Indicators: []standard.Indicator{{Code: "T", Stock: []standard.Term{{Sign: 1, Column: "teachers"}}, Per: 100}}}
		page := assessed(t, few(t), s, report.English)
		require.NotContains(t, page, "sections below the minimum")
		require.NotContains(t, page, "minimums met")
	})
	t.Run("every kind of action", func(t *testing.T) {
		t.Parallel()
		c := small(t)
		piece := &c.Pieces[0]
		pl := passing(t, c)
		to := c.Pieces[4].School[model.StagePrimary]
		from := piece.School[model.StagePrimary]
		require.NotEmpty(t, from)
		require.NotEqual(t, from, to)
		pl.Actions = []plan.Action{{
			Year: c.PlanningYear(), Lever: plan.Catchment, Kind: plan.Assign, From: from, To: to, Stage: model.StagePrimary, Of: piece.ID,
			Quantity: piece.Pupils[model.StagePrimary], Unit: "pupil",
		}}
		page := pageOf(t, pl, c, report.English)
		require.Contains(t, page, "Takes in "+report.Amount(piece.Pupils[model.StagePrimary])+" pupils from "+from)
		require.Contains(t, page, " pupils to "+to)
		require.Contains(t, page, "Pupils who change school")
		require.Contains(t, page, `<g class="piece moves" data-before="`+from+`" data-after="`+to+`">`)
	})
}

func TestErrors(t *testing.T) {
	t.Parallel()
	c := few(t)
	var b bytes.Buffer
	pl := passing(t, c)
	require.ErrorIs(t, html.Plan(&b, pl, nil, html.Options{}), html.ErrInput)
	require.ErrorIs(t, html.Plan(&b, nil, c, html.Options{}), html.ErrInput)
	require.ErrorIs(t, html.Assessment(&b, nil, c, pl.Problem.Standard, html.Options{}), html.ErrInput)
	pl.Actions[0].School = "nowhere"
	require.ErrorIs(t, html.Plan(&b, pl, c, html.Options{}), plan.ErrAction)
	require.Zero(t, b.Len(), "nothing is written where there is an error")
	require.ErrorIs(t, html.Plan(broken{}, passing(t, c), c, html.Options{}), errBroken)
	c.Sections[0].Pupils = math.NaN()
	require.Error(t, html.Plan(&b, pl, c, html.Options{}))
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }
