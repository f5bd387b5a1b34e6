package geo_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/eduparity/eduparity/internal/fixedseed"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/geo"
)

func TestMain(m *testing.M) { fixedseed.Main(m) }

// box is a rectangle of degrees, counterclockwise from the southwest.
func box(west, south, east, north float64) []model.Place {
	return []model.Place{{Lon: west, Lat: south}, {Lon: east, Lat: south}, {Lon: east, Lat: north}, {Lon: west, Lat: north}, {Lon: west, Lat: south}}
}

// By hand: between two parallels the sphere has R^2 x (difference of longitudes) x (difference of sines).
func zone(west, south, east, north float64) float64 {
	const degree = math.Pi / 180
	return 6371008.8 * 6371008.8 * (east - west) * degree * (math.Sin(north*degree) - math.Sin(south*degree))
}

func TestArea(t *testing.T) {
	t.Parallel()
	square := zone(112.5, 31.2, 112.51, 31.21)
	require.InDelta(t, 1.0576e6, square, 100, "some 951 m by 1112 m")
	require.InEpsilon(t, square, geo.Area(model.Shape{{box(112.5, 31.2, 112.51, 31.21)}}), 1e-9)
	require.InEpsilon(t, square-zone(112.502, 31.202, 112.505, 31.205),
		geo.Area(model.Shape{{box(112.5, 31.2, 112.51, 31.21), box(112.502, 31.202, 112.505, 31.205)}}), 1e-9, "without its hole")
	require.InEpsilon(t, square+zone(112.6, 31.2, 112.63, 31.24),
		geo.Area(model.Shape{{box(112.5, 31.2, 112.51, 31.21)}, {box(112.6, 31.2, 112.63, 31.24)}}), 1e-9, "of two polygons")
	require.InEpsilon(t, square/2, geo.Area(model.Shape{{{{Lon: 112.5, Lat: 31.2}, {Lon: 112.51, Lat: 31.2}, {Lon: 112.51, Lat: 31.21}, {Lon: 112.5, Lat: 31.2}}}}), 1e-4, "half of it")
	require.Zero(t, geo.Area(nil))
}

func TestMiddle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		shape    model.Shape
		lon, lat float64
	}{
		{"rectangle", model.Shape{{box(112.5, 31.2, 112.51, 31.23)}}, 112.505, 31.215},
		{"triangle: the mean of its corners", model.Shape{{{{Lon: 0, Lat: 0}, {Lon: 0.03, Lat: 0}, {Lon: 0, Lat: 0.06}, {Lon: 0, Lat: 0}}}}, 0.01, 0.02},
		{"an L of three unit squares", model.Shape{{{{Lon: 0, Lat: 0}, {Lon: 0.02, Lat: 0}, {Lon: 0.02, Lat: 0.01}, {Lon: 0.01, Lat: 0.01}, {Lon: 0.01, Lat: 0.02}, {Lon: 0, Lat: 0.02}, {Lon: 0, Lat: 0}}}}, 0.025 / 3, 0.025 / 3},
		// A square of 3 x 3 without one of its corners: (9 x 1.5 - 1 x 2.5) / 8.
		{"a hole in a corner", model.Shape{{box(0, 0, 0.03, 0.03), box(0.02, 0.02, 0.03, 0.03)}}, 0.01375, 0.01375},
		{"two squares, one twice as large", model.Shape{{box(0, 0, 0.01, 0.01)}, {box(0.02, 0, 0.04, 0.01)}}, (0.005 + 2*0.03) / 3, 0.005},
		{"no area: a line there and back", model.Shape{{{{Lon: 1, Lat: 1}, {Lon: 1.01, Lat: 1}, {Lon: 1.03, Lat: 1}, {Lon: 1, Lat: 1}}}}, 1.015, 1},
		// Its sides nearly cancel, so that the centroid of its area is anywhere.
		{"next to no area", model.Shape{{{{Lon: -76.73, Lat: 39.27}, {Lon: -76.72, Lat: 39.28}, {Lon: -76.71, Lat: 39.29000000000001}, {Lon: -76.73, Lat: 39.27}}}}, -76.72, 39.28},
		{"a point", model.Shape{{{{Lon: 5, Lat: 6}, {Lon: 5, Lat: 6}, {Lon: 5, Lat: 6}, {Lon: 5, Lat: 6}}}}, 5, 6},
	} {
		p, ok := geo.Middle(c.shape)
		require.True(t, ok, c.name)
		require.InDelta(t, c.lon, p.Lon, 1e-9, c.name)
		require.InDelta(t, c.lat, p.Lat, 1e-9, c.name)
	}
	_, ok := geo.Middle(model.Shape{{}})
	require.False(t, ok)
}

// grid is a map of squares of about a kilometre, row by row.
func grid(rows, columns int) []model.Piece {
	var all []model.Piece
	for r := range rows {
		for c := range columns {
			west, south := 112.5+float64(c)/100, 31.2+float64(r)/100
			all = append(all, model.Piece{ID: fmt.Sprintf("%d-%d", r, c), Shape: model.Shape{{box(west, south, west+0.01, south+0.01)}}})
		}
	}
	return all
}

// gridBorders are the borders of a grid: right and up of every square, those that meet in a corner not.
func gridBorders(rows, columns int) []model.Border {
	var all []model.Border
	for r := range rows {
		for c := range columns {
			if c+1 < columns {
				all = append(all, model.Border{A: fmt.Sprintf("%d-%d", r, c), B: fmt.Sprintf("%d-%d", r, c+1)})
			}
			if r+1 < rows {
				all = append(all, model.Border{A: fmt.Sprintf("%d-%d", r, c), B: fmt.Sprintf("%d-%d", r+1, c)})
			}
		}
	}
	return all
}

func TestBordersOfGrid(t *testing.T) {
	t.Parallel()
	require.Equal(t, gridBorders(3, 4), geo.Borders(grid(3, 4)))
	require.Empty(t, geo.Borders(grid(1, 1)))
	require.Empty(t, geo.Borders(nil))
	require.Empty(t, geo.Borders([]model.Piece{{ID: "a"}, {ID: "b"}}))
}

// Corners that are rounded differently, further corners on a side, the order of the corners and that of the
// pieces make no difference.
func TestBordersOfRoughGrid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 4).Draw(t, "rows"), rapid.IntRange(1, 4).Draw(t, "columns")
		pieces := grid(rows, columns)
		// Half a metre is 0.0000045 degrees of latitude, and more of longitude.
		noise := func() float64 { return rapid.Float64Range(-0.0000045, 0.0000045).Draw(t, "noise") }
		for i := range pieces {
			ring := pieces[i].Shape[0][0]
			var rough []model.Place
			for k := 1; k < len(ring); k++ {
				a, b := ring[k-1], ring[k]
				rough = append(rough, model.Place{Lon: a.Lon + noise(), Lat: a.Lat + noise()})
				for range rapid.IntRange(0, 2).Draw(t, "corners") {
					f := rapid.Float64Range(0, 1).Draw(t, "along")
					rough = append(rough, model.Place{Lon: a.Lon + f*(b.Lon-a.Lon) + noise(), Lat: a.Lat + f*(b.Lat-a.Lat) + noise()})
					b = rough[len(rough)-1]
					b.Lon, b.Lat = ring[k].Lon, ring[k].Lat
					a = model.Place{Lon: a.Lon + f*(b.Lon-a.Lon), Lat: a.Lat + f*(b.Lat-a.Lat)}
				}
			}
			rough = append(rough, rough[0])
			if rapid.Bool().Draw(t, "clockwise") {
				for l, r := 0, len(rough)-1; l < r; l, r = l+1, r-1 {
					rough[l], rough[r] = rough[r], rough[l]
				}
			}
			pieces[i].Shape = model.Shape{{rough}}
		}
		require.ElementsMatch(t, gridBorders(rows, columns), geo.Borders(pieces))
	})
}

func TestBordersOfOddShapes(t *testing.T) {
	t.Parallel()
	const metre = 1 / 111195.0 // of latitude, in degrees
	square := func(id string, west, south, east, north float64) model.Piece {
		return model.Piece{ID: id, Shape: model.Shape{{box(west, south, east, north)}}}
	}
	for _, c := range []struct {
		name   string
		pieces []model.Piece
		want   []model.Border
	}{
		{"one long side against two short ones", []model.Piece{
			square("long", 0, 0, 0.02, 0.01), square("left", 0, 0.01, 0.01, 0.02), square("right", 0.01, 0.01, 0.02, 0.02),
		}, []model.Border{{A: "long", B: "left"}, {A: "long", B: "right"}, {A: "left", B: "right"}}},
		{"a narrow gap is none", []model.Piece{square("a", 0, 0, 0.01, 0.01), square("b", 0, 0.01+1.5*metre, 0.01, 0.02)}, []model.Border{{A: "a", B: "b"}}},
		{"a street is a gap", []model.Piece{square("a", 0, 0, 0.01, 0.01), square("b", 0, 0.01+8*metre, 0.01, 0.02)}, []model.Border{}},
		{"an overlap of a metre", []model.Piece{square("a", 0, 0, 0.01, 0.01), square("b", 0, 0.01-metre, 0.01, 0.02)}, []model.Border{{A: "a", B: "b"}}},
		{"an enclave in its hole", []model.Piece{
			{ID: "around", Shape: model.Shape{{box(0, 0, 0.03, 0.03), box(0.01, 0.01, 0.02, 0.02)}}}, square("within", 0.01, 0.01, 0.02, 0.02),
		}, []model.Border{{A: "around", B: "within"}}},
		{"an island of another piece", []model.Piece{
			{ID: "two", Shape: model.Shape{{box(0, 0, 0.01, 0.01)}, {box(0.05, 0.05, 0.06, 0.06)}}}, square("far", 0.06, 0.05, 0.07, 0.06),
		}, []model.Border{{A: "two", B: "far"}}},
		{"ten metres of border are a corner, thirty are not", []model.Piece{
			square("a", 0, 0, 0.01, 0.01), square("b", 0.01-10*metre, 0.01, 0.02, 0.02), square("c", -0.01, 0.01, 30*metre, 0.02),
		}, []model.Border{{A: "a", B: "c"}}},
		{"a side without length", []model.Piece{
			{ID: "a", Shape: model.Shape{{append(box(0, 0, 0.01, 0.01), model.Place{})}}}, square("b", 0, 0.01, 0.01, 0.02),
		}, []model.Border{{A: "a", B: "b"}}},
	} {
		require.Equal(t, c.want, geo.Borders(c.pieces), c.name)
	}
}

// A thousand squares by a hundred have the borders of their grid, in a moment.
func TestBordersOfManyPieces(t *testing.T) {
	t.Parallel()
	require.Equal(t, gridBorders(100, 100), geo.Borders(grid(100, 100)))
}

func collection(features ...string) string {
	return `{"type": "FeatureCollection", "features": [` + "\n" + strings.Join(features, ",\n") + "\n]}\n"
}

func feature(id, kind, coordinates string) string {
	return fmt.Sprintf(`{"type": "Feature", "properties": {"piece_id": %s}, "geometry": {"type": %q, "coordinates": %s}}`, id, kind, coordinates)
}

const unit = `[[[112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.5, 31.21], [112.5, 31.2]]]`

func county(ids ...string) *model.County {
	c := &model.County{Schools: []model.School{{ID: "S1"}, {ID: "S2", Place: &model.Place{Lon: 112.5, Lat: 31.2}}}}
	for _, id := range ids {
		c.Pieces = append(c.Pieces, model.Piece{ID: id})
	}
	return c
}

func join(c *model.County, files map[string]string) (notes, faults []string, err error) {
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	found, err := geo.Join(folder)(c)
	for _, f := range found {
		notes = append(notes, f.String())
	}
	for _, e := range model.DataErrors(err) {
		faults = append(faults, e.Error())
	}
	return notes, faults, err
}

func TestJoin(t *testing.T) {
	t.Parallel()
	c := county("P1", "2", "P3", "P4", "P5")
	c.Pieces[1].Place, c.Pieces[1].AreaM2 = &model.Place{Lon: 112.512, Lat: 31.202}, 5
	c.Pieces[2].Place = &model.Place{Lon: 112.6, Lat: 31.2}
	notes, faults, err := join(c, map[string]string{
		"pieces.geojson": "\ufeff" + collection(
			feature(`"P1"`, "Polygon", unit),
			feature(`2`, "MultiPolygon", `[`+strings.NewReplacer("112.5,", "112.51,", "112.51,", "112.52,").Replace(unit)+`]`),
			feature(`"P3"`, "Point", `[112.5, 31.3, 44.5]`),
			feature(`"P9"`, "Point", `[112.5, 31.3]`),
			`{"type": "Feature", "id": "P4", "properties": null, "geometry": {"type": "Point", "coordinates": [112.55, 31.25]}}`,
		),
		"学校.GEOJSON": collection(
			`{"type": "Feature", "properties": {"学校标识码": "S1"}, "geometry": {"type": "Polygon", "coordinates": `+unit+`}}`,
			`{"type": "Feature", "properties": {"school_id": "S2"}, "geometry": {"type": "Point", "coordinates": [112.52, 31.2]}}`,
			`{"type": "Feature", "properties": {"school_id": "S3"}, "geometry": {"type": "Point", "coordinates": [112.52, 31.2]}}`,
		),
		"plan.geojson": "not read",
		"pieces.csv":   "not read",
	})
	require.NoError(t, err)
	require.Empty(t, faults)
	require.Equal(t, []string{
		"pieces.geojson:4: P3: lies 14629 m from the place in the table, which is taken",
		"pieces.geojson:5: P9: no piece has this id in pieces.csv; it is not used",
		"pieces.geojson: P5: has no feature here; pieces of pieces.csv without one: 1",
		"plan.geojson: is not read; shapes are read from pieces.geojson and schools.geojson",
		"学校.GEOJSON:3: S2: lies 1902 m from the place in the table, which is taken",
		"学校.GEOJSON:4: S3: no school has this id in schools.csv; it is not used",
		"pieces.geojson: there is no adjacency.csv: pieces that share a border here count as touching; pairs of them: 1",
	}, notes)
	require.Equal(t, model.Shape{{box(112.5, 31.2, 112.51, 31.21)}}, c.Pieces[0].Shape)
	require.Equal(t, &model.Place{Lon: 112.505, Lat: 31.205}, c.Pieces[0].Place)
	require.InDelta(t, zone(112.5, 31.2, 112.51, 31.21), c.Pieces[0].AreaM2, 1)
	require.Equal(t, &model.Place{Lon: 112.512, Lat: 31.202}, c.Pieces[1].Place, "it lies in the shape")
	require.Equal(t, 5.0, c.Pieces[1].AreaM2, "what a table says wins")
	require.Equal(t, &model.Place{Lon: 112.6, Lat: 31.2}, c.Pieces[2].Place)
	require.Equal(t, &model.Place{Lon: 112.55, Lat: 31.25}, c.Pieces[3].Place)
	require.Equal(t, []model.Border{{A: "P1", B: "2"}}, c.Borders)
	require.Equal(t, &model.Place{Lon: 112.505, Lat: 31.205}, c.Schools[0].Place)
	require.Equal(t, &model.Place{Lon: 112.5, Lat: 31.2}, c.Schools[1].Place)
}

func TestJoinNothing(t *testing.T) {
	t.Parallel()
	c := county("P1")
	notes, _, err := join(c, nil)
	require.NoError(t, err)
	require.Empty(t, notes)
	require.Equal(t, county("P1"), c)
	c.Borders = []model.Border{}
	_, _, err = join(c, map[string]string{"pieces.geojson": collection(feature(`"P1"`, "Polygon", unit))})
	require.NoError(t, err)
	require.Empty(t, c.Borders, "adjacency.csv is there")
}

func TestJoinFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"empty file", "", "pieces.geojson:1: is not JSON: unexpected end of JSON input"},
		{"cut off", `{"type": "FeatureCollection",` + "\n" + `"features": [`, "pieces.geojson:2: is not JSON: unexpected end of JSON input"},
		{"not JSON", "{\n\n'type'}", "pieces.geojson:3: is not JSON: invalid character '\\'' "},
		{"not UTF-8", "{\"\xff\"}", "pieces.geojson: is not UTF-8, which GeoJSON must be"},
		{"a list", "[]", "pieces.geojson: must be a FeatureCollection: "},
		{"no features", `{"type": "FeatureCollection"}`, "pieces.geojson: must be a FeatureCollection: "},
		{"one feature", feature(`"P1"`, "Polygon", unit), "pieces.geojson: must be a FeatureCollection: "},
		{"features are none", `{"type": "FeatureCollection", "features": {}}`, "pieces.geojson: must be a FeatureCollection: "},
		{"type is none", `{"type": 5, "features": []}`, "pieces.geojson: must be a FeatureCollection: "},
		{"two collections", collection() + collection(), "pieces.geojson:4: is not JSON: invalid character '{' after top-level value"},
		{"projected", `{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}, "features": []}`,
			`pieces.geojson: crs: "urn:ogc:def:crs:EPSG::4547": must be in degrees, WGS84: export the layer in EPSG:4326`},
		{"no feature", collection(`{"type": "Point"}`), "pieces.geojson:2: must be a Feature: "},
		{"without an id", collection(`{"type": "Feature", "properties": {"name": "x"}, "geometry": {"type": "Point", "coordinates": [112, 31]}}`),
			"pieces.geojson:2: piece_id: is missing: give every feature this property, or an id"},
		{"id is a list", collection(feature(`["P1"]`, "Point", `[112, 31]`)), "pieces.geojson:2: piece_id: is missing: "},
		{"twice", collection(feature(`"P1"`, "Point", `[112, 31]`), feature(`"P1"`, "Point", `[112, 31]`)), `pieces.geojson:3: P1: piece_id: "P1": is given twice, first on line 2`},
		{"no geometry", collection(`{"type": "Feature", "id": "P1", "geometry": null}`), "pieces.geojson:2: P1: geometry: is missing"},
		{"a line", collection(feature(`"P1"`, "LineString", `[[112, 31], [113, 31]]`)), `pieces.geojson:2: P1: geometry: "LineString": must be a Polygon, a MultiPolygon or a Point`},
		{"point of one number", collection(feature(`"P1"`, "Point", `[112]`)), "pieces.geojson:2: P1: geometry: the coordinates of a Point must be two finite numbers, lon and lat"},
		{"NaN", collection(feature(`"P1"`, "Point", `[112, NaN]`)), "pieces.geojson:2: is not JSON: invalid character 'N' looking for beginning of value; JSON has no numbers that are not finite: correct the degrees"},
		{"infinite", collection(feature(`"P1"`, "Point", `[112, 1e999]`)), "pieces.geojson:2: P1: geometry: the coordinates of a Point must be two finite numbers, lon and lat"},
		{"exchanged", collection(feature(`"P1"`, "Point", `[31.2, 112.5]`)), `pieces.geojson:2: P1: geometry: "31.2, 112.5": lon must be degrees from -180 to 180 and lat from -90 to 90; are lon and lat exchanged?`},
		{"metres", collection(feature(`"P1"`, "Polygon", `[[[500000, 3400000], [500100, 3400000], [500100, 3400100], [500000, 3400000]]]`)),
			`pieces.geojson:2: P1: geometry: "500000, 3400000": lon must be degrees from -180 to 180 and lat from -90 to 90: export the layer in EPSG:4326`},
		{"no polygon", collection(feature(`"P1"`, "MultiPolygon", `[]`)), "pieces.geojson:2: P1: geometry: is empty: it has no polygon"},
		{"no ring", collection(feature(`"P1"`, "Polygon", `[]`)), "pieces.geojson:2: P1: geometry: is empty: a polygon without a ring"},
		{"no position", collection(feature(`"P1"`, "Polygon", `[[]]`)), "pieces.geojson:2: P1: geometry: is empty: ring 1 has no position"},
		{"half a position", collection(feature(`"P1"`, "Polygon", `[[[112]]]`)), "pieces.geojson:2: P1: geometry: ring 1: a position must be two numbers, lon and lat"},
		{"coordinates of another kind", collection(feature(`"P1"`, "Polygon", `[[112, 31]]`)), "pieces.geojson:2: P1: geometry: the coordinates of a polygon must be a list of rings, each a list of [lon, lat] of finite numbers"},
		{"not closed", collection(feature(`"P1"`, "Polygon", `[[[112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.5, 31.21]]]`)),
			`pieces.geojson:2: P1: geometry: "112.5, 31.21": ring 1 is not closed: its last position must be its first one, 112.5, 31.2`},
		{"two corners", collection(feature(`"P1"`, "Polygon", `[[[112.5, 31.2], [112.51, 31.2], [112.5, 31.2]]]`)), `pieces.geojson:2: P1: geometry: "112.5, 31.2": ring 1 must have at least three corners`},
		{"a bow tie", collection(feature(`"P1"`, "Polygon", `[[[112.5, 31.2], [112.51, 31.21], [112.51, 31.2], [112.5, 31.21], [112.5, 31.2]]]`)),
			`pieces.geojson:2: P1: geometry: "112.5, 31.2": a polygon must not cross itself: the side from here crosses the one from 112.51, 31.2`},
		{"a hole across the border", collection(feature(`"P1"`, "Polygon", unit[:len(unit)-1]+`, [[112.505, 31.205], [112.52, 31.205], [112.505, 31.207], [112.505, 31.205]]]`)),
			"pieces.geojson:2: P1: geometry: \"112.505, 31.205\": a polygon must not cross itself: the side from here crosses the one from 112.51, 31.2"},
		{"a hole outside", collection(feature(`"P1"`, "Polygon", unit[:len(unit)-1]+`, [[112.6, 31.2], [112.61, 31.2], [112.6, 31.21], [112.6, 31.2]]]`)),
			`pieces.geojson:2: P1: geometry: "112.6, 31.2": ring 2 must be a hole in ring 1: it lies outside of it`},
	} {
		_, faults, err := join(county("P1"), map[string]string{"pieces.geojson": c.text})
		require.Error(t, err, c.name)
		require.Len(t, faults, 1, c.name)
		require.True(t, strings.HasPrefix(faults[0], c.want), "%s: %s", c.name, faults[0])
	}
	for name, ring := range map[string]string{
		"a corner that touches a side":        `[[112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.505, 31.2], [112.5, 31.21], [112.5, 31.2]]`,
		"a spike there and back":              `[[112.5, 31.2], [112.51, 31.2], [112.52, 31.2], [112.51, 31.2], [112.51, 31.21], [112.5, 31.2]]`,
		"the same corner several times":       `[[112.5, 31.2], [112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.51, 31.21], [112.5, 31.2]]`,
		"clockwise, as the rule has it not":   `[[112.5, 31.2], [112.5, 31.21], [112.51, 31.21], [112.51, 31.2], [112.5, 31.2]]`,
		"two rings that meet in one position": `[[112.5, 31.2], [112.51, 31.2], [112.51, 31.21], [112.5, 31.2], [112.49, 31.21], [112.49, 31.2], [112.5, 31.2]]`,
	} {
		_, faults, err := join(county("P1"), map[string]string{"pieces.geojson": collection(feature(`"P1"`, "Polygon", "["+ring+"]"))})
		require.NoError(t, err, "%s: %v", name, faults)
	}
}

// All faults of all files are told at once.
func TestJoinTellsAllFaults(t *testing.T) {
	t.Parallel()
	_, faults, _ := join(county("P1", "P2"), map[string]string{
		"pieces.geojson":  collection(feature(`"P1"`, "Polygon", `[]`), feature(`""`, "Polygon", `[]`), feature(`"P2"`, "Point", `[200, 100]`)),
		"schools.geojson": "{",
	})
	require.Len(t, faults, 5)
}

// A shape without area is used, and told.
func TestJoinThinShape(t *testing.T) {
	t.Parallel()
	c := county("P1")
	notes, _, err := join(c, map[string]string{"pieces.geojson": collection(feature(`"P1"`, "Polygon", `[[[112.5, 31.2], [112.51, 31.2], [112.52, 31.2], [112.5, 31.2]]]`))})
	require.NoError(t, err)
	require.Equal(t, "pieces.geojson:2: P1: the shape has no area; its place is the middle of its border", notes[0])
	require.Equal(t, &model.Place{Lon: 112.51, Lat: 31.2}, c.Pieces[0].Place)
}

// Pieces that overlap are told; one around another, and one that bends around another's middle, do not.
func TestJoinOverlaps(t *testing.T) {
	t.Parallel()
	c := county("P1", "P2", "P3", "P4")
	notes, faults, err := join(c, map[string]string{"pieces.geojson": collection(
		feature(`"P1"`, "Polygon", unit),
		feature(`"P2"`, "Polygon", `[[[112.502, 31.202], [112.508, 31.202], [112.508, 31.209], [112.502, 31.209], [112.502, 31.202]]]`),
		feature(`"P3"`, "Polygon", `[[[112.6, 31.2], [112.63, 31.2], [112.63, 31.23], [112.6, 31.23], [112.6, 31.2]], [[112.61, 31.21], [112.62, 31.21], [112.62, 31.22], [112.61, 31.22], [112.61, 31.21]]]`),
		feature(`"P4"`, "Polygon", `[[[112.61, 31.21], [112.62, 31.21], [112.62, 31.22], [112.61, 31.22], [112.61, 31.21]]]`),
	)})
	require.NoError(t, err, faults)
	require.Equal(t, []string{
		"pieces.geojson: P1: overlaps the piece P2; only their tables count, and who touches whom",
		"pieces.geojson: there is no adjacency.csv: pieces that share a border here count as touching; pairs of them: 1",
	}, notes)
}
