package plot_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/report/plot"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

var pictures = flag.String("pictures", "", "write the figures into this `FOLDER`, to be looked at")

// drawn writes a figure in every format: the SVG must be XML, the PNG a picture that is not empty. It
// returns the texts of the SVG.
func drawn(t *testing.T, name string, f *plot.Figure) []string {
	t.Helper()
	var texts []string
	for _, format := range plot.Formats() {
		var b bytes.Buffer
		require.NoError(t, f.Write(&b, format))
		if *pictures != "" {
			require.NoError(t, os.WriteFile(filepath.Join(*pictures, name+"."+format), b.Bytes(), 0o600))
		}
		if format == "png" {
			picture, err := png.Decode(&b)
			require.NoError(t, err)
			colours := make(map[[3]uint32]bool)
			for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X && len(colours) < 5; x++ {
				for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
					r, g, blue, _ := picture.At(x, y).RGBA()
					colours[[3]uint32{r, g, blue}] = true
				}
			}
			require.Greater(t, len(colours), 3)
			continue
		}
		d := xml.NewDecoder(&b)
		in := false
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
			switch x := token.(type) {
			case xml.StartElement:
				in = x.Name.Local == "text"
			case xml.CharData:
				if s := strings.TrimSpace(string(x)); in && s != "" {
					texts = append(texts, s)
				}
			default:
				in = false
			}
		}
	}
	return texts
}

func TestLorenz(t *testing.T) {
	t.Parallel()
	f, err := plot.Lorenz([]plot.Curve{
		{Name: "before", Stock: []float64{1, 2, 9}, Pupils: []float64{10, 10, 10}},
		{Name: "after", Stock: []float64{3, 4, 5}, Pupils: []float64{10, 10, 10}},
	}, plot.Settings{})
	require.NoError(t, err)
	texts := drawn(t, "lorenz", f)
	require.Contains(t, texts, "before: Gini 0.444")
	require.Contains(t, texts, "after: Gini 0.111")
	require.Contains(t, texts, "50 %")

	for _, bad := range [][]plot.Curve{nil, {{Stock: []float64{1}, Pupils: []float64{0}}}, {{Stock: []float64{0}, Pupils: []float64{1}}}, {{Stock: []float64{1, 2}, Pupils: []float64{1}}}} {
		_, err := plot.Lorenz(bad, plot.Settings{})
		require.ErrorIs(t, err, plot.ErrData)
	}
}

func TestCVs(t *testing.T) {
	t.Parallel()
	f, err := plot.CVs([]plot.CV{{"primary L1", 0.6, 0.4, 0.5}, {"primary L2", 0.3, math.NaN(), math.NaN()}}, plot.Settings{Width: 12, Height: 6})
	require.NoError(t, err)
	texts := drawn(t, "cv-short", f)
	for _, want := range []string{"primary L1", "primary L2", "CV (no unit)", "before", "after", "limit"} {
		require.Contains(t, texts, want)
	}
	require.ErrorContains(t, f.Write(io.Discard, "pgn"), `did you mean "png"?`)
	f, err = plot.CVs([]plot.CV{{"zero", 0, math.NaN(), math.NaN()}}, plot.Settings{})
	require.NoError(t, err)
	require.NotContains(t, drawn(t, "cv-zero", f), "limit")

	for _, bad := range [][]plot.CV{nil, {{Before: math.Inf(1)}}, {{After: -1}}} {
		_, err := plot.CVs(bad, plot.Settings{})
		require.ErrorIs(t, err, plot.ErrData)
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	f, err := plot.Changes("m² per pupil", 4.5, []plot.Change{{3, 4.5}, {6, 5}, {5, 5}}, plot.Settings{})
	require.NoError(t, err)
	texts := drawn(t, "changes-short", f)
	require.Contains(t, texts, "minimum")
	require.Contains(t, texts, "after: more")
	f, err = plot.Changes("x", math.NaN(), []plot.Change{{0, 0}}, plot.Settings{})
	require.NoError(t, err)
	require.NotContains(t, drawn(t, "changes-zero", f), "minimum")
	for _, bad := range [][]plot.Change{nil, {{math.NaN(), 1}}, {{1, math.Inf(-1)}}} {
		_, err := plot.Changes("x", 1, bad, plot.Settings{})
		require.ErrorIs(t, err, plot.ErrData)
	}
}

// A label that is longer than the picture is high stands in two lines.
func TestLongLabelsFold(t *testing.T) {
	const long = "L2 backbone teachers of county level or above per 100 pupils (persons), junior schools"
	f, err := plot.Changes(long, 1, []plot.Change{{3, 4.5}}, plot.Settings{})
	require.NoError(t, err)
	all := drawn(t, "folded", f)
	require.NotContains(t, all, long)
	require.Contains(t, all, "L2 backbone teachers of county level or")
	require.Contains(t, all, "above per 100 pupils (persons), junior schools")
}

func TestFrontier(t *testing.T) {
	t.Parallel()
	f, err := plot.Frontier("million yuan", "worst CV/limit", []plot.Point{{2, 0.8, 0.79}, {0, 1.1, 1.1}, {5, 0.7, 0.7}}, plot.Settings{})
	require.NoError(t, err)
	texts := drawn(t, "frontier", f)
	require.Contains(t, texts, "reached")
	require.Contains(t, texts, "million yuan")
	for _, bad := range [][]plot.Point{nil, {{math.NaN(), 1, 1}}, {{1, 1, math.Inf(-1)}}} {
		_, err := plot.Frontier("x", "y", bad, plot.Settings{})
		require.ErrorIs(t, err, plot.ErrData)
	}
}

// demo is the shipped county, with a plan that buys one thing.
func demo(t *testing.T) (*plan.Plan, *model.County) {
	t.Helper()
	files, err := examples.Open("demo")
	require.NoError(t, err)
	c, _, err := modelio.Read(files)
	require.NoError(t, err)
	pl := &plan.Plan{Problem: plan.Problem{Standard: standard.QualityBalance2017(), Goals: []plan.Goal{{Name: plan.PassCost}}}}
	for _, id := range []string{"P01", "P04", "J03", "J04"} {
		pl.Actions = append(pl.Actions, plan.Action{
			Year: 2024, Lever: plan.Funding, Kind: plan.Buy, School: id, Of: "sports_ground_m2", Quantity: 3000, Unit: "m2",
		})
	}
	return pl, c
}

func TestFromPlan(t *testing.T) {
	t.Parallel()
	pl, c := demo(t)
	draw := func(kind plot.Kind, of plot.Of) []string {
		f, err := plot.FromPlan(kind, of, pl, c, plot.Settings{})
		require.NoError(t, err)
		return drawn(t, "plan-"+string(kind), f)
	}
	require.Contains(t, draw(plot.KindCV, plot.Of{}), "junior L7")
	require.Contains(t, draw(plot.KindGains, plot.Of{Stage: "junior", Code: "L5"}), "junior L5 sports ground and hall area per pupil (m²)")
	before := draw(plot.KindLorenz, plot.Of{Stage: "junior", Code: "L5"})
	require.Len(t, strings.Split(strings.Join(before, "\n"), "Gini"), 3, "a curve before and one after")
	require.NotEmpty(t, draw(plot.KindLorenz, plot.Of{}))

	pl.Actions = nil
	require.NotContains(t, draw(plot.KindCV, plot.Of{}), "after")
	_, err := plot.FromPlan(plot.KindLorenz, plot.Of{Stage: "junior", Code: "L9"}, pl, c, plot.Settings{})
	require.ErrorIs(t, err, plot.ErrData)
	_, err = plot.FromPlan("pie", plot.Of{}, pl, c, plot.Settings{})
	require.ErrorContains(t, err, "pie")
	_, err = plot.FromPlan(plot.KindCV, plot.Of{}, pl, nil, plot.Settings{})
	require.ErrorIs(t, err, plot.ErrData)
}

// Chinese labels need a font that has the characters; any font can be given.
func TestFonts(t *testing.T) {
	t.Parallel()
	pl, c := demo(t)
	_, err := plot.FromPlan(plot.KindCV, plot.Of{}, pl, c, plot.Settings{Lang: report.Chinese})
	require.ErrorIs(t, err, plot.ErrFont)
	_, err = plot.FromPlan(plot.KindCV, plot.Of{}, pl, c, plot.Settings{Font: []byte("no font")})
	require.ErrorIs(t, err, plot.ErrFont)
	_, err = plot.CVs([]plot.CV{{"a", 1, 1, 1}}, plot.Settings{Width: 1000})
	require.ErrorIs(t, err, plot.ErrData)

	const noto = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
	font, err := os.ReadFile(noto)
	if err != nil {
		t.Skip("no Noto Sans CJK on this machine (apt-get install fonts-noto-cjk): Chinese labels were not drawn")
	}
	s := plot.Settings{Lang: report.Chinese, Font: font}
	f, err := plot.FromPlan(plot.KindCV, plot.Of{}, pl, c, s)
	require.NoError(t, err)
	require.Contains(t, drawn(t, "plan-cv-zh", f), "小学 L1")
	f, err = plot.FromPlan(plot.KindGains, plot.Of{Stage: "junior", Code: "L5"}, pl, c, s)
	require.NoError(t, err)
	require.Contains(t, drawn(t, "plan-gains-zh", f), "规划前")
}
