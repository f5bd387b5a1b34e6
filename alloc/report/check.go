package report

import "io"

// Check writes the outcome of checking a plan: the answer first, then what does not hold, then what was
// proved. What was checked is a plan or the proof that there is none. Faults are told in English.
func Check(w io.Writer, impossible bool, faults, proved []string, o Options) error {
	p := newPage(o)
	what := p.of("plan")
	if impossible {
		what = p.of("proof that there is no plan")
	}
	switch n := len(faults); n {
	case 0:
		p.lead(p.say("The %s holds: everything in it was computed again from the county's tables.", what))
	case 1:
		p.lead(p.say("The %s does not hold: 1 fault.", what))
	default:
		p.lead(p.say("The %[1]s does not hold: %[2]s faults.", what, whole(n)))
	}
	if len(faults) > 0 {
		p.head("Faults")
		for _, fault := range faults {
			p.line("  %s", fault)
		}
	}
	if len(proved) > 0 {
		p.head("Proved, and what could not be")
		for _, sentence := range proved {
			p.line("  %s", p.Proved(sentence))
		}
	}
	return p.writeTo(w)
}
