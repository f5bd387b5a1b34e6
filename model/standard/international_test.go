package standard_test

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A site is one school of one stage, for tests.
type site struct {
	id      string
	stage   string
	pupils  float64
	staff   float64 // instructional_fte and teachers
	largest float64
	flags   []string
}

func countyOf(list ...site) *model.County {
	c := &model.County{Name: "test", Year: 2024}
	for _, s := range list {
		c.Schools = append(c.Schools, model.School{ID: s.id, Kind: model.KindPrimary, Flags: s.flags})
		c.Sections = append(c.Sections, model.Section{School: s.id, Stage: s.stage, Pupils: s.pupils, Stocks: model.Stocks{
			"instructional_fte": s.staff, "teachers": s.staff, "local_spending": 1000 * s.staff, "largest_class": s.largest,
		}})
	}
	return c
}

// ruled are the verdicts of one rule.
func ruled(a *standard.Assessment, rule string) []standard.Verdict {
	var all []standard.Verdict
	for _, v := range a.Verdicts {
		if v.Rule == rule {
			all = append(all, v)
		}
	}
	return all
}

// Seven Title I schools of a published example, all comparable, because no ratio exceeds 14.1, which
// is 110 % of that of the district's other schools.
func TestTitleIComparability(t *testing.T) {
	t.Parallel()
	title1 := []string{model.FlagTitleI}
	list := []site{
		{id: "Beaufort", pupils: 528, staff: 70.2}, {id: "Broad River", pupils: 510, staff: 49.4}, {id: "Davis", pupils: 417, staff: 38.7},
		{id: "Shanklin", pupils: 726, staff: 59}, {id: "Port Royal", pupils: 189, staff: 16}, {id: "St Helena", pupils: 808, staff: 58},
		{id: "Shell Point", pupils: 673, staff: 60},
	}
	published := []string{"7.5", "10.3", "10.8", "12.3", "11.8", "13.9", "11.2"}
	for i := range list {
		list[i].stage, list[i].flags = "primary", title1
	}
	others := []site{
		{id: "Hilton Head", stage: "primary", pupils: 1764, staff: 137.6}, {id: "Mossy Oaks", stage: "primary", pupils: 484, staff: 37.8},
		{id: "small", stage: "primary", pupils: 100, staff: 50}, {id: "small too", stage: "primary", pupils: 100, staff: 1, flags: title1},
	}
	reference := (1764 + 484) / (137.6 + 37.8)
	a, err := standard.TitleIComparability().Assess(countyOf(append(list, others...)...))
	require.NoError(t, err)
	verdicts := ruled(a, "comparable-staff")
	require.Len(t, verdicts, 7, "schools with 100 pupils are exempt")
	for i, v := range verdicts {
		require.Equal(t, list[i].id+"/primary", v.Where)
		require.Equal(t, published[i], strconv.FormatFloat(list[i].pupils/list[i].staff, 'f', 1, 64))
		require.InDelta(t, list[i].pupils/list[i].staff/reference, v.Value, exact)
		require.True(t, v.Passes)
		require.InDelta(t, 1.1-v.Value, v.Margin, exact)
	}
	require.Contains(t, verdicts[5].Inputs, "of 2 others")
	require.Equal(t, standard.Pass, a.Outcome)

	// One more pupil per teacher at St Helena, and it is not.
	list[5].staff = 57
	a, err = standard.TitleIComparability().Assess(countyOf(append(list, others...)...))
	require.NoError(t, err)
	require.False(t, ruled(a, "comparable-staff")[5].Passes)
	require.Equal(t, standard.Fail, a.Outcome)
	require.True(t, a.Passes, "no indicator has a minimum or a limit")

	// Spending goes the other way: at least 90 % of 1 / 12.8 of a thousand a pupil.
	a, err = standard.TitleISpending().Assess(countyOf(append(list, others...)...))
	require.NoError(t, err)
	for i, v := range ruled(a, "comparable-spending") {
		require.InDelta(t, 1000*list[i].staff/list[i].pupils/(1000/reference), v.Value, exact)
		require.Equal(t, v.Value >= 0.9, v.Passes)
	}

	// All schools have Title I: each against all together. One school: nothing to compare.
	a, err = standard.TitleIComparability().Assess(countyOf(list...))
	require.NoError(t, err)
	require.Contains(t, ruled(a, "comparable-staff")[0].Inputs, "of 7 all together")
	a, err = standard.TitleIComparability().Assess(countyOf(list[0]))
	require.NoError(t, err)
	require.Equal(t, standard.Pass, a.Outcome)
	require.Contains(t, ruled(a, "comparable-staff")[0].Inputs, "no other school in the stage")
	a, err = standard.TitleIComparability().Assess(countyOf(others[0]))
	require.NoError(t, err)
	require.Equal(t, "no school or section is concerned", ruled(a, "comparable-staff")[0].Inputs)
}

func TestTeacherAllocation(t *testing.T) {
	t.Parallel()
	s := standard.TeacherAllocation()
	a, err := s.Assess(countyOf(
		site{id: "a", stage: "primary", pupils: 100, staff: 4}, site{id: "b", stage: "primary", pupils: 200, staff: 6},
		site{id: "c", stage: "primary", pupils: 300, staff: 5}, site{id: "d", stage: "junior", pupils: 300, staff: 5},
		site{id: "e", stage: "junior", pupils: 600, staff: 9},
	))
	require.NoError(t, err)
	verdicts := ruled(a, "teachers-follow-pupils")
	require.Len(t, verdicts, 2)
	// Deviations -100, 0, 100 and -1, 1, 0: covariance 100, variances 20000 and 2.
	require.InDelta(t, 100.0*100/(20000*2), verdicts[0].Value, exact)
	require.False(t, verdicts[0].Passes)
	require.Contains(t, verdicts[0].Inputs, "3 schools, degree of randomness 0.75, slope 0.005, intercept 4")
	require.InDelta(t, 1, verdicts[1].Value, exact, "two points lie on a line")

	a, err = s.Assess(countyOf(site{id: "a", stage: "primary", pupils: 100, staff: 4}, site{id: "b", stage: "primary", pupils: 100, staff: 6}))
	require.NoError(t, err)
	require.Equal(t, standard.NoData, a.Outcome)
	require.Equal(t, "2 schools: they must differ in both", ruled(a, "teachers-follow-pupils")[0].Inputs)
}

// The step functions at every number of pupils, against whole-number arithmetic.
func TestStaffing(t *testing.T) {
	t.Parallel()
	up := func(n, every int) int { return (n + every - 1) / every }
	for _, c := range []struct {
		s     *standard.Standard
		stage string
		need  func(int) int
	}{
		{standard.StaffingKenya(), "primary", func(n int) int { return up(n, 50) + 1 }},
		{standard.StaffingKenya(), "junior", func(n int) int { return up(n, 45) }},
		{standard.StaffingSouthAfrica(), "primary", func(n int) int { return up(n, 40) }},
		{standard.StaffingSouthAfrica(), "junior", func(n int) int { return up(n, 35) }},
	} {
		var list []site
		for n := 1; n <= 500; n++ {
			list = append(list, site{id: strconv.Itoa(n), stage: c.stage, pupils: float64(n), staff: 10, largest: float64(n % 60)})
		}
		a, err := c.s.Assess(countyOf(list...))
		require.NoError(t, err)
		verdicts := ruled(a, "teachers-"+c.stage)
		require.Len(t, verdicts, 500)
		for i, v := range verdicts {
			require.InDelta(t, float64(c.need(i+1)), v.Threshold, 0)
			require.Equal(t, c.need(i+1) <= 10, v.Passes)
		}
		require.Len(t, ruled(a, "class-size"), 500)
	}
	// The published establishment of Kenyan primary schools: 400 pupils 9, 800 17, 1200 25, 4000 81.
	steps := standard.StaffingKenya().Rules[0].Steps
	for pupils, teachers := range map[float64]float64{400: 9, 800: 17, 1200: 25, 1600: 33, 2000: 41, 4000: 81} {
		require.InDelta(t, teachers, steps.Need(pupils), 0)
	}
}

func TestClassSizeNorms(t *testing.T) {
	t.Parallel()
	a, err := standard.ClassSizeNorms().Assess(countyOf(
		site{id: "a", stage: "primary", pupils: 400, staff: 10, largest: 40}, site{id: "b", stage: "primary", pupils: 401, staff: 10, largest: 41},
	))
	require.NoError(t, err)
	for _, rule := range []string{"class-size", "pupils-per-teacher"} {
		verdicts := ruled(a, rule)
		require.True(t, verdicts[0].Passes)
		require.False(t, verdicts[1].Passes)
	}
}

// All ordinary public schools of South Africa in 2017: what the norms say is recomputed here, school
// by school, without the rules.
func TestSouthAfrica(t *testing.T) {
	t.Parallel()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "south_africa_2017", "schools.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the schools of South Africa are not here")
	}
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	c := &model.County{Name: "South Africa", Year: 2017}
	districts := make(map[string]*model.County)
	short, judged := 0, 0
	var n, sx, sy, sxx, sxy, syy float64 // primary schools
	r := csv.NewReader(f)
	head, err := r.Read()
	require.NoError(t, err)
	at := make(map[string]int)
	for i, name := range head {
		at[name] = i
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		pupils, err1 := strconv.ParseFloat(row[at["learners"]], 64)
		staff, err2 := strconv.ParseFloat(row[at["educators"]], 64)
		if err1 != nil || err2 != nil || pupils <= 0 || staff <= 0 || !strings.EqualFold(row[at["sector"]], "PUBLIC") {
			continue
		}
		stage, every := "secondary", 35.0
		if strings.HasPrefix(row[at["phase"]], "PRIMARY") {
			stage, every = "primary", 40
			n, sx, sy, sxx, sxy, syy = n+1, sx+pupils, sy+staff, sxx+pupils*pupils, sxy+pupils*staff, syy+staff*staff
		}
		judged++
		if staff < math.Ceil(pupils/every) {
			short++
		}
		add := func(c *model.County, stage string) {
			c.Schools = append(c.Schools, model.School{ID: row[0]})
			c.Sections = append(c.Sections, model.Section{School: row[0], Stage: stage, Pupils: pupils, Stocks: model.Stocks{"teachers": staff}})
		}
		add(c, stage)
		name := row[at["province"]] + " " + row[at["district"]]
		if districts[name] == nil {
			districts[name] = &model.County{Name: name, Year: 2017}
		}
		add(districts[name], "all")
	}
	require.Equal(t, 22657, judged)

	a, err := standard.StaffingSouthAfrica().Assess(c)
	require.NoError(t, err)
	failing := 0
	for _, rule := range []string{"teachers-primary", "teachers-secondary"} {
		for _, v := range ruled(a, rule) {
			if v.Outcome == standard.Fail {
				failing++
			}
		}
	}
	require.Equal(t, short, failing)
	t.Logf("%d of %d schools are short of educators", short, judged)
	require.Equal(t, standard.NoData, ruled(a, "class-size")[0].Outcome, "class sizes are not in the data")

	a, err = standard.TeacherAllocation().Assess(c)
	require.NoError(t, err)
	r2 := math.Pow(n*sxy-sx*sy, 2) / ((n*sxx - sx*sx) * (n*syy - sy*sy))
	for _, v := range ruled(a, "teachers-follow-pupils") {
		if v.Where == "primary" {
			require.InDelta(t, r2, v.Value, 1e-9)
		}
		t.Logf("%s: R2 %.3f, %s", v.Where, v.Value, v.Inputs)
	}
	// The CV of educators per learner of whole districts, as computed elsewhere.
	for name, cv := range map[string]float64{"KZ UMKHANYAKUDE": 0.233, "WC CAPE WINELANDS": 0.311, "LP VHEMBE": 0.786, "GT EKURHULENI SOUTH": 0.886} {
		a, err := standard.TeacherAllocation().Assess(districts[name])
		require.NoError(t, err)
		require.InDelta(t, cv, a.Indicators[0].CV, 0.0005, name)
	}
}
