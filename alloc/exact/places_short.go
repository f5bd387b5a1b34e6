package exact

import (
	"fmt"
	"math"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/solver/assignment"
)

// impossible says why there is no plan.
func (c *catchment) impossible(out *plan.Plan, p *assignment.Problem, res *assignment.Result) (*plan.Plan, error) {
	if c.inexact != "" && c.limited() { // the limits on CVs were kept in an approximation
		out.Status = plan.Unknown
		return out, nil
	}
	out.Status, out.Infeasible = plan.StatusInfeasible, &plan.Infeasible{}
	c.short(out.Infeasible, res)
	out.Certificate = &plan.Certificate{Kind: plan.CertSearch, Data: &plan.CertificateData{Places: c.prices(len(c.asked), res.Prices)}}
	if res.Prices != nil && assignment.Bound(p, res.Prices) == inf {
		out.Certificate.Kind = plan.CertRay
	}
	return out, nil
}

// short names what is missing where.
func (c *catchment) short(e *plan.Infeasible, res *assignment.Result) {
	s := res.Short
	switch {
	case s == nil || s.Rest:
		c.nothingSingle(e)
	case s.Over != nil:
		if c.missed(e, s); len(e.Reasons) == 0 {
			c.nothingSingle(e)
		}
	case len(s.Sites) == 0:
		e.Reasons = append(e.Reasons, plan.Reason{
			Rule: ruleReach, Where: c.pieceNames(s.Pieces), ShortBy: s.Have, Unit: "pupils",
			Text: fmt.Sprintf("%s pupils of %s have no school that they may go to", pupilsText(s.Have), c.pieceNames(s.Pieces)),
		})
	case s.Filled:
		e.Reasons = append(e.Reasons, plan.Reason{
			Rule: string(plan.LimitLoad), Where: c.areaNames(s.Sites), ShortBy: s.Want - s.Have, Unit: "pupils",
			Text: fmt.Sprintf("%s must have at least %s pupils, and only %s may go there", c.areaNames(s.Sites), pupilsText(s.Want), pupilsText(s.Have)),
		})
	default:
		e.Reasons = append(e.Reasons, plan.Reason{
			Rule: string(plan.LimitLoad), Where: c.areaNames(s.Sites), ShortBy: s.Have - s.Want, Unit: "seats",
			Text: fmt.Sprintf("%s pupils of %s may go nowhere but to %s, where there is room for %s: %s seats short",
				pupilsText(s.Have), c.pieceNames(s.Pieces), c.areaNames(s.Sites), pupilsText(s.Want), pupilsText(s.Have-s.Want)),
		})
	}
}

// nothingSingle says that limits contradict each other of which none is short by itself.
func (c *catchment) nothingSingle(e *plan.Infeasible) {
	e.Reasons = append(e.Reasons, plan.Reason{
		Rule: string(plan.Catchment), Where: "county",
		Text: "no way to give every piece a school keeps all limits at once; no single one of them is short",
	})
}

// ruleReach is the rule that every piece has a school within reach.
const ruleReach = "reach"

// missed names the limits that the plan which misses least does not keep.
func (c *catchment) missed(e *plan.Infeasible, s *assignment.Short) {
	how := ""
	if s.Whole {
		how = "; if pieces could be split, nothing would be missing"
	}
	for j := range c.areas {
		site := &c.base.Sites[j]
		for _, miss := range []struct {
			by, from, to float64
			text         string
		}{
			{s.Over[j], site.Most, site.Most + s.Over[j], "%s pupils more than the %s that %s may have"},
			{s.Under[j], site.Least, site.Least - s.Under[j], "%s pupils less than the %s that %s must have"},
		} {
			if !(miss.by > 0) {
				continue
			}
			name := c.areaNames([]int{j})
			e.Reasons = append(e.Reasons, plan.Reason{
				Rule: string(plan.LimitLoad), Where: name, ShortBy: miss.by, Unit: "pupils",
				Text: "the plan that comes closest has " + fmt.Sprintf(miss.text, pupilsText(miss.by), pupilsText(miss.from), name) + how,
			})
			e.Relaxations = append(e.Relaxations, plan.Relaxation{Rule: string(plan.LimitLoad) + ":" + name, From: miss.from, To: miss.to})
		}
	}
	for n, by := range s.Rows {
		if by == 0 || n >= len(c.pl.Ties) {
			continue
		}
		t := &c.pl.Ties[n]
		from := t.Max
		if by < 0 {
			from = t.Min
		}
		if t.What == plan.RuleLock {
			e.Reasons = append(e.Reasons, plan.Reason{
				Rule: plan.RuleLock, Where: t.Where, ShortBy: max(by, -by), Unit: "pupils",
				Text: fmt.Sprintf("the plan that comes closest has %s pupils of %s where a lock asks for %s%s", pupilsText(from+by), t.Where, pupilsText(from), how),
			})
			continue
		}
		e.Reasons = append(e.Reasons, plan.Reason{
			Rule: string(t.What), Where: c.p.Limits[t.Limit].Scope.String(), ShortBy: max(by, -by), Unit: "pupils",
			Text: fmt.Sprintf("the plan that comes closest has %s where the limit on %s is %s%s", pupilsText(from+by), t.What, pupilsText(from), how),
		})
		e.Relaxations = append(e.Relaxations, plan.Relaxation{Rule: string(t.What), From: from, To: from + by})
	}
	for k, by := range s.Ratios {
		r := &c.ratios[k]
		if !(by > 0) || r.hard == 0 {
			continue
		}
		best := math.Sqrt(r.hard*r.hard + by) // by is what the squares differ by
		rule := "cv:" + r.code
		e.Reasons = append(e.Reasons, plan.Reason{
			Rule: rule, Where: r.stage, ShortBy: best - r.hard, Unit: "CV",
			Text: fmt.Sprintf("the CV of %s (%s) in stage %s comes down to %.4f %s, the limit is %g", r.code, c.nameOf(r.code), r.stage, best, "as far as was found", r.hard),
		})
		e.Relaxations = append(e.Relaxations, plan.Relaxation{Rule: rule + "/" + r.stage, From: r.hard, To: best})
	}
}

// nameOf is the name of an indicator by its code.
func (c *catchment) nameOf(code string) string {
	for k := range c.p.Standard.Indicators {
		if c.p.Standard.Indicators[k].Code == code {
			return c.p.Standard.Indicators[k].Name
		}
	}
	return code
}

// mostNamed is how many pieces or schools a sentence lists by name.
const mostNamed = 5

// pieceNames lists pieces by id.
func (c *catchment) pieceNames(pieces []int) string {
	var names []string
	for _, b := range pieces {
		at := c.pieces[b]
		names = append(names, c.p.County.Pieces[c.pl.Stages[at.stage].Pieces[at.piece]].ID)
	}
	return listed(names, "piece")
}

// areaNames lists schools by id, with the stage.
func (c *catchment) areaNames(areas []int) string {
	var names []string
	for _, j := range areas {
		s := &c.pl.Stages[c.areas[j].stage]
		for _, site := range c.areas[j].sites {
			names = append(names, s.Sites[site].School+"/"+s.Name)
		}
	}
	return listed(names, "school")
}

// listed joins names, only the first of many.
func listed(names []string, what string) string {
	if len(names) == 1 {
		return names[0]
	}
	if len(names) <= mostNamed {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return fmt.Sprintf("%s and %d more %ss", strings.Join(names[:mostNamed], ", "), len(names)-mostNamed, what)
}
