package plan

import (
	"encoding/json"
	"io"
)

// closingsSchema names the JSON of closings.
const closingsSchema = "eduparity/closings/1"

type closingsJSON struct {
	Schema   string        `json:"schema"`
	County   string        `json:"county"`
	Closings []closingJSON `json:"closings"`
}

type closingJSON struct {
	School        string          `json:"school_id"`
	Stage         string          `json:"stage"`
	Pupils        num             `json:"pupils"`
	Small         bool            `json:"small"`
	To            []closingToJSON `json:"to"`
	MetresBefore  *num            `json:"metres_before"`
	MetresAfter   *num            `json:"metres_after"`
	MetresMost    *num            `json:"metres_most"`
	MinutesBefore *num            `json:"minutes_before"`
	MinutesAfter  *num            `json:"minutes_after"`
	MinutesMost   *num            `json:"minutes_most"`
	NoReach       num             `json:"no_school_in_reach"`
	NoReachPieces []string        `json:"no_school_in_reach_pieces"`
	SeatsMissing  num             `json:"seats_missing"`
	Cost          *num            `json:"cost"`
	Saved         *num            `json:"saved_a_year"`
	Needed        string          `json:"needed"`
}

type closingToJSON struct {
	School       string `json:"school_id"`
	Pupils       num    `json:"pupils"`
	SeatsMissing num    `json:"seats_missing"`
	Board        bool   `json:"board"`
}

// WriteClosings writes closings as JSON.
func WriteClosings(w io.Writer, county string, all []Closing) error {
	out := closingsJSON{Schema: closingsSchema, County: county, Closings: []closingJSON{}}
	for i := range all {
		c := &all[i]
		x := closingJSON{
			School: c.School, Stage: c.Stage, Pupils: num(c.Pupils), Small: c.Small, To: []closingToJSON{},
			MetresBefore: numPointer(c.MetresBefore), MetresAfter: numPointer(c.MetresAfter), MetresMost: numPointer(c.MetresMost),
			MinutesBefore: numPointer(c.MinutesBefore), MinutesAfter: numPointer(c.MinutesAfter), MinutesMost: numPointer(c.MinutesMost),
			NoReach: num(c.NoReach), NoReachPieces: append([]string{}, c.NoReachPieces...), SeatsMissing: num(c.SeatsMissing),
			Cost: numPointer(c.Cost), Saved: numPointer(c.Saved), Needed: c.Needed(),
		}
		for _, to := range c.To {
			x.To = append(x.To, closingToJSON{to.School, num(to.Pupils), num(to.SeatsMissing), to.Board})
		}
		out.Closings = append(out.Closings, x)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
