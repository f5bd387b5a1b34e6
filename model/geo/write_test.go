package geo_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
)

func reversed(ring []model.Place) []model.Place {
	out := make([]model.Place, len(ring))
	for i, p := range ring {
		out[len(ring)-1-i] = p
	}
	return out
}

func prop(name string, value any) geo.Property { return geo.Property{Name: name, Value: value} }

// features has one of every geometry, with rings that run the wrong way.
func features() []geo.Feature {
	outer, hole := box(112.5, 31.2, 112.51, 31.21), box(112.502, 31.202, 112.505, 31.205)
	return []geo.Feature{
		{ID: "P1", Where: geo.Polygons(model.Shape{{reversed(outer), hole}}), Properties: []geo.Property{prop("piece_id", "P1"), prop("pupils", 12.5), prop("moved", true), prop("to", nil)}},
		{ID: "P2", Where: geo.Polygons(model.Shape{{outer}, {reversed(hole)}}), Properties: []geo.Property{prop("piece_id", "P2")}},
		{ID: "S1", Where: geo.Point(&model.Place{Lon: 112.505, Lat: 31.2}), Properties: []geo.Property{prop("name", `"一小" <&>`)}},
		{Where: geo.Line(model.Place{Lon: 112.5, Lat: 31.2}, model.Place{Lon: 112.6, Lat: 31}), Properties: []geo.Property{prop("pupils", 1e6)}},
		{ID: "P3", Where: geo.Point(nil)},
	}
}

const written = `{"type": "FeatureCollection", "name": "plan", "features": [
{"type": "Feature", "id": "P1", "properties": {"piece_id": "P1", "pupils": 12.5, "moved": true, "to": null}, "geometry": {"type": "Polygon", "coordinates": [[[112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.5, 31.21], [112.5, 31.2]], [[112.502, 31.202], [112.502, 31.205], [112.505, 31.205], [112.505, 31.202], [112.502, 31.202]]]}},
{"type": "Feature", "id": "P2", "properties": {"piece_id": "P2"}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.5, 31.21], [112.5, 31.2]]], [[[112.502, 31.202], [112.505, 31.202], [112.505, 31.205], [112.502, 31.205], [112.502, 31.202]]]]}},
{"type": "Feature", "id": "S1", "properties": {"name": "\"一小\" \u003c\u0026\u003e"}, "geometry": {"type": "Point", "coordinates": [112.505, 31.2]}},
{"type": "Feature", "properties": {"pupils": 1000000}, "geometry": {"type": "LineString", "coordinates": [[112.5, 31.2], [112.6, 31]]}},
{"type": "Feature", "id": "P3", "properties": {}, "geometry": null}
]}
`

func TestWrite(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, geo.Write(&out, "plan", features()))
	require.Equal(t, written, out.String())
	require.True(t, json.Valid(out.Bytes()))
	out.Reset()
	require.NoError(t, geo.Write(&out, "plan", nil))
	require.Equal(t, "{\"type\": \"FeatureCollection\", \"name\": \"plan\", \"features\": [\n]}\n", out.String())
}

// What map programs are built on reads it, layer by layer.
func TestWriteOpensInGDAL(t *testing.T) {
	t.Parallel()
	ogrinfo, err := exec.LookPath("ogrinfo")
	if err != nil {
		t.Skip("ogrinfo of GDAL is not installed")
	}
	var out bytes.Buffer
	require.NoError(t, geo.Write(&out, "plan", features()))
	file := filepath.Join(t.TempDir(), "plan.geojson")
	require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
	said, err := exec.Command(ogrinfo, "-al", file).CombinedOutput()
	require.NoError(t, err, "%s", said)
	for _, want := range []string{"Layer name: plan", "Feature Count: 5", "WGS 84", "POLYGON ((112.5 31.2,112.51 31.2,", "MULTIPOLYGON (((", "POINT (112.505 31.2)", "LINESTRING (112.5 31.2,112.6 31", `"一小" <&>`} {
		require.Contains(t, string(said), want)
	}
	for _, unwanted := range []string{"Warning", "ERROR", "not closed"} {
		require.NotContains(t, string(said), unwanted)
	}
}

func TestWriteFails(t *testing.T) {
	t.Parallel()
	for _, f := range []geo.Feature{
		{Properties: []geo.Property{prop("pupils", math.NaN())}},
		{Where: geo.Point(&model.Place{Lon: math.Inf(1)})},
		{Where: geo.Line(model.Place{}, model.Place{Lat: math.NaN()})},
		{Where: geo.Polygons(model.Shape{{{{Lon: math.NaN()}}}})},
		{Where: geo.Polygons(model.Shape{{}, {{{Lat: math.NaN()}}}})},
	} {
		require.ErrorContains(t, geo.Write(&bytes.Buffer{}, "plan", []geo.Feature{f}), "is not a finite number")
	}
	require.ErrorIs(t, geo.Write(broken{}, "plan", features()), errBroken)
}

var errBroken = errors.New("broken disk")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

// The shapes of a county come back as they were written.
func TestPiecesRoundTrip(t *testing.T) {
	t.Parallel()
	c := county("P1", "P2", "P3")
	require.False(t, geo.HasShapes(c))
	c.Pieces[0].Shape = model.Shape{{box(112.5, 31.2, 112.51, 31.21), reversed(box(112.502, 31.202, 112.505, 31.205))}}
	c.Pieces[1].Shape = model.Shape{{box(112.51, 31.2, 112.52, 31.21)}, {box(112.6, 31.2, 112.61, 31.21)}}
	require.True(t, geo.HasShapes(c))
	var out bytes.Buffer
	require.NoError(t, geo.WritePieces(&out, c))
	back := county("P1", "P2", "P3")
	_, faults, err := join(back, map[string]string{"pieces.geojson": out.String()})
	require.NoError(t, err, faults)
	for i := range c.Pieces {
		require.Equal(t, c.Pieces[i].Shape, back.Pieces[i].Shape)
	}
}

// Whatever bytes a file of shapes holds, reading it gives faults with a file and a rule, or shapes that come
// back as they are, up to the way that their rings run.
func FuzzJoin(f *testing.F) {
	f.Add(collection(feature(`"P1"`, "Polygon", unit)))
	f.Add(collection(feature(`"P1"`, "MultiPolygon", "["+unit+"]"), feature(`"P2"`, "Point", `[1,2]`)))
	f.Add(written)
	f.Add(`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[null,{"type":"Feature","id":5}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		c := county("P1", "P2", "5")
		_, faults, err := join(c, map[string]string{"pieces.geojson": text})
		if err != nil {
			require.NotEmpty(t, faults)
			return
		}
		for i := range c.Pieces {
			p := &c.Pieces[i]
			require.False(t, math.IsNaN(p.AreaM2) || p.AreaM2 < 0)
			if p.Place != nil {
				require.LessOrEqual(t, math.Abs(p.Place.Lon), 180.0)
				require.LessOrEqual(t, math.Abs(p.Place.Lat), 90.0)
			}
		}
		var first, second bytes.Buffer
		require.NoError(t, geo.WritePieces(&first, c))
		back := county("P1", "P2", "5")
		_, faults, err = join(back, map[string]string{"pieces.geojson": first.String()})
		require.NoError(t, err, faults)
		require.NoError(t, geo.WritePieces(&second, back))
		require.Equal(t, first.String(), second.String())
	})
}
