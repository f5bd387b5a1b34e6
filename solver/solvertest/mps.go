package solvertest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/solver"
)

// A Model is what an MPS or QPS file holds: a problem, to which QPS adds half of x'Qx.
type Model struct {
	*solver.Problem
	Name       string
	RowNames   []string
	ColNames   []string
	Maximise   bool    // the costs are then of the opposite sign: the problem is one of least cost
	HalfMatrix []Entry // of Q: both triangles of a symmetric matrix, no place twice
}

// An Entry is one number of a matrix.
type Entry struct {
	Row, Col int32
	Value    float64
}

// ErrFormat marks what is no MPS file, or one with a section that is not read (SOS, cones,
// indicators).
var ErrFormat = errors.New("solvertest: not readable as MPS")

// infinity is the size from which on an MPS file means no bound.
const infinity = 1e20

// ReadMPS reads a problem in MPS or QPS form, fixed or free: rows N, E, L and G, of which the first N
// is the objective and other N are left out; the constant of the objective is what RHS gives for it,
// with the sign changed; RANGES; bounds LO, UP, FX, FR, MI, PL, BV, LI and UI; integer markers, under
// which a column without bounds of its own lies within 0 and 1; OBJSENSE; QUADOBJ and QSECTION (one
// triangle), QMATRIX (both). Of several right sides, ranges or sets of bounds the first counts.
//
// An upper bound below zero takes the lower bound of zero away, where none was given.
func ReadMPS(r io.Reader) (*Model, error) {
	var lines []string
	in := bufio.NewScanner(r)
	for in.Scan() {
		lines = append(lines, strings.TrimRight(in.Text(), " \t\r"))
	}
	if err := in.Err(); err != nil {
		return nil, err
	}
	m, err := readMPS(lines, strings.Fields)
	if err == nil {
		return m, nil
	}
	// Names with spaces: by columns, as in the days of cards.
	if m, err2 := readMPS(lines, cards); err2 == nil {
		return m, nil
	}
	return nil, err
}

// cards cuts a line at the columns of the fixed form.
func cards(line string) []string {
	var out []string
	for _, span := range [][2]int{{1, 3}, {4, 12}, {14, 22}, {24, 36}, {39, 47}, {49, 61}} {
		if span[0] >= len(line) {
			break
		}
		field := strings.TrimSpace(line[span[0]:min(span[1], len(line))])
		if field != "" || len(out) > 0 {
			out = append(out, field)
		}
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return out
}

// An mps is a file half read.
type mps struct {
	m         *Model
	kind      []byte // of each row: E, L or G
	objective string
	rows      map[string]int // -1: the objective, -2: another N row
	cols      map[string]int
	entries   [][]Entry    // by row
	last      map[int]bool // rows of the current column
	whole     bool         // between the markers of whole columns
	loose     []bool       // whole, and no bound was given
	lowered   []bool       // a lower bound was given
	quadratic map[[2]int32]bool
	set       map[string]string // the first set's name, by section
}

func readMPS(lines []string, split func(string) []string) (*Model, error) {
	f := &mps{
		m: &Model{Problem: &solver.Problem{}}, rows: map[string]int{}, cols: map[string]int{},
		last: map[int]bool{}, quadratic: map[[2]int32]bool{}, set: map[string]string{},
	}
	section := ""
	for n, line := range lines {
		if line == "" || line[0] == '*' {
			continue
		}
		if name, rest, ok := header(line); ok {
			section = name
			switch {
			case name == "NAME":
				f.m.Name = rest
			case name == "OBJSENSE" && rest != "":
				f.m.Maximise = strings.HasPrefix(strings.ToUpper(rest), "MAX")
			case name == "ENDATA":
				return f.finish()
			}
			continue
		}
		if err := f.line(section, split(line)); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", ErrFormat, n+1, err)
		}
	}
	return nil, fmt.Errorf("%w: no ENDATA", ErrFormat)
}

var sections = []string{
	"NAME", "OBJSENSE", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "QUADOBJ", "QSECTION", "QMATRIX", "ENDATA",
	"SOS", "SOS1", "SOS2", "CSECTION", "QCMATRIX", "INDICATORS", "LAZYCONS", "USERCUTS", "REFROW", "OBJNAME",
}

// header says whether a line begins a section.
func header(line string) (name, rest string, ok bool) {
	if line[0] == ' ' || line[0] == '\t' {
		return "", "", false
	}
	name, rest, _ = strings.Cut(line, " ")
	name = strings.ToUpper(name)
	return name, strings.TrimSpace(rest), slices.Contains(sections, name)
}

func (f *mps) line(section string, w []string) error {
	if len(w) == 0 {
		return nil
	}
	switch section {
	case "OBJSENSE":
		f.m.Maximise = strings.HasPrefix(strings.ToUpper(w[0]), "MAX")
		return nil
	case "ROWS":
		return f.row(w)
	case "COLUMNS":
		return f.column(w)
	case "RHS", "RANGES":
		return f.right(section, w)
	case "BOUNDS":
		return f.bound(w)
	case "QUADOBJ", "QSECTION", "QMATRIX":
		return f.square(section == "QMATRIX", w)
	}
	return fmt.Errorf("section %q", section)
}

func (f *mps) row(w []string) error {
	if len(w) != 2 {
		return fmt.Errorf("a row of %d fields", len(w))
	}
	name := w[1]
	if _, twice := f.rows[name]; twice {
		return fmt.Errorf("row %s twice", name)
	}
	inf := math.Inf(1)
	lower, upper := 0.0, 0.0
	switch strings.ToUpper(w[0]) {
	case "N":
		f.rows[name] = -2
		if f.objective == "" {
			f.objective, f.rows[name] = name, -1
		}
		return nil
	case "E":
	case "L":
		lower = -inf
	case "G":
		upper = inf
	default:
		return fmt.Errorf("row %s is of the kind %s", name, w[0])
	}
	f.rows[name] = len(f.kind)
	f.kind = append(f.kind, strings.ToUpper(w[0])[0])
	f.m.RowNames = append(f.m.RowNames, name)
	f.entries = append(f.entries, nil)
	f.m.Rows.Lower, f.m.Rows.Upper = append(f.m.Rows.Lower, lower), append(f.m.Rows.Upper, upper)
	return nil
}

func (f *mps) column(w []string) error {
	if len(w) >= 3 && strings.Trim(w[1], "'") == "MARKER" {
		f.whole = strings.Trim(w[len(w)-1], "'") == "INTORG"
		return nil
	}
	if len(w) != 3 && len(w) != 5 {
		return fmt.Errorf("a column line of %d fields", len(w))
	}
	j := len(f.m.Cost) - 1
	if j < 0 || f.m.ColNames[j] != w[0] {
		if _, twice := f.cols[w[0]]; twice {
			return fmt.Errorf("column %s comes in two places", w[0])
		}
		j = f.m.AddCol(0, 0, math.Inf(1), f.whole)
		f.cols[w[0]] = j
		f.m.ColNames = append(f.m.ColNames, w[0])
		f.loose, f.lowered = append(f.loose, f.whole), append(f.lowered, false)
		clear(f.last)
	}
	for k := 1; k < len(w); k += 2 {
		i, ok := f.rows[w[k]]
		if !ok {
			return fmt.Errorf("there is no row %s", w[k])
		}
		v, err := number(w[k+1])
		switch {
		case err != nil:
			return err
		case f.last[i] && i != -2:
			return fmt.Errorf("column %s has row %s twice", w[0], w[k])
		case i == -1:
			f.m.Cost[j] = v
		case i >= 0 && v != 0:
			f.entries[i] = append(f.entries[i], Entry{int32(i), int32(j), v})
		}
		f.last[i] = true
	}
	return nil
}

// right reads a line of right sides or ranges.
func (f *mps) right(section string, w []string) error {
	name := ""
	if len(w)%2 == 1 {
		name, w = w[0], w[1:]
	}
	if !f.first(section, name) {
		return nil
	}
	for k := 0; k+1 < len(w); k += 2 {
		i, ok := f.rows[w[k]]
		if !ok {
			return fmt.Errorf("there is no row %s", w[k])
		}
		v, err := number(w[k+1])
		switch {
		case err != nil:
			return err
		case i == -1 && section == "RHS":
			f.m.Offset = -v
		case i < 0:
		case section == "RHS":
			f.rightSide(i, v)
		default:
			f.rangeOf(i, v)
		}
	}
	return nil
}

func (f *mps) rightSide(i int, v float64) {
	if f.kind[i] != 'G' {
		f.m.Rows.Upper[i] = v
	}
	if f.kind[i] != 'L' {
		f.m.Rows.Lower[i] = v
	}
}

func (f *mps) rangeOf(i int, v float64) {
	r := &f.m.Rows
	switch {
	case f.kind[i] == 'L':
		r.Lower[i] = r.Upper[i] - math.Abs(v)
	case f.kind[i] == 'G':
		r.Upper[i] = r.Lower[i] + math.Abs(v)
	case v < 0:
		r.Lower[i] = r.Upper[i] + v
	default:
		r.Upper[i] = r.Lower[i] + v
	}
}

// first says whether a line belongs to the first set of its section.
func (f *mps) first(section, name string) bool {
	if old, ok := f.set[section]; ok {
		return old == name
	}
	f.set[section] = name
	return true
}

func (f *mps) bound(w []string) error {
	kind := strings.ToUpper(w[0])
	w = w[1:]
	valued := slices.Contains([]string{"LO", "UP", "FX", "LI", "UI"}, kind)
	name, least := "", 1
	if valued {
		least = 2
	}
	// The name of the set may be missing, and a number may stand where none is needed.
	if _, known := f.cols[at(w, 0)]; len(w) > least && (!known || len(w) > 2) {
		name, w = w[0], w[1:]
	}
	if !f.first("BOUNDS", name) {
		return nil
	}
	j, ok := f.cols[at(w, 0)]
	if !ok {
		return fmt.Errorf("there is no column %q", at(w, 0))
	}
	v := 0.0
	if valued {
		var err error
		if v, err = limit(at(w, 1)); err != nil {
			return err
		}
	}
	p, inf := f.m.Problem, math.Inf(1)
	f.loose[j] = false
	switch kind {
	case "LO", "LI":
		p.ColLower[j], f.lowered[j] = v, true
	case "UP", "UI":
		p.ColUpper[j] = v
		if v < 0 && !f.lowered[j] {
			p.ColLower[j] = -inf
		}
	case "FX":
		p.ColLower[j], p.ColUpper[j], f.lowered[j] = v, v, true
	case "FR":
		p.ColLower[j], p.ColUpper[j], f.lowered[j] = -inf, inf, true
	case "MI":
		p.ColLower[j], f.lowered[j] = -inf, true
	case "PL":
		p.ColUpper[j] = inf
	case "BV":
		p.ColLower[j], p.ColUpper[j], f.lowered[j] = 0, 1, true
	default:
		return fmt.Errorf("bound of the kind %s", kind)
	}
	if kind == "BV" || kind == "LI" || kind == "UI" {
		if p.Whole == nil {
			p.Whole = make([]bool, p.NumCols())
		}
		p.Whole[j] = true
	}
	return nil
}

func at(w []string, k int) string {
	if k < len(w) {
		return w[k]
	}
	return ""
}

func (f *mps) square(both bool, w []string) error {
	if len(w) != 3 && len(w) != 5 {
		return fmt.Errorf("a line of %d fields of the matrix", len(w))
	}
	i, ok := f.cols[w[0]]
	if !ok {
		return fmt.Errorf("there is no column %s", w[0])
	}
	for k := 1; k < len(w); k += 2 {
		j, ok := f.cols[w[k]]
		if !ok {
			return fmt.Errorf("there is no column %s", w[k])
		}
		v, err := number(w[k+1])
		if err != nil {
			return err
		}
		places := [][2]int32{{int32(i), int32(j)}}
		if !both && i != j {
			places = append(places, [2]int32{int32(j), int32(i)})
		}
		for _, at := range places {
			if f.quadratic[at] {
				return fmt.Errorf("the matrix has columns %s and %s twice", w[0], w[k])
			}
			f.quadratic[at] = true
			f.m.HalfMatrix = append(f.m.HalfMatrix, Entry{at[0], at[1], v})
		}
	}
	return nil
}

func (f *mps) finish() (*Model, error) {
	p := f.m.Problem
	if f.objective == "" {
		return nil, fmt.Errorf("%w: no objective", ErrFormat)
	}
	for j, loose := range f.loose {
		if loose {
			p.ColUpper[j] = 1
		}
	}
	r := &p.Rows
	r.Start = append(r.Start, 0)
	for _, row := range f.entries {
		for _, e := range row {
			r.Index, r.Value = append(r.Index, e.Col), append(r.Value, e.Value)
		}
		r.Start = append(r.Start, int32(len(r.Index)))
	}
	for i := range r.Lower { // a right side may be infinite
		r.Lower[i], r.Upper[i] = clip(r.Lower[i]), clip(r.Upper[i])
	}
	if f.m.Maximise {
		p.Offset = -p.Offset
		for j := range p.Cost {
			p.Cost[j] = -p.Cost[j]
		}
		for k := range f.m.HalfMatrix {
			f.m.HalfMatrix[k].Value = -f.m.HalfMatrix[k].Value
		}
	}
	if err := p.Validate(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return f.m, nil
}

// number reads a finite number.
func number(s string) (float64, error) {
	v, err := limit(s)
	if err == nil && math.IsInf(v, 0) {
		return 0, fmt.Errorf("%s where a number is needed", s)
	}
	return v, err
}

// limit reads a bound.
func limit(s string) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if math.IsNaN(v) || err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, fmt.Errorf("%q is no number", s)
	}
	return clip(v), nil
}

func clip(v float64) float64 {
	switch {
	case v >= infinity:
		return math.Inf(1)
	case v <= -infinity:
		return math.Inf(-1)
	}
	return v
}
