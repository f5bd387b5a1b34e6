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

	NameTitleIComparability = "title-i-comparability"
	NameTitleISpending      = "title-i-comparability-spending"
	NameTeacherAllocation   = "teacher-allocation"
	NameClassSizeNorms      = "class-size-norms"
	NameStaffingKenya       = "staffing-kenya"
	NameStaffingSouthAfrica = "staffing-south-africa"
)

// ErrUnknown is the error of ByName.
var ErrUnknown = errors.New("unknown standard")

// builtins are the built-in standards in the order of their list.
var builtins = []struct {
	name string
	make func() *Standard
}{
	{NameQualityBalance2017, QualityBalance2017},
	{NameBasicBalance2012, BasicBalance2012},
	{NameTitleIComparability, TitleIComparability},
	{NameTitleISpending, TitleISpending},
	{NameTeacherAllocation, TeacherAllocation},
	{NameClassSizeNorms, ClassSizeNorms},
	{NameStaffingKenya, StaffingKenya},
	{NameStaffingSouthAfrica, StaffingSouthAfrica},
}

// Names lists the built-in standards.
func Names() []string {
	names := make([]string, len(builtins))
	for i, b := range builtins {
		names[i] = b.name
	}
	return names
}

// ByName returns a built-in standard. The error wraps [ErrUnknown] and names the nearest right name.
func ByName(name string) (*Standard, error) {
	for _, b := range builtins {
		if b.name == name {
			return b.make(), nil
		}
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
