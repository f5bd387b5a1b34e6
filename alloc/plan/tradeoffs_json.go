package plan

import "io"

// TradeoffsSchema names the JSON form of [Tradeoffs].
const TradeoffsSchema = "eduparity/side-by-side/1"

type tradeoffsJSON struct {
	Schema  string         `json:"schema"`
	Problem problemJSON    `json:"problem"`
	Before  figuresJSON    `json:"before"`
	Plans   []tradeoffJSON `json:"plans"`
}

type tradeoffJSON struct {
	Status Status            `json:"status"`
	Goals  []goalOutcomeJSON `json:"goals"`
	After  *figuresJSON      `json:"after"`
}

type goalOutcomeJSON struct {
	Name   GoalName `json:"name"`
	Value  num      `json:"value"`
	Bound  num      `json:"bound"`
	Gap    num      `json:"gap"`
	Status Status   `json:"status"`
}

type figuresJSON struct {
	Cost            num        `json:"cost"`
	PupilKM         num        `json:"pupil_km"`
	MeanMetres      num        `json:"mean_metres"`
	Worst           *levelJSON `json:"worst_cv"`
	Seats           *levelJSON `json:"seats_cv"`
	PupilsMoved     num        `json:"pupils_moved"`
	OverSeats       num        `json:"pupils_without_a_seat"`
	Opened          int        `json:"opened"`
	Closed          int        `json:"closed"`
	SectionsPassing int        `json:"sections_passing"`
	Sections        int        `json:"sections"`
	Passes          bool       `json:"passes"`
}

// WriteTradeoffs writes plans side by side as indented JSON, schema [TradeoffsSchema]. What is not known, and
// what a plan that there is not would come to, is null.
func WriteTradeoffs(w io.Writer, t *Tradeoffs) error {
	problem, err := t.Problem.json()
	if err != nil {
		return err
	}
	out := tradeoffsJSON{Schema: TradeoffsSchema, Problem: *problem, Before: t.Before.json(), Plans: []tradeoffJSON{}}
	for i := range t.Rows {
		row := &t.Rows[i]
		x := tradeoffJSON{Status: row.Status, Goals: []goalOutcomeJSON{}}
		for _, g := range row.Goals {
			x.Goals = append(x.Goals, goalOutcomeJSON{g.Name, num(g.Value), num(g.Bound), num(g.Gap), g.Status})
		}
		if row.Planned() {
			after := row.After.json()
			x.After = &after
		}
		out.Plans = append(out.Plans, x)
	}
	return writeIndented(w, out)
}

func (f *Figures) json() figuresJSON {
	level := func(l *Level) *levelJSON {
		if l == nil {
			return nil
		}
		return &levelJSON{l.Code, l.Stage, num(l.Ratio)}
	}
	return figuresJSON{
		num(f.Cost), num(f.PupilKM), num(f.MeanMetres), level(f.Worst), level(f.Seats), num(f.PupilsMoved), num(f.OverSeats),
		f.Opened, f.Closed, f.SectionsPassing, f.Sections, f.Passes,
	}
}
