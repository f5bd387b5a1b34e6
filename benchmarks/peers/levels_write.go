package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
)

// The counties of the levels problem: seeds, places and stocks follow one generator, as those of the
// peers' county/1 do, but only one kind of staff is in them.
const (
	levelsSeed       = 1
	levelsNeighbours = 20    // arcs lead to the so many nearest others
	levelsOutShare   = 0.2   // of its staff may leave a section
	levelsFixed      = 0.003 // million yuan a move
	levelsPerKm      = 0.0005
	levelsHigh       = 0.9 // least level over the mean level where many sections are below
)

// levelSizes says for each size what a solver had to tell: the least level, over the mean level, that
// moves alone can reach (from 0.6 down, in steps of 0.05), and caps on the CV at 0.7 and 0.1 of the
// way from the least CV under those levels to the CV before, to 4 decimals.
var levelSizes = []struct {
	n                   int
	least, loose, tight float64
}{
	{50, 0.60, 0.5541, 0.3934},
	{200, 0.60, 0.5333, 0.3869},
	{500, 0.60, 0.5036, 0.3576},
	{1000, 0.55, 0.5556, 0.4083},
	{2000, 0.60, 0.5125, 0.3659},
	{5000, 0.60, 0.5100, 0.3642},
}

// levelCases are the questions about one county. The share is of the CV before; 0 takes the loose or
// the tight cap of the size.
var levelCases = []struct {
	name     string
	high     bool    // levels at levelsHigh, which moves alone cannot reach
	hireCost float64 // million yuan; 0: no hires
	tight    bool
	share    float64
}{
	{"loose", false, 0, false, 0},
	{"tight", false, 0, true, 0},
	{"loose-hires", false, 0.006, false, 0},
	{"tight-hires", false, 0.006, true, 0},
	{"below", true, 0.02, false, 0.8}, // two sections in five lack staff
	{"hired", true, 0.02, false, 0.4}, // the cap takes hires of a sixth of the staff
}

// levelsFile is the name of the file of a case.
func levelsFile(name string, n int) string { return fmt.Sprintf("levels-%s-%d.json", name, n) }

// writeLevels writes every instance of the levels problem into a folder, the sizes that are not zero
// only, all sizes if there are none.
func writeLevels(folder string, sizes ...int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, s := range levelSizes {
		if len(sizes) > 0 && !slices.Contains(sizes, s.n) {
			continue
		}
		d := newLevels(s.n)
		mean := sum(d.Staff) / sum(d.Pupils)
		perPupil := make([]float64, d.N)
		for i := range perPupil {
			perPupil[i] = d.Staff[i] / d.Pupils[i]
		}
		before := cv(perPupil, d.Pupils)
		for _, c := range levelCases {
			level, limit := s.least, s.loose
			if c.high {
				level = levelsHigh
			}
			switch {
			case c.tight:
				limit = s.tight
			case c.share > 0:
				limit = math.Round(c.share*before*1e4) / 1e4
			}
			d.Case, d.HireCost, d.Cap = c.name, c.hireCost, &limit
			for i := range d.Least {
				d.Least[i] = level * mean
			}
			data, err := json.Marshal(d)
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(folder, levelsFile(c.name, s.n)), append(data, '\n'), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// newLevels makes a county of n sections, the same for every n: log-normal pupils, places in a square
// of 50 km, staff with levels that fall with size, arcs to the nearest others. The least levels are
// left at 0.
func newLevels(n int) *levels {
	r := rand.New(rand.NewSource(levelsSeed)) // math/rand, whose numbers are fixed for good
	d := &levels{Format: "levels/1", N: n, Seed: levelsSeed, Least: make([]float64, n)}
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		d.Pupils = append(d.Pupils, max(60, math.Round(math.Exp(6.2+0.8*r.NormFloat64()))))
		x[i], y[i] = 50*r.Float64(), 50*r.Float64()
	}
	for _, p := range d.Pupils {
		s := math.Round(0.042 * p * math.Exp(0.5*r.NormFloat64()-0.25*math.Log(p/500)))
		d.Staff = append(d.Staff, s)
		d.OutAtMost = append(d.OutAtMost, levelsOutShare*s)
	}
	km := make([]float64, n)
	for i := range n {
		order := make([]int, 0, n-1)
		for j := range n {
			if km[j] = math.Hypot(x[i]-x[j], y[i]-y[j]); j != i {
				order = append(order, j)
			}
		}
		slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(km[a], km[b]), cmp.Compare(a, b)) })
		for _, j := range order[:min(levelsNeighbours, len(order))] {
			d.Arcs = append(d.Arcs, arc{i, j, levelsFixed + levelsPerKm*km[j]})
		}
	}
	return d
}
