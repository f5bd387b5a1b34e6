package plan

// A Conflict is a set of rules that cannot hold together, whatever the levers do within the limits that are
// not among them (what there is, what is sold, who may leave).
type Conflict struct {
	Rules []ConflictRule
	// Minimal says that of every member it was found that without it the others can hold together: of all
	// things in parts, where parts were looked at.
	Minimal bool
	// Ways are what would do if one member alone gave way, by as little as can be, every rule of the problem
	// holding but those of other conflicts; Cost is what the cheapest plan then costs in all. In parts: whole
	// persons and rooms, and excuses by the section rule, may take a little more. A member that is not there cannot help alone.
	Ways []Relaxation
	// Certificate proves, by multipliers of the rows of the members, that they cannot hold together; nil: that
	// was found by a search.
	Certificate *Certificate
}

// A ConflictRule is one member of a conflict.
type ConflictRule struct {
	Rule   string   `json:"rule"`             // as relaxations name it: minimum:CODE/STAGE, cv:CODE/STAGE, composite:STAGE, spending, fund:ID, moves, posts:POST, teachers, headcount, lock:KEY
	Places []string `json:"places,omitempty"` // SCHOOL/STAGE: the sections whose rows are in it; none: the whole stage, or the county
	Text   string   `json:"text"`             // what it asks for, with amounts
}

type conflictJSON struct {
	Rules       []ConflictRule   `json:"rules"`
	Minimal     bool             `json:"minimal"`
	Ways        []relaxationJSON `json:"ways"`
	Certificate *certificateJSON `json:"certificate,omitempty"`
}

func (c *Conflict) json() conflictJSON {
	out := conflictJSON{Rules: list(c.Rules), Minimal: c.Minimal, Ways: []relaxationJSON{}, Certificate: c.Certificate.json()}
	for _, r := range c.Ways {
		out.Ways = append(out.Ways, relaxationJSON{r.Rule, num(r.From), num(r.To), numPointer(r.Cost)})
	}
	return out
}

func (c *conflictJSON) conflict() Conflict {
	out := Conflict{Rules: c.Rules, Minimal: c.Minimal, Certificate: c.Certificate.certificate()}
	for _, r := range c.Ways {
		out.Ways = append(out.Ways, Relaxation{r.Rule, float64(r.From), float64(r.To), floatPointer(r.Cost)})
	}
	return out
}
