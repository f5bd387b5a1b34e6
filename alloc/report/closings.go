package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Closings writes what closing each school would do, the smallest first. c gives names.
func Closings(w io.Writer, all []plan.Closing, c *model.County, o Options) error {
	t := &closingTeller{page: newPage(o), names: map[string]string{}}
	for i := range c.Schools {
		t.names[c.Schools[i].ID] = c.Schools[i].Name
	}
	needed, free := 0, 0
	for i := range all {
		if all[i].Needed() != "" {
			needed++
		} else {
			free++
		}
	}
	t.lead(t.say("What closing a school would do, one at a time, in %s.", c.Name))
	if c.Constructed {
		t.line("The data are constructed.")
	}
	t.line("%[1]s schools are needed: without them children have no school in reach, or no seat. %[2]s are not.", number(float64(needed), 0), number(float64(free), 0))
	t.head("Schools, the smallest first")
	g := grid{columns: []string{"school", "stage", ">pupils", ">no school in reach", ">seats missing", ">metres today", ">metres then", ">longest", ">minutes longest", ">saved a year", "pupils would go to"}}
	sorted := plan.SmallFirst(all)
	shown := o.top(len(sorted))
	for i := range sorted[:shown] {
		x := &sorted[i]
		g.add(t.school(x.School), t.of(x.Stage), amount(x.Pupils), amount(x.NoReach), amount(x.SeatsMissing), optional(x.MetresBefore),
			optional(x.MetresAfter), optional(x.MetresMost), optional(x.MinutesMost), optional(x.Saved), t.targets(x))
	}
	t.grid(g)
	t.more(len(sorted) - shown)
	t.line("  Pupils go to the nearest other school that the limits let them reach; metres are means of those who find one.")
	return t.writeTo(w)
}

// A closingTeller writes closings.
type closingTeller struct {
	*page
	names map[string]string
}

// school is the name of a school, else its id.
func (t *closingTeller) school(id string) string {
	if name := t.names[id]; name != "" {
		return name
	}
	return id
}

// targets lists where pupils would go, most first three.
func (t *closingTeller) targets(x *plan.Closing) string {
	const named = 3
	var parts []string
	for n, to := range x.To {
		if n == named {
			parts = append(parts, "...")
			break
		}
		text := t.school(to.School) + " " + amount(to.Pupils)
		if to.Board {
			text += " (" + t.of("boarding") + ")"
		}
		parts = append(parts, text)
	}
	return t.list(parts)
}

// optional writes a number that may not be known.
func optional(x *float64) string {
	if x == nil {
		return "-"
	}
	return number(*x, 0)
}

// ClosingsCSV writes closings as a table for other programs: a line for each section. Numbers are unrounded,
// what is not known is empty.
func ClosingsCSV(w io.Writer, all []plan.Closing) error {
	rows := [][]string{{
		"school_id", "stage", "pupils", "small", "no_school_in_reach", "no_school_in_reach_pieces", "seats_missing", "metres_before",
		"metres_after", "metres_most", "minutes_before", "minutes_after", "minutes_most", "cost_yuan", "saved_yuan_a_year", "needed", "to",
	}}
	known := func(x *float64) string {
		if x == nil {
			return ""
		}
		return plainNumber(*x)
	}
	for i := range all {
		x := &all[i]
		var to []string
		for _, k := range x.To {
			to = append(to, k.School+":"+plainNumber(k.Pupils))
		}
		rows = append(rows, []string{
			x.School, x.Stage, plainNumber(x.Pupils), strconv.FormatBool(x.Small), plainNumber(x.NoReach), strings.Join(x.NoReachPieces, ";"),
			plainNumber(x.SeatsMissing), known(x.MetresBefore), known(x.MetresAfter), known(x.MetresMost), known(x.MinutesBefore),
			known(x.MinutesAfter), known(x.MinutesMost), known(x.Cost), known(x.Saved), x.Needed(), strings.Join(to, ";"),
		})
	}
	return csv.NewWriter(w).WriteAll(rows)
}
