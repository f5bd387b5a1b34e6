package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// kinds are the kinds of teacher of a county, found by name.
type kinds struct {
	county *model.County
	staff  *model.StaffTable // nil: the county does not count teachers
}

// kindsOf reads the kinds of a county. A county that does not count teachers has none.
func kindsOf(c *model.County) (kinds, error) {
	if !countsTeachers(c) {
		return kinds{county: c}, nil
	}
	staff, err := c.StaffTable()
	if err != nil {
		return kinds{}, err
	}
	return kinds{c, staff}, nil
}

// countsTeachers says whether some section of the county has a number of teachers.
func countsTeachers(c *model.County) bool {
	return len(c.Staff) > 0 || slices.ContainsFunc(c.Sections, func(s model.Section) bool {
		_, ok := s.Stocks[model.Teachers]
		return ok
	})
}

// named finds the kind with a name: one of the county's, by its own name or by its attributes in
// any order, else a new one made of the attributes named.
func (k kinds) named(name string) (model.Kind, error) {
	if i := k.index(name); i >= 0 {
		return k.staff.Kinds[i], nil
	}
	var found []model.Kind
	if k.staff != nil {
		for _, kind := range k.staff.Kinds {
			if sameKind(kind, name) {
				found = append(found, kind)
			}
		}
	}
	switch len(found) {
	case 0:
		return k.county.ParseKind(name)
	case 1:
		return found[0], nil
	}
	return model.Kind{}, fmt.Errorf("%q may be %s or %s: use the name of one", name, found[0].Name, found[1].Name)
}

// index is the position of the kind in the county's table, by its own name; -1: not there.
func (k kinds) index(name string) int {
	if k.staff == nil {
		return -1
	}
	return slices.IndexFunc(k.staff.Kinds, func(kind model.Kind) bool { return kind.Name == name })
}

// sameKind says whether name is the kind's own name or names its attributes in any order.
func sameKind(k model.Kind, name string) bool {
	if k.Name == name {
		return true
	}
	if name == model.PlainKind {
		return len(k.Attributes) == 0
	}
	left := slices.Clone(k.Attributes)
	for part := range strings.SplitSeq(name, "+") {
		part = strings.TrimSpace(part)
		i := slices.IndexFunc(left, func(a string) bool { return a == part || a == teachersPrefix+part })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return len(left) == 0
}

// names lists the county's kinds, for messages.
func (k kinds) names() []string {
	if k.staff == nil {
		return nil
	}
	names := make([]string, len(k.staff.Kinds))
	for i, kind := range k.staff.Kinds {
		names[i] = kind.Name
	}
	return names
}

// swapKinds splits what a swap is of: A<>B.
func swapKinds(of string) (a, b string, ok bool) {
	a, b, ok = strings.Cut(of, swapMark)
	return a, b, ok && a != "" && b != ""
}

// swapMark stands between the two kinds of a swap.
const swapMark = "<>"

// SwapOf is what a swap is of: the kind that goes and the kind that comes back.
func SwapOf(a, b string) string { return a + swapMark + b }
