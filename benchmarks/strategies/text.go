package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
)

// tell writes what the comparison comes to, and one table for every problem.
func tell(w io.Writer, head string, results []result) error {
	t := &teller{tabwriter.NewWriter(w, 0, 0, 2, ' ', 0), nil}
	t.line("%s", head)
	t.summary(results, true, "Same money, same moves: how much of the evenness that can be had each strategy reaches (0 %% the county as it is, 100 %% the exact plan); median, least, most")
	t.summary(results, false, "Same standard: how many times the exact plan's cost, or moves, each strategy needs; median, least, most; - where it comes to no plan")
	for i := range results {
		t.county(&results[i])
	}
	if t.err == nil {
		t.err = t.w.Flush()
	}
	return t.err
}

// A teller writes aligned text and keeps the first error.
type teller struct {
	w   *tabwriter.Writer
	err error
}

func (t *teller) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format+"\n", args...)
	}
}

// summary is a table of all sets.
func (t *teller) summary(results []result, best bool, head string) {
	t.line("\n" + head + "\n")
	names := without(alloc.StrategyNames(), alloc.NameStatusQuo, alloc.NameExact)
	row := []string{"set", "question", "problems", "exact within"}
	for _, n := range names {
		row = append(row, string(n))
	}
	t.line("%s", strings.Join(row, "\t"))
	for _, g := range groups(results) {
		if question(g[1]).best() != best {
			continue
		}
		var gaps []float64
		count := 0
		for i := range results {
			if results[i].of.set == g[0] && string(results[i].of.question) == g[1] {
				gaps, count = append(gaps, results[i].gapOf()), count+1
			}
		}
		row := []string{g[0], g[1], strconv.Itoa(count), percent(spreadOf(gaps).most, 2)}
		for _, n := range names {
			row = append(row, spreadText(reaches(results, g, n), best))
		}
		t.line("%s", strings.Join(row, "\t"))
	}
	if t.err == nil {
		t.err = t.w.Flush()
	}
}

// spreadText writes a spread in one cell.
func spreadText(values []float64, best bool) string {
	s := spreadOf(values)
	if s.n == 0 {
		return ""
	}
	if best {
		return fmt.Sprintf("%s (%s to %s)", percent(s.middle, 0), percent(s.least, 0), percent(s.most, 0))
	}
	if math.IsInf(s.least, 1) {
		return "-"
	}
	return fmt.Sprintf("%s (%s to %s)", times(s.middle), times(s.least), times(s.most))
}

// times writes a factor.
func times(x float64) string {
	switch {
	case math.IsInf(x, 1):
		return "-"
	case x >= 10:
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

// percent writes a share.
func percent(x float64, decimals int) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(100*x, 'f', decimals, 64) + " %"
}

// county is the table of one problem: every strategy, the measures of the indicator that is worst before,
// and who gains and loses.
func (t *teller) county(r *result) {
	worst := worstOf(r.x)
	t.line("\n%s, %s: %s; measures of %s %s", r.of.set, r.of.county, asked(r), worst.Code, worst.Stage)
	head := []string{
		"strategy", "value", "above best", "sections passing", "passes", "cost", "moves", "km", "seconds",
		"CV", "Gini", "Theil", "McLoone", "Verstegen", "Hoover", "Atkinson",
	}
	areas := partsOf(r.x)
	for _, a := range areas {
		head = append(head, a+" gain/lose")
	}
	t.line("%s", strings.Join(head, "\t"))
	for i := range r.x.Strategies {
		s := &r.x.Strategies[i]
		if !s.Planned() {
			t.line("%s\tno plan: %s\t\t\t\t\t\t\t%.2f", s.Name, s.Note, s.Seconds)
			continue
		}
		row := []string{
			s.Name, figure(s.Value), percent((s.Value-r.x.Bound)/r.x.Bound, 2), fmt.Sprintf("%d of %d", s.SectionsPassing, s.Sections),
			strconv.FormatBool(s.Passes), strconv.FormatFloat(s.Cost, 'f', 0, 64), figure(s.Moves), strconv.FormatFloat(s.KM, 'f', 0, 64),
			strconv.FormatFloat(s.Seconds, 'f', 2, 64),
		}
		for n := range s.Measures {
			if m := &s.Measures[n]; m.Code == worst.Code && m.Stage == worst.Stage {
				for _, v := range []float64{m.CV, m.Gini, m.Theil, m.McLoone, m.Verstegen, m.Hoover, m.Atkinson} {
					row = append(row, strconv.FormatFloat(v, 'f', 3, 64))
				}
			}
		}
		for _, a := range areas {
			row = append(row, gainText(r.x, s.Name, a))
		}
		t.line("%s", strings.Join(row, "\t"))
	}
	if t.err == nil {
		t.err = t.w.Flush() // columns of one table do not widen those of the next
	}
}

// asked is the question with its numbers.
func asked(r *result) string {
	parts := []string{string(r.of.question)}
	for _, l := range r.of.problem.Limits {
		if l.Max != nil {
			parts = append(parts, string(l.What)+" at most "+figure(*l.Max))
		}
	}
	return strings.Join(parts, ", ")
}

// figure writes a number with three decimals, whole ones without.
func figure(x float64) string {
	if x == math.Trunc(x) {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'f', 3, 64)
}

// worstOf is the changeable indicator with the highest CV against its limit before.
func worstOf(x *plan.Comparison) *plan.IndicatorMeasures {
	worst := &plan.IndicatorMeasures{}
	level := math.Inf(-1)
	for n := range x.Before.Measures {
		m := &x.Before.Measures[n]
		of := m.CV
		if m.Limit != nil && *m.Limit > 0 {
			of /= *m.Limit
		}
		if m.Changeable && of > level {
			worst, level = m, of
		}
	}
	return worst
}

// partsOf are the parts by which gains are told: areas, or sizes where all schools are of one area.
func partsOf(x *plan.Comparison) []string {
	for _, by := range []plan.Part{plan.ByArea, plan.BySize} {
		var parts []string
		for i := range x.Gains {
			if x.Gains[i].By == by && !slices.Contains(parts, x.Gains[i].Part) {
				parts = append(parts, x.Gains[i].Part)
			}
		}
		if len(parts) > 0 {
			return parts
		}
	}
	return nil
}

// gainText is the share of a part's pupils whose sections only gain, and of those whose only lose.
func gainText(x *plan.Comparison, strategy, part string) string {
	for i := range x.Gains {
		if g := &x.Gains[i]; g.Strategy == strategy && g.Part == part {
			return percent(g.Gaining/g.Pupils, 0) + " / " + percent(g.Losing/g.Pupils, 0)
		}
	}
	return ""
}

// table writes every measure of every strategy in every problem for other programs.
func table(w io.Writer, results []result) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{
		"set", "county", "sections", "question", "strategy", "status", "value", "bound", "reach", "cost", "moves", "km", "seconds",
		"sections_passing", "passes", "stage", "indicator", "mean", "cv", "gini", "theil", "mcloone", "verstegen", "range_ratio", "hoover", "atkinson",
	}); err != nil {
		return err
	}
	for i := range results {
		r := &results[i]
		for n := range r.x.Strategies {
			s := &r.x.Strategies[n]
			head := []string{
				r.of.set, r.of.county, strconv.Itoa(r.x.Before.Sections), string(r.of.question), s.Name, string(s.Status),
				number(s.Value), number(r.x.Bound), number(r.reach(alloc.StrategyName(s.Name))), number(s.Cost), number(s.Moves), number(s.KM), number(s.Seconds),
				strconv.Itoa(s.SectionsPassing), strconv.FormatBool(s.Passes),
			}
			measures := s.Measures
			if !s.Planned() {
				measures = make([]plan.IndicatorMeasures, 1)
			}
			for k := range measures {
				m := &measures[k]
				if s.Planned() && !m.Changeable {
					continue
				}
				row := append(slices.Clone(head), m.Stage, m.Code)
				for _, v := range []float64{m.Mean, m.CV, m.Gini, m.Theil, m.McLoone, m.Verstegen, m.RangeRatio, m.Hoover, m.Atkinson} {
					row = append(row, number(v))
				}
				if err := out.Write(row); err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

// number writes a number to six digits; nothing where it is undefined.
func number(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	if x == math.Trunc(x) {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}
