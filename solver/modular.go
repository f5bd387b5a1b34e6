package solver

import "math/bits"

// prime is 2^61 - 1, the largest prime for which a residue fits a machine word and a product is
// reduced without a division.
const prime = 1<<61 - 1

// mulmod is a*b modulo prime, for residues.
func mulmod(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	v := low&prime + (low>>61 | high<<3)
	if v >= prime {
		v -= prime
	}
	return v
}

func submod(a, b uint64) uint64 {
	if a < b {
		a += prime
	}
	return a - b
}

// invmod is the inverse of a residue that is not 0: by Fermat, its power prime - 2.
func invmod(a uint64) uint64 {
	out := uint64(1)
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			out = mulmod(out, a)
		}
		a = mulmod(a, a)
	}
	return out
}

// A residue is one entry of a sparse row modulo prime.
type residue struct {
	at    int
	value uint64
}

// A step eliminates one column by one row.
type step struct {
	row, col int
	inverse  uint64    // of the pivot
	rest     []residue // the row's other entries, in columns that are eliminated later
	lower    []residue // what of the row is taken from which later row
}

// modularLU is a factorisation of a sparse square matrix modulo prime.
type modularLU []step

// factorise factors the matrix of the given rows; false where it is singular modulo prime. Each pivot
// is in the shortest row that is left, and there in the shortest column: Markowitz' rule, nearly,
// which for bases of LPs, mostly triangular, leaves little fill. The rows are used up.
func factorise(rows []map[int]uint64) (modularLU, bool) {
	n := len(rows)
	cols := make([]map[int]bool, n) // which rows have the column
	for j := range cols {
		cols[j] = map[int]bool{}
	}
	for i, row := range rows {
		for j := range row {
			cols[j][i] = true
		}
	}
	left := make([]bool, n)
	for i := range left {
		left[i] = true
	}
	lu := make(modularLU, 0, n)
	for range n {
		r := -1
		for i := range rows {
			if left[i] && (r < 0 || len(rows[i]) < len(rows[r])) {
				r = i
			}
		}
		c := -1
		for j := range rows[r] {
			if c < 0 || len(cols[j]) < len(cols[c]) || len(cols[j]) == len(cols[c]) && j < c {
				c = j
			}
		}
		if c < 0 {
			return nil, false
		}
		s := step{row: r, col: c, inverse: invmod(rows[r][c])}
		left[r] = false
		for j, v := range rows[r] {
			delete(cols[j], r)
			if j != c {
				s.rest = append(s.rest, residue{j, v})
			}
		}
		for i := range cols[c] {
			by := mulmod(rows[i][c], s.inverse)
			s.lower = append(s.lower, residue{i, by})
			delete(rows[i], c)
			for _, e := range s.rest {
				old := rows[i][e.at]
				if v := submod(old, mulmod(by, e.value)); v != 0 {
					rows[i][e.at] = v
					cols[e.at][i] = true
				} else if old != 0 {
					delete(rows[i], e.at)
					delete(cols[e.at], i)
				}
			}
		}
		lu = append(lu, s)
	}
	return lu, true
}

// solve gives the solution x of the system with the right side b, which is used up.
func (lu modularLU) solve(b, x []uint64) {
	for k := range lu {
		s := &lu[k]
		if v := b[s.row]; v != 0 {
			for _, e := range s.lower {
				b[e.at] = submod(b[e.at], mulmod(e.value, v))
			}
		}
	}
	for k := len(lu) - 1; k >= 0; k-- {
		s := &lu[k]
		v := b[s.row]
		for _, e := range s.rest {
			v = submod(v, mulmod(e.value, x[e.at]))
		}
		x[s.col] = mulmod(v, s.inverse)
	}
}
