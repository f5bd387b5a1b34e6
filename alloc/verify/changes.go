package verify

import (
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// siteUnit is what an action about places counts in, and whether its money is invested or spent every year:
// what it costs first, where it costs anything.
func (k *checker) siteUnit(a *plan.Action) (unit string, nature model.Nature) {
	school, action := a.School, model.CandidateOpen
	switch a.Kind {
	case plan.Assign, plan.Board:
		if cost, of := k.g.r.Prices.BoardPrice(a.To); a.Kind == plan.Board && cost != 0 {
			nature = of
		}
		return "pupil", nature
	case plan.Open:
		unit = "seat"
	case plan.Extend:
		unit, action = "class", model.CandidateExtend
	case plan.Close:
		unit, action = "section", model.CandidateClose
	case plan.Merge:
		unit, action, school = "section", model.CandidateClose, a.From
	case plan.Buy, plan.Hire, plan.Move, plan.Swap:
	}
	n := plan.CandidateFor(k.g.p.County, action, school, a.Stage)
	if n < 0 {
		return unit, nature // told already
	}
	switch once, yearly := plan.SiteCost(&k.g.p.County.Candidates[n], a.Quantity); {
	case once != 0:
		nature = model.Capital
	case yearly != 0:
		nature = model.Recurrent
	}
	return unit, nature
}

// A told is one value of what changes, by its place in the plan.
type told struct{ where, value string }

// tell lists everything that a plan says of what changes for catchments.
func tell(c *plan.Changes) []told {
	if c == nil {
		return nil
	}
	var all []told
	add := func(where string, value any) {
		if x, ok := value.(*float64); ok {
			value = "undefined"
			if x != nil {
				value = *x
			}
		}
		if x, ok := value.(float64); ok {
			value = format(x)
		}
		all = append(all, told{where, fmt.Sprint(value)})
	}
	for i := range c.Catchments {
		x, in := &c.Catchments[i], at("places.catchments", i)
		add(in+".school_id", x.School)
		add(in+".stage", x.Stage)
		add(in+".status", x.Status)
		add(in+".pupils_before", x.PupilsBefore)
		add(in+".pupils_after", x.PupilsAfter)
		add(in+".seats_before", x.SeatsBefore)
		add(in+".seats_after", x.SeatsAfter)
		add(in+".classes_before", x.ClassesBefore)
		add(in+".classes_after", x.ClassesAfter)
		add(in+".class_size_before", x.ClassSizeBefore)
		add(in+".class_size_after", x.ClassSizeAfter)
		add(in+".metres_before", x.MetresBefore)
		add(in+".metres_after", x.MetresAfter)
		add(in+".gained", x.Gained)
		add(in+".lost", x.Lost)
	}
	for i := range c.Pieces {
		x, in := &c.Pieces[i], at("places.pieces", i)
		add(in+".piece_id", x.Piece)
		add(in+".stage", x.Stage)
		add(in+".pupils", x.Pupils)
		add(in+".from", x.From)
		for j := range x.Shares {
			y, of := &x.Shares[j], at(in+".shares", j)
			add(of+".school_id", y.School)
			add(of+".pupils", y.Pupils)
			add(of+".boards", y.Boards)
			add(of+".metres", y.Metres)
		}
		add(in+".metres_before", x.MetresBefore)
		add(in+".metres_after", x.MetresAfter)
		add(in+".class_size_before", x.ClassSizeBefore)
		add(in+".class_size_after", x.ClassSizeAfter)
	}
	return all
}

// changes compares what the plan says that changes with what was found.
func (k *checker) changes() {
	is, want := k.pl.Places, k.outcome.Places
	if (is == nil) != (want == nil) {
		k.differs("places", describe(is), describe(want))
		return
	}
	if is == nil {
		return
	}
	if !k.length("places.catchments", len(is.Catchments), len(want.Catchments)) || !k.length("places.pieces", len(is.Pieces), len(want.Pieces)) {
		return
	}
	for i := range want.Pieces {
		if !k.length(at("places.pieces", i)+".shares", len(is.Pieces[i].Shares), len(want.Pieces[i].Shares)) {
			return
		}
	}
	said := tell(is)
	for i, w := range tell(want) {
		if said[i].value != w.value {
			k.differs(w.where, said[i].value, w.value)
		}
	}
}

func describe(c *plan.Changes) string {
	if c == nil {
		return "nothing"
	}
	return "there"
}

// torn searches every catchment for pieces that do not hang together with their school, by its own reading of
// the map: pieces and borders of the county. What it finds beyond what the limit allows is a fault.
func (k *checker) torn() {
	if !k.g.p.HasPlaces() {
		return
	}
	pl, err := k.g.r.Places()
	if err != nil {
		k.fault("problem", "%v", err)
		return
	}
	checked := 0
	for s := range pl.Stages {
		st := &pl.Stages[s]
		if st.Contiguous == "" {
			continue
		}
		m := newAtlas(k.g.p.County, st)
		for j := range st.Sites {
			members := k.members(st, j)
			for _, b := range m.loose(j, members) {
				k.fault("actions", "contiguous: piece %s is not joined to school %s/%s", k.g.p.County.Pieces[st.Pieces[b]].ID, st.Sites[j].School, st.Name)
			}
			checked += len(members)
		}
	}
	if checked > 0 && k.OK() {
		k.proved("%d pieces hang together with their schools", checked)
	}
}

// members are the pieces that send pupils to a site after the plan, from the actions alone.
func (k *checker) members(st *plan.PlaceStage, j int) map[int]bool {
	left := map[string]float64{}
	members := map[int]bool{}
	position := make(map[string]int, len(st.Pieces))
	for b, piece := range st.Pieces {
		position[k.g.p.County.Pieces[piece].ID] = b
	}
	merged := map[string]string{}
	for i := range k.pl.Actions {
		a := &k.pl.Actions[i]
		if a.Stage != st.Name {
			continue
		}
		switch a.Kind {
		case plan.Assign, plan.Board:
			if a.From != a.To {
				left[a.Of] += a.Quantity
			}
			if b, ok := position[a.Of]; ok && a.To == st.Sites[j].School {
				members[b] = true
			}
		case plan.Merge:
			merged[a.From] = a.To
		case plan.Buy, plan.Hire, plan.Move, plan.Swap, plan.Open, plan.Extend, plan.Close:
		}
	}
	for b, piece := range st.Pieces {
		p := &k.g.p.County.Pieces[piece]
		school := p.School[st.Name]
		if to, ok := merged[school]; ok {
			school = to
		}
		if school == st.Sites[j].School && st.Pupils[b]-left[p.ID] > pupilSlack*max(1, st.Pupils[b]) {
			members[b] = true
		}
	}
	return members
}

// An atlas is the map of one stage, from pieces and borders.
type atlas struct {
	st     *plan.PlaceStage
	touch  [][]int // by piece of the stage; pieces without pupils are crossed
	roots  []map[int]bool
	island []bool
	anchor []bool
}

// newAtlas reads the map.
func newAtlas(c *model.County, st *plan.PlaceStage) *atlas {
	m := &atlas{st: st, touch: make([][]int, len(st.Pieces)), roots: make([]map[int]bool, len(st.Sites))}
	near := map[string][]string{}
	for _, b := range c.Borders {
		near[b.A], near[b.B] = append(near[b.A], b.B), append(near[b.B], b.A)
	}
	position := make(map[string]int, len(st.Pieces))
	for b, piece := range st.Pieces {
		position[c.Pieces[piece].ID] = b
	}
	reach := func(id string) []int { // the pieces with pupils met from one, those without crossed
		seen, met, queue := map[string]bool{id: true}, map[int]bool{}, []string{id}
		for len(queue) > 0 {
			next := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, o := range near[next] {
				if seen[o] {
					continue
				}
				seen[o] = true
				if b, ok := position[o]; ok {
					met[b] = true
				} else {
					queue = append(queue, o)
				}
			}
		}
		var all []int
		for b := range met {
			all = append(all, b)
		}
		slices.Sort(all)
		return all
	}
	for b, piece := range st.Pieces {
		m.touch[b] = reach(c.Pieces[piece].ID)
	}
	for j := range st.Sites {
		m.roots[j] = map[int]bool{}
		for _, b := range st.Roots[j] { // where a school stands is read from its place or the nearest piece, by the rules
			m.roots[j][int(b)] = true
		}
	}
	m.excuse()
	m.free()
	return m
}

// before says whether one piece comes before another on the way to a site: nearer, or as near and fewer
// borders from a root.
func (m *atlas) before(a, b, j int, steps []float64) bool {
	x, y := m.st.Metres[a*len(m.st.Sites)+j], m.st.Metres[b*len(m.st.Sites)+j]
	return x < y || x == y && steps[a] < steps[b]
}

// steps counts the borders from the roots of a site to every piece.
func (m *atlas) steps(j int) []float64 {
	steps := make([]float64, len(m.touch))
	for b := range steps {
		steps[b] = math.Inf(1)
		if m.roots[j][b] {
			steps[b] = 0
		}
	}
	for changed := true; changed; {
		changed = false
		for b := range steps {
			for _, n := range m.touch[b] {
				if steps[n]+1 < steps[b] {
					steps[b], changed = steps[n]+1, true
				}
			}
		}
	}
	return steps
}

// held finds the members of a catchment that are joined to the school, growing from what starts it until
// nothing more is joined.
func (m *atlas) held(j int, members map[int]bool, starts func(b int) bool) map[int]bool {
	steps := []float64(nil)
	if m.st.Contiguous == plan.ByDistance {
		steps = m.steps(j)
	}
	held := map[int]bool{}
	for changed := true; changed; {
		changed = false
		for b := range members {
			if held[b] {
				continue
			}
			joined := starts(b)
			for _, n := range m.touch[b] {
				joined = joined || held[n] && (steps == nil || m.before(n, b, j, steps))
			}
			if joined {
				held[b], changed = true, true
			}
		}
	}
	return held
}

// loose lists the members of a catchment that are not joined to its school and have no excuse.
func (m *atlas) loose(j int, members map[int]bool) []int {
	held := m.held(j, members, func(b int) bool { return m.island[b] || m.roots[j][b] || m.anchor[b] && m.st.Today[b] == j })
	var loose []int
	for b := range members {
		if !held[b] {
			loose = append(loose, b)
		}
	}
	slices.Sort(loose)
	return loose
}

// free finds the islands: pieces that could be joined to no school if every piece that may go there did.
func (m *atlas) free() {
	m.island = make([]bool, len(m.touch))
	for b := range m.island {
		m.island[b] = true
	}
	for j := range m.st.Sites {
		all := map[int]bool{}
		for b := range m.touch {
			if m.st.Allowed[b*len(m.st.Sites)+j] {
				all[b] = true
			}
		}
		for b := range m.held(j, all, func(b int) bool { return m.roots[j][b] || m.anchor[b] && m.st.Today[b] == j }) {
			m.island[b] = false
		}
	}
}

// excuse finds the pieces of today's catchments that count as roots because these are torn: by distance all
// that nothing holds, by path the largest of every part without a root, the first of equals.
func (m *atlas) excuse() {
	m.anchor = make([]bool, len(m.touch))
	for j := range m.st.Sites {
		today := map[int]bool{}
		for b, at := range m.st.Today {
			if at == j {
				today[b] = true
			}
		}
		if m.st.Contiguous == plan.ByDistance {
			steps := m.steps(j)
			for b := range today {
				m.anchor[b] = !m.roots[j][b] && !slices.ContainsFunc(m.touch[b], func(n int) bool { return today[n] && m.before(n, b, j, steps) })
			}
			continue
		}
		joined := m.held(j, today, func(b int) bool { return m.roots[j][b] })
		for len(joined) < len(today) {
			largest := -1
			for b := range m.touch {
				if today[b] && !joined[b] && (largest < 0 || m.st.Pupils[b] > m.st.Pupils[largest]) {
					largest = b
				}
			}
			m.anchor[largest] = true
			for b := range m.held(j, today, func(b int) bool { return b == largest }) {
				joined[b] = true
			}
		}
	}
}
