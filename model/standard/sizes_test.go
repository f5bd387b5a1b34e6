package standard_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// 2000 pupils in a school of one stage and 2500 in a nine-year school; built by 2010: 2400 and 3000, until
// the relief lapses.
func TestSchoolSizes(t *testing.T) {
	c := &model.County{Year: 2025}
	for _, x := range []struct {
		id     string
		kind   model.SchoolKind
		built  int
		stages []string
	}{
		{"P", model.KindPrimary, 2015, []string{model.StagePrimary}},
		{"old", model.KindPrimary, 2010, []string{model.StagePrimary}},
		{"nine", model.KindNineYear, 0, []string{model.StagePrimary, model.StageJunior}},
		{"old nine", model.KindNineYear, 2001, []string{model.StagePrimary, model.StageJunior}},
	} {
		c.Schools = append(c.Schools, model.School{ID: x.id, Kind: x.kind, BuiltYear: x.built})
		for _, stage := range x.stages {
			c.Sections = append(c.Sections, model.Section{School: x.id, Stage: stage, Pupils: 10})
		}
	}
	s := standard.QualityBalance2017()
	require.Len(t, s.SizeRules(), 1)
	sizes, err := s.SchoolSizes(c)
	require.NoError(t, err)
	require.Equal(t, map[string]float64{"P": 2000, "old": 2400, "nine": 2500, "old nine": 3000}, sizes)
	c.Year = 2099
	sizes, err = s.SchoolSizes(c)
	require.NoError(t, err)
	require.Equal(t, map[string]float64{"P": 2000, "old": 2000, "nine": 2500, "old nine": 2500}, sizes)
	c.Schools[0].CountedWith, c.Schools[1].CountedWith = "old", "P"
	_, err = s.SchoolSizes(c)
	require.Error(t, err)
}
