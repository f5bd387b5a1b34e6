package solver

import (
	"math"
	"slices"
)

// dropTiny removes coefficients below MinCoefficient from the rows from first on.
func (r *Rows) dropTiny(first int) {
	from := r.Start[first]
	tiny := func(v float64) bool { return math.Abs(v) < MinCoefficient }
	if !slices.ContainsFunc(r.Value[from:], tiny) {
		return
	}
	to := from
	for i := first; i < r.Len(); i++ {
		end := r.Start[i+1]
		for k := from; k < end; k++ {
			if !tiny(r.Value[k]) {
				r.Index[to], r.Value[to] = r.Index[k], r.Value[k]
				to++
			}
		}
		from = end
		r.Start[i+1] = to
	}
	r.Index, r.Value = r.Index[:to], r.Value[:to]
}

// insert adds the entries of new columns, numbered from first, at the end of their rows.
func (r *Rows) insert(c *Cols, first int32) {
	add := make([]int32, r.Len()+1)
	total := int32(0)
	for k, i := range c.Index {
		if math.Abs(c.Value[k]) >= MinCoefficient {
			add[i]++
			total++
		}
	}
	if total == 0 {
		return
	}
	// From the last row down every entry moves to its new place without overwriting one that has
	// still to move.
	old := int32(len(r.Index))
	r.Index = append(r.Index, make([]int32, total)...)
	r.Value = append(r.Value, make([]float64, total)...)
	shift, end := total, old
	next := make([]int32, r.Len()) // where the next new entry of a row goes
	for i := r.Len() - 1; i >= 0; i-- {
		from := r.Start[i]
		r.Start[i+1] = end + shift
		shift -= add[i]
		copy(r.Index[from+shift:], r.Index[from:end])
		copy(r.Value[from+shift:], r.Value[from:end])
		next[i] = end + shift
		end = from
	}
	for j := range c.Len() {
		for k := c.Start[j]; k < c.Start[j+1]; k++ {
			if i := c.Index[k]; math.Abs(c.Value[k]) >= MinCoefficient {
				r.Index[next[i]], r.Value[next[i]] = first+int32(j), c.Value[k]
				next[i]++
			}
		}
	}
}

// set changes one entry and says whether it was another before.
func (r *Rows) set(i int, j int32, v float64) bool {
	index, value := r.Row(i)
	k := slices.Index(index, j)
	switch {
	case k < 0 && v == 0 || k >= 0 && value[k] == v:
		return false
	case k >= 0 && v != 0:
		value[k] = v
		return true
	}
	by := int32(1)
	if k < 0 {
		at := int(r.Start[i+1])
		r.Index = slices.Insert(r.Index, at, j)
		r.Value = slices.Insert(r.Value, at, v)
	} else {
		at := int(r.Start[i]) + k
		r.Index = slices.Delete(r.Index, at, at+1)
		r.Value = slices.Delete(r.Value, at, at+1)
		by = -1
	}
	for q := i + 1; q < len(r.Start); q++ {
		r.Start[q] += by
	}
	return true
}
