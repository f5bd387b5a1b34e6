package model_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
)

// persons is a county with teachers one by one: three in A/primary, two in B/junior, none in B/primary.
func persons() *model.County {
	c := county()
	c.Sections[0].Stocks = model.Stocks{"teachers": 3, "teachers_backbone": 2, "drivers": 4}
	c.Sections[1].Stocks = model.Stocks{"teachers": 1}
	c.Sections[2].Stocks = nil
	c.Teachers = []model.Teacher{
		{ID: "1", School: "A", Stage: "primary", Degree: "junior_college", Title: "一级教师", Backbone: true},
		{ID: "2", School: "A", Stage: "primary", Degree: "secondary", PEArts: true, Title: "二级教师"},
		{ID: "3", School: "A", Stage: "primary", Degree: "master", PEArts: true},
		{ID: "4", School: "B", Stage: "junior", Degree: "junior_college", Title: "wizard"},
		{ID: "5", School: "B", Stage: "junior", Degree: "bachelor", Title: "正高级教师"},
		{ID: "6", School: "B", Stage: "senior"},
	}
	c.Schools[1].SeniorPupils = 60
	c.Costs, c.Posts, c.Funds = nil, nil, nil
	return c
}

// noted lists findings as people read them.
func noted(findings []model.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, f.String())
	}
	return all
}

func TestDeriveTeachers(t *testing.T) {
	t.Parallel()
	c := persons()
	c.Lines = model.Lines{model.TableSections: {2, 3, 4}}
	require.Equal(t, []string{
		`sections.csv:2: A/primary: teachers_backbone: "2": teachers.csv has 1, which is taken`,
		`sections.csv:3: B/primary: teachers: "1": teachers.csv has 0, which is taken`,
		`teachers.csv: degree: is missing for 1 teacher, who count as not above the required degree`,
		`teachers.csv: title: "wizard": is not known; the 1 teacher with it count as below an intermediate title`,
	}, noted(c.Derive()))
	none := model.Stocks{"teachers": 0, "teachers_above_degree": 0, "teachers_backbone": 0, "teachers_mid_title": 0, "teachers_pe_arts": 0}
	require.Equal(t, model.Stocks{"teachers": 3, "teachers_above_degree": 2, "teachers_backbone": 1, "teachers_mid_title": 1, "teachers_pe_arts": 2, "drivers": 4}, c.Sections[0].Stocks)
	require.Equal(t, none, c.Sections[1].Stocks)
	require.Equal(t, model.Stocks{"teachers": 2, "teachers_above_degree": 1, "teachers_backbone": 0, "teachers_mid_title": 1, "teachers_pe_arts": 0}, c.Sections[2].Stocks)
	require.NoError(t, c.Validate())
	require.Len(t, c.Derive(), 2, "what was derived is no difference any more")

	staff, err := c.StaffTable()
	require.NoError(t, err)
	require.False(t, staff.Inferred)
	var names []string
	for _, k := range staff.Kinds {
		names = append(names, k.Name)
	}
	require.Equal(t, []string{"plain", "above_degree+mid_title", "above_degree+backbone+mid_title", "pe_arts", "above_degree+pe_arts"}, names)
	require.Equal(t, [][]float64{{0, 0, 1}, {0, 0, 1}, {1, 0, 0}, {1, 0, 0}, {1, 0, 0}}, staff.Count)

	// Without any title there is no count of titles, and a stage without a rule has none of degrees.
	for i := range c.Teachers {
		c.Teachers[i].Title = ""
	}
	c.Sections[0].Stage, c.Sections[0].Stocks = "all", nil
	c.Teachers[0].Stage = "all"
	c.Derive()
	require.Equal(t, model.Stocks{"teachers": 1, "teachers_backbone": 1, "teachers_pe_arts": 0}, c.Sections[0].Stocks)
}

// A county whose sections disagree with its teachers does not validate.
func TestValidateTeacherCounts(t *testing.T) {
	t.Parallel()
	c := persons()
	c.Derive()
	delete(c.Sections[1].Stocks, "teachers_pe_arts")
	c.Sections[2].Stocks["teachers"] = 5
	require.Equal(t, []string{
		`sections.csv: B/primary: teachers_pe_arts: is missing; teachers.csv has 0: County.Derive takes the counts from there`,
		`sections.csv: B/junior: teachers: "5": teachers.csv has 2: County.Derive takes the counts from there`,
	}, messages(c.Validate()))
	// Kinds that are given beside are what holds: a plan writes them.
	c.Staff = []model.Staff{{School: "A", Stage: "primary", Kind: model.Kind{Name: "plain"}, Count: 3}, {School: "B", Stage: "junior", Kind: model.Kind{Name: "plain"}, Count: 5}}
	require.NoError(t, c.Validate())
}

func TestDeriveClasses(t *testing.T) {
	t.Parallel()
	c := county()
	c.Sections[0].Stocks["classes"] = 9
	c.Classes = []model.Class{
		{School: "A", Stage: "primary", Grade: 1, Name: "1", Pupils: 210},
		{School: "A", Stage: "primary", Grade: 2, Name: "1", Pupils: c.Sections[0].Pupils - 210},
		{School: "B", Stage: "primary", Pupils: 40},
		{School: "X", Stage: "primary", Pupils: 40},
	}
	require.Equal(t, []string{
		`sections.csv: A/primary: classes: "9": classes.csv has 2, which is taken`,
		`sections.csv: B/primary: pupils: "` + fmt.Sprint(c.Sections[1].Pupils) + `": the classes of classes.csv add up to 40; the number of pupils given here is taken`,
		`sections.csv: B/junior: classes.csv has no class of this section; its own counts stand`,
	}, noted(c.Derive()))
	require.Equal(t, [2]float64{2, 210}, [2]float64{c.Sections[0].Stocks["classes"], c.Sections[0].Stocks["largest_class"]})
	require.Equal(t, [2]float64{1, 40}, [2]float64{c.Sections[1].Stocks["classes"], c.Sections[1].Stocks["largest_class"]})
	require.NotContains(t, c.Sections[2].Stocks, "classes")
}

// Kinds derived from teachers add up to the derived counts, for any teachers; moving persons about
// moves the counts with them.
func TestDerivedKindsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := county()
		c.Costs, c.Posts, c.Funds = nil, nil, nil
		for i := range rapid.IntRange(1, 30).Draw(t, "teachers") {
			s := c.Sections[rapid.IntRange(0, 2).Draw(t, "section")]
			c.Teachers = append(c.Teachers, model.Teacher{
				ID: string(rune('a' + i)), School: s.School, Stage: s.Stage, Degree: rapid.SampledFrom(append(model.Degrees(), "")).Draw(t, "degree"),
				Title:    rapid.SampledFrom([]string{"", "高级教师", "二级教师"}).Draw(t, "title"),
				Backbone: rapid.Bool().Draw(t, "backbone"), PEArts: rapid.Bool().Draw(t, "arts"),
			})
		}
		c.Derive()
		require.NoError(t, c.Validate())
		staff, err := c.StaffTable()
		require.NoError(t, err)
		for i := range c.Sections {
			for stock, v := range c.Sections[i].Stocks {
				sum := 0.0
				for k, kind := range staff.Kinds {
					if kind.Has(stock) {
						sum += staff.Count[k][i]
					}
				}
				require.InDelta(t, v, sum, 0, "%s of section %d", stock, i)
			}
		}
	})
}
