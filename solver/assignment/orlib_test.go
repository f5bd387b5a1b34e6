package assignment_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/eduparity/eduparity/solver"
	"github.com/eduparity/eduparity/solver/assignment"
)

// testsets are instances with known optima, which are not part of the project.
const testsets = "../../../shared/data/solver_testsets"

// words reads the numbers of a file one by one.
type words struct {
	t    *testing.T
	list []string
}

func open(t *testing.T, name string) *words {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(testsets, name))
	require.NoError(t, err)
	return &words{t, strings.Fields(string(text))}
}

func (w *words) next() float64 {
	w.t.Helper()
	require.NotEmpty(w.t, w.list)
	v, err := strconv.ParseFloat(w.list[0], 64)
	require.NoError(w.t, err)
	w.list = w.list[1:]
	return v
}

// across reads a table of rows and columns and turns it: column by column.
func (w *words) across(rows, columns int) []float64 {
	out := make([]float64, rows*columns)
	for i := range rows {
		for j := range columns {
			out[j*rows+i] = w.next()
		}
	}
	return out
}

func allWhole(n int) []bool {
	out := make([]bool, n)
	for b := range out {
		out[b] = true
	}
	return out
}

// gap is number k of a file of generalised assignment problems: jobs are pieces, agents are sites.
func gap(t *testing.T, name string, k int, sign float64) *assignment.Problem {
	t.Helper()
	w := open(t, name)
	w.next()
	var p *assignment.Problem
	for range k {
		agents, jobs := int(w.next()), int(w.next())
		p = &assignment.Problem{Size: make([]float64, jobs), Whole: allWhole(jobs)}
		p.Cost = w.across(agents, jobs)
		p.Load = w.across(agents, jobs)
		for range agents {
			p.Sites = append(p.Sites, assignment.Site{Most: w.next()})
		}
	}
	for i := range p.Cost {
		p.Cost[i] *= sign
	}
	return p
}

// pmedian is a capacitated p-median problem: every point is a piece and a site that may open.
func pmedian(t *testing.T, name string) *assignment.Problem {
	t.Helper()
	w := open(t, name)
	w.next()
	w.next()
	points, medians, room := int(w.next()), int(w.next()), w.next()
	p := &assignment.Problem{MinOpen: medians, MaxOpen: medians, Whole: allWhole(points)}
	var x, y []float64
	for range points {
		w.next()
		x, y, p.Size = append(x, w.next()), append(y, w.next()), append(p.Size, w.next())
		p.Sites = append(p.Sites, assignment.Site{Open: assignment.Maybe, Most: room})
	}
	for b := range points {
		for j := range points {
			p.Cost = append(p.Cost, math.Floor(math.Hypot(x[b]-x[j], y[b]-y[j])))
		}
	}
	return p
}

// warehouses is a capacitated warehouse problem: customers may be split, warehouses have a fixed cost.
func warehouses(t *testing.T, name string) *assignment.Problem {
	t.Helper()
	w := open(t, name)
	sites, customers := int(w.next()), int(w.next())
	p := &assignment.Problem{}
	for range sites {
		p.Sites = append(p.Sites, assignment.Site{Open: assignment.Maybe, Most: w.next(), Fixed: w.next()})
	}
	for range customers {
		p.Size = append(p.Size, w.next())
		for range sites {
			p.Cost = append(p.Cost, w.next())
		}
	}
	return p
}

// quick are the instances of the gate; the others take longer.
var quick = []string{"gap1.txt#", "gap2.txt#", "gap3.txt#1", "gap5.txt#1", "gap9.txt#1", "gapa.txt#1", "gapa.txt#2", "pmedcap1_02", "cap71", "cap72", "cap101", "cap131"}

func isQuick(name string) bool {
	for _, q := range quick {
		if strings.HasPrefix(name, q) {
			return true
		}
	}
	return false
}

// TestKnownOptima solves the instances of OR-Library to their known optima.
func TestKnownOptima(t *testing.T) {
	file, err := os.Open(filepath.Join(testsets, "known_optima.csv"))
	if err != nil {
		t.Skip("the instances of OR-Library are not there: ", err)
	}
	defer func() { require.NoError(t, file.Close()) }()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	solved := 0
	for _, row := range rows {
		set, name := row[0], row[1]
		if !strings.HasPrefix(set, "orlib_") || !isQuick(name) && os.Getenv("EDUPARITY_LONG") == "" {
			continue
		}
		solved++
		t.Run(name, func(t *testing.T) {
			optimum, err := strconv.ParseFloat(row[3], 64)
			require.NoError(t, err)
			sign := 1.0
			if row[2] == "max" {
				sign = -1
			}
			var p *assignment.Problem
			switch set {
			case "orlib_gap":
				var k int
				name, number, _ := strings.Cut(name, "#")
				_, err := fmt.Sscan(number, &k)
				require.NoError(t, err)
				p = gap(t, "orlib_gap/"+name, k, sign)
			case "orlib_pmedcap":
				p = pmedian(t, "orlib_pmedcap/"+name)
			case "orlib_cap":
				p = warehouses(t, "orlib_cap/"+name)
			}
			start := time.Now()
			r, err := assignment.Solve(context.Background(), p, settings())
			require.NoError(t, err)
			t.Logf("%.2f s, %d rounds, %d nodes, root bound %v of %v", time.Since(start).Seconds(), r.Rounds, r.Nodes, r.RootBound, r.Value)
			require.Equal(t, solver.Optimal, r.Status)
			require.InDelta(t, sign*optimum, r.Value, 1e-6*math.Abs(optimum))
			require.NoError(t, p.Check(r.Share, r.Open, r.Units))
			require.LessOrEqual(t, r.RootBound, r.Value)
			require.Equal(t, r.RootBound, assignment.Bound(p, r.Prices))
		})
	}
	require.Positive(t, solved)
}
