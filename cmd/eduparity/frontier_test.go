package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/plan"
)

func TestFrontier(t *testing.T) {
	engine(t)
	county := small().write(t)
	args := []string{"frontier", county, "--over", "moves", "--goal", "dispersion", "--lever", "rotation", "--steps", "3"}
	r := eduparity(t, args...)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "The worst CV/limit falls from")
	require.Contains(t, r.stdout, "Every point is proven.")

	r = eduparity(t, append(args, "--lang", "zh")...)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "每一点均已证明。")

	for format, want := range map[string]string{"json": "eduparity/frontier/1", "csv": "x,value,bound,price,exact"} {
		file := filepath.Join(t.TempDir(), "f."+format)
		r = eduparity(t, append(args, "-o", file)...)
		require.Equal(t, exitDone, r.code, r.stderr)
		require.Empty(t, r.stdout)
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Contains(t, string(data), want)
		if format == "json" {
			f, err := plan.ReadFrontier(strings.NewReader(string(data)))
			require.NoError(t, err)
			require.NoError(t, f.Check())
			require.Len(t, f.Points, 3)
		}
	}

	r = eduparity(t, "frontier", county, "--over", "moves", "--goal", "cost", "--lever", "rotation", "--cv-limit", "0.15", "--to", "1", "--steps", "2")
	require.Equal(t, exitInfeasible, r.code, r.stderr+r.stdout)
	require.Contains(t, r.stdout, "There is no plan at any point.")
}

func TestFrontierRefuses(t *testing.T) {
	county := small().write(t)
	for _, c := range []struct{ args, message string }{
		{"--goal dispersion --lever rotation", "say with --over"},
		{"--over mover --goal dispersion --lever rotation", `--over "mover": unknown; did you mean "moves"?`},
		{"--over moves", "say what is wanted with --goal"},
		{"--over moves --goal dispersion --lever rotation --from 5 --to 3", "--to 3 is below --from 5"},
		{"--over moves --goal dispersion --lever rotation --from 0.5", "must be whole"},
		{"--over moves --goal dispersion --lever rotation --steps 1", "--steps 1: must be 2 or more"},
		{"--over moves --goal dispersion --lever rotation --max-moves 3", "--max-moves cannot go with --over moves"},
		{"--over budget --goal dispersion --lever rotation --budget 3", "--budget cannot go with --over budget"},
		{"--over budget --goal cost --lever rotation", "is about the same"},
		{"--over moves --goal dispersion --lever hiring", "needs the lever rotation"},
	} {
		t.Run(c.args, func(t *testing.T) {
			eduparity(t, append([]string{"frontier", county}, strings.Fields(c.args)...)...).refused(t, c.message)
		})
	}
}
