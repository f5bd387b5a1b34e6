package alloc

import (
	"strconv"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// sizes are where ranges of a school's pupils end. Below the first a school is small as the rules of
// public funds have it.
var sizes = []float64{smallSchool, 300, 1000, 2000}

// sizeOf is the range that a number of pupils lies in: "<100", "100-299", ..., ">=2000".
func sizeOf(pupils float64) string {
	from := ""
	for _, end := range sizes {
		to := strconv.FormatFloat(end, 'f', -1, 64)
		switch {
		case pupils < end && from == "":
			return "<" + to
		case pupils < end:
			return from + "-" + strconv.FormatFloat(end-1, 'f', -1, 64)
		}
		from = to
	}
	return ">=" + from
}

// sizeNames lists the ranges, smallest first.
func sizeNames() []string {
	var names []string
	for _, end := range sizes {
		names = append(names, sizeOf(end-1))
	}
	return append(names, sizeOf(sizes[len(sizes)-1]))
}

// gains says who gains and who loses by a plan, part by part.
func (c *comparing) gains(name string, actions []plan.Action, after *standard.Assessment) {
	parts := map[string]map[plan.Part]string{} // by school
	pupils := map[string]float64{}
	for i := range c.before.a.Sections {
		pupils[c.before.a.Sections[i].School] += c.before.a.Sections[i].Pupils
	}
	for i := range c.r.Problem.County.Schools {
		s := &c.r.Problem.County.Schools[i]
		parts[s.ID] = map[plan.Part]string{plan.ByArea: string(s.Area), plan.ByZone: s.Zone, plan.BySize: sizeOf(pupils[s.ID])}
	}
	for _, by := range plan.Parts() {
		order := c.partNames(by, parts)
		if len(order) == 0 {
			continue
		}
		at := make(map[string]*plan.Gain, len(order))
		list := make([]plan.Gain, len(order))
		for n, part := range order {
			list[n] = plan.Gain{Strategy: name, By: by, Part: part}
			at[part] = &list[n]
		}
		c.gainers(after, func(school string) *plan.Gain { return at[parts[school][by]] })
		spent(actions, func(school string) *plan.Gain { return at[parts[school][by]] })
		c.out.Gains = append(c.out.Gains, list...)
	}
}

// partNames lists the parts of a county: areas and sizes in their own order, zones as they come. Where
// all schools are of one part, or none has one, there are none.
func (c *comparing) partNames(by plan.Part, parts map[string]map[plan.Part]string) []string {
	var order []string
	switch by {
	case plan.ByArea:
		order = []string{string(model.AreaCity), string(model.AreaTown), string(model.AreaRural)}
	case plan.BySize:
		order = sizeNames()
	case plan.ByZone:
	}
	seen := map[string]bool{}
	var extra []string
	for i := range c.before.a.Sections {
		part := parts[c.before.a.Sections[i].School][by]
		if !seen[part] {
			seen[part] = true
			extra = append(extra, part)
		}
	}
	if len(seen) < 2 {
		return nil
	}
	var names []string
	for _, part := range append(order, extra...) {
		if seen[part] {
			names = append(names, part)
			delete(seen, part)
		}
	}
	return names
}

// gainers adds up the pupils of sections whose indicators rise, fall, or both.
func (c *comparing) gainers(after *standard.Assessment, part func(school string) *plan.Gain) {
	then := make(map[[2]string]*standard.SectionResult, len(after.Sections))
	for i := range after.Sections {
		then[[2]string{after.Sections[i].School, after.Sections[i].Stage}] = &after.Sections[i]
	}
	for i := range c.before.a.Sections {
		was := &c.before.a.Sections[i]
		g := part(was.School)
		if g == nil {
			continue
		}
		g.Sections++
		g.Pupils += was.Pupils
		is := then[[2]string{was.School, was.Stage}]
		if is == nil {
			continue
		}
		rises, falls := false, false
		for n := range was.Readings {
			if n >= len(is.Readings) || !c.r.Problem.Selected(was.Readings[n].Code, was.Stage) {
				continue
			}
			rises = rises || is.Readings[n].Value > was.Readings[n].Value
			falls = falls || is.Readings[n].Value < was.Readings[n].Value
		}
		switch {
		case rises && falls:
			g.Mixed += was.Pupils
		case rises:
			g.Gaining += was.Pupils
		case falls:
			g.Losing += was.Pupils
		}
	}
}

// spent adds up what actions cost and whom they move.
func spent(actions []plan.Action, part func(school string) *plan.Gain) {
	add := func(school string, f func(g *plan.Gain)) {
		if g := part(school); school != "" && g != nil {
			f(g)
		}
	}
	for i := range actions {
		a := &actions[i]
		place := a.School
		if place == "" {
			place = a.To
		}
		add(place, func(g *plan.Gain) { g.Spent += a.Cost })
		switch a.Kind {
		case plan.Hire:
			add(a.School, func(g *plan.Gain) { g.Hired += a.Quantity })
		case plan.Move:
			add(a.From, func(g *plan.Gain) { g.Sent += a.Quantity })
			add(a.To, func(g *plan.Gain) { g.Received += a.Quantity })
		case plan.Swap: // as many come as go
			for _, school := range []string{a.From, a.To} {
				add(school, func(g *plan.Gain) { g.Sent, g.Received = g.Sent+a.Quantity, g.Received+a.Quantity })
			}
		default:
		}
	}
}
