package model

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// KindRuleNested is the default rule by which kinds are inferred from the counts of a section:
// backbone teachers hold the degree; every other attribute is spread over the layers so made in
// proportion, rounded to whole persons.
const KindRuleNested = "nested"

// A StaffTable holds how many teachers of each kind each section has.
type StaffTable struct {
	Kinds    []Kind
	Count    [][]float64 // [kind][section of the county]
	Inferred bool        // by KindRule; false: given in County.Staff or County.Teachers
}

// StaffTable returns the teachers by kind and section: as given in Staff (kinds in order of first
// appearance), otherwise as Teachers say one by one, otherwise inferred by KindRule from the counts of
// the sections (the latter two: kinds that occur, plain first). Inferred numbers are whole and add up
// to every count of every section.
//
// A section without any count of teachers has none in the table. Errors are [*DataError]s.
func (c *County) StaffTable() (*StaffTable, error) {
	if len(c.Staff) > 0 {
		return c.givenStaff()
	}
	if len(c.Teachers) > 0 {
		return c.teacherStaff(), nil
	}
	if c.KindRule != "" && c.KindRule != KindRuleNested {
		return nil, &DataError{File: TableCounty, Column: "kinds", Value: c.KindRule, Rule: Unknown(c.KindRule, []string{KindRuleNested})}
	}
	return c.nestedStaff()
}

func (c *County) givenStaff() (*StaffTable, error) {
	t := &StaffTable{}
	sections := c.SectionIndex()
	kinds := make(map[string]int)
	for i := range c.Staff {
		s := &c.Staff[i]
		section, ok := sections[[2]string{s.School, s.Stage}]
		if !ok {
			return nil, &DataError{
				File: TableKinds, Line: c.Lines.Of(TableKinds, i), Column: "school_id, stage",
				Value: s.School + "/" + s.Stage, Rule: "there is no such section",
			}
		}
		k, ok := kinds[s.Kind.Name]
		if !ok {
			k = len(t.Kinds)
			kinds[s.Kind.Name] = k
			t.Kinds = append(t.Kinds, s.Kind)
			t.Count = append(t.Count, make([]float64, len(c.Sections)))
		}
		t.Count[k][section] += s.Count
	}
	return t, nil
}

// A layer is a number of teachers of one section with the same attributes: bit b of set stands for
// attribute b.
type layer struct {
	set uint64
	n   int64
}

func (c *County) nestedStaff() (*StaffTable, error) {
	stocks := c.SectionStocks()
	if !slices.Contains(stocks, Teachers) {
		return nil, &DataError{File: TableSections, Column: Teachers, Rule: "the column is missing; kinds of teachers cannot be inferred without it"}
	}
	attributes := teacherAttributes(stocks)
	if len(attributes) > 64 {
		return nil, &DataError{File: TableSections, Rule: "more than 64 columns teachers_*: give the kinds of teachers in " + TableKinds}
	}

	layers := make([][]layer, len(c.Sections))
	var faults []error
	for i := range c.Sections {
		counts, err := c.staffCounts(i, attributes)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if counts != nil {
			layers[i] = nest(attributes, counts)
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	t := tableOf(attributes, layers)
	t.Inferred = true
	return t, nil
}

// tableOf makes the table of the layers of each section: kinds that occur, plain first.
func tableOf(attributes []string, layers [][]layer) *StaffTable {
	sets := make(map[uint64]int)
	for _, section := range layers {
		for _, l := range section {
			sets[l.set] = 0
		}
	}
	t := &StaffTable{}
	order := make([]uint64, 0, len(sets))
	for set := range sets {
		order = append(order, set)
	}
	slices.SortFunc(order, cmp.Compare[uint64])
	for k, set := range order {
		sets[set] = k
		var own []string
		for b, a := range attributes {
			if set&(1<<b) != 0 {
				own = append(own, a)
			}
		}
		t.Kinds = append(t.Kinds, Kind{Name: KindName(own), Attributes: own})
		t.Count = append(t.Count, make([]float64, len(layers)))
	}
	for i, section := range layers {
		for _, l := range section {
			t.Count[sets[l.set]][i] += float64(l.n)
		}
	}
	return t
}

// staffCounts returns the teachers of a section in all, then by attribute; nil where the section
// has no teachers or no count of them.
func (c *County) staffCounts(section int, attributes []string) ([]int64, error) {
	s := &c.Sections[section]
	fault := func(column, value, rule string) error {
		return &DataError{
			File: TableSections, Line: c.Lines.Of(TableSections, section), Record: s.School + "/" + s.Stage,
			Column: column, Value: value, Rule: rule + "; kinds of teachers cannot be inferred: give them in " + TableKinds,
		}
	}
	total, ok := s.Stocks[Teachers]
	if !ok {
		for _, a := range attributes {
			if s.Stocks[a] > 0 {
				return nil, fault(Teachers, "", "is missing")
			}
		}
		return nil, nil
	}
	if total == 0 {
		return nil, nil
	}
	counts := make([]int64, 0, len(attributes)+1)
	for i, a := range append([]string{Teachers}, attributes...) {
		v, ok := s.Stocks[a]
		switch {
		case !ok:
			return nil, fault(a, "", "is missing")
		case v != math.Trunc(v) || v < 0 || v > math.MaxInt32:
			return nil, fault(a, strconv.FormatFloat(v, 'f', -1, 64), "must be whole persons")
		case i > 0 && v > total:
			return nil, fault(a, strconv.FormatFloat(v, 'f', -1, 64), "more than all teachers of the section")
		}
		counts = append(counts, int64(v))
	}
	if d, b := slices.Index(attributes, TeachersAboveDegree), slices.Index(attributes, TeachersBackbone); d >= 0 && b >= 0 && counts[b+1] > counts[d+1] {
		return nil, fault(TeachersBackbone, strconv.FormatInt(counts[b+1], 10),
			fmt.Sprintf("more than the %d teachers above the degree", counts[d+1]))
	}
	return counts, nil
}

// nest makes the layers of a section from its counts (all teachers, then by attribute): backbone
// within above degree within all, then one attribute after the other spread over what there is.
func nest(attributes []string, counts []int64) []layer {
	layers := []layer{{n: counts[0]}}
	for b, a := range attributes {
		x, bit := counts[b+1], uint64(1)<<b
		if a == TeachersAboveDegree || a == TeachersBackbone {
			// These come first; the first layer is the innermost so far, and x is no larger than it.
			inner := layers[0]
			layers = append([]layer{{set: inner.set | bit, n: x}, {set: inner.set, n: inner.n - x}}, layers[1:]...)
			continue
		}
		next := make([]layer, 0, 2*len(layers))
		for i, part := range apportion(x, layers, counts[0]) {
			l := layers[i]
			next = append(next, layer{set: l.set | bit, n: part}, layer{set: l.set, n: l.n - part})
		}
		layers = slices.DeleteFunc(next, func(l layer) bool { return l.n == 0 })
	}
	return slices.DeleteFunc(layers, func(l layer) bool { return l.n == 0 })
}

// apportion divides x over the layers in proportion to their numbers, which add up to total, by
// largest remainder; of equal remainders the first layer's wins. No part exceeds its layer.
func apportion(x int64, layers []layer, total int64) []int64 {
	parts := make([]int64, len(layers))
	remainders := make([]int64, len(layers))
	left := x
	for i, l := range layers {
		parts[i] = x * l.n / total
		remainders[i] = x * l.n % total
		left -= parts[i]
	}
	order := make([]int, len(layers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(remainders[j], remainders[i]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}
