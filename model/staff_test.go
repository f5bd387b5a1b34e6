package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/model"
)

func TestKindNames(t *testing.T) {
	t.Parallel()
	known := []string{"teachers_above_degree", "teachers_backbone", "teachers_pe_arts", "teachers_mid_title", "drivers"}
	for name, want := range map[string]string{
		"plain": "plain", "backbone": "backbone", "pe_arts+backbone+above_degree": "above_degree+backbone+pe_arts",
		"teachers_pe_arts + mid_title": "mid_title+pe_arts", "drivers": "drivers", "backbone+backbone": "backbone",
	} {
		k, err := model.ParseKind(name, known)
		require.NoError(t, err, name)
		require.Equal(t, want, k.Name)
		require.Equal(t, want, model.KindName(k.Attributes))
		require.True(t, k.Has("teachers"))
		require.Equal(t, want == "backbone" || len(k.Attributes) == 3, k.Has("teachers_backbone"), name)
	}
	_, err := model.ParseKind("backbone+pe_art", known)
	require.EqualError(t, err, `kind of teacher "backbone+pe_art": "pe_art" is unknown; did you mean "pe_arts"? known: plain, above_degree, backbone, pe_arts, mid_title, drivers`)
	_, err = model.ParseKind("", known)
	require.Error(t, err)

	c := staffed()
	k, err := c.ParseKind("star")
	require.NoError(t, err)
	require.Equal(t, []string{"teachers_backbone"}, k.Attributes)
	k, err = c.ParseKind("backbone")
	require.NoError(t, err)
	require.Equal(t, "backbone", k.Name)
}

func TestGivenStaff(t *testing.T) {
	t.Parallel()
	c := staffed()
	table, err := c.StaffTable()
	require.NoError(t, err)
	require.False(t, table.Inferred)
	require.Equal(t, "star", table.Kinds[0].Name)
	require.Equal(t, [][]float64{{4, 1, 2}, {16, 11, 7}}, table.Count)
	c.Staff[0].School = "X"
	_, err = c.StaffTable()
	require.EqualError(t, err, `kinds.csv: school_id, stage: "X/primary": there is no such section`)
}

func TestNestedStaff(t *testing.T) {
	t.Parallel()
	c := &model.County{Sections: []model.Section{
		{School: "a", Stage: "p", Stocks: model.Stocks{"teachers": 10, "teachers_above_degree": 6, "teachers_backbone": 2, "teachers_pe_arts": 3}},
		{School: "b", Stage: "p", Stocks: model.Stocks{"teachers": 2, "teachers_above_degree": 0, "teachers_backbone": 0, "teachers_pe_arts": 0}},
		{School: "c", Stage: "p"},
		{School: "d", Stage: "p", Stocks: model.Stocks{"teachers": 0}},
	}}
	table, err := c.StaffTable()
	require.NoError(t, err)
	require.True(t, table.Inferred)
	names := make([]string, len(table.Kinds))
	for k := range table.Kinds {
		names[k] = table.Kinds[k].Name
	}
	// 3 over 2 backbone, 4 above degree and 4 plain teachers: 0.6, 1.2, 1.2.
	require.Equal(t, []string{"plain", "above_degree", "above_degree+backbone", "pe_arts", "above_degree+pe_arts", "above_degree+backbone+pe_arts"}, names)
	require.Equal(t, [][]float64{{3, 2, 0, 0}, {3, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}}, table.Count)
}

func TestNestedSubsets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stocks model.Stocks
		want   map[string]float64
	}{
		{model.Stocks{"teachers": 5}, map[string]float64{"plain": 5}},
		{model.Stocks{"teachers": 5, "teachers_master_plus": 2}, map[string]float64{"plain": 3, "master_plus": 2}},
		{model.Stocks{"teachers": 5, "teachers_backbone": 5}, map[string]float64{"backbone": 5}},
		{model.Stocks{"teachers": 5, "teachers_above_degree": 0, "teachers_backbone": 0}, map[string]float64{"plain": 5}},
		{model.Stocks{"teachers": 5, "teachers_above_degree": 3, "teachers_backbone": 3}, map[string]float64{"plain": 2, "above_degree+backbone": 3}},
	} {
		county := &model.County{Sections: []model.Section{{School: "a", Stage: "p", Stocks: c.stocks}}}
		table, err := county.StaffTable()
		require.NoError(t, err)
		got := make(map[string]float64)
		for k, kind := range table.Kinds {
			got[kind.Name] = table.Count[k][0]
		}
		require.Equal(t, c.want, got)
	}
}

func TestStaffFaults(t *testing.T) {
	t.Parallel()
	const give = "; kinds of teachers cannot be inferred: give them in kinds.csv"
	for _, c := range []struct {
		stocks model.Stocks
		want   string
	}{
		{model.Stocks{"teachers_backbone": 1}, "sections.csv: a/p: teachers: is missing" + give},
		{model.Stocks{"teachers": 3}, "sections.csv: a/p: teachers_backbone: is missing" + give},
		{model.Stocks{"teachers": 3.5, "teachers_backbone": 1}, `sections.csv: a/p: teachers: "3.5": must be whole persons` + give},
		{model.Stocks{"teachers": 3, "teachers_backbone": 4}, `sections.csv: a/p: teachers_backbone: "4": more than all teachers of the section` + give},
		{model.Stocks{"teachers": 3, "teachers_backbone": 2, "teachers_above_degree": 1}, `sections.csv: a/p: teachers_backbone: "2": more than the 1 teachers above the degree` + give},
	} {
		county := &model.County{Sections: []model.Section{
			{School: "a", Stage: "p", Stocks: c.stocks}, {School: "b", Stage: "p", Stocks: model.Stocks{"teachers": 1, "teachers_backbone": 1, "teachers_above_degree": 1}},
		}}
		if _, ok := c.stocks["teachers_above_degree"]; !ok {
			delete(county.Sections[1].Stocks, "teachers_above_degree")
		}
		_, err := county.StaffTable()
		require.EqualError(t, err, c.want)
	}
	county := &model.County{KindRule: "x", Sections: []model.Section{{Stocks: model.Stocks{"teachers": 1}}}}
	_, err := county.StaffTable()
	require.EqualError(t, err, `county.yaml: kinds: "x": unknown; known: nested`)
	county = &model.County{Sections: []model.Section{{Stocks: model.Stocks{"pupils": 1}}}}
	_, err = county.StaffTable()
	require.EqualError(t, err, "sections.csv: teachers: the column is missing; kinds of teachers cannot be inferred without it")
}

// Kinds add up to every count, are whole, and backbone teachers hold the degree.
func TestNestedProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		others := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"teachers_pe_arts", "teachers_mid_title", "teachers_psych", "teachers_a"}), 0, 4, rapid.ID).Draw(t, "others")
		c := &model.County{}
		for i := range rapid.IntRange(1, 8).Draw(t, "sections") {
			total := rapid.IntRange(0, 60).Draw(t, "teachers")
			degree := rapid.IntRange(0, total).Draw(t, "degree")
			stocks := model.Stocks{
				"teachers": float64(total), "teachers_above_degree": float64(degree),
				"teachers_backbone": float64(rapid.IntRange(0, degree).Draw(t, "backbone")),
			}
			for _, o := range others {
				stocks[o] = float64(rapid.IntRange(0, total).Draw(t, o))
			}
			c.Sections = append(c.Sections, model.Section{School: string(rune('a' + i)), Stage: "p", Stocks: stocks})
		}
		table, err := c.StaffTable()
		require.NoError(t, err)
		for i := range c.Sections {
			sums := model.Stocks{}
			for stock := range c.Sections[i].Stocks {
				sums[stock] = 0
			}
			for k, kind := range table.Kinds {
				n := table.Count[k][i]
				require.True(t, n >= 0 && n == float64(int(n)))
				require.False(t, kind.Has("teachers_backbone") && !kind.Has("teachers_above_degree"))
				for stock := range sums {
					if kind.Has(stock) {
						sums[stock] += n
					}
				}
			}
			require.Equal(t, c.Sections[i].Stocks, sums)
		}
		again, err := c.StaffTable()
		require.NoError(t, err)
		require.Equal(t, table, again)
	})
}
