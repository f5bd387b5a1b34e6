package model

import (
	"fmt"
	"strings"
)

// A DataError is one fault in the data of a county, told so that a person can find the cell.
type DataError struct {
	File   string // name of the table, such as sections.csv
	Line   int    // 1 is the header; 0: not known
	Record string // which record, such as S01 or S01/primary; empty: the whole table
	Column string
	Value  string // as it was given
	Rule   string // what must hold, in plain words
}

func (e *DataError) Error() string {
	return place(e.File, e.Line, e.Record, e.Column, e.Value) + e.Rule
}

// DataErrors lists the faults that err holds, also inside joined and wrapped errors, in order.
func DataErrors(err error) []*DataError {
	var all []*DataError
	var walk func(error)
	walk = func(err error) {
		//nolint:errorlint // the tree is walked here, node by node; errors.As would stop at the first fault.
		switch e := err.(type) {
		case *DataError:
			all = append(all, e)
		case interface{ Unwrap() []error }:
			for _, u := range e.Unwrap() {
				walk(u)
			}
		case interface{ Unwrap() error }:
			walk(e.Unwrap())
		}
	}
	walk(err)
	return all
}

// A Finding is something noticed in the data that does not stop a run but that a person should see.
type Finding struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"` // 1 is the header; 0: not known, or the whole table
	Record string `json:"record,omitempty"`
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Rule   string `json:"rule"` // what was noticed, in plain words
}

func (f Finding) String() string { return place(f.File, f.Line, f.Record, f.Column, f.Value) + f.Rule }

// place renders `sections.csv:12: S01/primary: pupils: "-3": `, leaving out what is not known.
func place(file string, line int, record, column, value string) string {
	var b strings.Builder
	b.WriteString(file)
	if line > 0 {
		fmt.Fprintf(&b, ":%d", line)
	}
	b.WriteString(": ")
	if record != "" {
		b.WriteString(record + ": ")
	}
	if column != "" {
		b.WriteString(column + ": ")
	}
	if value != "" {
		fmt.Fprintf(&b, "%q: ", value)
	}
	return b.String()
}
