package standard_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// area is a standard of one split stock.
func area() *standard.Standard {
	return &standard.Standard{Name: "area", Indicators: []standard.Indicator{
		{Code: "A", Stock: []standard.Term{{Column: "area", Sign: 1}}, Per: 1, Split: true},
	}}
}

func rowsOf(t *testing.T, s *standard.Standard, c *model.County) map[string]standard.Row {
	t.Helper()
	require.NoError(t, c.Validate())
	table, err := s.Table(c)
	require.NoError(t, err)
	rows := make(map[string]standard.Row)
	for _, r := range table.Rows {
		rows[c.Schools[r.School].ID+"/"+r.Stage] = r
	}
	require.Len(t, rows, len(table.Rows))
	return rows
}

// A campus that is not counted as a school is merged: pupils and stocks are added. A campus of one
// stage gives its stock to that stage whole, one of two stages is split for itself.
func TestCampuses(t *testing.T) {
	t.Parallel()
	c := &model.County{
		Schools: []model.School{
			{ID: "north", CountedWith: "main", Kind: model.KindPrimary, Stocks: model.Stocks{"area": 500}},
			{ID: "main", Kind: model.KindNineYear, Stocks: model.Stocks{"area": 4200}},
			{ID: "south", CountedWith: "north", Kind: model.KindNineYear, Stocks: model.Stocks{"area": 420}},
			{ID: "ground", CountedWith: "main", Stocks: model.Stocks{"area": 800}}, // nobody is taught there
			{ID: "other", Kind: model.KindPrimary, Stocks: model.Stocks{"area": 1000}},
		},
		Sections: []model.Section{
			{School: "north", Stage: "primary", Pupils: 100},
			{School: "main", Stage: "primary", Pupils: 200},
			{School: "main", Stage: "junior", Pupils: 200},
			{School: "south", Stage: "primary", Pupils: 20},
			{School: "south", Stage: "junior", Pupils: 20},
			{School: "other", Stage: "primary", Pupils: 100},
		},
	}
	rows := rowsOf(t, area(), c)
	require.Len(t, rows, 3)
	// Main 200 : 220 of 4200, south 20 : 22 of 420, north whole; ground by 320 : 242 of the whole school.
	require.InDelta(t, 2000+500+200+800*320/562.0, rows["main/primary"].Stock[0], 1e-9)
	require.InDelta(t, 2200+220+800*242/562.0, rows["main/junior"].Stock[0], 1e-9)
	require.InDelta(t, 1000, rows["other/primary"].Stock[0], 0)
	require.InDelta(t, 320, rows["main/primary"].Pupils, 0)
	require.InDelta(t, 220, rows["main/junior"].Pupils, 0)
	require.Equal(t, []int{1, 0, 3}, rows["main/primary"].Parts, "the school's own section first")
	require.Equal(t, []int{2, 4}, rows["main/junior"].Parts)
	require.Nil(t, rows["other/primary"].Parts)
	require.InDelta(t, 200/420.0, rows["main/primary"].Share, 1e-15, "of what the school itself keeps")

	a := assess(t, area(), c)
	require.Len(t, a.Sections, 3)
	require.Equal(t, "main", a.Sections[0].School)
}

// A campus may run a stage that its school does not have.
func TestCampusOfAnotherStage(t *testing.T) {
	t.Parallel()
	c := &model.County{
		Schools: []model.School{
			{ID: "main", Kind: model.KindPrimary, Stocks: model.Stocks{"area": 1000}},
			{ID: "east", CountedWith: "main", Kind: model.KindJunior, Stocks: model.Stocks{"area": 600}},
		},
		Sections: []model.Section{{School: "main", Stage: "primary", Pupils: 100}, {School: "east", Stage: "junior", Pupils: 60}},
	}
	rows := rowsOf(t, area(), c)
	require.InDelta(t, 1000, rows["main/primary"].Stock[0], 0, "single-stage campuses are not split")
	require.InDelta(t, 600, rows["main/junior"].Stock[0], 0)
	require.InDelta(t, 0, rows["main/junior"].Share, 0)
}

// Teachers are added too; a cell that is missing at a campus is not zero.
func TestCampusTeachers(t *testing.T) {
	t.Parallel()
	c := passing()
	c.Schools = append(c.Schools, model.School{ID: "w", CountedWith: "v", Kind: model.KindTeachingPoint, Area: model.AreaRural, Stocks: model.Stocks{
		"teaching_area_m2": 10, "indoor_sports_m2": 0, "gymnasium_m2": 0, "sports_ground_m2": 0, "equipment_yuan": 0, "multimedia_rooms": 0,
		"public_funds_yuan": 0, "training_funds_yuan": 0,
	}})
	c.Sections = append(c.Sections, model.Section{School: "w", Stage: "primary", Pupils: 12, Stocks: model.Stocks{
		"teachers": 2, "teachers_above_degree": 1, "teachers_backbone": 0, "teachers_pe_arts": 0,
	}})
	c.Classes = append(c.Classes, model.Class{School: "w", Stage: "primary", Pupils: 12})
	s := standard.QualityBalance2017()
	a := assess(t, s, c)
	v := of(a, "guarantee-04")["v"]
	require.InDelta(t, 102, v.Value, 0)
	require.NotContains(t, of(a, "guarantee-04"), "w")
	small := of(a, "guarantee-06")
	require.Len(t, small, 2, "102 pupils together, but fewer than 100 each")
	require.Equal(t, standard.Pass, small["v"].Outcome)
	require.Equal(t, standard.Fail, small["w"].Outcome)
	for _, r := range a.Sections {
		if r.School == "v" {
			require.InDelta(t, 0.08*90+1, r.Readings[0].Stock, 1e-12)
			require.InDelta(t, 102, r.Pupils, 0, "a point of 12 pupils is no point of its own")
		}
	}

	delete(c.Sections[4].Stocks, "teachers_backbone")
	_, err := s.Assess(c)
	require.EqualError(t, err, "sections.csv: w/primary: teachers_backbone: is missing, which is not zero; indicator L2 of quality-balance-2017 needs it")
}

func TestCampusStocksBelowZero(t *testing.T) {
	t.Parallel()
	s := area()
	s.Indicators[0].Stock = append(s.Indicators[0].Stock, standard.Term{Column: "indoor", Sign: -1})
	c := &model.County{
		Schools: []model.School{
			{ID: "main", Stocks: model.Stocks{"area": 10, "indoor": 0}}, {ID: "hall", CountedWith: "main", Stocks: model.Stocks{"indoor": 11}},
		},
		Sections: []model.Section{{School: "main", Stage: "primary", Pupils: 10}},
	}
	_, err := s.Table(c)
	require.EqualError(t, err, `sections.csv: main/primary: area, -indoor: "-1": the stock of indicator A with its campuses must not be negative`)
}

// Attached classes: kindergarten and senior pupils take their share and are not judged; classes of
// another compulsory stage are a section of that stage.
func TestAttachedClasses(t *testing.T) {
	t.Parallel()
	c := &model.County{
		Schools: []model.School{
			{ID: "p", Kind: model.KindPrimary, Stocks: model.Stocks{"area": 1200}},
			{ID: "j", Kind: model.KindJunior, Flags: []string{model.FlagAttached}, Stocks: model.Stocks{"area": 3200}},
		},
		Sections: []model.Section{
			{School: "p", Stage: "primary", Pupils: 90}, {School: "p", Stage: standard.StageKindergarten, Pupils: 30},
			{School: "j", Stage: "junior", Pupils: 200}, {School: "j", Stage: "primary", Pupils: 100},
		},
	}
	s := area()
	s.Indicators[0].Minimum = map[string]float64{"primary": 1, "junior": 1}
	rows := rowsOf(t, s, c)
	require.InDelta(t, 900, rows["p/primary"].Stock[0], 1e-9)
	require.InDelta(t, 1000, rows["j/primary"].Stock[0], 1e-9, "100 : 220")
	require.InDelta(t, 2200, rows["j/junior"].Stock[0], 1e-9)
	require.Len(t, rows, 3)

	left := findingsOf(t, s, c)
	require.Contains(t, left, `sections.csv: p/kindergarten: stage: "kindergarten": left out: kindergarten sections are not judged; the official forms give no weight for splitting, each child counts as 1`)
	c.StageWeights = map[string]float64{standard.StageKindergarten: 0.5, "primary": 1, "junior": 1.1, "senior": 1.32}
	require.InDelta(t, 1200*90/105.0, rowsOf(t, s, c)["p/primary"].Stock[0], 1e-9)
	require.Contains(t, findingsOf(t, s, c), `sections.csv: p/kindergarten: stage: "kindergarten": left out: kindergarten sections are not judged`)
}

func findingsOf(t *testing.T, s *standard.Standard, c *model.County) []string {
	t.Helper()
	var out []string
	for _, f := range assess(t, s, c).Findings {
		out = append(out, f.String())
	}
	return out
}

// What the two standards are about: points below 50 pupils, special schools, private schools, schools
// of higher authorities.
func TestScopes(t *testing.T) {
	t.Parallel()
	c := passing()
	base := c.Sections[2]
	add := func(id string, kind model.SchoolKind, pupils float64, change func(s *model.School)) {
		s := model.School{ID: id, Kind: kind, Area: model.AreaRural, Owner: 1, Stocks: school(c, "v").Stocks}
		change(&s)
		c.Schools = append(c.Schools, s)
		section := base
		section.School, section.Pupils = id, pupils
		c.Sections = append(c.Sections, section)
	}
	same := func(*model.School) {}
	add("point-49", model.KindTeachingPoint, 49, same)
	add("point-50", model.KindTeachingPoint, 50, same)
	add("private", model.KindPrimary, 60, func(s *model.School) { s.Owner = 10 })
	add("province", model.KindPrimary, 60, func(s *model.School) { s.Flags = []string{model.FlagAboveCounty} })

	in := func(s *standard.Standard) (ids []string) {
		for _, r := range assess(t, s, c).Sections {
			ids = append(ids, r.School)
		}
		return ids
	}
	require.Equal(t, []string{"p", "j", "v", "point-50", "private", "province"}, in(standard.QualityBalance2017()))
	require.Equal(t, []string{"p", "j", "v"}, in(standard.BasicBalance2012()))
	left := findingsOf(t, standard.BasicBalance2012(), c)
	require.Contains(t, left, "sections.csv: private/primary: left out: the standard does not count schools of owner 10")
	require.Contains(t, left, "sections.csv: province/primary: left out: the standard does not count schools with the flag above_county")
	require.Contains(t, left, "sections.csv: point-50/primary: left out: the standard does not count schools of kind teaching_point")
	require.Contains(t, left, "sections.csv: s/primary: left out: the standard does not count schools of kind special")

	for i := range c.Schools {
		c.Schools[i].Owner = 0
	}
	require.Contains(t, findingsOf(t, standard.BasicBalance2012(), c), "schools.csv: owner: missing for 8 schools; all of them are counted, also where the standard would leave one out by its owner")
	require.Len(t, in(standard.BasicBalance2012()), 4)
	c.Schools[6].Owner = 10

	// The guarantees are about the small points too, and about private schools.
	sizes := of(assess(t, standard.QualityBalance2017(), c), "guarantee-04")
	require.Contains(t, sizes, "point-49")
	require.Contains(t, sizes, "private")
	require.NotContains(t, sizes, "s")
	answer(c, "school-standard", "")
	c.Guarantees = append(c.Guarantees, model.Answer{Rule: "school-standard", School: "p", Value: "yes"})
	asked := of(assess(t, standard.BasicBalance2012(), c), "school-standard")
	require.NotContains(t, asked, "private")
	require.NotContains(t, asked, "province")
}
