package solvertest

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/eduparity/eduparity/solver"
)

// numbers reads white space between numbers, as the files of OR-Library have it.
type numbers struct {
	in  *bufio.Scanner
	err error
}

func newNumbers(r io.Reader) *numbers {
	in := bufio.NewScanner(r)
	in.Split(bufio.ScanWords)
	return &numbers{in: in}
}

func (n *numbers) next() float64 {
	if n.err != nil {
		return 0
	}
	if !n.in.Scan() {
		if n.err = n.in.Err(); n.err == nil {
			n.err = io.ErrUnexpectedEOF
		}
		return 0
	}
	v, err := strconv.ParseFloat(n.in.Text(), 64)
	if err != nil || !(math.Abs(v) < infinity) {
		n.err = fmt.Errorf("solvertest: %q where a number is needed", n.in.Text())
		return 0
	}
	return v
}

// mostCount keeps a spoilt file from asking for all memory.
const mostCount = 1e6

func (n *numbers) count() int {
	v := n.next()
	if n.err == nil && (v != math.Trunc(v) || v < 0 || v > mostCount) {
		n.err = fmt.Errorf("solvertest: %v where a count is needed", v)
	}
	if n.err != nil {
		return 0
	}
	return int(v)
}

func (n *numbers) list(k int) []float64 {
	var out []float64
	for range k {
		if n.err == nil {
			out = append(out, n.next())
		}
	}
	return out
}

// readGAP reads the file of generalised assignment problems with n of them and returns number k,
// counted from one: every job to one agent within the agents' capacities. sign is -1 where the sum
// of the values is to be greatest.
func readGAP(r io.Reader, k int, sign float64) (*solver.Problem, error) {
	in := newNumbers(r)
	total := in.count()
	if in.err == nil && (k < 1 || k > total) {
		return nil, fmt.Errorf("solvertest: problem %d of %d", k, total)
	}
	var agents, jobs int
	var value, need, room []float64
	for range k {
		agents, jobs = in.count(), in.count()
		value, need, room = in.list(agents*jobs), in.list(agents*jobs), in.list(agents)
	}
	if in.err != nil {
		return nil, in.err
	}
	p := &solver.Problem{}
	for _, v := range value {
		p.AddCol(sign*v, 0, 1, true)
	}
	for a := range agents {
		var index []int32
		for j := range jobs {
			index = append(index, int32(a*jobs+j))
		}
		p.AddRow(math.Inf(-1), room[a], index, need[a*jobs:(a+1)*jobs])
	}
	for j := range jobs {
		var index []int32
		var one []float64
		for a := range agents {
			index, one = append(index, int32(a*jobs+j)), append(one, 1)
		}
		p.AddRow(1, 1, index, one)
	}
	return p, nil
}

// readCap reads a capacitated warehouse problem: customers may be served from several sites, a site
// that serves has a fixed cost.
func readCap(r io.Reader) (*solver.Problem, error) {
	in := newNumbers(r)
	sites, customers := in.count(), in.count()
	site := in.list(2 * sites)
	customer := in.list(customers * (1 + sites))
	if in.err != nil {
		return nil, in.err
	}
	p := &solver.Problem{}
	for i := range sites {
		p.AddCol(site[2*i+1], 0, 1, true)
	}
	inf := math.Inf(1)
	capacity := make([]struct {
		index []int32
		value []float64
	}, sites)
	for c := range customers {
		demand := customer[c*(1+sites)]
		var index []int32
		var one []float64
		for i := range sites {
			j := int32(p.AddCol(customer[c*(1+sites)+1+i], 0, inf, false))
			index, one = append(index, j), append(one, 1)
			capacity[i].index = append(capacity[i].index, j)
			capacity[i].value = append(capacity[i].value, demand)
			p.AddRow(-inf, 0, []int32{j, int32(i)}, []float64{1, -1})
		}
		p.AddRow(1, 1, index, one)
	}
	for i := range sites {
		p.AddRow(-inf, 0, append(capacity[i].index, int32(i)), append(capacity[i].value, -site[2*i]))
	}
	return p, nil
}

// readPMedian reads a capacitated p-median problem: choose p of the points as medians, give every
// point to one within its capacity, at the least sum of distances, each rounded down.
func readPMedian(r io.Reader) (*solver.Problem, error) {
	in := newNumbers(r)
	in.next() // number
	in.next() // optimum
	points, medians, room := in.count(), in.count(), in.next()
	var x, y, demand []float64
	for range points {
		in.next()
		x, y, demand = append(x, in.next()), append(y, in.next()), append(demand, in.next())
		if in.err != nil {
			return nil, in.err
		}
	}
	p := &solver.Problem{}
	for range points {
		p.AddCol(0, 0, 1, true)
	}
	inf := math.Inf(1)
	for i := range points {
		var index []int32
		var one []float64
		for k := range points {
			j := int32(p.AddCol(math.Floor(math.Hypot(x[i]-x[k], y[i]-y[k])), 0, 1, true))
			index, one = append(index, j), append(one, 1)
			p.AddRow(-inf, 0, []int32{j, int32(k)}, []float64{1, -1})
		}
		p.AddRow(1, 1, index, one)
	}
	var index []int32
	var one []float64
	for k := range points {
		load, weight := []int32{int32(k)}, []float64{-room}
		for i := range points {
			load, weight = append(load, int32(points+i*points+k)), append(weight, demand[i])
		}
		p.AddRow(-inf, 0, load, weight)
		index, one = append(index, int32(k)), append(one, 1)
	}
	p.AddRow(float64(medians), float64(medians), index, one)
	return p, nil
}
