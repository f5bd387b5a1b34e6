package standard

import (
	"maps"
	"math"
	"slices"
	"strconv"
)

// shareDigits is how many significant decimal digits a share of a minimum keeps. Rules state both
// in a few decimals, and 85 % of 4.2 is 3.57, whatever the last bit of the binary product; twelve
// digits are more than any rule has and fewer than a double carries.
const shareDigits = 12

// AtShare returns OthersAtShare of a minimum as the decimal product: 0.85 of 4.2 is 3.57.
func (r SectionRule) AtShare(minimum float64) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(r.OthersAtShare*minimum, 'g', shareDigits, 64), 64)
	if err != nil {
		return r.OthersAtShare * minimum // infinite or NaN
	}
	return v
}

// Passes decides the rule for one section of a standard without floors. Minimums holds NaN for an
// indicator that has none; such an indicator is not counted. Comparisons are those of [Meets].
func (r SectionRule) Passes(values, minimums []float64) (met int, passes bool) {
	shares := make([]float64, len(minimums))
	for i, m := range minimums {
		shares[i] = r.AtShare(m)
	}
	return r.decide(values, minimums, shares)
}

func (r SectionRule) decide(values, minimums, shares []float64) (met int, passes bool) {
	counted, near := 0, 0
	for i, minimum := range minimums {
		switch {
		case math.IsNaN(minimum):
			continue
		case Meets(values[i], minimum):
			met++
		case Meets(values[i], shares[i]):
			near++
		}
		counted++
	}
	return met, met >= r.Required(counted) && met+near == counted
}

// SectionPasses decides the section rule for values by indicator, in the order of the standard, with
// its minimums and floors in a stage: what [Standard.Assess] says of a section with these values. A
// value of an indicator that has no minimum there is not looked at.
func (s *Standard) SectionPasses(stage string, values []float64) (met int, passes bool) {
	floors := make([]float64, len(s.Indicators))
	for k := range s.Indicators {
		floors[k] = s.Floor(k, stage)
	}
	return s.Section.decide(values, s.Minimums(stage), floors)
}

// Required is how many of the indicators that have a minimum in a stage must be met there.
func (r SectionRule) Required(counted int) int {
	switch {
	case r.MayMiss > 0:
		return max(0, counted-r.MayMiss)
	case r.MetAtLeast == 0 || r.MetAtLeast > counted:
		return counted
	}
	return r.MetAtLeast
}

// Minimums returns the minimum of every indicator for a stage, NaN where there is none: what
// [SectionRule.Passes] takes.
func (s *Standard) Minimums(stage string) []float64 {
	minimums := make([]float64, len(s.Indicators))
	for k := range s.Indicators {
		v, ok := s.Indicators[k].Minimum[stage]
		if !ok {
			v = math.NaN()
		}
		minimums[k] = v
	}
	return minimums
}

// Floor returns what an indicator, by its index, must reach in every section of a stage, also where
// the section rule lets it miss its minimum: the rule's share of the minimum, or the indicator's own
// floor where that is higher. NaN where there is no minimum.
func (s *Standard) Floor(indicator int, stage string) float64 {
	k := &s.Indicators[indicator]
	minimum, ok := k.Minimum[stage]
	if !ok {
		return math.NaN()
	}
	return math.Max(s.Section.AtShare(minimum), k.Floor[stage])
}

// WithMinimum returns the standard with another minimum of an indicator, by its index, in a stage where
// it has one. Its floor keeps its part of the minimum. The result is no stack: its levels do not say
// what it says.
func (s *Standard) WithMinimum(indicator int, stage string, minimum float64) *Standard {
	out := *s
	out.Levels = nil
	out.Indicators = slices.Clone(s.Indicators)
	k := &out.Indicators[indicator]
	if floor, ok := k.Floor[stage]; ok {
		k.Floor = maps.Clone(k.Floor)
		k.Floor[stage] = math.Min(minimum, floor/k.Minimum[stage]*minimum)
	}
	k.Minimum = maps.Clone(k.Minimum)
	k.Minimum[stage] = minimum
	return &out
}
