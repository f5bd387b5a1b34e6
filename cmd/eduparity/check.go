package main

import (
	"io"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/alloc/verify"
)

// A check is the outcome of the command verify.
type check struct {
	Schema string         `json:"schema"`
	Holds  bool           `json:"holds"`
	Faults []verify.Fault `json:"faults"`
	Proved []string       `json:"proved"` // and what could not be, in sentences

	impossible bool // what was checked proves that there is no plan
}

// checkSchema names the JSON form of a check.
const checkSchema = "eduparity/check/1"

// checkOf takes over what package verify found.
func checkOf(r *verify.Report, status plan.Status) *check {
	return &check{
		Schema: checkSchema, Holds: r.OK(), impossible: status == plan.StatusInfeasible,
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

// writeText writes the outcome for people.
func (k *check) writeText(w io.Writer, o report.Options) error {
	faults := make([]string, len(k.Faults))
	for i, f := range k.Faults {
		faults[i] = f.String()
	}
	return report.Check(w, k.impossible, faults, k.Proved, o)
}
