package plan

import (
	"errors"
	"math"
	"slices"
	"strings"
)

// Quantity is how much of what the lock is about the actions do. A swap counts as itself, or else
// as the two moves that it is made of.
func (l Lock) Quantity(actions []Action) float64 {
	var sum float64
	for _, a := range actions {
		if l.Matches(a.Key()) {
			sum += a.Quantity
			continue
		}
		if a.Kind != Swap {
			continue
		}
		for _, leg := range a.legs() {
			m := Action{Year: a.Year, Lever: a.Lever, Kind: Move, From: leg.from, To: leg.to, Stage: a.Stage, Of: leg.kind}
			if l.Matches(m.Key()) {
				sum += leg.persons
			}
		}
	}
	return sum
}

// Validate reports every fault of the lock that shows without a county, joined; each wraps
// [ErrProblem]. A lock says exactly one of fix, forbid and keep; an asterisk in its key is for
// forbidding only, since a quantity belongs to one action.
func (l Lock) Validate() error {
	var faults []error
	add := func(format string, args ...any) {
		faults = append(faults, problem("lock %s: "+format, append([]any{l.Key}, args...)...))
	}
	parts := strings.Split(l.Key, "/")
	if len(parts) != keyParts {
		add("a key has %d parts, year/lever/kind/from/to/school/stage/of, this one %d", keyParts, len(parts))
		return errors.Join(faults...)
	}
	if parts[2] == string(Swap) {
		faults = append(faults, notYet("lock %s: a lock on swaps; lock the moves that they are made of", l.Key))
	}
	said := 0
	for _, n := range []limitNumber{{"fix", l.Fix}, {"keep", l.Keep}} {
		if n.value == nil {
			continue
		}
		said++
		if !(*n.value >= 0) || math.IsInf(*n.value, 0) {
			add("%s: must be a number of 0 or more, not %v", n.name, *n.value)
		}
		if slices.Contains(parts, anyPart) {
			add("%s names the quantity of one action: %s is for forbid only", n.name, anyPart)
		}
	}
	if l.Forbid {
		said++
	}
	if said != 1 {
		add("say one of fix, forbid and keep")
	}
	if parts[1] != anyPart {
		faults = append(faults, checkWord("lock "+l.Key+": lever", parts[1], levers, laterLevers))
	}
	if parts[2] != anyPart {
		faults = append(faults, checkWord("lock "+l.Key+": kind of action", parts[2], actionKinds, laterKinds))
	}
	return errors.Join(faults...)
}

// piece is the id of the piece that the key of an assignment names; empty: none.
func (l Lock) piece() string {
	parts := strings.Split(l.Key, "/")
	if k := ActionKind(parts[2]); k != Assign && k != Board || parts[7] == anyPart {
		return ""
	}
	return keyUnescapes.Replace(parts[7])
}

// schools are the ids that the key names.
func (l Lock) schools() []string {
	parts := strings.Split(l.Key, "/")
	var ids []string
	for _, part := range parts[3:6] { // from, to, school
		if part != "" && part != anyPart {
			ids = append(ids, keyUnescapes.Replace(part))
		}
	}
	return ids
}
