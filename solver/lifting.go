package solver

import (
	"context"
	"errors"
	"math/big"
)

// errSingular marks a matrix that has no inverse, or none modulo the prime, which is as good as never
// the case for another reason.
var errSingular = errors.New("singular")

// A term is an entry of a sparse row.
type term struct {
	at    int
	value *big.Rat
}

// solveExactly solves a sparse square system in rational numbers: the solution is num[j]/den.
//
// Method: Dixon, Exact solution of linear equations using p-adic expansions (1982). One factorisation
// modulo a prime gives the digits of the solution in base of the prime, one after the other; after
// enough of them the rational numbers follow by the Euclidean algorithm. When that is, is tried: the
// answer is put into the system, so that it is exact or not given.
func solveExactly(ctx context.Context, rows [][]term, right []*big.Rat) (num []*big.Int, den *big.Int, err error) {
	n := len(rows)
	den = big.NewInt(1)
	if n == 0 {
		return nil, den, nil
	}
	k := newKernel(rows, right)
	lu, ok := factorise(k.residues())
	if !ok {
		return nil, nil, errSingular
	}
	var (
		base    = big.NewInt(prime)
		modulus = big.NewInt(1)
		x       = make([]*big.Int, n)
		rest    = make([]*big.Int, n)
		digit   = make([]*big.Int, n)
		b, z    = make([]uint64, n), make([]uint64, n)
		t, q    big.Int
	)
	for i := range n {
		x[i], digit[i], rest[i] = new(big.Int), new(big.Int), new(big.Int).Set(k.right[i])
	}
	try := firstTry
	for digits := 1; ; digits++ {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		for i := range n {
			b[i] = t.Mod(rest[i], base).Uint64()
		}
		lu.solve(b, z)
		for j := range n {
			digit[j].SetUint64(z[j])
			x[j].Add(x[j], t.Mul(digit[j], modulus))
		}
		modulus = new(big.Int).Mul(modulus, base)
		for i := range n {
			for _, e := range k.rows[i] {
				rest[i].Sub(rest[i], t.Mul(e.value, digit[e.at]))
			}
			q.Quo(rest[i], base) // without remainder
			rest[i].Set(&q)
		}
		enough := modulus.BitLen() > k.bits
		if digits < try && !enough {
			continue
		}
		try = digits + digits/2 + 1
		if num, den := reconstruct(x, modulus); num != nil && k.solvedBy(num, den) {
			return num, den.Mul(den, k.den), nil
		}
		if enough {
			return nil, nil, errSingular
		}
	}
}

// A kernel is a system in whole numbers: every row times a number of its own, the right side times
// den besides.
type kernel struct {
	rows  [][]whole
	right []*big.Int
	den   *big.Int
	bits  int // of a modulus from which the solution certainly follows
}

type whole struct {
	at    int
	value *big.Int
}

func newKernel(rows [][]term, right []*big.Rat) *kernel {
	k := &kernel{rows: make([][]whole, len(rows)), right: make([]*big.Int, len(rows)), den: big.NewInt(1)}
	scaled := make([]*big.Rat, len(rows))
	most := 0
	for i, row := range rows {
		scale := big.NewInt(1)
		for _, e := range row {
			lcm(scale, e.value.Denom())
		}
		by := new(big.Rat).SetInt(scale)
		size := 0
		for _, e := range row {
			v := new(big.Rat).Mul(e.value, by).Num()
			k.rows[i] = append(k.rows[i], whole{e.at, v})
			size = max(size, v.BitLen())
		}
		// Hadamard: a determinant is at most the product of the rows' lengths.
		k.bits += size + bitLen(len(row))
		scaled[i] = by.Mul(by, right[i])
		lcm(k.den, scaled[i].Denom())
	}
	by := new(big.Rat).SetInt(k.den)
	for i, v := range scaled {
		k.right[i] = v.Mul(v, by).Num()
		most = max(most, k.right[i].BitLen())
	}
	k.bits = 2*(k.bits+most+bitLen(len(rows))) + 2
	return k
}

func bitLen(n int) int { return big.NewInt(int64(n)).BitLen() }

// lcm makes a the least common multiple of a and b, both above 0.
func lcm(a, b *big.Int) {
	var g, q big.Int
	g.GCD(nil, nil, a, b)
	a.Mul(a, q.Quo(b, &g))
}

func (k *kernel) residues() []map[int]uint64 {
	out := make([]map[int]uint64, len(k.rows))
	base := big.NewInt(prime)
	var t big.Int
	for i, row := range k.rows {
		out[i] = map[int]uint64{}
		for _, e := range row {
			if v := t.Mod(e.value, base).Uint64(); v != 0 {
				out[i][e.at] = v
			}
		}
	}
	return out
}

// solvedBy puts a solution in.
func (k *kernel) solvedBy(num []*big.Int, den *big.Int) bool {
	var sum, t big.Int
	for i, row := range k.rows {
		sum.SetInt64(0)
		for _, e := range row {
			sum.Add(&sum, t.Mul(e.value, num[e.at]))
		}
		if sum.Cmp(t.Mul(k.right[i], den)) != 0 {
			return false
		}
	}
	return true
}

// reconstruct finds fractions with one denominator that are x modulo m, with numerators and
// denominator of at most half of the digits of m; nil: there are none. Once the denominator of some
// is known, the others follow by a multiplication.
func reconstruct(x []*big.Int, m *big.Int) (num []*big.Int, den *big.Int) {
	half := new(big.Int).Rsh(m, 1)
	limit := new(big.Int).Sqrt(half)
	den = big.NewInt(1)
	num = make([]*big.Int, len(x))
	for j, v := range x {
		t := new(big.Int).Mul(v, den)
		symmetric(t.Mod(t, m), m, half)
		if t.CmpAbs(limit) > 0 {
			d := denominator(t, m, limit)
			if den.Mul(den, d).CmpAbs(limit) > 0 {
				return nil, nil
			}
			for i := range j {
				num[i].Mul(num[i], d)
			}
			t.Mul(t, d)
			symmetric(t.Mod(t, m), m, half)
			if t.CmpAbs(limit) > 0 {
				return nil, nil
			}
		}
		num[j] = t
	}
	return num, den
}

// symmetric takes t within 0 and m to the residue nearest to 0.
func symmetric(t, m, half *big.Int) {
	if t.Cmp(half) > 0 {
		t.Sub(t, m)
	}
}

// denominator is the least d above 0, by the Euclidean algorithm, for which d*t modulo m is at most
// limit, if there is one.
func denominator(t, m, limit *big.Int) *big.Int {
	a, b := new(big.Int).Set(m), new(big.Int).Mod(t, m)
	u, v := new(big.Int), big.NewInt(1)
	var q, r, w big.Int
	for b.Cmp(limit) > 0 {
		q.QuoRem(a, b, &r)
		a, b = b, a.Set(&r)
		w.Mul(&q, v)
		u, v = v, u.Sub(u, &w)
	}
	return v.Abs(v)
}
