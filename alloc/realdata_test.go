package alloc_test

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

// The reference optima below are printed in the READMEs of the data sets; they were found there by
// another program (exchange of single teachers, exact for every number of moves).

// table reads a CSV file of the shared data; the test is skipped where it is absent.
func table(t *testing.T, name ...string) []map[string]string {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "shared", "data"}, name...)...)
	file, err := os.Open(path)
	if err != nil {
		t.Skipf("real data are absent: %v", err)
	}
	defer func() { require.NoError(t, file.Close()) }()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	out := make([]map[string]string, 0, len(rows)-1)
	for _, row := range rows[1:] {
		record := make(map[string]string, len(row))
		for i, cell := range row {
			record[rows[0][i]] = cell
		}
		out = append(out, record)
	}
	return out
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	if text == "" {
		return 0
	}
	v, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err)
	return v
}

// oneIndicator is a standard of one indicator, teachers (or some of them) per pupil, without rules.
func oneIndicator(stock string) *standard.Standard {
	return &standard.Standard{
		Name:      "one-indicator",
		Weighting: standard.ByPupils,
		Indicators: []standard.Indicator{{
			Code: "T", Name: stock + " per pupil", Unit: "persons", Stock: []standard.Term{{Column: stock, Sign: 1}}, Per: 1,
		}},
	}
}

// addSection adds a school with one section to a county.
func addSection(c *model.County, id string, pupils float64, stocks model.Stocks) {
	c.Schools = append(c.Schools, model.School{ID: id, Name: id, Kind: model.KindPrimary, Area: model.AreaRural})
	c.Sections = append(c.Sections, model.Section{School: id, Stage: model.StagePrimary, Pupils: pupils, Stocks: stocks})
}

func taiwan(t *testing.T, county string) *model.County {
	c := &model.County{Name: county, Year: 2024}
	for _, row := range table(t, "taiwan_primary_2024", "schools.csv") {
		if row["county"] == county {
			addSection(c, row["school_code"], number(t, row["pupils"]), model.Stocks{
				model.Teachers: number(t, row["teachers"]), model.Classes: number(t, row["classes"]),
			})
		}
	}
	return c
}

func southAfrica(t *testing.T, province, district string, audited bool) *model.County {
	c := &model.County{Name: district, Year: 2017}
	for _, row := range table(t, "south_africa_2017", "schools.csv") {
		learners, educators := number(t, row["learners"]), number(t, row["educators"])
		if row["province"] != province || row["district"] != district || learners <= 0 || educators <= 0 ||
			(row["sector"] != "PUBLIC" && row["sector"] != "Public") {
			continue
		}
		if ratio := learners / educators; audited && (ratio < 4 || ratio > 70) {
			continue
		}
		addSection(c, row["natemis"], learners, model.Stocks{model.Teachers: educators})
	}
	return c
}

func star(t *testing.T, system string) *model.County {
	c := &model.County{Name: "STAR system " + system, Year: 1989}
	at := map[string]int{}
	for _, row := range table(t, "star_teachers_1985_89", "schools_by_grade.csv") {
		if row["system"] != system {
			continue
		}
		i, ok := at[row["school"]]
		if !ok {
			i = len(c.Sections)
			at[row["school"]] = i
			addSection(c, row["school"], 0, model.Stocks{})
		}
		s := &c.Sections[i]
		s.Pupils += number(t, row["pupils"])
		s.Stocks[model.Teachers] += number(t, row["teachers"])
		s.Stocks["teachers_master_plus"] += number(t, row["teachers_master_plus"])
	}
	return c
}

// rotation is a problem of moving teachers.
func rotation(c *model.County, s *standard.Standard, goal plan.GoalName, limits ...plan.Limit) *plan.Problem {
	return &plan.Problem{
		County: c, Standard: s, Levers: []plan.Lever{plan.Rotation}, Goals: []plan.Goal{{Name: goal}}, Limits: limits,
	}
}

func cvLimit(cv float64) plan.Limit { return plan.Limit{What: plan.LimitCV, Max: &cv} }

func solve(t *testing.T, p *plan.Problem, route string) *plan.Plan {
	t.Helper()
	out, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{Route: route}}.Plan(context.Background(), p)
	require.NoError(t, err)
	return out
}

func TestReferenceOptimaOfRotation(t *testing.T) {
	one := 1.0
	classes := plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}
	atLeastOne := plan.Limit{What: plan.LimitTeachers, Min: &one}
	type reach struct {
		cv    float64
		moves float64
	}
	tests := []struct {
		name        string
		county      func(*testing.T) *model.County
		limits      []plan.Limit
		start, best float64
		moves       float64 // to the best
		reach       []reach
	}{
		{"Nantou", func(t *testing.T) *model.County { return taiwan(t, "南投縣") }, nil, 0.779, 0.027, 609,
			[]reach{{0.65, 58}, {0.50, 159}, {0.30, 322}}},
		{"Nantou, a teacher for each class", func(t *testing.T) *model.County { return taiwan(t, "南投縣") }, []plan.Limit{classes}, 0.779, 0.244, 506,
			[]reach{{0.65, 58}, {0.50, 163}, {0.30, 357}}},
		{"Hualien", func(t *testing.T) *model.County { return taiwan(t, "花蓮縣") }, nil, 0.812, 0.027, 487,
			[]reach{{0.65, 56}, {0.50, 135}, {0.30, 262}}},
		{"Hualien, a teacher for each class", func(t *testing.T) *model.County { return taiwan(t, "花蓮縣") }, []plan.Limit{classes}, 0.812, 0.248, 409,
			[]reach{{0.65, 56}, {0.50, 137}, {0.30, 296}}},
		{"Changhua, a teacher for each class", func(t *testing.T) *model.County { return taiwan(t, "彰化縣") }, []plan.Limit{classes}, 0.427, 0.080, 619,
			[]reach{{0.65, 0}, {0.50, 0}, {0.30, 127}}},
		{"Taipei, a teacher for each class", func(t *testing.T) *model.County { return taiwan(t, "臺北市") }, []plan.Limit{classes}, 0.233, 0.013, 629,
			[]reach{{0.65, 0}, {0.50, 0}, {0.30, 0}}},
		{"Kaohsiung, a teacher for each class", func(t *testing.T) *model.County { return taiwan(t, "高雄市") }, []plan.Limit{classes}, 0.437, 0.128, 859,
			[]reach{{0.65, 0}, {0.50, 0}, {0.30, 147}}},
		{"Umkhanyakude", func(t *testing.T) *model.County { return southAfrica(t, "KZ", "UMKHANYAKUDE", false) }, []plan.Limit{atLeastOne}, 0.233, 0.025, 681,
			[]reach{{0.30, 0}, {0.20, 40}, {0.10, 313}}},
		{"Cape Winelands", func(t *testing.T) *model.County { return southAfrica(t, "WC", "CAPE WINELANDS", false) }, []plan.Limit{atLeastOne}, 0.311, 0.018, 817,
			[]reach{{0.30, 16}, {0.20, 230}, {0.10, 503}}},
		{"Ekurhuleni South", func(t *testing.T) *model.County { return southAfrica(t, "GT", "EKURHULENI SOUTH", false) }, []plan.Limit{atLeastOne}, 0.886, 0.010, 725,
			[]reach{{0.30, 118}, {0.20, 236}, {0.10, 448}}},
		{"Ekurhuleni South, audited", func(t *testing.T) *model.County { return southAfrica(t, "GT", "EKURHULENI SOUTH", true) }, []plan.Limit{atLeastOne}, 0.313, 0.008, 583,
			[]reach{{0.30, 9}, {0.20, 114}, {0.10, 313}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := tt.county(t)
			even := solve(t, rotation(c, oneIndicator(model.Teachers), plan.Dispersion, tt.limits...), "auto")
			require.Equal(t, plan.Optimal, even.Status)
			require.InDelta(t, tt.start, *even.Before.Indicators[0].CV, printed)
			require.InDelta(t, tt.best, even.Goals[0].Value, printed)
			require.Equal(t, tt.moves, moved(even))
			for _, r := range tt.reach {
				few := solve(t, rotation(c, oneIndicator(model.Teachers), plan.Moves, append(tt.limits, cvLimit(r.cv))...), "auto")
				require.Equal(t, plan.Optimal, few.Status)
				require.Equal(t, "exchange", few.Run.Route)
				require.Equal(t, r.moves, few.Goals[0].Value)
				require.Equal(t, r.moves, few.Goals[0].Bound)
				require.LessOrEqual(t, *few.After[0].Indicators[0].CV, r.cv)
			}
		})
	}
}

// printed is the precision of the reference figures: three decimals.
const printed = 0.0005

// moved counts the teachers that a plan moves.
func moved(pl *plan.Plan) float64 { return pl.Problem.CountMoves(pl.Actions) }

func TestReferenceOptimaOfSwaps(t *testing.T) {
	c := star(t, "11")
	s := oneIndicator("teachers_master_plus")
	keep := plan.Limit{What: plan.LimitHeadcount, On: true}
	for _, route := range []string{"exchange", "outer"} {
		even := solve(t, rotation(c, s, plan.Dispersion, keep), route)
		require.Equal(t, plan.Optimal, even.Status, route)
		require.InDelta(t, 0.460, *even.Before.Indicators[0].CV, printed)
		require.InDelta(t, 0.051, even.Goals[0].Value, printed)
		require.Equal(t, 22.0, moved(even), route)
		for _, want := range []struct{ cv, swaps float64 }{{0.30, 7}, {0.20, 12}, {0.10, 19}} {
			few := solve(t, rotation(c, s, plan.Moves, keep, cvLimit(want.cv)), route)
			require.Equal(t, plan.Optimal, few.Status)
			require.Equal(t, want.swaps, few.Goals[0].Value, route)
			for _, a := range few.Actions {
				require.Equal(t, plan.Swap, a.Kind)
			}
		}
	}
}

func TestBothRoutesFindTheSameOptimum(t *testing.T) {
	c := taiwan(t, "南投縣")
	s := oneIndicator(model.Teachers)
	classes := plan.Limit{What: plan.LimitTeachers, MinColumn: model.Classes}
	few := solve(t, rotation(c, s, plan.Moves, cvLimit(0.5), classes), "outer")
	require.Equal(t, plan.Optimal, few.Status)
	require.Equal(t, "outer", few.Run.Route)
	require.Equal(t, 163.0, few.Goals[0].Value)
	even := solve(t, rotation(c, s, plan.Dispersion, classes), "outer")
	require.Equal(t, plan.Optimal, even.Status)
	require.InDelta(t, 0.244, even.Goals[0].Value, printed)
	require.Equal(t, 506.0, moved(even))
}
