package plan

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// ErrAction is wrapped by every error about an action that cannot be carried out.
var ErrAction = errors.New("action cannot be carried out")

// Apply carries actions out on paper: it returns the county as it is after them and leaves c as it
// was, with which it shares the table of ways. A purchase raises a stock of the school, or of the section where the action names a stage; a
// hire and a move change the section's teachers, every stock of it that the kind counts in, and the
// counts by kind, which the result states in its Staff so that they are not inferred again. A list of
// the teachers one by one is then left out: the actions do not say who goes. The year of the result is
// that of the actions.
//
// An assignment takes pupils of a piece from its section of today, where there is one, to another; where
// several schools share a piece afterwards it names none of them. A site to open becomes a section, and a
// school where there was none; an extension adds classes and seats; a closing takes a section away that
// has no pupils left, with teachers who have not moved; a merger takes pupils, teachers, equipment,
// computers and books along, while rooms and grounds stay behind. Of sections whose pupils have become
// others the largest class, the list of classes, the after-school service and, where pupils leave, the
// boarders are no longer known and are taken out.
//
// Apply knows no prices, limits or posts, and no solver: [Evaluate] says whether a plan keeps them,
// and whether teachers may be moved in parts. It returns every fault at once, each wrapping
// [ErrAction]: an unknown school, section, piece, stock or kind, a wrong stage, more teachers or pupils
// leaving than are there, a closing with pupils left, more than one year.
func Apply(c *model.County, actions []Action) (*model.County, error) {
	if len(actions) == 0 {
		return c.Clone(), nil
	}
	k, err := kindsOf(c)
	if err != nil {
		return nil, err
	}
	w := newWorks(c, k, c.SchoolIndex(), c.SectionIndex())
	if err := w.all(actions); err != nil {
		return nil, err
	}
	return w.county, nil
}

// apply is [Apply] to the county of the problem, what is known of it not found again.
func (r *Rules) apply(actions []Action) (*works, error) {
	w := newWorks(r.Problem.County, r.kinds, r.schools, r.sections)
	if len(actions) == 0 {
		return w, nil
	}
	return w, w.all(actions)
}

// all carries actions out, of which there are some.
func (w *works) all(actions []Action) error {
	after := w.county
	var faults []error
	after.Year = actions[0].Year
	for _, step := range []func(ActionKind) bool{opens, neither, merges} { // what is there first, who goes where last
		for _, a := range actions {
			if !step(a.Kind) {
				continue
			}
			if a.Year != after.Year {
				faults = append(faults, fault(a, "plans of more than one year are not yet possible: the first action is of %d", after.Year))
				continue
			}
			if err := w.carryOut(a); err != nil {
				faults = append(faults, err)
			}
		}
	}
	faults = append(faults, w.settle()...)
	w.settlePupils()
	faults = append(faults, w.settleSites()...)
	if slices.ContainsFunc(actions, func(a Action) bool { return a.Lever == Siting }) {
		w.dropCandidates(actions)
	}
	return errors.Join(faults...)
}

// The order in which actions are carried out: sites open, then everything else, then sections merge.
func opens(k ActionKind) bool   { return k == Open }
func merges(k ActionKind) bool  { return k == Merge }
func neither(k ActionKind) bool { return !opens(k) && !merges(k) }

// faultf is an error about actions together.
func faultf(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrAction, fmt.Sprintf(format, args...))
}

// fault is an error about one action.
func fault(a Action, format string, args ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrAction, a.Key(), fmt.Sprintf(format, args...))
}

// works is a county while actions are carried out on it.
type works struct {
	county   *model.County
	schools  map[string]int
	sections map[[2]string]int
	kinds    kinds
	known    []model.Kind // the county's kinds, then new ones
	change   [][]float64  // [kind][section]: teachers gained less teachers lost

	register *register
	gone     []int              // sections that close or are merged into others
	merged   [][2]int           // sections: from, to
	changed  map[[2]string]bool // sections by school and stage whose pupils or classes are others
}

// newWorks prepares a copy of a county, of which the kinds of teacher and the positions of schools and
// sections are known.
func newWorks(c *model.County, k kinds, schools map[string]int, sections map[[2]string]int) *works {
	rest := *c
	rest.Travel = nil // large, and no action changes it: shared
	w := &works{
		county: rest.Clone(), kinds: k, schools: schools, sections: sections,
		register: newRegister(c), changed: map[[2]string]bool{},
	}
	w.county.Travel = c.Travel
	if k.staff != nil {
		w.known = slices.Clone(k.staff.Kinds)
	}
	w.change = make([][]float64, len(w.known))
	return w
}

// carryOut carries out one action.
func (w *works) carryOut(a Action) error {
	if !(a.Quantity > 0) || math.IsInf(a.Quantity, 0) {
		return fault(a, "quantity %v: must be a number above 0", a.Quantity)
	}
	want, ok := leverOf(a.Kind)
	if !ok {
		return fault(a, "unknown kind of action %q", a.Kind)
	}
	if a.Lever != want {
		return fault(a, "a %s belongs to the lever %s, not to %q", a.Kind, want, a.Lever)
	}
	switch a.Kind {
	case Buy:
		return w.buy(a)
	case Assign, Board:
		return w.assign(a)
	case Open:
		return w.open(a)
	case Extend:
		return w.extend(a)
	case Close:
		return w.close(a)
	case Merge:
		return w.merge(a)
	case Hire, Move, Swap:
	}
	if w.kinds.staff == nil {
		return fault(a, "the county does not say how many teachers its sections have (column %s)", model.Teachers)
	}
	if a.Kind == Hire {
		return w.hire(a)
	}
	return w.move(a)
}

// leverOf is the lever that a kind of action belongs to.
func leverOf(k ActionKind) (l Lever, ok bool) {
	switch k {
	case Buy:
		return Funding, true
	case Hire:
		return Hiring, true
	case Move, Swap:
		return Rotation, true
	case Assign:
		return Catchment, true
	case Board, Open, Extend, Close, Merge:
		return Siting, true
	}
	return "", false
}

// buy raises a stock.
func (w *works) buy(a Action) error {
	if a.From != "" || a.To != "" {
		return fault(a, "a purchase has a school, neither from nor to")
	}
	if IsPeople(a.Of) {
		return fault(a, "%s counts teachers, who are hired or moved, not bought", a.Of)
	}
	i, ok := w.schools[a.School]
	if !ok {
		return fault(a, "no school %q", a.School)
	}
	stocks, where := w.county.Schools[i].Stocks, "school "+a.School
	if a.Stage != "" {
		s, err := w.section(a, a.School)
		if err != nil {
			return err
		}
		stocks, where = w.county.Sections[s].Stocks, "section "+a.School+"/"+a.Stage
	}
	if _, ok := stocks[a.Of]; !ok {
		return fault(a, "%s has no stock %q", where, a.Of)
	}
	stocks[a.Of] += a.Quantity
	return nil
}

// hire adds new teachers to a section.
func (w *works) hire(a Action) error {
	if a.From != "" || a.To != "" {
		return fault(a, "a hire has a school, neither from nor to")
	}
	s, err := w.section(a, a.School)
	if err != nil {
		return err
	}
	k, err := w.kind(a, a.Of, true)
	if err != nil {
		return err
	}
	w.add(k, s, a.Quantity)
	return nil
}

// move takes teachers from one section of a stage to another.
func (w *works) move(a Action) error {
	if a.School != "" {
		return fault(a, "a %s has from and to, no school", a.Kind)
	}
	if a.From == a.To {
		return fault(a, "from and to are the same school")
	}
	from, err := w.section(a, a.From)
	if err != nil {
		return err
	}
	to, err := w.section(a, a.To)
	if err != nil {
		return err
	}
	if a.Kind == Move {
		return w.shift(a, a.Of, from, to)
	}
	there, back, ok := swapKinds(a.Of)
	if !ok {
		return fault(a, "a swap is of two kinds, A%sB, not of %q", swapMark, a.Of)
	}
	if there == back {
		return fault(a, "a swap of a kind for itself changes nothing")
	}
	if err := w.shift(a, there, from, to); err != nil {
		return err
	}
	return w.shift(a, back, to, from)
}

// shift moves teachers of one kind.
func (w *works) shift(a Action, kind string, from, to int) error {
	k, err := w.kind(a, kind, false)
	if err != nil {
		return err
	}
	w.add(k, from, -a.Quantity)
	w.add(k, to, a.Quantity)
	return nil
}

// section finds the section of the action at a school.
func (w *works) section(a Action, school string) (int, error) {
	if _, ok := w.schools[school]; !ok {
		return 0, fault(a, "no school %q", school)
	}
	if s, ok := w.sections[[2]string{school, a.Stage}]; ok {
		return s, nil
	}
	return 0, fault(a, "school %s has no stage %q", school, a.Stage)
}

// kind finds a kind by the name that an action uses, which is the kind's own; a kind that is hired
// may be new in the county.
func (w *works) kind(a Action, name string, hired bool) (int, error) {
	find := func(name string) int {
		return slices.IndexFunc(w.known, func(k model.Kind) bool { return k.Name == name })
	}
	if k := find(name); k >= 0 {
		return k, nil
	}
	if !hired {
		return 0, fault(a, "no teachers of kind %q in the county%s", name, nearest(name, w.kinds.names()))
	}
	kind, err := w.kinds.named(name)
	if err != nil {
		return 0, fault(a, "%v", err)
	}
	if kind.Name != name {
		return 0, fault(a, "kind %q is called %q here", name, kind.Name)
	}
	w.known = append(w.known, kind)
	w.change = append(w.change, nil)
	return len(w.known) - 1, nil
}

// add notes that a section gains teachers of a kind.
func (w *works) add(kind, section int, n float64) {
	if w.change[kind] == nil {
		w.change[kind] = make([]float64, len(w.county.Sections))
	}
	w.change[kind][section] += n
}

// settle writes the changes of teachers into the county, once all are known: who leaves and who
// comes may be told in any order.
func (w *works) settle() []error {
	if w.kinds.staff == nil || !slices.ContainsFunc(w.change, func(c []float64) bool { return c != nil }) {
		return nil
	}
	var faults []error
	staff := make([]model.Staff, 0, len(w.county.Staff))
	for i := range w.county.Sections {
		s := &w.county.Sections[i]
		for k, kind := range w.known {
			var present, change float64
			if k < len(w.kinds.staff.Kinds) && i < len(w.kinds.staff.Count[k]) { // a new section has none
				present = w.kinds.staff.Count[k][i]
			}
			if w.change[k] != nil {
				change = w.change[k][i]
			}
			if change < -present && change >= -present-personsDust*max(1, present) {
				change = -present // all of them, but for the rounding of parts that leave one by one
			}
			if present+change < 0 {
				faults = append(faults, fmt.Errorf("%w: %v teachers of kind %s leave section %s/%s on balance, which has %v",
					ErrAction, -change, kind.Name, s.School, s.Stage, present))
			}
			if change != 0 {
				raise(s.Stocks, kind, change)
			}
			if present+change > 0 {
				staff = append(staff, model.Staff{School: s.School, Stage: s.Stage, Kind: kind, Count: present + change})
			}
		}
	}
	w.county.Staff, w.county.Teachers = staff, nil // who they are is not known: a plan moves and hires by kind
	delete(w.county.Lines, model.TableKinds)       // these records were read nowhere
	delete(w.county.Lines, model.TableTeachers)
	return faults
}

// raise changes every stock that a kind counts in, as far as the section has it.
func raise(stocks model.Stocks, kind model.Kind, n float64) {
	if _, ok := stocks[model.Teachers]; ok {
		stocks[model.Teachers] += n
	}
	for _, attribute := range kind.Attributes {
		if _, ok := stocks[attribute]; ok {
			stocks[attribute] += n
		}
	}
}
