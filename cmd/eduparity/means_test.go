package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// uneven is a county of four primary schools that the rules for basic balance can judge.
func uneven() files {
	return files{
		"county.yaml": "name: Uneven\nyear: 2025\nstandard: basic-balance-2012\nconstructed: true\n",
		"schools.csv": "school_id,name,kind,area,teaching_area_m2,gymnasium_m2,sports_ground_m2,equipment_yuan,computers,books\n" +
			"A,City,primary,city,3000,400,4000,900000,80,15000\nB,River,primary,town,2500,0,3600,500000,40,9000\n" +
			"C,Hill,primary,rural,1200,0,3000,200000,30,8000\nD,Lake,primary,rural,2000,100,2500,260000,22,7000\n",
		"sections.csv": "school_id,stage,pupils,teachers,teachers_above_degree,teachers_mid_title\n" +
			"A,primary,500,40,36,30\nB,primary,450,24,12,10\nC,primary,200,9,2,1\nD,primary,420,19,7,5\n",
		"costs.csv": "category,unit,cost_yuan,nature,year,school_id,max_quantity,whole\nmove,person,3000,recurrent,2025,,,1\n",
	}
}

// The whole way of a limit on the mean of the CVs: the plan, its proof, a plan that is out of reach.
func TestMeanOfCVs(t *testing.T) {
	engine(t)
	county := uneven().write(t)
	strict := filepath.Join(t.TempDir(), "strict.yaml")
	r := eduparity(t, "standard", "basic-balance-2012", "-o", strict)
	require.Equal(t, exitDone, r.code, r.stderr)
	text, err := os.ReadFile(strict)
	require.NoError(t, err)
	limited := func(limit string) string {
		changed := files{"strict.yaml": string(text)}.replacing(t, "strict.yaml", "primary: 0.65", "primary: "+limit)
		return filepath.Join(changed.write(t), "strict.yaml")
	}
	plan := filepath.Join(t.TempDir(), "plan.json")
	r = eduparity(t, "plan", county, "--standard", limited("0.3"), "--goal", "pass-cost", "--lever", "rotation", "--save", plan)
	require.Equal(t, exitDone, r.code, r.stderr+r.stdout)
	require.Contains(t, r.stdout, "The county passes for 24,000 yuan, and no plan is better: that is proven.")
	require.Regexp(t, `plain mean of the CVs +0\.399 +-> 0\.[23]\d+ +0\.300 +passes`, r.stdout)
	r = eduparity(t, "verify", county, plan, "--resolve")
	require.Equal(t, exitDone, r.code, r.stderr+r.stdout)
	require.Contains(t, r.stdout, "The plan holds")

	r = eduparity(t, "plan", county, "--standard", limited("0.15"), "--goal", "pass-cost", "--lever", "rotation", "--save", plan)
	require.Equal(t, exitInfeasible, r.code, r.stderr+r.stdout)
	require.Contains(t, r.stdout, "the mean of the CVs of all indicators in stage primary comes down to 0.1888 at best, the limit is 0.15")
	require.Contains(t, r.stdout, "composite:primary  0.15  0.19")
	r = eduparity(t, "verify", county, plan)
	require.Equal(t, exitDone, r.code, r.stderr+r.stdout)

	r = eduparity(t, "plan", county, "--goal", "pass-cost", "--lever", "funding,rotation")
	r.refused(t, "which is no convex condition where the lever funding changes the totals")
}
