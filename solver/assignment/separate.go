package assignment

import (
	"cmp"
	"math"
	"slices"

	"github.com/eduparity/eduparity/solver"
)

// The kinds of rows that come in on demand.
const (
	rowNear int64 = iota // x_bj <= sum over the holders of b at j
	rowOpen              // x_bj <= y_j
)

// demand gathers rows that a point violates.
type demand struct {
	m    *model
	rows solver.Rows
	keys []int64   // of rows of a kind; -1: none
	all  [][]entry // by row: pairs with their values, row is the pair here
}

// add adds a row over pairs and other columns; pairs that are not active are remembered.
func (d *demand) add(key int64, lower, upper float64, pairs []entry, index []int32, value []float64) {
	for _, e := range pairs {
		if c := d.m.col[e.row]; c >= 0 {
			index, value = append(index, c), append(value, e.value)
		}
	}
	d.rows.Add(lower, upper, index, value)
	d.keys, d.all = append(d.keys, key), append(d.all, pairs)
}

// give hands the rows to the session and returns how many there were.
func (d *demand) give() (int, error) {
	if d.rows.Len() == 0 {
		return 0, nil
	}
	first, err := d.m.sess.AddRows(&d.rows)
	if err != nil {
		return 0, err
	}
	for i, key := range d.keys {
		if key >= 0 {
			d.m.given[key] = int32(first + i)
		}
		for _, e := range d.all[i] {
			if d.m.col[e.row] < 0 {
				d.m.later[e.row] = append(d.m.later[e.row], entry{int32(first + i), e.value})
			}
		}
	}
	d.m.cuts += len(d.keys)
	return len(d.keys), nil
}

// separate adds the rows that a point violates and returns how many.
func (m *model) separate(x []float64) (int, error) {
	d := &demand{m: m}
	m.separateTangents(d, x)
	m.separateOpen(d, x)
	m.separateNear(d, x)
	m.separateTorn(d, x)
	return d.give()
}

// separateTangents adds tangents where 1/l is above what the tangents say, unless no ratio is off by much.
func (m *model) separateTangents(d *demand, x []float64) {
	p := m.p
	wanted := make([]bool, len(p.Sites))
	for k := range p.Ratios {
		if !p.counts(k) {
			continue
		}
		exact, said := 0.0, 0.0
		for j, w := range p.Ratios[k].Weight {
			if w > 0 {
				exact += w / max(m.unit[j]*x[m.load[j]], m.unit[j]*smallestLoad)
				said += w / m.unit[j] * x[m.curve[j]]
			}
		}
		if exact-said > tangentTolerance*(1+math.Abs(said)) {
			for j, w := range p.Ratios[k].Weight {
				wanted[j] = wanted[j] || w > 0
			}
		}
	}
	for j, want := range wanted {
		if !want {
			continue
		}
		at := max(x[m.load[j]], smallestLoad)
		if 1/at-x[m.curve[j]] > tangentTolerance/4 {
			lower, index, value := m.tangent(j, at*m.unit[j])
			d.add(-1, lower, math.Inf(1), nil, index, value)
		}
	}
}

// separateOpen adds x_bj <= y_j.
func (m *model) separateOpen(d *demand, x []float64) {
	for j, c := range m.open {
		if c < 0 {
			continue
		}
		for b := range m.p.Size {
			k := b*len(m.p.Sites) + j
			if m.col[k] >= 0 && x[m.col[k]] > x[c]+cutTolerance {
				m.want(d, rowOpen, k, []entry{{int32(k), 1}}, []int32{c}, []float64{-1})
			}
		}
	}
}

// want adds a row  ... <= 0  of a kind, once.
func (m *model) want(d *demand, kind int64, k int, pairs []entry, index []int32, value []float64) {
	key := kind*int64(m.p.pairs()) + int64(k)
	if _, there := m.given[key]; !there {
		d.add(key, math.Inf(-1), 0, pairs, index, value)
	}
}

// separateNear adds the rows of the map that name a piece and its neighbours.
func (m *model) separateNear(d *demand, x []float64) {
	if m.ground == nil {
		return
	}
	sites := len(m.p.Sites)
	for k, c := range m.col {
		if c < 0 || x[c] <= cutTolerance {
			continue
		}
		b, j := k/sites, k%sites
		if !m.ground.bound(b, j) {
			continue
		}
		near := x[c]
		for _, o := range m.ground.holders(b, j) {
			if c := m.col[int(o)*sites+j]; c >= 0 {
				near -= x[c]
			}
		}
		if near > cutTolerance {
			pairs := []entry{{int32(k), 1}}
			for _, o := range m.ground.holders(b, j) {
				if k := int(o)*sites + j; m.usable(k) {
					pairs = append(pairs, entry{int32(k), -1})
				}
			}
			m.want(d, rowNear, k, pairs, nil, nil)
		}
	}
}

// separateTorn adds, for each part of an area that hangs by nothing, x_bj <= the sum over the border of the
// part from which a root can be reached without the part: whoever is in the part needs one of them.
func (m *model) separateTorn(d *demand, x []float64) {
	if m.ground == nil || !m.ground.exact {
		return
	}
	sites := len(m.p.Sites)
	for j := range sites {
		at := func(b int) bool { c := m.col[b*sites+j]; return c >= 0 && x[c] > supportShare }
		loose := m.ground.loose(j, at)
		done := map[int32]bool{}
		for _, b := range loose {
			if done[b] {
				continue
			}
			part := m.ground.part(int(b), at)
			for _, o := range part {
				done[o] = true
			}
			m.cutPart(d, x, j, part)
		}
	}
}

// cutPart adds the rows of one part.
func (m *model) cutPart(d *demand, x []float64, j int, part []int32) {
	sites := len(m.p.Sites)
	border := m.ground.border(part, j)
	reach := 0.0
	var pairs []entry
	for _, o := range border {
		k := int(o)*sites + j
		pairs = append(pairs, entry{int32(k), -1})
		if c := m.col[k]; c >= 0 {
			reach += x[c]
		}
	}
	slices.SortStableFunc(part, func(a, b int32) int { return cmp.Compare(x[m.col[int(b)*sites+j]], x[m.col[int(a)*sites+j]]) })
	for i, b := range part {
		k := int(b)*sites + j
		if i == partRows {
			break
		}
		if x[m.col[k]] > reach+cutTolerance {
			d.add(-1, math.Inf(-1), 0, append([]entry{{int32(k), 1}}, pairs...), nil, nil)
		}
	}
}
