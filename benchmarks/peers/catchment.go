package main

import (
	"fmt"
	"math"
)

// A catchment is an instance of P6 (catchment/1): blocks of pupils who go to schools, each of which
// holds between a least and a most share of its capacity, for the least sum of distances.
type catchment struct {
	N      int `json:"n"`
	Seed   int `json:"seed"`
	Blocks struct {
		X      []int `json:"x_m"`
		Y      []int `json:"y_m"`
		Pupils []int `json:"pupils"`
	} `json:"blocks"`
	Schools struct {
		X        []int `json:"x_m"`
		Y        []int `json:"y_m"`
		Capacity []int `json:"capacity"`
		Least    int   `json:"least_percent"`
		Most     int   `json:"most_percent"`
	} `json:"schools"`
}

func (d *catchment) size() int { return d.N }

func (d *catchment) validate() error {
	var f faults
	f.count(d.N)
	b, s := &d.Blocks, &d.Schools
	if len(b.X) != d.N || len(b.Y) != d.N || len(b.Pupils) != d.N {
		f.add("blocks have %d, %d and %d values, want n = %d", len(b.X), len(b.Y), len(b.Pupils), d.N)
	}
	if len(s.X) == 0 || len(s.Y) != len(s.X) || len(s.Capacity) != len(s.X) {
		f.add("schools have %d, %d and %d values", len(s.X), len(s.Y), len(s.Capacity))
	}
	for _, v := range [][]int{b.Pupils, s.Capacity, {s.Least, s.Most}} {
		for i, x := range v {
			if x < 0 {
				f.add("%d at %d, want a number from 0 on", x, i)
				break
			}
		}
	}
	for _, most := range []int{s.Most, s.Most - 1} { // the second is the change of capacity
		if err := d.fits(most); err != nil {
			f.add("%w", err)
		}
	}
	return f.err()
}

// fits reports what keeps the pupils from fitting into the schools.
func (d *catchment) fits(percent int) error {
	pupils, least, most := 0, 0, 0
	for _, p := range d.Blocks.Pupils {
		pupils += p
	}
	low, high := d.loads(percent)
	for j := range low {
		if low[j] > high[j] {
			return fmt.Errorf("school %d: at least %d and at most %d pupils", j, low[j], high[j])
		}
		least, most = least+low[j], most+high[j]
	}
	if pupils < least || pupils > most {
		return fmt.Errorf("%d pupils, the schools hold %d to %d", pupils, least, most)
	}
	return nil
}

// loads returns the least and most pupils of each school, at a most percentage of its capacity.
func (d *catchment) loads(percent int) (least, most []int) {
	for _, c := range d.Schools.Capacity {
		least = append(least, (d.Schools.Least*c+99)/100)
		most = append(most, percent*c/100)
	}
	return least, most
}

// metres returns the distances of blocks to schools, block by block: floor(sqrt(dx^2 + dy^2) + 1/2).
func (d *catchment) metres() []int32 {
	b, s := &d.Blocks, &d.Schools
	v := make([]int32, 0, len(b.X)*len(s.X))
	for i := range b.X {
		for j := range s.X {
			dx, dy := float64(b.X[i]-s.X[j]), float64(b.Y[i]-s.Y[j])
			v = append(v, int32(math.Floor(math.Sqrt(dx*dx+dy*dy)+0.5)))
		}
	}
	return v
}
