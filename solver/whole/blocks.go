package whole

import (
	"math"
	"slices"
)

// blocks numbers the columns by the block that they lie in once the links, and rows that nothing can
// violate, are gone.
func (p *Problem) blocks() (of []int32, count int) {
	n := p.Linear.NumCols()
	root := make([]int32, n)
	for j := range root {
		root[j] = int32(j)
	}
	find := func(j int32) int32 {
		for root[j] != j {
			root[j] = root[root[j]]
			j = root[j]
		}
		return j
	}
	link := make([]bool, p.Linear.NumRows())
	for _, i := range p.Links {
		link[i] = true
	}
	join := func(index []int32) {
		for _, j := range index[min(1, len(index)):] {
			root[find(j)] = find(index[0])
		}
	}
	for i := range link {
		if !link[i] && !p.isFree(i) {
			index, _ := p.Linear.Rows.Row(i)
			join(index)
		}
	}
	for k := range p.Cones {
		join(append([]int32{p.Cones[k].Mean}, p.Cones[k].Level...))
	}
	of = make([]int32, n)
	number := make(map[int32]int32, len(p.Cones))
	for j := range of {
		r := find(int32(j))
		if _, ok := number[r]; !ok {
			number[r] = int32(count)
			count++
		}
		of[j] = number[r]
	}
	return of, count
}

// isFree says whether a row has no bound.
func (p *Problem) isFree(i int) bool {
	return math.IsInf(p.Linear.Rows.Lower[i], -1) && math.IsInf(p.Linear.Rows.Upper[i], 1)
}

// apart is the problem with the links that tie together what is tied together anyway as rows like any
// other: priced they would bound less. Rules about excuses stay links, for excuses are chosen by them.
func (p *Problem) apart() *Problem {
	of, _ := p.blocks()
	excuse := p.isExcuse()
	out := *p
	out.Links = nil
	for _, i := range p.Links {
		index, _ := p.Linear.Rows.Row(i)
		if !slices.ContainsFunc(index, func(j int32) bool { return !excuse[j] }) || slices.ContainsFunc(index, func(j int32) bool { return of[j] != of[index[0]] }) {
			out.Links = append(out.Links, i)
		}
	}
	return &out
}

// isExcuse tells excuses from other columns.
func (p *Problem) isExcuse() []bool {
	excuse := make([]bool, p.Linear.NumCols())
	for e := range p.excuses() {
		excuse[e] = true
	}
	return excuse
}
