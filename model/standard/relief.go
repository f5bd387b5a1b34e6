package standard

import "github.com/eduparity/eduparity/model"

// A Relief is an easing of a rule or another way of counting an indicator for schools that have a
// ground, until a year.
type Relief struct {
	ID     string `json:"id"` // of the ground, such as built-by-2010
	Name   string `json:"name"`
	NameZH string `json:"name_zh,omitempty"`
	Ground Ground `json:"ground"`
	Until  int    `json:"until,omitempty"` // last assessed year; 0: it does not lapse
	Off    bool   `json:"off,omitempty"`   // switched off

	Threshold map[string]float64 `json:"threshold,omitempty"` // of a rule, in place of its own
	RoomArea  map[string]float64 `json:"room_area,omitempty"` // of a rule that counts rooms, in place of its own
	Add       []Term             `json:"add,omitempty"`       // of an indicator: stocks that count on top

	Source   string `json:"source,omitempty"`
	Note     string `json:"note,omitempty"`
	Verified bool   `json:"verified,omitempty"`
}

// A Ground is what a school must be for a relief: all that is given. What the data do not say is
// not a ground.
type Ground struct {
	BuiltBy           int          `json:"built_by,omitempty"`   // built in this year or before
	PlannedBy         int          `json:"planned_by,omitempty"` // planned in this year or before; a school built by then was planned by then
	Flag              string       `json:"flag,omitempty"`
	Areas             []model.Area `json:"areas,omitempty"`
	PupilsFrom        float64      `json:"pupils_from,omitempty"`         // of the place
	PupilsBelow       float64      `json:"pupils_below,omitempty"`        // of the place; 0: no bound
	LargestClassBelow float64      `json:"largest_class_below,omitempty"` // pupils of the largest class of the place; 0: no bound
	Part              string       `json:"part,omitempty"`                // quantity whose share of the pupils of the place must exceed Above
	Above             float64      `json:"above,omitempty"`
}
