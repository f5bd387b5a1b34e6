package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Figures stand in the file named, in the format of its name, beside the report.
func TestPlot(t *testing.T) {
	engine(t)
	county, dir := small().write(t), t.TempDir()
	svg, png := filepath.Join(dir, "cv.svg"), filepath.Join(dir, "gains.PNG")
	r := eduparity(t, "plan", county, "--goal", "pass-cost", "--lever", "rotation", "--plot", svg, "--lang", "zh")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.NotEmpty(t, r.stdout)
	require.Contains(t, r.stderr, "the labels are English; name a font")
	text, err := os.ReadFile(svg)
	require.NoError(t, err)
	require.Contains(t, string(text), ">primary T</text>")
	require.Contains(t, string(text), ">limit</text>")

	r = eduparity(t, "plan", county, "--goal", "pass-cost", "--lever", "rotation", "--plot", png, "--chart", "gains:primary/T")
	require.Equal(t, exitDone, r.code, r.stderr)
	picture, err := os.ReadFile(png)
	require.NoError(t, err)
	require.Equal(t, "\x89PNG", string(picture[:4]))

	r = eduparity(t, "frontier", county, "--over", "moves", "--goal", "dispersion", "--lever", "rotation", "--steps", "3", "--plot", svg)
	require.Equal(t, exitDone, r.code, r.stderr)
	text, err = os.ReadFile(svg)
	require.NoError(t, err)
	require.Contains(t, string(text), ">worst CV/limit (no unit)</text>")
	require.Contains(t, string(text), ">moves of teachers</text>")

	ask := func(more ...string) result {
		return eduparity(t, append([]string{"plan", county, "--goal", "pass-cost", "--lever", "rotation"}, more...)...)
	}
	ask("--plot", "x.gif").refused(t, "the name must end in .svg or .png")
	ask("--plot", svg, "--chart", "gain").refused(t, `did you mean "gains"?`)
	ask("--plot", svg, "--chart", "gains:T").refused(t, "a stage and the code of an indicator")
	ask("--chart", "lorenz").refused(t, "name its file with --plot")
	ask("--plot", filepath.Join(dir, "no", "x.svg")).refused(t, "there is no folder")
	r = ask("--plot", svg, "--chart", "lorenz:primary/X")
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.stderr, "no indicator X in the stage primary")
}
