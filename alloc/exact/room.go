package exact

import (
	"math"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/outer"
)

// A room is a problem as columns and rows, with the index map from and to the county.
type room struct {
	*frame
	lp      solver.Problem
	cols    []column
	rows    []rowName
	effects [][][]entry // by target, by section of its stage: what adds to the stock

	cones   []cone   // of the targets that have one
	asked   []asking // by cone: what its rows ask for at the moment
	oracles []outer.Oracle

	composites []composite
	norms      []norm // of all composites

	minimums []minimum // rows of the section rule
	shorts   []minimum // rows of the shortfall
	eta      int       // column of the dispersion goal; -1: none
	money    float64   // yuan per unit of cost in the engine
	spendRow []float64 // yuan per unit of each column
	moved    []float64 // persons moved per unit of each column
	roomier  []float64 // upper bound of each column if money had no cap; 0: the same
	places   [][][]int // by stage and school: its sections by position
	best     []float64 // by target: most stock per pupil before
	flat     []bool    // by stage: moves cost alike, so that they are an out and an in
	sets     []fundSet
	staff    [][][]int // columns of hires and moves, by stage and section
	balances []balanceRow
}

// An entry is a column and what one unit of it adds.
type entry struct {
	col int
	by  float64
}

// A column is what one column of the room means. Fields that do not apply are -1 or empty.
type column struct {
	kind   columnKind
	stage  int     // index into frame.stages
	i      int     // section within the stage: of a hire, an out, an in, the from of an arc
	to     int     // the to of an arc
	school int     // county index, of a purchase
	stock  string  // of a purchase
	own    bool    // a purchase for one section, not for the whole school
	group  int     // of teachers
	teach  int     // kind of teacher hired
	fund   int     // of a payment
	set    int     // of a payment: which set of funds may pay
	unit   float64 // quantity per unit of the column
	whole  bool    // the quantity is whole, whether or not the engine is told so
}

type columnKind int8

const (
	colBuy columnKind = iota
	colHire
	colOut
	colIn
	colArc
	colPay
	colLevel
	colSquare
	colMean
	colSpread
	colExcuse
	colShort
	colEta
	colSlack
)

// addCol appends a column and its meaning.
func (m *room) addCol(c column, lower, upper float64, whole bool) int {
	m.cols = append(m.cols, c)
	m.spendRow = append(m.spendRow, 0)
	m.moved = append(m.moved, 0)
	m.roomier = append(m.roomier, 0)
	return m.lp.AddCol(0, lower, upper, whole)
}

// A rowName is how certificates call a row, and how the row's form in the engine follows from the
// normal form there: g(x) = factor * (row - bound), which is at most 0. An empty name: not told.
type rowName struct {
	name   string
	factor float64
}

// A balanceRow says that a group of teachers of a stage neither grows nor shrinks.
type balanceRow struct{ row, stage, group int }

// addRow appends a row.
func (m *room) addRow(name rowName, lower, upper float64, entries []entry) int {
	index, value := make([]int32, 0, len(entries)), make([]float64, 0, len(entries))
	place := make(map[int]int, len(entries))
	for _, e := range entries {
		if n, ok := place[e.col]; ok {
			value[n] += e.by
			continue
		}
		place[e.col] = len(index)
		index, value = append(index, int32(e.col)), append(value, e.by)
	}
	m.rows = append(m.rows, name)
	return m.lp.AddRow(lower, upper, index, value)
}

// affect says that a column adds to the stock of a target's section.
func (m *room) affect(t, i, col int, by float64) {
	m.effects[t][i] = append(m.effects[t][i], entry{col, by})
}

// compile builds the room of a problem.
func compile(f *frame) (*room, error) {
	m := &room{frame: f, eta: -1, lp: solver.Problem{Whole: []bool{}}, effects: make([][][]entry, len(f.targets)), flat: make([]bool, len(f.stages))}
	for t := range f.targets {
		m.effects[t] = make([][]entry, len(f.targets[t].before))
	}
	m.money = m.moneyUnit()
	if f.p.HasLever(plan.Funding) {
		m.compileFunding()
	}
	if f.p.HasLever(plan.Hiring) {
		m.compileHiring()
	}
	if f.p.HasLever(plan.Rotation) {
		if err := m.compileRotation(); err != nil {
			return nil, err
		}
	}
	m.compileFunds()
	if err := m.compileLimits(); err != nil {
		return nil, err
	}
	m.compileLocks()
	if f.joint {
		return m, nil
	}
	m.compileMinimums()
	m.compileCones()
	m.compileComposites()
	return m, nil
}

// moneyUnit is a power of ten that brings the costs of single actions near 1.
func (m *room) moneyUnit() float64 {
	most := 0.0
	for i := range m.p.County.Costs {
		if c := m.p.County.Costs[i].Cost; c > most {
			most = c
		}
	}
	if most == 0 {
		return 1
	}
	return math.Pow(10, math.Floor(math.Log10(most)))
}

var inf = math.Inf(1)
