package standard

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Names of standards.
const (
	NameQualityBalance2017 = "quality-balance-2017"
	NameBasicBalance2012   = "basic-balance-2012"
)

// ErrUnknown is the error of ByName.
var ErrUnknown = errors.New("unknown standard")

// Names lists the built-in standards.
func Names() []string { return []string{NameQualityBalance2017, NameBasicBalance2012} }

// ByName returns a built-in standard. The error wraps [ErrUnknown] and names the nearest right name.
func ByName(name string) (*Standard, error) {
	switch name {
	case NameQualityBalance2017:
		return QualityBalance2017(), nil
	case NameBasicBalance2012:
		return BasicBalance2012(), nil
	}
	hint := ";"
	if near := model.Nearest(name, Names()); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return nil, fmt.Errorf("%w %q%s known: %s", ErrUnknown, name, hint, strings.Join(Names(), ", "))
}

// Index returns the index of the indicator of that code.
func (s *Standard) Index(code string) (int, bool) {
	i := slices.IndexFunc(s.Indicators, func(k Indicator) bool { return k.Code == code })
	return i, i >= 0
}

// SectionTarget returns the minimum of an indicator, by its index, for sections of a stage; ok is
// false where there is none.
func (s *Standard) SectionTarget(indicator int, stage string) (minimum float64, ok bool) {
	minimum, ok = s.Indicators[indicator].Minimum[stage]
	return minimum, ok
}

// CVLimit returns the limit on the CV of an indicator, by its index, in a stage; ok is false where
// there is none.
func (s *Standard) CVLimit(indicator int, stage string) (limit float64, ok bool) {
	limit, ok = s.Indicators[indicator].CVLimit[stage]
	return limit, ok
}
