package model

import (
	"fmt"
	"strings"
)

// A DataError is one fault in the data of a county, told so that a person can find the cell.
type DataError struct {
	File   string // name of the table, such as sections.csv
	Line   int    // 1 is the header; 0: not known
	Column string
	Value  string // as it was given
	Rule   string // what must hold, in plain words
}

func (e *DataError) Error() string {
	return place(e.File, e.Line, e.Column, e.Value) + e.Rule
}

// A Finding is something noticed in the data that does not stop a run but that a person should see.
type Finding struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"` // 1 is the header; 0: the whole table
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Rule   string `json:"rule"` // what was noticed, in plain words
}

func (f Finding) String() string { return place(f.File, f.Line, f.Column, f.Value) + f.Rule }

// place renders "sections.csv:12: pupils: "-3": ", leaving out what is not known.
func place(file string, line int, column, value string) string {
	var b strings.Builder
	b.WriteString(file)
	if line > 0 {
		fmt.Fprintf(&b, ":%d", line)
	}
	b.WriteString(": ")
	if column != "" {
		b.WriteString(column + ": ")
	}
	if value != "" {
		fmt.Fprintf(&b, "%q: ", value)
	}
	return b.String()
}
