package verify

import (
	"fmt"
	"math"
	"strconv"
)

// A Report is the outcome of [Check]: a plan holds if there are no faults.
type Report struct {
	Faults []Fault  `json:"faults"`
	Proved []string `json:"proved"` // what was proved, and what could not be, in sentences
}

// OK says whether the plan holds.
func (r *Report) OK() bool { return len(r.Faults) == 0 }

// A Fault is something in a plan that does not hold.
type Fault struct {
	Where string `json:"where"`          // the field of the plan, such as goals[0].bound
	Rule  string `json:"rule"`           // what is wrong, as a clause
	Is    string `json:"is,omitempty"`   // what the plan says, where that is one value
	Want  string `json:"want,omitempty"` // what was found
}

// String is the fault in one line.
func (f Fault) String() string { return f.Where + ": " + f.Rule }

// fault notes something that does not hold.
func (r *Report) fault(where, format string, args ...any) {
	r.Faults = append(r.Faults, Fault{Where: where, Rule: fmt.Sprintf(format, args...)})
}

// proved notes something that does.
func (r *Report) proved(format string, args ...any) {
	r.Proved = append(r.Proved, fmt.Sprintf(format, args...))
}

// differs notes that a value is not what was found.
func (r *Report) differs(where, is, want string) {
	r.Faults = append(r.Faults, Fault{Where: where, Rule: "the plan says " + is + ", it is " + want, Is: is, Want: want})
}

// number compares a number with what was found, exactly: both come from the same code. What is
// undefined is null in a file, whatever it was.
func (r *Report) number(where string, is, want float64) {
	if is != want && !(undefined(is) && undefined(want)) {
		r.differs(where, format(is), format(want))
	}
}

// optional is number where there may be none.
func (r *Report) optional(where string, is, want *float64) {
	value := func(x *float64) float64 {
		if x == nil {
			return math.NaN()
		}
		return *x
	}
	r.number(where, value(is), value(want))
}

// text compares words.
func (r *Report) text(where, is, want string) {
	if is != want {
		r.differs(where, strconv.Quote(is), strconv.Quote(want))
	}
}

// same compares counts and answers to yes-or-no questions.
func (r *Report) same(where string, is, want any) {
	if is != want {
		r.differs(where, fmt.Sprint(is), fmt.Sprint(want))
	}
}

// length compares the lengths of lists; false: they differ, and their parts are not compared.
func (r *Report) length(where string, is, want int) bool {
	if is != want {
		r.differs(where, fmt.Sprintf("%d entries", is), fmt.Sprintf("%d", want))
	}
	return is == want
}

func undefined(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }

// format writes a number in full.
func format(x float64) string {
	if undefined(x) {
		return "undefined"
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
