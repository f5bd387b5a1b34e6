package geojson_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report/geojson"
	"github.com/eduparity/eduparity/model"
)

// county has two schools, three pieces of which one has a shape and one no place, and a site that may open.
func county() *model.County {
	at := func(lon float64) *model.Place { return &model.Place{Lon: lon, Lat: 31.2} }
	box := []model.Place{{Lon: 112.5, Lat: 31.2}, {Lon: 112.51, Lat: 31.2}, {Lon: 112.51, Lat: 31.21}, {Lon: 112.5, Lat: 31.21}, {Lon: 112.5, Lat: 31.2}}
	return &model.County{
		Schools: []model.School{{ID: "S1", Name: "One", Kind: model.KindPrimary, Place: at(112.5)}, {ID: "S2", Kind: model.KindNineYear}},
		Sections: []model.Section{
			{School: "S1", Stage: "primary", Pupils: 70, Stocks: model.Stocks{"seats": 45}}, {School: "S2", Stage: "primary"}, {School: "S2", Stage: "junior", Pupils: 5},
		},
		Pieces: []model.Piece{
			{ID: "P1", Place: at(112.505), Shape: model.Shape{{box}}, Pupils: map[string]float64{"primary": 40}, School: map[string]string{"primary": "S1"}},
			{ID: "P2", Place: at(112.52), Pupils: map[string]float64{"primary": 30}, School: map[string]string{"primary": "S1"}},
			{ID: "P3", Pupils: map[string]float64{"primary": 6.5}},
		},
		Candidates: []model.Candidate{{School: "N1", Action: model.CandidateOpen, Stage: "primary", Seats: 45, Place: at(112.53)}},
	}
}

func number(v float64) *float64 { return &v }

// moved sends P2 to the new school and a part of P3 to S2.
func moved() *plan.Plan {
	return &plan.Plan{Status: plan.Optimal, Places: &plan.Changes{
		Catchments: []plan.CatchmentChange{
			{School: "S1", Stage: "primary", Status: plan.SectionStays, PupilsBefore: 70, PupilsAfter: 40, SeatsBefore: number(45), SeatsAfter: number(45), MetresBefore: number(1086.96), MetresAfter: number(475.6), Lost: 30},
			{School: "S2", Stage: "primary", Status: plan.SectionStays, PupilsAfter: 2.5, Gained: 2.5},
			{School: "N1", Stage: "primary", Status: plan.SectionOpens, PupilsAfter: 34, SeatsAfter: number(45), MetresAfter: number(951.12), Gained: 34},
		},
		Pieces: []plan.PieceChange{
			{Piece: "P2", Stage: "primary", Pupils: 30, From: "S1", Shares: []plan.PieceShare{{School: "N1", Pupils: 30, Metres: number(951.12)}}, MetresBefore: number(1902.24), MetresAfter: number(951.12)},
			{Piece: "P3", Stage: "primary", Pupils: 6.5, Shares: []plan.PieceShare{{School: "S2", Pupils: 2.5, Boards: 1}, {School: "N1", Pupils: 4}}},
		},
	}}
}

const planned = `{"type": "FeatureCollection", "name": "plan", "features": [
{"type": "Feature", "id": "P1", "properties": {"layer": "piece", "piece_id": "P1", "pupils_primary": 40, "school_primary": "S1", "planned_primary": "S1", "moved_primary": 0, "metres_primary": 475.6, "planned_metres_primary": 475.6}, "geometry": {"type": "Polygon", "coordinates": [[[112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.5, 31.21], [112.5, 31.2]]]}},
{"type": "Feature", "id": "P2", "properties": {"layer": "piece", "piece_id": "P2", "pupils_primary": 30, "school_primary": "S1", "planned_primary": "N1", "moved_primary": 30, "metres_primary": 1902.2, "planned_metres_primary": 951.1}, "geometry": {"type": "Point", "coordinates": [112.52, 31.2]}},
{"type": "Feature", "id": "P3", "properties": {"layer": "piece", "piece_id": "P3", "pupils_primary": 6.5, "school_primary": null, "planned_primary": "S2 (2.5); N1 (4)", "moved_primary": 6.5, "metres_primary": null, "planned_metres_primary": null}, "geometry": null},
{"type": "Feature", "id": "S1", "properties": {"layer": "school", "school_id": "S1", "name": "One", "kind": "primary", "status_primary": "stays", "pupils_primary": 70, "planned_pupils_primary": 40, "seats_primary": 45, "planned_seats_primary": 45, "metres_primary": 1087, "planned_metres_primary": 475.6}, "geometry": {"type": "Point", "coordinates": [112.5, 31.2]}},
{"type": "Feature", "id": "S2", "properties": {"layer": "school", "school_id": "S2", "name": null, "kind": "nine_year", "status_primary": "stays", "pupils_primary": 0, "planned_pupils_primary": 2.5, "seats_primary": null, "planned_seats_primary": null, "metres_primary": null, "planned_metres_primary": null, "status_junior": "stays", "pupils_junior": 5}, "geometry": null},
{"type": "Feature", "id": "N1", "properties": {"layer": "school", "school_id": "N1", "name": null, "kind": null, "status_primary": "opens", "pupils_primary": 0, "planned_pupils_primary": 34, "seats_primary": null, "planned_seats_primary": 45, "metres_primary": null, "planned_metres_primary": 951.1}, "geometry": {"type": "Point", "coordinates": [112.53, 31.2]}},
{"type": "Feature", "properties": {"layer": "move", "piece_id": "P2", "stage": "primary", "pupils": 30, "boards": 0, "from": "S1", "to": "N1", "metres_before": 1902.2, "metres_after": 951.1}, "geometry": {"type": "LineString", "coordinates": [[112.52, 31.2], [112.53, 31.2]]}},
{"type": "Feature", "properties": {"layer": "move", "piece_id": "P3", "stage": "primary", "pupils": 2.5, "boards": 1, "from": null, "to": "S2", "metres_before": null, "metres_after": null}, "geometry": null},
{"type": "Feature", "properties": {"layer": "move", "piece_id": "P3", "stage": "primary", "pupils": 4, "boards": 0, "from": null, "to": "N1", "metres_before": null, "metres_after": null}, "geometry": null}
]}
`

func TestWrite(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, geojson.Write(&out, moved(), county()))
	require.Equal(t, planned, out.String())
}

// Where there is no plan, or one that is about other things, the map is that of today.
func TestWriteToday(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, geojson.Write(&out, &plan.Plan{Status: plan.StatusInfeasible}, county()))
	text := out.String()
	require.Contains(t, text, `"piece_id": "P2", "pupils_primary": 30, "school_primary": "S1", "planned_primary": "S1", "moved_primary": 0, "metres_primary": 1902.2, "planned_metres_primary": 1902.2}`)
	require.Contains(t, text, `"school_id": "S1", "name": "One", "kind": "primary", "status_primary": "stays", "pupils_primary": 70}`)
	require.NotContains(t, text, `"layer": "move"`)
	require.NotContains(t, text, "N1")
}

// GDAL, which QGIS reads maps by, opens the plan and finds every layer in it.
func TestWriteOpensInGDAL(t *testing.T) {
	t.Parallel()
	ogrinfo, err := exec.LookPath("ogrinfo")
	if err != nil {
		t.Skip("ogrinfo of GDAL is not installed")
	}
	var out bytes.Buffer
	require.NoError(t, geojson.Write(&out, moved(), county()))
	file := filepath.Join(t.TempDir(), "plan.geojson")
	require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
	for layer, count := range map[string]string{"piece": "Feature Count: 3", "school": "Feature Count: 3", "move": "Feature Count: 3"} {
		said, err := exec.Command(ogrinfo, "-al", "-where", "layer = '"+layer+"'", file).CombinedOutput()
		require.NoError(t, err, "%s", said)
		require.Contains(t, string(said), count)
		require.NotContains(t, string(said), "Warning")
		require.NotContains(t, string(said), "ERROR")
	}
}
