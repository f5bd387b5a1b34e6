package verify

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
)

// ErrCertificate is wrapped by every error about a certificate that cannot be read: a row that the
// problem does not have, a multiplier of the wrong sign, a row that does not hold for every plan.
var ErrCertificate = errors.New("certificate cannot be read")

// bad is an error about a row of a certificate.
func bad(row, format string, args ...any) error {
	return fmt.Errorf("%w: row %q: %s", ErrCertificate, row, fmt.Sprintf(format, args...))
}

// A reader turns the named rows of a certificate into prices.
type reader struct {
	*ground
	*multipliers
	goal     plan.GoalName // "": infeasibility
	earlier  []plan.GoalResult
	ratios   []plan.Level
	ceilings []plan.Ceiling

	balanced bool // some balance row is stated

	cones []cone // in the order of the certificate
	cuts  []cut

	sums   []float64             // by stage: the multiplier of its sum of CVs; nil: none is stated
	slopes map[*target][]float64 // by section

	fixed   map[*target]string    // why a target's mean may change; empty: it does not
	touched map[place][]*purchase // what changes the stocks of a section
}

// A cone is the limit on a CV with its multiplier.
type cone struct {
	t          *target
	multiplier float64
}

// A cut is a line under the square of a section's relative level.
type cut struct {
	t          *target
	i          int
	at         float64 // the level of a tangent, or the lower whole stock of a secant
	secant     bool
	multiplier float64
}

// equalities are the kinds of rows whose multipliers have any sign; of locks only those that fix. A slope
// is a price rather than a row.
var equalities = []string{"headcount", "balance", "lock", "slope"}

// read takes in every row and every price.
func (r *reader) read(data *plan.CertificateData) error {
	var faults []error
	for _, row := range data.Rows {
		if err := r.row(row.Row, row.Multiplier); err != nil {
			faults = append(faults, err)
		}
	}
	for n := range data.Prices {
		if err := r.stockPrice(&data.Prices[n]); err != nil {
			faults = append(faults, err)
		}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	r.squares()
	r.composites()
	r.spread(r.ground, r.meanFixed)
	return nil
}

// row takes in one row.
func (r *reader) row(name string, m float64) error {
	if math.IsNaN(m) || math.IsInf(m, 0) {
		return bad(name, "multiplier %v: must be a number", m)
	}
	kind, rest, ok := strings.Cut(name, ":")
	if !ok {
		return bad(name, "no such row")
	}
	if m < 0 && !slices.Contains(equalities, kind) {
		return bad(name, "multiplier %v: must not be negative", m)
	}
	if m == 0 {
		return nil
	}
	parts := split(rest)
	switch kind {
	case "cv", "ratio":
		return r.cvRow(name, parts, m)
	case "cut", "secant":
		return r.cutRow(name, parts, m, kind == "secant")
	case plan.RuleComposite:
		return r.compositeRow(name, parts, m)
	case "slope":
		return r.slopeRow(name, parts, m)
	case "minimum":
		return r.minimumRow(name, parts, m)
	case "rule":
		return r.ruleRow(name, parts, m)
	case "spending", "moves":
		return r.limitRow(name, parts, m, plan.What(kind))
	case "fund":
		return r.fundRow(name, parts, m)
	case "teachers":
		return r.teachersRow(name, parts, m)
	case "headcount":
		return r.headcountRow(name, parts, m)
	case "balance":
		return r.balanceRow(name, parts, m)
	case "posts":
		return r.postsRow(name, parts, m)
	case "goal":
		return r.goalRow(name, parts, m)
	case "lock":
		return r.lockRow(name, parts, m)
	}
	return bad(name, "no such row")
}

// split takes the parts of a name apart, which are escaped as in an action's key.
func split(rest string) []string {
	parts := strings.Split(rest, "/")
	for i := range parts {
		parts[i] = plan.Unescape(parts[i])
	}
	return parts
}

// targetOf finds CODE/STAGE.
func (r *reader) targetOf(name string, parts []string) (*target, error) {
	if len(parts) != 2 {
		return nil, bad(name, "no such row")
	}
	if t := r.find(parts[0], parts[1]); t != nil {
		return t, nil
	}
	return nil, bad(name, "the problem has no indicator %q in stage %q", parts[0], parts[1])
}

// sectionOf finds STAGE/SCHOOL.
func (r *reader) sectionOf(name string, parts []string) (place, error) {
	if len(parts) != 2 {
		return place{}, bad(name, "no such row")
	}
	if at, ok := r.place(parts[1], parts[0]); ok {
		return at, nil
	}
	return place{}, bad(name, "school %q has no stage %q that counts and that the problem is about", parts[1], parts[0])
}

// targetIn finds CODE/STAGE/SCHOOL.
func (r *reader) targetIn(name string, parts []string) (*target, int, error) {
	if len(parts) != 3 {
		return nil, 0, bad(name, "no such row")
	}
	at, err := r.sectionOf(name, parts[1:])
	if err != nil {
		return nil, 0, err
	}
	t, err := r.targetOf(name, parts[:2])
	return t, at.i, err
}

// cap is the limit on the CV of a target that every plan in question keeps: the least of the
// problem's own, of what the certificate asks for, and of what earlier levels of dispersion keep.
func (r *reader) cap(t *target) (limit float64, ok bool) {
	limit, ok = r.p.HardCVLimit(t.of.Code, r.stages[t.s].name)
	most := func(ratio float64) {
		if cv := ratio * r.denominator(t); !ok || cv < limit {
			limit, ok = cv, true
		}
	}
	for _, l := range r.ratios {
		if l.Code == t.of.Code && l.Stage == r.stages[t.s].name {
			most(l.Ratio)
		}
	}
	if kept, held := r.kept(r.earlier, t); held {
		most(kept)
	}
	return limit, ok
}

// kept is the ratio that earlier levels of dispersion leave to a target, slack included: the value of
// the last one that lists it.
func (g *ground) kept(earlier []plan.GoalResult, t *target) (ratio float64, ok bool) {
	for i := range earlier {
		if earlier[i].Name != plan.Dispersion {
			continue
		}
		for _, l := range earlier[i].Levels {
			if l.Code == t.of.Code && l.Stage == g.stages[t.s].name {
				ratio, ok = allowed(g.p, &earlier[i]), true
			}
		}
	}
	return ratio, ok
}

// cvRow: sum_i w_i u_i - (1 + c^2) T <= 0.
func (r *reader) cvRow(name string, parts []string, m float64) error {
	t, err := r.targetOf(name, parts)
	if err != nil {
		return err
	}
	limit, ok := r.cap(t)
	if !ok {
		return bad(name, "nothing limits this CV")
	}
	if !(limit >= 0) || math.IsInf(limit, 0) {
		return bad(name, "limit %v: must be a number of 0 or more", limit)
	}
	r.cones = append(r.cones, cone{t, m})
	r.mean[t.s][t.k].add(-m * (1 + limit*limit) * (1 + literalSlack))
	return nil
}

// cutRow: 2 R t_i - R^2 T - u_i <= 0, or ((2A+1) z_i - A(A+1)) / (p_i m)^2 - u_i <= 0.
func (r *reader) cutRow(name string, parts []string, m float64, secant bool) error {
	last := len(parts) - 1
	at, err := strconv.ParseFloat(parts[last], 64)
	if err != nil || math.IsInf(at, 0) || math.IsNaN(at) {
		return bad(name, "%q: must be a number", parts[last])
	}
	t, i, err := r.targetIn(name, parts[:last])
	if err != nil {
		return err
	}
	if secant {
		if at != math.Trunc(at) {
			return bad(name, "%v: must be whole", at)
		}
		if why := r.fixedWhole(t, i); why != "" {
			return bad(name, "a secant does not hold here: %s", why)
		}
	}
	r.cuts = append(r.cuts, cut{t, i, at, secant, m})
	return nil
}
