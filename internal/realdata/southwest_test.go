package realdata_test

import (
	"errors"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/internal/realdata"
	"github.com/eduparity/eduparity/model"
)

// The figures are those that the data set's own page gives for today's map after construction.
func TestSouthwest(t *testing.T) {
	r, err := realdata.Southwest(os.DirFS("../../../shared/data"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("real data are absent: %v", err)
	}
	require.NoError(t, err)
	c := r.County
	require.NoError(t, c.Validate())
	require.Len(t, c.Pieces, 182)
	require.Len(t, c.Borders, 445)
	require.Len(t, r.Plans, 31)
	for _, name := range realdata.SouthwestFinalists() {
		require.Len(t, r.Plans[name], len(c.Pieces), name)
	}
	var pupils, seats, without, km float64
	for i := range c.Sections {
		s := &c.Sections[i]
		pupils, seats, without = pupils+s.Pupils, seats+s.Stocks[model.Seats], without+max(0, s.Pupils-s.Stocks[model.Seats])
	}
	require.Equal(t, []float64{5443, 6109, 319}, []float64{pupils, seats, without})
	ways := c.Distances()
	for i := range c.Pieces {
		p := &c.Pieces[i]
		metres, ok := ways.Metres(p.ID, p.School[model.StagePrimary])
		require.True(t, ok)
		km += p.Pupils[model.StagePrimary] * metres / 1000
		if p.Place == nil {
			require.Zero(t, p.Pupils[model.StagePrimary], p.ID)
			continue
		}
		direct := p.Place.MetresTo(*c.Schools[c.SchoolIndex()[p.School[model.StagePrimary]]].Place)
		require.InDelta(t, direct, metres, 1, "%s: kilometres have three decimals", p.ID)
	}
	require.InDelta(t, 1.071, km/pupils, 5e-4)
}

func TestSouthwestFaults(t *testing.T) {
	_, err := realdata.Southwest(fstest.MapFS{})
	require.ErrorIs(t, err, fs.ErrNotExist)
	const dir = "bcps_southwest_rezoning_2016/"
	_, err = realdata.Southwest(fstest.MapFS{
		dir + "schools.csv":      {Data: []byte("school,longitude,latitude,capacity_after_construction\nA,1,2,many\n")},
		dir + "zones.csv":        {Data: []byte("zone,longitude,latitude,area_m2,pupils_k5,es_2015_16\n1,1,2,3,4,B\n")},
		dir + "adjacency.csv":    {Data: []byte("zone_a,zone_c\n1,2\n")},
		dir + "distances_km.csv": {Data: []byte("zone,A\n1,1.5\n")},
	})
	require.EqualError(t, err, "schools.csv: A: column capacity_after_construction is not as expected\n"+
		"zones.csv: 1: column es_2015_16 is not as expected\nadjacency.csv: 1: column zone_b is not as expected")
}
