package standard_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// One quota for town and country is computed where every section's is given.
func TestUniformQuota(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	judge := func(change func(c *model.County)) map[string]standard.Verdict {
		c := passing()
		for i, quota := range []float64{720, 940, 720} { // p, j, v
			c.Sections[i].Stocks["public_funds_quota"] = quota
		}
		c.Sections[3].Stocks["public_funds_quota"] = 8000 // the special school has a quota of its own
		if change != nil {
			change(c)
		}
		return of(assess(t, s, c), "guarantee-02-quota")
	}
	v := judge(nil)["primary"]
	require.Equal(t, standard.Pass, v.Outcome, v.Inputs)
	require.InDelta(t, 720, v.Value, 0, "a rate is not added up")
	require.Equal(t, "public_funds_quota 720 in all 2 sections", v.Inputs)

	v = judge(func(c *model.County) { c.Sections[2].Stocks["public_funds_quota"] = 900 })["primary"]
	require.Equal(t, standard.Fail, v.Outcome)
	require.False(t, v.Passes)
	require.InDelta(t, -180, v.Margin, 0)
	require.Equal(t, "public_funds_quota differs: 720 of p/primary, 900 of v/primary", v.Inputs)

	differs := judge(func(c *model.County) { answer(c, "public_funds_quota_primary", "800") })
	require.Equal(t, standard.Fail, differs["primary"].Outcome)
	require.Equal(t, "public_funds_quota differs: 720 of p/primary, 800 of the answer", differs["primary"].Inputs)
	require.Equal(t, standard.Pass, differs["junior"].Outcome)

	v = judge(func(c *model.County) { answer(c, "public_funds_quota_required_primary", "721") })["primary"]
	require.Equal(t, standard.Fail, v.Outcome)
	require.InDelta(t, -1, v.Margin, 0)

	v = judge(func(c *model.County) { delete(c.Sections[2].Stocks, "public_funds_quota") })["primary"]
	require.Equal(t, standard.NoData, v.Outcome)
	require.Equal(t, "missing: public_funds_quota of v/primary", v.Inputs)
	v = judge(func(c *model.County) { answer(c, "public_funds_quota_primary", "much") })["primary"]
	require.Equal(t, standard.NoData, v.Outcome)

	// A school that states it for itself states it for its sections.
	v = judge(func(c *model.County) {
		delete(c.Sections[2].Stocks, "public_funds_quota")
		school(c, "v").Stocks["public_funds_quota"] = 720
	})["primary"]
	require.Equal(t, standard.Pass, v.Outcome)

	// Without a column the office's answer is judged alone; of a maximum the highest counts.
	require.Equal(t, "public_funds_quota 720", of(assess(t, s, passing()), "guarantee-02-quota")["primary"].Inputs)
	for i := range s.Rules {
		if s.Rules[i].ID == "guarantee-02-quota" {
			s.Rules[i].Form = standard.Maximum
		}
	}
	v = judge(func(c *model.County) { c.Sections[0].Stocks["public_funds_quota"] = 500 })["primary"]
	require.InDelta(t, 720, v.Value, 0)
	require.Equal(t, standard.Fail, v.Outcome)
}
