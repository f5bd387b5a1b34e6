package main

import (
	"encoding/json"
	"os"
)

// A solution is a plan in the units of the instance, from which everything else about it follows.
type solution struct {
	Buy    map[string][]float64 `json:"buy,omitempty"`    // by indicator and section
	Hire   map[string][]float64 `json:"hire,omitempty"`   // persons by indicator and section
	Move   map[string][]move    `json:"move,omitempty"`   // persons by indicator
	Assign []piece              `json:"assign,omitempty"` // of blocks to schools
}

// grants and persons are the names under which instances without named indicators list theirs.
const (
	grants  = "grants"
	persons = "persons"
)

// A move is a quantity on an arc, [arc, quantity] in a file.
type move struct {
	arc      int
	quantity float64
}

// MarshalJSON writes the two numbers.
func (m move) MarshalJSON() ([]byte, error) { return json.Marshal([]any{m.arc, m.quantity}) }

// A piece is a number of pupils of a block who go to a school, [block, school, pupils] in a file.
type piece struct{ block, school, pupils int }

// MarshalJSON writes the three numbers.
func (p piece) MarshalJSON() ([]byte, error) {
	return json.Marshal([]int{p.block, p.school, p.pupils})
}

// moves lists the quantities that are not 0.
func moves(flow []float64) []move {
	v := []move{}
	for a, f := range flow {
		if f != 0 {
			v = append(v, move{a, f})
		}
	}
	return v
}

// write writes the solution to a file.
func (s *solution) write(path string) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o644)
}
