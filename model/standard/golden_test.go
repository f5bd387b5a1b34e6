package standard_test

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// goldenTolerance is one unit of the last decimal that the reference tables print.
const goldenTolerance = 1e-6

// shared reads a table of worked numbers, by column name; the test is skipped where there is none.
func shared(t *testing.T, name string) []map[string]string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "cv", name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the worked numbers are not here: " + name)
	}
	return numbers(t, path)
}

// numbers reads a table of worked numbers, by column name. A line that begins with # says what it is.
func numbers(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	r := csv.NewReader(f)
	r.Comment = '#'
	r.LazyQuotes = true // one table has bare quotes in a note
	records, err := r.ReadAll()
	require.NoError(t, err)
	rows := make([]map[string]string, 0, len(records))
	for _, r := range records[1:] {
		row := make(map[string]string, len(r))
		for i, column := range records[0] {
			row[column] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func float(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	require.NoError(t, err)
	return v
}

// constructed is the county of constructed_county.csv.
func constructed(t *testing.T) *model.County {
	kinds := map[string]model.SchoolKind{
		"primary": model.KindPrimary, "teaching_point": model.KindTeachingPoint, "nine_year": model.KindNineYear,
		"junior": model.KindJunior, "complete": model.KindCompleteSecondary,
	}
	c := &model.County{Name: "constructed", Year: 2024, Constructed: true}
	for _, r := range numbers(t, filepath.Join("testdata", "constructed_county.csv")) {
		c.Schools = append(c.Schools, model.School{
			ID: r["school"], Kind: kinds[r["type"]], SeniorPupils: float(t, r["senior_pupils"]),
			Stocks: model.Stocks{
				"teaching_area_m2": float(t, r["teach_area"]), "indoor_sports_m2": float(t, r["indoor_pe_area"]),
				"gymnasium_m2": 0, "sports_ground_m2": float(t, r["sports_area_total"]), "equipment_yuan": float(t, r["equipment_yuan"]),
				"multimedia_rooms": float(t, r["rooms"]),
			},
		})
		for _, stage := range []string{"primary", "junior"} {
			if pupils := float(t, r[stage+"_pupils"]); pupils > 0 {
				qualified := float(t, r["qual_"+stage])
				c.Sections = append(c.Sections, model.Section{
					School: r["school"], Stage: stage, Pupils: pupils,
					Stocks: model.Stocks{
						"teachers": qualified + 1, "teachers_above_degree": qualified,
						"teachers_backbone": float(t, r["backbone_"+stage]), "teachers_pe_arts": float(t, r["peart_"+stage]),
					},
				})
			}
		}
	}
	require.NoError(t, c.Validate())
	return c
}

func TestConstructedCounty(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	a, err := s.Assess(constructed(t))
	require.NoError(t, err)

	sections := make(map[string]standard.SectionResult)
	for _, r := range a.Sections {
		sections[r.School+"/"+r.Stage] = r
	}
	indicators := make(map[string]standard.IndicatorResult)
	for _, r := range a.Indicators {
		indicators[r.Stage+"/"+r.Code] = r
	}
	schools, passing := 0, 0
	for _, want := range numbers(t, filepath.Join("testdata", "constructed_county_expected.csv")) {
		for k, indicator := range s.Indicators {
			value := float(t, want[indicator.Code])
			at := indicators[want["stage"]+"/"+indicator.Code]
			switch want["kind"] {
			case "school":
				r := sections[want["key"]+"/"+want["stage"]]
				require.InDelta(t, value, r.Readings[k].Value, goldenTolerance, "%s %s", want["key"], indicator.Code)
			case "county_mean":
				require.InDelta(t, value, at.Mean, goldenTolerance)
			case "county_sd":
				require.InDelta(t, value, at.SD, goldenTolerance)
			case "county_cv":
				require.InDelta(t, value, at.CV, goldenTolerance)
				require.True(t, at.Passes, "every CV of the table is below its limit")
			default:
				t.Fatalf("unknown kind of row %q", want["kind"])
			}
		}
		if want["kind"] == "school" {
			schools++
			r := sections[want["key"]+"/"+want["stage"]]
			require.Equal(t, want["met"], strconv.Itoa(r.Met), want["key"])
			require.Equal(t, want["verdict"] == "PASS", r.Passes, want["key"])
			if r.Passes {
				passing++
			}
		}
	}
	require.Len(t, a.Sections, schools, "the point with 38 pupils is left out")
	require.Equal(t, passing, a.SectionsPassing)
	require.False(t, a.Passes)
	resource := 0
	for _, v := range a.Verdicts {
		if v.Block == standard.BlockResource {
			resource++
		}
	}
	require.Equal(t, schools+14, resource)
	var left []string
	for _, f := range a.Findings {
		left = append(left, f.String())
	}
	require.Contains(t, left, `sections.csv: E Tiny Point/primary: pupils: "38": left out: the standard does not count teaching points with fewer than 50 pupils`)

	// Weighting decides verdicts: the README of the table gives both for two indicators.
	require.InDelta(t, 0.532, indicators["primary/L2"].UnweightedCV, 0.0005)
	require.InDelta(t, 0.630, indicators["primary/L7"].UnweightedCV, 0.0005)
}

func TestPassRuleCases(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	for _, c := range numbers(t, filepath.Join("testdata", "pass_rule_cases.csv")) {
		var ratios []float64
		for r := range strings.SplitSeq(c["ratios_to_threshold"], ";") {
			ratios = append(ratios, float(t, r))
		}
		ones := []float64{1, 1, 1, 1, 1, 1, 1}
		_, passes := s.Section.Passes(ratios, ones)
		require.Equal(t, c["expected"] == "PASS", passes, c["case"])
	}
}

// The published CVs of Ningguo 2022 fail in six of seven indicators in both stages.
func TestNingguoLimits(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	for _, row := range shared(t, "ex04_ningguo_2022.csv") {
		failing := 0
		for k, indicator := range s.Indicators {
			limit, ok := s.CVLimit(k, row["stage"])
			require.True(t, ok)
			if float(t, row[indicator.Code]) > limit {
				failing++
			}
		}
		require.Equal(t, 6, failing, row["stage"])
	}
}

// Jiujiang 2023: the CV is SD / mean, and a county with those two gives that CV and verdict.
func TestJiujiang(t *testing.T) {
	t.Parallel()
	rows := make(map[string]map[string]string)
	for _, r := range shared(t, "ex03_jiujiang_2023_primary.csv") {
		rows[r["row"]] = r
	}
	s := standard.QualityBalance2017()
	c := &model.County{Name: "two sections with the published means and SDs"}
	for i, sign := range []float64{-1, 1} {
		stocks := make(model.Stocks)
		for _, indicator := range s.Indicators {
			mean, sd := float(t, rows["mean"][indicator.Code]), float(t, rows["sd"][indicator.Code])
			stocks[indicator.Stock[0].Column] = (mean + sign*sd) * 1000 / indicator.Per
			for _, term := range indicator.Stock[1:] {
				stocks[term.Column] = 0
			}
		}
		id := strconv.Itoa(i)
		c.Schools = append(c.Schools, model.School{ID: id, Kind: model.KindPrimary})
		c.Sections = append(c.Sections, model.Section{School: id, Stage: "primary", Pupils: 1000, Stocks: stocks})
	}
	a, err := s.Assess(c)
	require.NoError(t, err)
	for _, r := range a.Indicators {
		require.InDelta(t, float(t, rows["mean"][r.Code]), r.Mean, goldenTolerance, r.Code)
		require.InDelta(t, float(t, rows["sd"][r.Code]), r.SD, goldenTolerance, r.Code)
		require.InDelta(t, float(t, rows["cv"][r.Code]), r.CV, 1.5*goldenTolerance, r.Code) // the quotient of two rounded numbers
		require.Equal(t, r.Code != "L2", r.Passes, r.Code)
	}
}

func TestNineYearSplit(t *testing.T) {
	t.Parallel()
	row := shared(t, "ex02_nine_year_split.csv")[0]
	primary, junior, total := float(t, row["primary_pupils"]), float(t, row["junior_pupils"]), float(t, row["stock_total"])
	s := &standard.Standard{Name: "books", Indicators: []standard.Indicator{
		{Code: "B", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1, Split: true},
	}}
	c := &model.County{
		Schools: []model.School{{ID: "n", Kind: model.KindNineYear, Stocks: model.Stocks{"books": total}}},
		Sections: []model.Section{
			{School: "n", Stage: "primary", Pupils: primary}, {School: "n", Stage: "junior", Pupils: junior},
		},
	}
	table, err := s.Table(c)
	require.NoError(t, err)
	// The source rounds to 58.5 books a pupil first and so prints 9,711 and 13,515.
	require.InDelta(t, 9711.6, table.Rows[0].Stock[0], 0.05)
	require.InDelta(t, 13514.4, table.Rows[1].Stock[0], 0.05)
	require.InDelta(t, float(t, row["published_primary_stock"]), table.Rows[0].Stock[0], 1)
	require.InDelta(t, float(t, row["published_junior_stock"]), table.Rows[1].Stock[0], 1)
	require.InDelta(t, float(t, row["published_per_primary_pupil"]), table.Rows[0].Stock[0]/primary, 0.05)
	require.InDelta(t, 1.1, table.Rows[1].Stock[0]/junior/(table.Rows[0].Stock[0]/primary), 1e-12, "a junior pupil counts 1.1 times")
}

// Five primary schools with books: a custom standard of one indicator without limits.
func TestFiveSchools(t *testing.T) {
	t.Parallel()
	s := &standard.Standard{Name: "books", Indicators: []standard.Indicator{
		{Code: "B", Stock: []standard.Term{{Column: "books", Sign: 1}}, Per: 1},
	}}
	c := &model.County{}
	for _, r := range shared(t, "ex01_books_five_schools.csv") {
		if r["school"] == "TOTAL" {
			continue
		}
		c.Schools = append(c.Schools, model.School{ID: r["school"]})
		c.Sections = append(c.Sections, model.Section{
			School: r["school"], Stage: "primary", Pupils: float(t, r["pupils"]), Stocks: model.Stocks{"books": float(t, r["books"])},
		})
	}
	a, err := s.Assess(c)
	require.NoError(t, err)
	require.Len(t, a.Indicators, 1)
	require.InDelta(t, 0.52, a.Indicators[0].CV, 0.005)
	require.InDelta(t, 3.26, a.Indicators[0].SD, 0.005)
	require.InDelta(t, 6.33, a.Indicators[0].Mean, 0.005)
	require.True(t, a.Passes, "nothing is asked")
	require.Empty(t, a.Verdicts)
	sum := 0.0
	for i, r := range shared(t, "ex01_books_five_schools.csv")[:5] {
		// The part of the squared CV is the published weighted squared deviation over their sum.
		share := a.Sections[i].Readings[0].ShareOfCV2
		require.InDelta(t, float(t, r["published_weighted_sq_dev"])/10.65, share, 0.001)
		sum += share
	}
	require.InDelta(t, 1, sum, 1e-12)
}

func TestVendorValues(t *testing.T) {
	t.Parallel()
	s := standard.QualityBalance2017()
	for _, r := range shared(t, "ex11_unit_test_values.csv") {
		k, ok := s.Index(r["indicator"])
		require.True(t, ok)
		stock, pupils := float(t, r["stock"]), float(t, r["pupils"])
		if r["unit"] == "10k_yuan" {
			stock *= 10000
		}
		stocks := model.Stocks{"teachers_above_degree": 0, "teachers_backbone": 0, "teachers_pe_arts": 0}
		school := model.Stocks{"teaching_area_m2": 0, "indoor_sports_m2": 0, "gymnasium_m2": 0, "sports_ground_m2": 0, "equipment_yuan": 0, "multimedia_rooms": 0}
		school[s.Indicators[k].Stock[0].Column] = stock
		c := &model.County{
			Schools:  []model.School{{ID: "a", Kind: model.KindPrimary, Stocks: school}},
			Sections: []model.Section{{School: "a", Stage: "primary", Pupils: pupils, Stocks: stocks}},
		}
		a, err := s.Assess(c)
		require.NoError(t, err)
		require.InDelta(t, float(t, r["published_value"]), a.Sections[0].Readings[k].Value, 0.005)
	}
}
