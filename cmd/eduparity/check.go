package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/verify"
)

// A check is the outcome of the command verify.
type check struct {
	Schema string         `json:"schema"`
	Holds  bool           `json:"holds"`
	Faults []verify.Fault `json:"faults"`
	Proved []string       `json:"proved"` // and what could not be, in sentences

	what string // was checked
}

// checkSchema names the JSON form of a check.
const checkSchema = "eduparity/check/1"

// checkOf takes over what package verify found.
func checkOf(r *verify.Report, status plan.Status) *check {
	what := "plan"
	if status == plan.StatusInfeasible {
		what = "proof that there is no plan"
	}
	return &check{
		Schema: checkSchema, Holds: r.OK(), what: what,
		Faults: append([]verify.Fault{}, r.Faults...), Proved: append([]string{}, r.Proved...),
	}
}

// fault notes that something does not hold.
func (k *check) fault(where, rule string) {
	k.Holds = false
	k.Faults = append(k.Faults, verify.Fault{Where: where, Rule: rule})
}

// prove notes that something holds.
func (k *check) prove(what string) { k.Proved = append(k.Proved, what) }

// writeText writes the outcome: the answer first, then what does not hold, then what was proved.
func (k *check) writeText(w io.Writer) error {
	var b strings.Builder
	switch n := len(k.Faults); {
	case k.Holds:
		fmt.Fprintf(&b, "The %s holds: everything in it was computed again from the county's tables.\n", k.what)
	case n == 1:
		fmt.Fprintf(&b, "The %s does not hold: 1 fault.\n", k.what)
	default:
		fmt.Fprintf(&b, "The %s does not hold: %d faults.\n", k.what, n)
	}
	if len(k.Faults) > 0 {
		b.WriteString("\nFaults\n")
		for _, f := range k.Faults {
			fmt.Fprintf(&b, "  %s\n", f)
		}
	}
	if len(k.Proved) > 0 {
		b.WriteString("\nProved, and what could not be\n")
		for _, p := range k.Proved {
			fmt.Fprintf(&b, "  %s\n", p)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
