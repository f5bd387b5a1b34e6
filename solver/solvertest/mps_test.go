package solvertest_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/solvertest"
)

var inf = math.Inf(1)

// everything has one of each thing that the form knows.
const everything = `* a comment
NAME          ALL OF IT
ROWS
 N  COST
 N  OTHER
 L  LIM1
 G  LIM2
 E  EQ1
 E  EQ2
 E  EQ3
 L  LIM3
COLUMNS
    X         COST         1.5   LIM1         1.0
    X         OTHER        9.0   LIM2         1.0
    M1        'MARKER'                 'INTORG'
    Y         COST         2.0   LIM1         1.0
    Y         EQ1         -1e0
    W         EQ1          1.0
    M2        'MARKER'                 'INTEND'
    Z         COST        -1.0   EQ1          1.0
    Z         EQ2          2.0   EQ3          3.0
    A         LIM3         4.0
    B         LIM3         0.0
    C         LIM3         1.0
    D         LIM3         1.0
    E         LIM3         1.0
    F         LIM3         1.0
RHS
    RHS       COST        -7.5   LIM1         4.0
    RHS       LIM2         1.0   EQ1          7.0
    RHS       EQ2          5.0   EQ3          6.0
    OTHERSET  LIM1        99.0
RANGES
    RNG       LIM1         2.5   LIM2         3.0
    RNG       EQ2          2.0   EQ3         -2.0
BOUNDS
 UP BND       X            4.0
 LO BND       Y           -1.0
 UP BND       Y            1.0
 FR BND       Z
 MI BND       A
 UP BND       B           -3.0
 FX BND       C            2.0
 BV BND       D
 LI BND       E            2
 UI BND       F            5
 UP OTHER     X            9.0
ENDATA
`

func TestReadMPS(t *testing.T) {
	m, err := solvertest.ReadMPS(strings.NewReader(everything))
	require.NoError(t, err)
	require.Equal(t, "ALL OF IT", m.Name)
	require.Equal(t, []string{"LIM1", "LIM2", "EQ1", "EQ2", "EQ3", "LIM3"}, m.RowNames)
	require.Equal(t, []string{"X", "Y", "W", "Z", "A", "B", "C", "D", "E", "F"}, m.ColNames)
	require.Equal(t, &solver.Problem{
		Offset:   7.5,
		Cost:     []float64{1.5, 2, 0, -1, 0, 0, 0, 0, 0, 0},
		ColLower: []float64{0, -1, 0, -inf, -inf, -inf, 2, 0, 2, 0},
		ColUpper: []float64{4, 1, 1, inf, inf, -3, 2, 1, inf, 5},
		Whole:    []bool{false, true, true, false, false, false, false, true, true, true},
		Rows: solver.Rows{
			Lower: []float64{1.5, 1, 7, 5, 4, -inf},
			Upper: []float64{4, 4, 7, 7, 6, 0},
			Start: []int32{0, 2, 3, 6, 7, 8, 13},
			Index: []int32{0, 1, 0, 1, 2, 3, 3, 3, 4, 6, 7, 8, 9},
			Value: []float64{1, 1, 1, -1, 1, 1, 2, 3, 4, 1, 1, 1, 1},
		},
	}, m.Problem)
	require.False(t, m.Maximise)
	require.Empty(t, m.HalfMatrix)
}

const quadraticFile = `NAME Q
OBJSENSE
    MAX
ROWS
 N obj
 G c
COLUMNS
 x obj 1 c 1
 y obj 2 c 1
RHS
 obj 3
 c 1
BOUNDS
 UP x 4
 FR y
QUADOBJ
 x x 2
 x y -1
 y y 8
ENDATA`

func TestReadQPSFreeFormWithoutNamesOfSets(t *testing.T) {
	m, err := solvertest.ReadMPS(strings.NewReader(quadraticFile))
	require.NoError(t, err)
	require.True(t, m.Maximise)
	require.Equal(t, []float64{-1, -2}, m.Cost, "turned into a problem of least cost")
	require.Equal(t, 3.0, m.Offset)
	require.Equal(t, []float64{0, -inf}, m.ColLower)
	require.Equal(t, []float64{4, inf}, m.ColUpper)
	require.Equal(t, []solvertest.Entry{{Row: 0, Col: 0, Value: -2}, {Row: 0, Col: 1, Value: 1}, {Row: 1, Col: 0, Value: 1}, {Row: 1, Col: 1, Value: -8}}, m.HalfMatrix)

	both := strings.Replace(strings.Replace(quadraticFile, "QUADOBJ", "QMATRIX", 1), " x y -1\n", " x y -1\n y x -1\n", 1)
	n, err := solvertest.ReadMPS(strings.NewReader(both))
	require.NoError(t, err)
	require.ElementsMatch(t, m.HalfMatrix, n.HalfMatrix)
}

// Names with spaces are read by columns, where the free form makes no sense.
func TestReadMPSByColumns(t *testing.T) {
	m, err := solvertest.ReadMPS(strings.NewReader(`NAME
ROWS
 N  COST
 G  MY ROW 1
COLUMNS
    COL ONE   COST               1.0   MY ROW 1           2.0
RHS
    RHS       MY ROW 1           3.0
BOUNDS
 UP BND       COL ONE            4.0
ENDATA
`))
	require.NoError(t, err)
	require.Equal(t, []string{"COL ONE"}, m.ColNames)
	require.Equal(t, []string{"MY ROW 1"}, m.RowNames)
	require.Equal(t, []float64{3}, m.Rows.Lower)
	require.Equal(t, []float64{4}, m.ColUpper)
}

func TestReadMPSRefuses(t *testing.T) {
	for name, c := range map[string][2]string{ // what is replaced by what
		"no end":               {"ENDATA", ""},
		"no objective":         {" N  COST\n N  OTHER\n", " G  COST\n G  OTHER\n"},
		"kind of row":          {" L  LIM1", " Q  LIM1"},
		"row twice":            {" L  LIM3", " L  LIM1"},
		"unknown row":          {"X         COST         1.5", "X         CAST         1.5"},
		"no number":            {"1.5", "1.5.5"},
		"not a number":         {"1.5", "NaN"},
		"infinite coefficient": {"1.5", "1e30"},
		"twice in a column":    {"1.5   LIM1 ", "1.5   COST "},
		"column in two places": {"    F         LIM3         1.0", "    X         LIM3         1.0"},
		"unknown column":       {"FR BND       Z", "FR BND       ZZ"},
		"kind of bound":        {"FR BND       Z", "SC BND       Z"},
		"unknown section":      {"RANGES", "SOS1"},
		"row of a range":       {"RNG       LIM1", "RNG       LIMM"},
		"nowhere between":      {"UP BND       X            4.0", "UP BND       X            -1e30"},
	} {
		t.Run(name, func(t *testing.T) {
			spoilt := strings.Replace(everything, c[0], c[1], 1)
			require.NotEqual(t, everything, spoilt)
			_, err := solvertest.ReadMPS(strings.NewReader(spoilt))
			require.ErrorIs(t, err, solvertest.ErrFormat)
		})
	}
	_, err := solvertest.ReadMPS(failing{})
	require.ErrorIs(t, err, errBroken)
	for _, bad := range []string{"QUADOBJ\n x z 1\n", "QUADOBJ\n x\n", "QUADOBJ\n x x 1\n x x 1\n", "QUADOBJ\n q x 1\n", "QUADOBJ\n x x big\n"} {
		_, err := solvertest.ReadMPS(strings.NewReader(quadraticFile[:strings.Index(quadraticFile, "QUADOBJ")] + bad + "ENDATA"))
		require.ErrorIs(t, err, solvertest.ErrFormat, bad)
	}
}

type failing struct{}

var errBroken = errors.New("broken")

func (failing) Read([]byte) (int, error) { return 0, errBroken }

// Whatever a file holds, it is a problem that no engine minds, or an error.
func FuzzReadMPS(f *testing.F) {
	f.Add(everything)
	f.Add(quadraticFile)
	f.Fuzz(func(t *testing.T, file string) {
		m, err := solvertest.ReadMPS(strings.NewReader(file))
		if err != nil {
			return
		}
		require.NoError(t, m.Validate())
		require.Len(t, m.ColNames, m.NumCols())
		require.Len(t, m.RowNames, m.NumRows())
		for _, e := range m.HalfMatrix {
			require.False(t, math.IsNaN(e.Value) || math.IsInf(e.Value, 0))
			require.True(t, e.Row >= 0 && int(e.Row) < m.NumCols() && e.Col >= 0 && int(e.Col) < m.NumCols())
		}
	})
}
