package standard_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model/standard"
)

// The JSON form holds everything that an assessment says, by the names of the format.
func TestWholeAssessmentJSON(t *testing.T) {
	t.Parallel()
	c := passing()
	answer(c, "trained_teachers", "")
	school(c, "j").BuiltYear = 2010
	grow(c, 1, 2100)
	answer(c, "certified_teachers", "309")
	a := assess(t, standard.QualityBalance2017(), c)
	data, err := json.Marshal(a)
	require.NoError(t, err)
	var got map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(data, &got))
	for _, key := range []string{
		"schema", "county", "standard", "year", "weighting", "indicators", "composites", "sections", "sections_passing",
		"verdicts", "rules", "passes", "outcome", "counts", "findings",
	} {
		require.Contains(t, got, key)
	}
	require.JSONEq(t, `"no-data"`, string(got["outcome"]))
	require.JSONEq(t, `true`, string(got["passes"]))
	var counts map[string]int
	require.NoError(t, json.Unmarshal(got["counts"], &counts))
	require.Equal(t, map[string]int{"pass": a.Counts.Pass, "fail": a.Counts.Fail, "no_data": a.Counts.NoData}, counts)

	var verdicts []map[string]any
	require.NoError(t, json.Unmarshal(got["verdicts"], &verdicts))
	require.Len(t, verdicts, len(a.Verdicts))
	for i, v := range verdicts {
		for _, key := range []string{"rule", "block", "where", "value", "threshold", "margin", "passes", "outcome", "inputs", "verified"} {
			require.Contains(t, v, key)
		}
		switch v["rule"] {
		case "guarantee-09":
			require.Nil(t, v["value"])
			require.InDelta(t, 1, v["threshold"], 0)
			require.Equal(t, "no-data", v["outcome"])
		case "guarantee-04":
			if v["where"] == "j" {
				require.Equal(t, "built-by-2010", v["relief"])
			}
		}
		var back standard.Verdict
		one, err := json.Marshal(a.Verdicts[i])
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(one, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(one), string(again))
	}
	var rules []standard.RuleNote
	require.NoError(t, json.Unmarshal(got["rules"], &rules))
	require.Equal(t, a.Rules, rules)
	var composites []map[string]any
	require.NoError(t, json.Unmarshal(got["composites"], &composites))
	require.Nil(t, composites[0]["limit"])
	require.Contains(t, composites[0], "cv")
}
