package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
)

// catchments is a county of two primary schools whose 30 and 20 pupils live in three pieces.
func catchments() *model.County {
	piece := func(id, school string, pupils float64) model.Piece {
		return model.Piece{ID: id, Pupils: map[string]float64{"primary": pupils}, School: map[string]string{"primary": school}}
	}
	return &model.County{
		Name: "Map", Year: 2025,
		Schools:  []model.School{{ID: "A", Kind: model.KindPrimary}, {ID: "B", Kind: model.KindPrimary}, {ID: "S", Kind: model.KindSpecial}},
		Sections: []model.Section{{School: "A", Stage: "primary", Pupils: 30}, {School: "B", Stage: "primary", Pupils: 20}, {School: "S", Stage: "primary", Pupils: 7}},
		Pieces:   []model.Piece{piece("p", "A", 10), piece("q", "A", 20), piece("r", "B", 20)},
	}
}

func TestValidateCatchments(t *testing.T) {
	for name, c := range map[string]struct {
		change func(c *model.County)
		want   []string // of errors, in order
	}{
		"as it is":  {func(*model.County) {}, nil},
		"fractions": {func(c *model.County) { c.Pieces[0].Pupils["primary"] = 10.0000000001 }, nil},
		"new pupils": {func(c *model.County) {
			c.Pieces = append(c.Pieces, model.Piece{ID: "n", Pupils: map[string]float64{"primary": 5}})
		}, nil},
		"lost":               {func(c *model.County) { c.Pieces[1].Pupils["primary"] = 18 }, []string{`A/primary: pupils: "30": the pieces whose school this is have 28 pupils in pieces.csv: the others live in no piece`}},
		"counted twice":      {func(c *model.County) { c.Pieces = append(c.Pieces, c.Pieces[2]) }, []string{`B/primary: pupils: "20": the pieces whose school this is have 40 pupils in pieces.csv: the others are counted twice, or not enrolled`}},
		"no map":             {func(c *model.County) { unmap(c) }, nil},
		"no map, other sums": {func(c *model.County) { unmap(c); c.Pieces[0].Pupils["primary"] = 11 }, []string{`pieces.csv: pupils_primary: "51": no piece names a school for this stage, so that all pieces together must have the 50 pupils of its sections in sections.csv`}},
		"special":            {func(c *model.County) { c.Pieces[2].School["primary"] = "S" }, []string{"B/primary", `S/primary: pupils: "7": the pieces whose school this is have 20 pupils`}},
		"no pieces":          {func(c *model.County) { c.Pieces = nil }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			county := catchments()
			c.change(county)
			all := model.DataErrors(county.ValidateCatchments([]string{"primary"}))
			require.Len(t, all, len(c.want))
			for i, want := range c.want {
				require.ErrorContains(t, all[i], want)
			}
		})
	}
}

func unmap(c *model.County) {
	for i := range c.Pieces {
		c.Pieces[i].School = nil
	}
}
