package plan

import "strings"

// String lists what the scope is restricted to, such as "stage primary, zone Z1"; empty: everywhere.
func (s Scope) String() string {
	var parts []string
	for _, f := range s.fields() {
		if f.value != "" {
			parts = append(parts, f.name+" "+f.value)
		}
	}
	return strings.Join(parts, ", ")
}

// A scopeField is one restriction of a scope.
type scopeField struct{ name, value string }

// fields lists the restrictions in the order of the type.
func (s Scope) fields() []scopeField {
	return []scopeField{
		{"stage", s.Stage}, {"zone", s.Zone}, {"group", s.Group}, {"area", s.Area},
		{"kind", s.Kind}, {"school", s.School}, {"indicator", s.Indicator},
	}
}
