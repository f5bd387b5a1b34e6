package parametric

import (
	"context"
	"math"
)

// A place is where a forest stands: the worth of money, and the level of a free hire.
type place struct{ theta, pin float64 }

// start puts a new forest at a place with a finite theta and walks it to the data. It begins with
// levels so close to each other that no arc pays and nobody is below the least level, from where
// stocks and least levels move to what they are.
//
// A high start comes close to the data as they are, with few arcs in use. Where much will be hired a low
// start is far quicker: money is worth so little there that whoever lacks most hires at once, and
// trees stay small.
func (f *forest) start(ctx context.Context, d *data, pin, cvCap float64, low bool) (place, error) {
	theta, far := f.firstEvent(d, pin)
	if low {
		far = min(far, lowTheta*min(cvCap, 1)*pin/f.hireCost)
	}
	squeeze := 1.0 // of levels towards their mean
	if theta > far {
		squeeze, theta = far/theta, far
	}
	if squeeze == 1 && !f.hires && f.belowLeast(d) == 0 {
		return place{theta, pin}, nil // optimal as it is
	}
	mean := sum(d.stock) / sum(d.pupils)
	// Where levels are squeezed so are the limits: nobody sends before the stock is there.
	if f.hires {
		for i := range f.n {
			if mean+squeeze*(d.stock[i]/f.sites[i].pupils-mean) < pin-theta*f.hireCost {
				f.trees[i].pin = i
			}
		}
	}
	f.aim(1, fixed(theta), fixed(pin), func(i int) (stock, limit, least line) {
		p := f.sites[i].pupils
		level := mean + squeeze*(d.stock[i]/p-mean)
		first := level * p
		if squeeze == 1 {
			first = d.stock[i]
		}
		return between(first, d.stock[i]), fixed(d.limit[i]), between(min(d.least[i], level-startClearance*(level+mean)), d.least[i])
	})
	_, err := f.walk(ctx, nil)
	return place{theta, pin}, err
}

// belowLeast counts the sections below their least level.
func (f *forest) belowLeast(d *data) (count int) {
	for i, s := range d.stock {
		if s < d.least[i]*f.sites[i].pupils {
			count++
		}
	}
	return count
}

// startClearance keeps least levels below the levels at the start of a walk, so that no section is at
// both. It is of the size of the distortion of the data.
const startClearance = 1e-10

// firstEvent is the theta above which no arc and no hire pays with the stocks as they are, and the
// largest at which a walk should start.
func (f *forest) firstEvent(d *data, pin float64) (theta, far float64) {
	level := make([]float64, f.n)
	low, high := math.Inf(1), math.Inf(-1)
	for i := range level {
		level[i] = d.stock[i] / f.sites[i].pupils
		low, high = min(low, level[i]), max(high, level[i])
	}
	dearest := 0.0
	for a, c := range d.cost {
		if math.IsInf(c, 1) {
			continue
		}
		i, j := f.arcs[a].From, f.arcs[a].To
		dearest = max(dearest, c)
		if gap := level[i] - level[j]; gap > theta*c && d.limit[i] > 0 {
			theta = gap / c
		}
	}
	spread := high - low
	if f.hires {
		dearest = max(dearest, f.hireCost)
		spread = max(spread, pin-low)
		theta = max(theta, (pin-low)/f.hireCost)
	}
	if dearest == 0 || spread <= 0 || math.IsInf(spread, 0) {
		return 1, math.Inf(1)
	}
	far = farTheta * spread / dearest
	if theta <= 0 {
		theta = spread / dearest
	}
	return theta, far
}

// walk moves the forest along its line until x = 0 (f.end, for a way up), or to where excess, a function of x that is above
// 0 at the start, has fallen to 0 within the stretch at hand: then stopped is true, x lies at the
// upper end of the stretch, and next at or below the crossing.
func (f *forest) walk(ctx context.Context, excess func(x float64) float64) (stopped bool, err error) {
	for {
		if f.events%checkEvery == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		at := f.next()
		if excess != nil && excess(at) <= 0 {
			f.retotal()
			if excess(at) <= 0 {
				return true, nil
			}
		}
		if at <= f.end {
			f.retotal()
			return false, nil
		}
		if err := f.step(); err != nil {
			return false, err
		}
	}
}

// aimDown puts the forest on the path that lowers theta to 0 at a fixed level of hires: x is theta.
// Below least, levels that are the same differ by rounding, and no event is to be believed.
func (f *forest) aimDown(d *data, at place, least float64) {
	f.end = least
	f.aim(at.theta, scaled(1), fixed(at.pin), func(i int) (stock, limit, least line) {
		return fixed(d.stock[i]), fixed(d.limit[i]), fixed(d.least[i])
	})
}

// aimUp puts the forest on the path that raises theta without end: x is 1/theta, and everything is
// divided by theta. At x = 0 cost alone counts. There flows and levels are zero by themselves, so that
// what would happen beyond most, the largest theta that is no rounding, is not to be believed.
func (f *forest) aimUp(d *data, at place, most float64) {
	f.end = 1 / most
	f.aim(1/at.theta, fixed(1), scaled(at.pin), func(i int) (stock, limit, least line) {
		return scaled(d.stock[i]), scaled(d.limit[i]), scaled(d.least[i])
	})
}

// aimAt puts the forest on the straight way from one place to another.
func (f *forest) aimAt(d *data, from, to place) {
	f.end = 0
	f.aim(1, between(from.theta, to.theta), between(from.pin, to.pin), func(i int) (stock, limit, least line) {
		return fixed(d.stock[i]), fixed(d.limit[i]), fixed(d.least[i])
	})
}
