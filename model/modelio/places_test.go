package modelio_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
)

// places are the tables of a map beside the schools of good, in English and in Chinese.
func places() (english, chinese map[string]string) {
	english = map[string]string{
		"schools.csv":    "school_id,kind,lon,lat,barrier_side\n01,primary,112.5,31.2,east\n02,nine_year,112.53,31.2,\n",
		"pieces.csv":     "piece_id,lon,lat,area_m2,zone_id,locked,barrier_side,grades,pupils_primary,school_primary,pupils_junior,school_junior\nP1,112.5,31.2,250000,z,1,east,1;2;3,45,01,0,\n002,,,,,,,,,,20.5,02\n",
		"adjacency.csv":  "piece_a,piece_b\nP1,002\n",
		"candidates.csv": "school_id,action,stage,seats,cost_yuan,running_cost_yuan,lon,lat,max_extra_classes,classrooms\nN1,open,primary,270,40000000,1200000,112.51,31.21,,12\n02,extend,junior,,300000,150000,,,3,\n01,close,primary,,0,,,,,\n",
		"sections.csv":   "school_id,stage,pupils,classrooms,seats,boarders\n01,primary,45,2,90,0\n02,primary,0,,,\n02,junior,20.5,,50,10\n",
	}
	chinese = map[string]string{
		"学校.csv":   "学校标识码,学校类别,经度,纬度,所在侧\n01,小学,112.5,31.2,east\n02,九年一贯制,112.53,31.2,\n",
		"地块.csv":   "地块编号,经度,纬度,面积（万平方米）,学区,锁定,阻隔侧,年级,小学学生数（人）,小学学校,pupils_初中（人）,划片学校_初中\nP1,112.5,31.2,25,z,是,east,一年级、2；三年级,45,01,0,\n002,,,,,否,,,,,20.5,02\n",
		"相邻关系.csv": "地块甲,地块乙\nP1,002\n",
		"候选.csv":   "学校标识码,措施,学段,学位数,费用（万元）,年运行费用（万元）,经度,纬度,可增班数,普通教室数\nN1,新建,小学,270,4000,120,112.51,31.21,,12\n02,增班,初中,,30,15,,,3,\n01,撤并,小学,,0,,,,,\n",
		"学段.csv":   "学校标识码,学段,在校生数,普通教室数,学位数,寄宿生数\n01,小学,45,2,90,0\n02,小学,0,,,\n02,初中,20.5,,50,10\n",
	}
	return english, chinese
}

func TestReadPlaces(t *testing.T) {
	t.Parallel()
	english, chinese := places()
	c, findings, err := modelio.Read(folder(english))
	require.NoError(t, err)
	require.Empty(t, findings)
	require.Equal(t, "east", c.Schools[0].BarrierSide)
	require.Equal(t, []model.Piece{
		{
			ID: "P1", Place: &model.Place{Lon: 112.5, Lat: 31.2}, AreaM2: 250000, Zone: "z", Locked: true, BarrierSide: "east", Grades: []int{1, 2, 3},
			Pupils: map[string]float64{"primary": 45, "junior": 0}, School: map[string]string{"primary": "01"},
		},
		{ID: "002", Pupils: map[string]float64{"junior": 20.5}, School: map[string]string{"junior": "02"}},
	}, c.Pieces)
	require.Equal(t, []model.Border{{A: "P1", B: "002"}}, c.Borders)
	require.Equal(t, []model.Candidate{
		{School: "N1", Action: "open", Stage: "primary", Seats: 270, Cost: 4e7, RunningCost: 1.2e6, Place: &model.Place{Lon: 112.51, Lat: 31.21}, Stocks: model.Stocks{"classrooms": 12}},
		{School: "02", Action: "extend", Stage: "junior", Cost: 300000, RunningCost: 150000, MaxExtraClasses: 3},
		{School: "01", Action: "close", Stage: "primary"},
	}, c.Candidates)
	require.Equal(t, model.Stocks{"classrooms": 2, "seats": 90, "boarders": 0}, c.Sections[0].Stocks)
	require.Equal(t, []int{2, 3}, c.Lines["pieces.csv"])

	back, notes, err := modelio.Read(folder(chinese))
	require.NoError(t, err)
	require.ElementsMatch(t, []string{
		"候选.csv:1: 费用（万元）: converted: 1 is read as 10000", "候选.csv:1: 年运行费用（万元）: converted: 1 is read as 10000",
		"地块.csv:1: 面积（万平方米）: converted: 1 is read as 10000",
	}, noted(notes))
	back.Lines, back.Labels = c.Lines, nil
	require.Equal(t, c, back)
}

// What a map says is a part of the county, and of its hash.
func TestHashCoversPlaces(t *testing.T) {
	t.Parallel()
	english, _ := places()
	c, _, err := modelio.Read(folder(english))
	require.NoError(t, err)
	first, err := modelio.Hash(c)
	require.NoError(t, err)
	for name, change := range map[string]func(c *model.County){
		"pupils":    func(c *model.County) { c.Pieces[0].Pupils["primary"]++ },
		"school":    func(c *model.County) { c.Pieces[0].School["primary"] = "02" },
		"locked":    func(c *model.County) { c.Pieces[0].Locked = false },
		"border":    func(c *model.County) { c.Borders = c.Borders[:0] },
		"candidate": func(c *model.County) { c.Candidates[0].Cost++ },
		"side":      func(c *model.County) { c.Schools[0].BarrierSide = "" },
		"shape": func(c *model.County) {
			c.Pieces[1].Shape = model.Shape{{{{Lon: 112, Lat: 31}, {Lon: 113, Lat: 31}, {Lon: 113, Lat: 32}, {Lon: 112, Lat: 31}}}}
		},
	} {
		other := c.Clone()
		change(other)
		hash, err := modelio.Hash(other)
		require.NoError(t, err)
		require.NotEqual(t, first, hash, name)
	}
}

func TestReadPlaceFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"cells", map[string]string{
			"pieces.csv":     "piece_id,lon,lat,locked,grades,pupils_primary,school_primary,pupils_小学\nP1,112.5,,perhaps,1;oops,-4,09,1\n",
			"adjacency.csv":  "piece_a,piece\nP1,P2\n",
			"candidates.csv": "school_id,action,stage\n01,扩大,小学\n01,grow,小学\n",
		}, []string{
			`pieces.csv:1: pupils_小学: the columns "pupils_primary" and "pupils_小学" both mean pupils_primary: keep one of them`,
			`pieces.csv:2: P1: lat: is missing beside lon: give both or neither`,
			`pieces.csv:2: P1: locked: "perhaps": must be 1 or 0, or yes or no (是, 否)`,
			`pieces.csv:2: P1: grades: "oops": must be a grade from 1 to 12`,
			`pieces.csv:2: P1: school_primary: "09": no school has this id in schools.csv; did you mean "01"?`,
			`adjacency.csv:1: piece_b: the column is missing; is it the column "piece"?`,
			`candidates.csv:2: 01/扩大/小学: action: "扩大": unknown; did you mean 扩建 (extend)? known: 新建 (open), 扩建 (extend), 撤并 (close)`,
			`candidates.csv:3: 01/grow/primary: action: "grow": unknown; known: open, extend, close`,
		}},
		{"a piece that could not be read is not missing", map[string]string{
			"pieces.csv": "piece_id,pupils_primary\nP1,3\nP2,4,5\n", "adjacency.csv": "piece_a,piece_b\nP1,P2\n", "travel.csv": "from,school_id,metres\nP2,01,-1\n",
		}, []string{
			`travel.csv:2: P2 to 01: metres: "-1": must not be negative`,
			"pieces.csv:3: the row has 3 cells, the header has 2: a text with a comma needs quotes around it",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := modelio.Read(folder(good(c.files)))
			require.Equal(t, c.want, messages(err))
		})
	}
}

// Join adds to what the tables say before the county is validated; its faults are told with theirs.
func TestReadJoins(t *testing.T) {
	t.Parallel()
	english, _ := places()
	files := with(english, map[string]string{"pieces.geojson": "{}"})
	_, findings, err := modelio.Read(folder(files))
	require.NoError(t, err)
	require.Equal(t, []string{"pieces.geojson: is not read here: only tables are"}, noted(findings))

	c, findings, err := modelio.Folder{FS: folder(files), Join: func(c *model.County) ([]model.Finding, error) {
		c.Pieces[1].Place = &model.Place{Lon: 112.52, Lat: 31.2}
		return []model.Finding{{File: "pieces.geojson", Rule: "joined"}}, nil
	}}.Read()
	require.NoError(t, err)
	require.Equal(t, []string{"pieces.geojson: joined"}, noted(findings))
	require.Equal(t, 112.52, c.Pieces[1].Place.Lon)

	_, _, err = modelio.Folder{FS: folder(files), Join: func(c *model.County) ([]model.Finding, error) {
		c.Pieces[1].Place = &model.Place{Lon: 112.52, Lat: 131.2}
		return nil, errors.Join(&model.DataError{File: "pieces.geojson", Rule: "odd"}, &model.DataError{File: "pieces.geojson", Rule: "odder"})
	}}.Read()
	require.Equal(t, []string{"pieces.geojson: odd", "pieces.geojson: odder", `pieces.csv:3: 002: lat: "131.2": must be degrees from -90 to 90`}, messages(err))
}
