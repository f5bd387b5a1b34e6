package report

import (
	"cmp"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model"
)

// Frontier writes what more money, or more moves, buy: the points as a table with the price of one more,
// and what each step buys. c gives names; nil: ids alone.
func Frontier(w io.Writer, f *plan.Frontier, c *model.County, o Options) error {
	n := newNames(c, f.Problem.Standard)
	n.lang = o.Lang
	t := &frontierTeller{page: &page{Lang: o.Lang}, f: f, n: n}
	t.line("%s", t.title(c))
	if c != nil && c.Constructed {
		t.line(constructedNote)
	}
	t.line("%s", t.answer())
	if len(f.Points) > 0 {
		shown := t.shown(o)
		t.points(shown)
		t.steps(shown)
	}
	return t.writeTo(w)
}

// A frontierTeller writes a frontier.
type frontierTeller struct {
	*page
	f *plan.Frontier
	n names
}

// goal is the goal whose value it is.
func (t *frontierTeller) goal() plan.GoalName {
	if len(t.f.Problem.Goals) == 0 {
		return ""
	}
	return t.f.Problem.Goals[0].Name
}

// title says what was asked.
func (t *frontierTeller) title(c *model.County) string {
	name, levers := t.of("The county"), make([]string, 0, len(t.f.Problem.Levers))
	if c != nil && c.Name != "" {
		name = c.Name
	}
	for _, l := range t.f.Problem.Levers {
		levers = append(levers, t.of(string(l)))
	}
	goal, by := t.of(string(t.goal())), t.list(levers)
	if t.f.Over == plan.OverMoves {
		return t.say("%[1]s: what more moves buy for the goal %[2]s, by %[3]s.", name, goal, by)
	}
	return t.say("%[1]s: what more money buys for the goal %[2]s, by %[3]s.", name, goal, by)
}

// answer says what the frontier comes to, in a sentence or two.
func (t *frontierTeller) answer() string {
	points := t.f.Planned()
	if len(points) == 0 {
		if t.f.Status == plan.FrontierStopped {
			return t.of("Stopped before there was a point.")
		}
		return t.of("There is no plan at any point.")
	}
	first, last := &points[0], &points[len(points)-1]
	s := t.say("%[1]s falls from %[2]s at %[3]s to %[4]s at %[5]s.", t.of(valueHead(t.goal())),
		t.value(first.Value), t.amount(first.X), t.value(last.Value), t.amount(last.X))
	if first.Value == last.Value {
		s = t.say("%[1]s is %[2]s from %[3]s to %[4]s: more buys nothing.", t.of(valueHead(t.goal())), t.value(first.Value), t.amount(first.X), t.amount(last.X))
	}
	if t.Lang != Chinese {
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	switch {
	case t.f.Status == plan.FrontierStopped:
		s += t.of(" Stopped: points are missing.")
	case t.f.Status == plan.FrontierFeasible:
		s += t.of(" Not every point is proven to be the best.")
	case t.f.Breakpoints > len(t.f.Points):
		s += t.say(" Every point is proven; of %s breakpoints some are listed.", number(float64(t.f.Breakpoints), 0))
	case t.f.Breakpoints > 0:
		s += t.of(" Every point is proven, and these are all breakpoints: in between no plan changes its form.")
	default:
		s += t.of(" Every point is proven.")
	}
	return s
}

// valueHead names the value of a goal.
func valueHead(g plan.GoalName) string {
	switch g {
	case plan.Dispersion:
		return "the worst CV/limit"
	case plan.Shortfall:
		return "the shortfall (pupils)"
	case plan.PassCost, plan.CostGoal:
		return "the cost"
	case plan.Moves:
		return "the number of moves"
	case plan.Travel:
		return "the way to school (pupil-km)"
	case plan.PupilsMoved:
		return "the pupils who change school"
	case plan.SeatsGoal:
		return "the pupils without a seat"
	}
	return string(g)
}

// value writes a value of the goal.
func (t *frontierTeller) value(x float64) string {
	switch t.goal() {
	case plan.Dispersion:
		return number(x, cvDecimals)
	case plan.PassCost, plan.CostGoal:
		return money(x)
	case plan.Moves, plan.PupilsMoved, plan.SeatsGoal:
		return amount(x)
	case plan.Shortfall, plan.Travel:
	}
	return number(x, valueDecimals)
}

// amount writes an x with its unit.
func (t *frontierTeller) amount(x float64) string {
	if t.f.Over == plan.OverMoves {
		return t.say("%s moves", amount(x))
	}
	return money(x) + " " + t.unit(t.n.currency)
}

// shown are the points that the tables show: all, or of too many some that are evenly spaced.
func (t *frontierTeller) shown(o Options) []int {
	all := make([]int, len(t.f.Points))
	for i := range all {
		all[i] = i
	}
	most := cmp.Or(o.Top, defaultPoints)
	if most < 0 || len(all) <= max(most, 2) {
		return all
	}
	most = max(most, 2)
	some := make([]int, 0, most)
	for k := range most {
		some = append(some, k*(len(all)-1)/(most-1))
	}
	return slices.Compact(some)
}

// defaultPoints is how many points fit on a screen.
const defaultPoints = 20

// points is the table of the points.
func (t *frontierTeller) points(shown []int) {
	t.head("The points")
	x, price := ">budget", ">one million more brings"
	if t.f.Over == plan.OverMoves {
		x, price = ">moves allowed", ">one more brings"
	}
	g := grid{columns: []string{x, ">" + t.of(valueHead(t.goal())), ">no plan below", ">gap", price, ">cost", ">moves", "", "status"}}
	for _, i := range shown {
		p := &t.f.Points[i]
		if p.Status != plan.Optimal && p.Status != plan.Feasible {
			g.add(money(p.X), "", "", "", "", "", "", "", t.of(string(p.Status)))
			continue
		}
		mark := ""
		if p.Exact {
			mark = t.of("breakpoint")
		}
		g.add(money(p.X), t.value(p.Value), t.value(p.Bound), gap(plan.Gap(t.goal(), p.Value, p.Bound)), t.price(p.Price),
			money(p.Cost), amount(p.Moves), mark, t.of(string(p.Status)))
	}
	t.grid(g)
	t.more(len(t.f.Points) - len(shown))
}

// price writes how much a value falls, to three digits.
func (t *frontierTeller) price(x float64) string {
	switch {
	case math.IsNaN(x):
		return ""
	case x == 0:
		return "0"
	}
	return "-" + threeDigits(x)
}

// priceDigits are the digits of a price.
const priceDigits = 3

// steps is what each step buys.
func (t *frontierTeller) steps(shown []int) {
	g := grid{columns: []string{">up from", ">up to", "what changes", ""}}
	last := math.NaN()
	for _, i := range shown {
		p := &t.f.Points[i]
		if p.Status != plan.Optimal && p.Status != plan.Feasible {
			continue
		}
		from := ""
		if i > 0 && !math.IsNaN(last) {
			from = money(t.f.Points[i-1].X)
		}
		last = p.X
		to := money(p.X)
		changes := slices.Clone(p.Changes)
		slices.SortStableFunc(changes, func(a, b plan.Change) int {
			return cmp.Or(cmp.Compare(math.Abs(b.Cost), math.Abs(a.Cost)), cmp.Compare(math.Abs(b.Quantity), math.Abs(a.Quantity)))
		})
		for k, c := range changes {
			if k == changesShown {
				g.add("", "", t.say("and %s more", number(float64(len(changes)-k), 0)), "")
				break
			}
			g.add(from, to, t.change(&c), t.say("most at %s", t.place(c.Largest)))
			from, to = "", ""
		}
	}
	if len(g.rows) == 0 {
		return
	}
	t.head("What each step buys (fewer: a minus)")
	t.grid(g)
}

// changesShown is how many changes of a step are told, the dearest first.
const changesShown = 4

// change writes one change: "+12 person hire plain, primary, at 3 places, +24,000".
func (t *frontierTeller) change(c *plan.Change) string {
	s := withSign(c.Quantity) + " " + t.unit(c.Unit) + " " + t.of(string(c.Kind)) + " " + c.Of
	if c.Stage != "" {
		s += ", " + t.of(c.Stage)
	}
	s += ", " + t.count(c.Places, "at %s place", "at %s places")
	if c.Cost != 0 {
		s += ", " + withSign(math.Round(c.Cost)) + " " + t.unit(t.n.currency)
	}
	return s
}

// withSign writes a number with its sign: as many, but elsewhere, is ±0.
func withSign(x float64) string {
	switch s := amount(x); {
	case s == "0":
		return "±0"
	case x < 0:
		return s
	default:
		return "+" + s
	}
}

// place says where the action with a key takes place: the ids in it.
func (t *frontierTeller) place(key string) string {
	const from, to, school = 3, 4, 5
	parts := strings.Split(key, "/")
	if len(parts) <= school {
		return key
	}
	if parts[school] != "" {
		id := plan.Unescape(parts[school])
		return strings.TrimSpace(id + " " + t.n.schools[id])
	}
	return plan.Unescape(parts[from]) + " -> " + plan.Unescape(parts[to])
}

// FrontierCSV writes the points as a table for other programs: a line for each point. Numbers are
// unrounded; what is undefined is empty.
func FrontierCSV(w io.Writer, f *plan.Frontier) error {
	rows := [][]string{{"x", "value", "bound", "price", "exact", "status", "cost", "moves"}}
	for i := range f.Points {
		p := &f.Points[i]
		rows = append(rows, []string{
			plainNumber(p.X), plainNumber(p.Value), plainNumber(p.Bound), plainNumber(p.Price), strconv.FormatBool(p.Exact),
			string(p.Status), plainNumber(p.Cost), plainNumber(p.Moves),
		})
	}
	return csv.NewWriter(w).WriteAll(rows)
}
