package standard_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// Every quantity that a built-in rule reads is listed with a name in both languages.
func TestInputs(t *testing.T) {
	t.Parallel()
	for _, name := range []string{standard.NameQualityBalance2017, standard.NameBasicBalance2012} {
		s, err := standard.ByName(name)
		require.NoError(t, err)
		inputs := s.Inputs()
		ids := make(map[string]standard.Input)
		for _, in := range inputs {
			require.NotContains(t, ids, in.ID, "twice")
			ids[in.ID] = in
			require.NotEmpty(t, in.NameZH, in.ID)
			require.NotEqual(t, in.ID, in.NameZH, "%s has no name of its own", in.ID)
			require.NotEmpty(t, in.Rules)
			require.NotEmpty(t, in.Table)
		}
		for _, rule := range s.Rules {
			require.NotEmpty(t, rule.Name)
			require.NotEmpty(t, rule.NameZH)
			require.NotEmpty(t, rule.Source)
			require.NotEmpty(t, rule.Block)
			if rule.Form == standard.Document {
				require.Empty(t, ids[rule.ID].Unit)
				require.Equal(t, []string{rule.ID}, ids[rule.ID].Rules)
			}
			for _, term := range slices.Concat(rule.Value, rule.Over, rule.Steps.Of) {
				if slices.Contains([]string{standard.QuantityPupils, standard.QuantityPupilsOr100}, term.Column) {
					continue
				}
				require.Contains(t, ids[term.Column].Rules, rule.ID, term.Column)
			}
		}
	}
	inputs := standard.QualityBalance2017().Inputs()
	require.Equal(t, "itinerant_pe_arts", inputs[0].ID)
	require.Equal(t, []string{"L3"}, inputs[0].Rules)
	// A listing is its reader's own.
	inputs[0].Rules[0] = "changed"
	require.Equal(t, []string{"L3"}, standard.QualityBalance2017().Inputs()[0].Rules)
}

func TestInputsOfCustomRules(t *testing.T) {
	t.Parallel()
	s := area()
	s.Rules = []standard.Rule{{
		ID: "meals", Name: "meals", Block: standard.BlockGuarantee, Form: standard.Share,
		Value: []standard.Term{{Column: "meals", Sign: 1}}, Over: []standard.Term{{Column: "pupils", Sign: 1}},
		Threshold: map[string]float64{standard.AnyPlace: 1},
	}}
	require.Equal(t, []standard.Input{
		{ID: "meals", Name: "meals", NameZH: "meals", Unit: "1", Table: model.TableGuarantees, Rules: []string{"meals"}},
	}, s.Inputs())
}

// The rules of 2017 have 15 guarantees, 9 items of quality and their numbers are the official ones.
func TestItems(t *testing.T) {
	t.Parallel()
	items := make(map[standard.Block]map[int]bool)
	for _, rule := range standard.QualityBalance2017().Rules {
		if items[rule.Block] == nil {
			items[rule.Block] = make(map[int]bool)
		}
		items[rule.Block][rule.Item] = true
	}
	require.Len(t, items[standard.BlockGuarantee], 15)
	require.Len(t, items[standard.BlockQuality], 9)
	require.Len(t, items[standard.BlockVeto], 6)
	for block, n := range map[standard.Block]int{standard.BlockGuarantee: 15, standard.BlockQuality: 9, standard.BlockVeto: 6} {
		for i := range n {
			require.True(t, items[block][i+1], "%s %d", block, i+1)
		}
	}
}

// An assessment names every rule that its verdicts mention.
func TestRuleNotes(t *testing.T) {
	t.Parallel()
	plain := area()
	plain.Indicators[0].Minimum = map[string]float64{"primary": 1}
	plain.Indicators[0].CVLimit = map[string]float64{"primary": 1}
	plain.Composite.CVLimit = map[string]float64{"primary": 1}
	for _, s := range []*standard.Standard{standard.QualityBalance2017(), standard.BasicBalance2012(), plain} {
		c := passing()
		for i := range c.Schools {
			c.Schools[i].Stocks["area"] = 1e6
		}
		a := assess(t, s, c)
		notes := make(map[string]standard.RuleNote)
		for _, n := range a.Rules {
			require.NotContains(t, notes, n.ID)
			notes[n.ID] = n
		}
		used := make(map[string]bool)
		for _, v := range a.Verdicts {
			require.Contains(t, notes, v.Rule)
			require.Equal(t, v.Block, notes[v.Rule].Block)
			used[v.Rule] = true
		}
		require.Len(t, notes, len(used))
	}
}
