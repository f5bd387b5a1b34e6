package alloc

import (
	"cmp"
	"context"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
)

// NeediestFirst helps the worst section, again and again: the section and indicator that is lowest against
// its minimum, or against the county's mean where there is no minimum, is raised by a step. That is how
// programmes work that list weak schools and go down the list, and it is what leximin fairness looks like
// when done by hand.
//
// Where the indicator counts teachers who may move, one comes from the section that has most and is still
// better off without; otherwise what raises it at least cost is bought or hired. Nothing is raised
// above the best that some section had before, or the minimum where that is more. Under a goal with conditions it stops as soon as all
// are kept.
type NeediestFirst struct{}

// Plan is [Strategy.Plan].
func (NeediestFirst) Plan(ctx context.Context, p *plan.Problem) (*plan.Plan, error) {
	return follow(ctx, p, neediest())
}

// neediest is the manner of [NeediestFirst].
func neediest() *stepwise { return &stepwise{of: NameNeediestFirst, open: newNeedy} }

// A needy is the list of sections and indicators, lowest first.
type needy struct {
	l    *ledger
	list needs
}

// A need is a section and an indicator with its level when it was listed.
type need struct {
	level  float64
	row, t int // of the table, of the ledger's goods
}

// newNeedy lists what can be low.
func newNeedy(l *ledger) (stepper, error) {
	n := &needy{l: l}
	for t := range l.goods {
		for _, row := range l.goods[t].rows {
			n.add(row, t)
		}
	}
	return n, nil
}

// add lists an indicator of a section as it stands.
func (n *needy) add(row, t int) {
	n.list.push(need{n.l.levelOf(row, t), row, t})
}

// levelOf is the value of a target at a row against its need.
func (l *ledger) levelOf(row, t int) float64 {
	return l.value(row, l.goods[t].indicator) / l.goods[t].need()
}

// next helps the lowest that can be helped. What cannot be helped now never can: money and donors only
// become less.
func (n *needy) next() (step, bool) {
	for len(n.list) > 0 {
		at := n.list.pop()
		t := &n.l.goods[at.t]
		if at.level != n.l.levelOf(at.row, at.t) || n.l.value(at.row, t.indicator) >= t.best {
			continue // listed again since, or as good as can be
		}
		s, ok := n.help(at.row, t)
		if !ok {
			continue
		}
		n.l.do(s)
		n.listAgain(s)
		return s, true
	}
	return step{}, false
}

// help is the step that raises a section.
func (n *needy) help(row int, t *target) (step, bool) {
	if e, ok := n.donated(row, t); ok {
		return step{lot: -1, pass: e}, true
	}
	lot, by, ok := n.l.remedy(row, t.indicator, n.l.purse)
	if !ok {
		return step{}, false
	}
	units := min(n.l.step(row, t, lot, by), n.l.room(lot, n.l.purse))
	return step{lot: lot, units: units}, true
}

// donated finds a teacher for a section: from the section that has most of those that are then still
// better off than the section is now.
func (n *needy) donated(row int, t *target) (exchange, bool) {
	if !n.l.r.Problem.HasLever(plan.Rotation) {
		return exchange{}, false
	}
	of := &n.l.r.Problem.Standard.Indicators[t.indicator]
	low := n.l.value(row, t.indicator)
	donors := make([]int, 0, len(t.rows))
	for _, i := range t.rows {
		if n.l.value(i, t.indicator)-of.Per/n.l.r.Table.Rows[i].Pupils > low {
			donors = append(donors, i)
		}
	}
	slices.SortStableFunc(donors, func(a, b int) int {
		return cmp.Compare(n.l.value(b, t.indicator), n.l.value(a, t.indicator))
	})
	for _, i := range donors {
		e, ok := n.l.pass(of, n.l.r.Table.Rows[i].Section, n.l.r.Table.Rows[row].Section, nil)
		if ok {
			return e, true
		}
	}
	return exchange{}, false
}

// listAgain lists the sections that a step has changed.
func (n *needy) listAgain(s step) {
	var rows []int
	if s.lot >= 0 {
		for _, r := range n.l.lots[s.lot].raises {
			if !slices.Contains(rows, r.row) {
				rows = append(rows, r.row)
			}
		}
	} else {
		rows = []int{n.l.atRow[s.pass.from], n.l.atRow[s.pass.to]}
	}
	for _, row := range rows {
		for t := range n.l.goods {
			if n.l.goods[t].stage == n.l.r.Table.Rows[row].Stage {
				n.add(row, t)
			}
		}
	}
}

// needs is a binary heap: the lowest first, then in the order of the standard and of the county.
type needs []need

// before says whether one need comes before another.
func (n need) before(o need) bool {
	return cmp.Or(cmp.Compare(n.level, o.level), cmp.Compare(n.t, o.t), cmp.Compare(n.row, o.row)) < 0
}

func (n *needs) push(x need) {
	list := append(*n, x)
	for i := len(list) - 1; i > 0 && list[i].before(list[(i-1)/2]); i = (i - 1) / 2 {
		list[i], list[(i-1)/2] = list[(i-1)/2], list[i]
	}
	*n = list
}

func (n *needs) pop() need {
	list := *n
	first, last := list[0], len(list)-1
	list[0] = list[last]
	list = list[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(list); child++ {
			if list[child].before(list[least]) {
				least = child
			}
		}
		if least == i {
			break
		}
		list[i], list[least] = list[least], list[i]
		i = least
	}
	*n = list
	return first
}
