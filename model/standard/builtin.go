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
	NameBasicBalance2012   = "basic-balance-2012" // not built in yet
)

// Errors of ByName.
var (
	ErrUnknown = errors.New("unknown standard")
	ErrNotYet  = errors.New("not yet")
)

// Names lists the built-in standards.
func Names() []string { return []string{NameQualityBalance2017} }

// ByName returns a built-in standard. The error wraps [ErrUnknown] and names the nearest right name,
// or [ErrNotYet].
func ByName(name string) (*Standard, error) {
	switch name {
	case NameQualityBalance2017:
		return QualityBalance2017(), nil
	case NameBasicBalance2012:
		return nil, fmt.Errorf("standard %q: %w", name, ErrNotYet)
	}
	hint := ";"
	if near := model.Nearest(name, Names()); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	return nil, fmt.Errorf("%w %q%s known: %s", ErrUnknown, name, hint, strings.Join(Names(), ", "))
}

// QualityBalance2017 returns the seven resource indicators of the rules for high-quality balanced
// development of compulsory education, order 6 of 2017 of the inspectorate of the Ministry of
// Education (教督〔2017〕6号). At least six of the seven minimums are met in every section and the
// seventh is met to 85 %; the CV of each indicator between the sections of a stage is at most 0.50
// (primary) and 0.45 (junior). Special schools and teaching points with fewer than 50 pupils are
// left out.
func QualityBalance2017() *Standard {
	per := func(primary, junior float64) map[string]float64 {
		return map[string]float64{model.StagePrimary: primary, model.StageJunior: junior}
	}
	one := func(columns ...string) []Term {
		terms := make([]Term, len(columns))
		for i, c := range columns {
			terms[i] = Term{Column: c, Sign: 1}
		}
		return terms
	}
	s := &Standard{
		Name:      NameQualityBalance2017,
		Weighting: ByPupils,
		Indicators: []Indicator{
			{
				Code: "L1", Name: "teachers above the required degree per 100 pupils", NameZH: "每百名学生拥有高于规定学历教师数",
				Unit: "persons", Stock: one(model.TeachersAboveDegree), Per: 100, Minimum: per(4.2, 5.3),
			},
			{
				Code: "L2", Name: "backbone teachers of county level or above per 100 pupils", NameZH: "每百名学生拥有县级以上骨干教师数",
				Unit: "persons", Stock: one(model.TeachersBackbone), Per: 100, Minimum: per(1, 1),
			},
			{
				Code: "L3", Name: "PE and arts teachers per 100 pupils", NameZH: "每百名学生拥有体育、艺术（美术、音乐）专任教师数",
				Unit: "persons", Stock: one(model.TeachersPEArts), Per: 100, Minimum: per(0.9, 0.9),
			},
			{
				Code: "L4", Name: "teaching and auxiliary floor area per pupil", NameZH: "生均教学及辅助用房面积",
				Unit: "m2", Stock: []Term{{Column: "teaching_area_m2", Sign: 1}, {Column: "indoor_sports_m2", Sign: -1}},
				Per: 1, Minimum: per(4.5, 5.8), Split: true,
			},
			{
				Code: "L5", Name: "sports ground and hall area per pupil", NameZH: "生均体育运动场馆面积",
				Unit: "m2", Stock: one("gymnasium_m2", "sports_ground_m2"), Per: 1, Minimum: per(7.5, 10.2), Split: true,
			},
			{
				Code: "L6", Name: "value of teaching equipment per pupil", NameZH: "生均教学仪器设备值",
				Unit: "yuan", Stock: one(model.EquipmentYuan), Per: 1, Minimum: per(2000, 2500), Split: true,
			},
			{
				Code: "L7", Name: "networked multimedia classrooms per 100 pupils", NameZH: "每百名学生拥有网络多媒体教室数",
				Unit: "rooms", Stock: one("multimedia_rooms"), Per: 100, Minimum: per(2.3, 2.4), Split: true,
			},
		},
		Section:  SectionRule{MetAtLeast: 6, OthersAtShare: 0.85},
		Exclude:  Exclude{Kinds: []model.SchoolKind{model.KindSpecial}, TeachingPointsBelow: 50},
		Verified: true,
	}
	for i := range s.Indicators {
		s.Indicators[i].CVLimit = per(0.50, 0.45)
	}
	return s
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
