package report_test

import (
	"bytes"
	"encoding/csv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/diagnosis"
	"github.com/eduparity/eduparity/model/standard"
)

// told is the report of an assessment with its diagnosis.
func told(t *testing.T, s *standard.Standard, c *model.County, parts ...report.Part) string {
	t.Helper()
	a := assess(t, s, c)
	d, err := diagnosis.Diagnose(s, c, a, diagnosis.Settings{})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, report.Assessment(&b, a, report.Options{Standard: s, County: c, Diagnosis: d, Parts: parts}))
	return b.String()
}

// Of standards that hold together the report says whose minimum and whose limit binds.
func TestBindingLevels(t *testing.T) {
	nation, city := rules(), rules()
	nation.Name, city.Name = "nation", "city"
	city.Indicators = city.Indicators[:1]
	city.Indicators[0].Minimum = map[string]float64{model.StagePrimary: 7}
	city.Indicators[0].CVLimit = map[string]float64{model.StagePrimary: 0.01}
	city.Section = standard.SectionRule{}
	stack, err := standard.Stack(nation, city)
	require.NoError(t, err)
	c := county()
	require.Regexp(t, `minimum not reached +city +primary +T `, told(t, stack, c, report.PartBlockers))
	require.Regexp(t, `CV over its limit +city +primary +T `, told(t, stack, c, report.PartBlockers))
	require.Regexp(t, `city: T \d+ persons`, told(t, stack, c, report.PartGaps))
	require.Regexp(t, `nation: (B \d+ volumes, )?K \d+ persons?`, told(t, stack, c, report.PartGaps))
	require.Regexp(t, `T +teachers +city +\d of 4`, told(t, stack, c, report.PartMissing))
	require.Regexp(t, `0\.010 +city +FAILS`, told(t, stack, c, report.PartIndicators))
	require.NotContains(t, told(t, nation, c), "nation: ")

	var b bytes.Buffer
	require.NoError(t, report.AssessmentCSV(&b, assess(t, stack, c), report.Options{Standard: stack}))
	rows, err := csv.NewReader(&b).ReadAll()
	require.NoError(t, err)
	last := len(rows[0]) - 1
	require.Equal(t, "level", rows[0][last])
	for _, row := range rows[1:] {
		want := "nation"
		if row[2] == "T" {
			want = "city"
		}
		require.Equal(t, want, row[last], row)
	}
}

// A relief with a term does not count in a county without a year, which is not to say that it lapsed.
func TestReliefsWithoutYear(t *testing.T) {
	s, c := rules(), county()
	s.Rules = []standard.Rule{{
		ID: "size", Name: "size", Block: standard.BlockGuarantee, Form: standard.Maximum, Each: standard.EachSchool,
		Value: []standard.Term{{Column: standard.QuantityPupils, Sign: 1}}, Threshold: map[string]float64{standard.AnyPlace: 1000},
		Reliefs: []standard.Relief{{ID: "old", Name: "built long ago", Ground: standard.Ground{BuiltBy: 2000}, Until: 2027, Threshold: map[string]float64{standard.AnyPlace: 1500}}},
	}}
	c.Schools[0].BuiltYear = 1990
	require.Regexp(t, `built long ago +size +1 +1 +2027 +A\n`, told(t, s, c, report.PartReliefs))
	c.Year = 2028
	require.Contains(t, told(t, s, c, report.PartReliefs), "lapsed in 2027")
	c.Year = 0
	text := told(t, s, c, report.PartReliefs)
	require.Contains(t, text, "2027; the county has no year: not used")
	require.NotContains(t, text, "lapsed")
}

// A CV without a mean is said to be undefined, not to be over its limit.
func TestUndefinedCV(t *testing.T) {
	s, c := rules(), county()
	for i := range c.Sections {
		c.Sections[i].Stocks[model.TeachersBackbone] = 0
	}
	s.Composite.CVLimit = map[string]float64{model.StagePrimary: 0.5}
	text := told(t, s, c, report.PartBlockers, report.PartIndicators, report.PartDrivers)
	require.Regexp(t, `CV undefined +primary +composite +mean of the CVs +a CV is undefined, limit 0.500`, text)
	require.NotRegexp(t, `K +backbone teachers *\n`, text, "nobody drives it")
	require.Regexp(t, `CV undefined +primary +K +backbone teachers +the mean is 0, limit 0.300`, text)
	require.Regexp(t, `K +backbone teachers +0.00 +persons per 100 pupils +undefined +0.300 +FAILS`, text)
	require.NotContains(t, text, "CV over its limit", "nothing is")
}

// Two counties of one year, or without a year, are not said to be a change over time.
func TestSameYear(t *testing.T) {
	s, c := rules(), county()
	other := c.Clone()
	other.Sections[0].Pupils++
	changes := func(earlier, later int) string {
		c.Year, other.Year = later, earlier
		a := assess(t, s, c)
		var b bytes.Buffer
		require.NoError(t, report.Assessment(&b, a, report.Options{
			Standard: s, County: c, Comparison: diagnosis.Compare(assess(t, s, other), a), Parts: []report.Part{report.PartChanges},
		}))
		return b.String()
	}
	require.Contains(t, changes(2023, 2023), "Both are data of 2023")
	require.Contains(t, changes(0, 2023), "has no year")
	text := changes(2022, 2023)
	require.NotContains(t, text, "no trend")
	require.Contains(t, text, "Since 2022")
}
