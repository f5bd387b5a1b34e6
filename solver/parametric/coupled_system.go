package parametric

import "math"

// A system ties the trees of all groups together at fixed weights. Inside a tree the prices y of a group,
// those of a unit by section, differ by what moves cost; each tree has one unknown, by how much its
// prices change. In a section, prices and flows of the groups answer to each other by
//
//	M x = p y - r,    M_gh = sum of the weights of the CVs in which both g and h count, + prox where g = h,
//
// with the same M in all sections, and what a tree brings in does not change. So the unknowns of the
// trees solve a linear system, sparse, symmetric, positive definite: the trees are its nodes, the
// sections its edges. It is solved by conjugate gradients (Hestenes and Stiefel 1952).
type system struct {
	groups  int
	pupils  []float64
	inverse []float64 // of M, row after row
	tree    []int32   // by section and group
	size    int       // trees
	id      []int32   // by tree of one group, scratch

	diagonal, x, r, z, s, product []float64 // by tree
}

// invert inverts a symmetric positive definite matrix in place, row after row, n by n.
func invert(m []float64, n int) {
	for k := range n {
		pivot := 1 / m[k*n+k]
		m[k*n+k] = 1
		for j := range n {
			m[k*n+j] *= pivot
		}
		for i := range n {
			if i == k {
				continue
			}
			factor := m[i*n+k]
			m[i*n+k] = 0
			for j := range n {
				m[i*n+j] -= factor * m[k*n+j]
			}
		}
	}
}

// setWeights sets M from the weights of the CVs.
func (s *system) setWeights(c *Coupled, weight []float64, prox float64) {
	g := len(c.Groups)
	s.groups, s.pupils = g, c.Pupils
	s.inverse = resize(s.inverse, g*g)
	clear(s.inverse)
	for a := range c.Groups {
		for b := range c.Groups {
			for _, k := range c.Groups[a].Counts {
				for _, l := range c.Groups[b].Counts {
					if k == l {
						s.inverse[a*g+b] += weight[k]
					}
				}
			}
		}
		s.inverse[a*g+a] += prox
	}
	invert(s.inverse, g)
}

// setTrees numbers the trees of all groups as they are.
func (s *system) setTrees(walkers []*walker) {
	n, g := len(s.pupils), s.groups
	if s.tree == nil {
		s.tree = make([]int32, n*g)
	}
	s.size = 0
	for h, w := range walkers {
		s.id = resize(s.id, len(w.f.trees))
		for c := range s.id {
			s.id[c] = -1
		}
		for i := range n {
			c := w.f.nodes[i].tree
			if s.id[c] < 0 {
				s.id[c] = int32(s.size)
				s.size++
			}
			s.tree[i*g+h] = s.id[c]
		}
	}
	for _, v := range []*[]float64{&s.diagonal, &s.x, &s.r, &s.z, &s.s, &s.product} {
		*v = resize(*v, s.size)
	}
	clear(s.diagonal)
	for i, p := range s.pupils {
		for h := range g {
			s.diagonal[s.tree[i*g+h]] += p * s.inverse[h*g+h]
		}
	}
}

// multiply sets product to the matrix of the trees times s.s.
func (s *system) multiply() {
	g := s.groups
	clear(s.product)
	for i, p := range s.pupils {
		trees := s.tree[i*g : (i+1)*g]
		for a, c := range trees {
			v := 0.0
			for b, d := range trees {
				v += s.inverse[a*g+b] * s.s[d]
			}
			s.product[c] += p * v
		}
	}
}

// solve sets x to the solution for the right side in r, which it overwrites.
func (s *system) solve() {
	clear(s.x)
	first, rz := 0.0, 0.0
	for c, r := range s.r {
		s.z[c] = r / s.diagonal[c]
		s.s[c] = s.z[c]
		rz += r * s.z[c]
	}
	first = rz
	for range 2*s.size + 20 {
		if !(rz > first*systemTolerance*systemTolerance) {
			return
		}
		s.multiply()
		curvature := 0.0
		for c, v := range s.s {
			curvature += v * s.product[c]
		}
		if !(curvature > 0) {
			return
		}
		step := rz / curvature
		next := 0.0
		for c := range s.r {
			s.x[c] += step * s.s[c]
			s.r[c] -= step * s.product[c]
			s.z[c] = s.r[c] / s.diagonal[c]
			next += s.r[c] * s.z[c]
		}
		keep := next / rz
		if math.IsNaN(keep) {
			return
		}
		for c, v := range s.z {
			s.s[c] = v + keep*s.s[c]
		}
		rz = next
	}
}

// resize makes v n long, without keeping what it held.
func resize[T any](v []T, n int) []T {
	if cap(v) < n {
		return make([]T, n, n+n/4)
	}
	return v[:n]
}
