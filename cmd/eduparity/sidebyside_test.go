package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestSideBySide(t *testing.T) {
	engine(t)
	county := row().write(t)
	args := func(more ...string) []string {
		return append([]string{"plan", county, "--goal", "travel,pupils-moved", "--lever", "catchment", "--side-by-side"}, more...)
	}
	r := eduparity(t, args()...)
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "pupil-km")
	require.Contains(t, r.stdout, "proven best")
	data := read(t, eduparity(t, args("--format", "json")...).stdout)
	require.Equal(t, "eduparity/side-by-side/1", data["schema"])
	r = eduparity(t, args("--format", "csv", "--lang", "zh")...)
	require.Contains(t, r.stdout, "\npupils-moved,optimal,optimal,30,30,0,")

	eduparity(t, args("--closings")...).refused(t, "--closings and --side-by-side do not go together")
	eduparity(t, args("--save", "plan.json")...).refused(t, "--side-by-side writes no plan")
	eduparity(t, args("--format", "html")...).refused(t, "--format html cannot go with --side-by-side")
	eduparity(t, args("--dry-run")...).refused(t, "--dry-run")
	eduparity(t, "plan", county, "--goal", "travel", "--lever", "catchment", "--side-by-side").refused(t, "two goals or more")
}
