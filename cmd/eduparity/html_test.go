package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// The page of an assessment and that of a plan, by the name of the file and by the flag; no page is
// written where there is nothing to write about.
func TestHTML(t *testing.T) {
	engine(t)
	county, dir := small().write(t), t.TempDir()
	r := eduparity(t, "assess", county, "-o", filepath.Join(dir, "a.html"), "--lang", "zh")
	require.Equal(t, exitDone, r.code, r.stderr)
	page, err := os.ReadFile(filepath.Join(dir, "a.html"))
	require.NoError(t, err)
	require.Contains(t, string(page), `<html lang="zh-CN">`)
	require.Contains(t, string(page), "The county does not pass: 2 of 3 sections and 1 of 1 CV fail.")
	require.Contains(t, string(page), "未达标：3个校段中2个、1个差异系数中1个不达标。")

	r = eduparity(t, "plan", county, "--goal", "pass-cost", "--lever", "rotation", "--format", "html")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, `<html lang="en">`)
	require.Contains(t, r.stdout, "Small: plan for 2024")
	require.Contains(t, r.stdout, "Send 3 persons to B River")

	r = eduparity(t, "plan", county, "--goal", "pass-cost", "--lever", "rotation", "--max-moves", "1", "-o", filepath.Join(dir, "no.html"))
	require.Equal(t, exitInfeasible, r.code, r.stderr)
	page, err = os.ReadFile(filepath.Join(dir, "no.html"))
	require.NoError(t, err)
	require.Contains(t, string(page), "Why it is impossible")

	r = eduparity(t, "frontier", county, "--over", "moves", "--goal", "dispersion", "--lever", "rotation", "--steps", "3", "--format", "html")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Small: what more moves buy")
	r = eduparity(t, "compare", county, "--goal", "dispersion", "--lever", "rotation", "--format", "html", "--lang", "zh")
	require.Equal(t, exitDone, r.code, r.stderr)
	require.Contains(t, r.stdout, "Small：策略比较")
}
