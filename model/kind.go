package model

import (
	"fmt"
	"slices"
	"strings"
)

// A Kind of teacher is a set of attributes, each the name of a stock. A teacher has exactly one
// kind; where he goes, every stock in the set and [Teachers] go with him.
type Kind struct {
	Name       string   // unique in the county
	Attributes []string // stock names without [Teachers], in a fixed order; empty for a plain teacher
	Subject    string   // empty: not told apart
}

// PlainKind is the name of the kind without attributes.
const PlainKind = "plain"

// attributePrefix begins the name of every stock that tells teachers apart.
const attributePrefix = Teachers + "_"

// Has reports whether a teacher of the kind counts in the stock of that name; each counts in
// [Teachers].
func (k Kind) Has(stock string) bool {
	return stock == Teachers || slices.Contains(k.Attributes, stock)
}

// KindName is the name of an inferred kind: its attributes without teachers_, joined by +, above
// degree first, backbone second, the others by alphabet; [PlainKind] for none.
func KindName(attributes []string) string {
	if len(attributes) == 0 {
		return PlainKind
	}
	sorted := slices.Clone(attributes)
	sortAttributes(sorted)
	for i, a := range sorted {
		sorted[i] = strings.TrimPrefix(a, attributePrefix)
	}
	return strings.Join(sorted, "+")
}

// ParseKind returns the kind that name stands for: one given in Staff, or attributes joined by + in
// any order, each a stock of the sections, with or without teachers_. The error names the nearest
// attribute.
func (c *County) ParseKind(name string) (Kind, error) {
	known := teacherAttributes(c.SectionStocks())
	for i := range c.Staff {
		if c.Staff[i].Kind.Name == name {
			return c.Staff[i].Kind, nil
		}
		for _, a := range c.Staff[i].Kind.Attributes {
			if !slices.Contains(known, a) {
				known = append(known, a)
			}
		}
	}
	return ParseKind(name, known)
}

// ParseKind reads a kind from attributes joined by + in any order, each among the known stock
// names, with or without teachers_.
func ParseKind(name string, known []string) (Kind, error) {
	if name == PlainKind {
		return Kind{Name: PlainKind}, nil
	}
	var attributes []string
	for part := range strings.SplitSeq(name, "+") {
		part = strings.TrimSpace(part)
		attribute := attributePrefix + strings.TrimPrefix(part, attributePrefix)
		if !slices.Contains(known, attribute) {
			attribute = part
		}
		if !slices.Contains(known, attribute) {
			short := []string{PlainKind}
			for _, k := range known {
				short = append(short, strings.TrimPrefix(k, attributePrefix))
			}
			return Kind{}, fmt.Errorf("kind of teacher %q: %q is %s", name, part, Unknown(part, short))
		}
		if !slices.Contains(attributes, attribute) {
			attributes = append(attributes, attribute)
		}
	}
	sortAttributes(attributes)
	return Kind{Name: KindName(attributes), Attributes: attributes}, nil
}

// sortAttributes puts attributes into the order of kind names.
func sortAttributes(attributes []string) {
	rank := func(a string) int {
		switch a {
		case TeachersAboveDegree:
			return 0
		case TeachersBackbone:
			return 1
		}
		return 2
	}
	slices.SortFunc(attributes, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

// Staff says how many teachers of one kind a section has.
type Staff struct {
	School, Stage string
	Kind          Kind
	Count         float64 // persons
}
