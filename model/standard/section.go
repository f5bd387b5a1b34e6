package standard

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// A stageRule is the section rule with the minimums of one stage.
type stageRule struct {
	standard *Standard
	minimums []float64 // by indicator, NaN where there is none
	floors   []float64 // what an indicator must reach where it may miss its minimum
	shares   []float64 // the same over the minimum
	values   []float64 // of the section at hand
	ratios   []ratio
}

func newStageRule(s *Standard, stage string) *stageRule {
	r := &stageRule{standard: s, minimums: s.Minimums(stage), values: make([]float64, len(s.Indicators))}
	for k := range s.Indicators {
		floor, share := s.Floor(k, stage), s.Section.OthersAtShare
		if floor > s.Section.AtShare(r.minimums[k]) {
			share = floor / r.minimums[k]
		}
		r.floors, r.shares = append(r.floors, floor), append(r.shares, share)
	}
	return r
}

// read takes one reading of a section.
func (r *stageRule) read(k int, row Row) Reading {
	indicator := &r.standard.Indicators[k]
	stock := row.Stock[k]
	reading := Reading{
		Code: indicator.Code, Stock: stock, Value: indicator.Per * stock / row.Pupils,
		Met: true, ShortfallUnit: indicator.Unit,
	}
	if row.Reliefs != nil {
		reading.Relief = row.Reliefs[k]
	}
	if minimum := r.minimums[k]; !math.IsNaN(minimum) {
		reading.Minimum = &r.minimums[k]
		reading.Met = Meets(reading.Value, minimum)
		if !reading.Met {
			reading.Shortfall = math.Max(0, minimum*row.Pupils/indicator.Per-stock)
		}
	}
	return reading
}

// decide applies the rule to the readings of a section.
func (r *stageRule) decide(readings []Reading) (met int, passes bool) {
	for k := range readings {
		r.values[k] = readings[k].Value
	}
	return r.standard.Section.decide(r.values, r.minimums, r.floors)
}

// verdicts appends the verdicts on a section.
func (r *stageRule) verdicts(dst []Verdict, inputs *arena, result *SectionResult, row *Row) []Verdict {
	where := result.School + "/" + result.Stage
	counted, relief, verified := 0, "", r.standard.seen()
	for k, reading := range result.Readings {
		if reading.Minimum != nil {
			counted++
		}
		if reading.Relief != "" {
			relief = joined(relief, reading.Relief)
			verified = verified && r.standard.reliefSeen(k, reading.Relief)
		}
	}
	allowed := counted - r.standard.Section.Required(counted)
	if allowed > 0 {
		value, threshold := r.deciding(result.Readings, allowed)
		inputs.begin(len(dst))
		inputs.text(strconv.Itoa(result.Met) + " of " + strconv.Itoa(counted) + " met")
		lapsed, seen := "", true
		for k, reading := range result.Readings {
			if reading.Met {
				continue
			}
			inputs.text(", " + reading.Code + " ")
			inputs.short(reading.Value)
			inputs.text(" of ")
			inputs.short(*reading.Minimum)
			if row.lapses != nil {
				told, all := lapsedOf([]*Row{row}, k)
				lapsed, seen = lapsed+told, seen && all
			}
		}
		inputs.text(lapsed)
		if lapsed != "" && !result.Passes {
			// A fail that the reliefs would undo rests on their terms.
			verified = verified && (seen || !r.passesWith(row))
		}
		return append(dst, Verdict{
			Rule: RuleSection, Block: BlockResource, Where: where, Value: value, Threshold: threshold, Margin: value - threshold,
			Passes: result.Passes, Outcome: outcome(result.Passes), Relief: relief, Verified: verified,
		})
	}
	for k, reading := range result.Readings {
		if reading.Minimum == nil {
			continue
		}
		inputs.begin(len(dst))
		inputs.text("stock ")
		inputs.short(reading.Stock)
		inputs.text(" " + reading.ShortfallUnit + ", pupils ")
		inputs.short(result.Pupils)
		verified := r.standard.seen() && r.standard.reliefSeen(k, reading.Relief)
		if row.lapses != nil && !reading.Met {
			told, seen := lapsedOf([]*Row{row}, k)
			inputs.text(told)
			verified = verified && (seen || !Meets(r.valueWith(row, k), *reading.Minimum))
		}
		dst = append(dst, Verdict{
			Rule: RuleMinimum + reading.Code, Block: BlockResource, Where: where,
			Value: reading.Value, Threshold: *reading.Minimum, Margin: marginOf(reading.Value-*reading.Minimum, reading.Met),
			Passes: reading.Met, Outcome: outcome(reading.Met), Relief: reading.Relief,
			Verified: verified,
		})
	}
	return dst
}

// valueWith is the value of an indicator in a row as it would be if no relief were over.
func (r *stageRule) valueWith(row *Row, k int) float64 {
	return r.standard.Indicators[k].Per * row.withLapsed(k) / row.Pupils
}

// passesWith reports whether a section would pass if no relief were over.
func (r *stageRule) passesWith(row *Row) bool {
	for k := range r.values {
		r.values[k] = r.valueWith(row, k)
	}
	_, passes := r.standard.Section.decide(r.values, r.minimums, r.floors)
	return passes
}

// A ratio is a value over its minimum, and what it must reach as such.
type ratio struct{ value, floor float64 }

// deciding returns the ratio of a value to its minimum that decides a section, and what it must
// reach: the lowest of those that must be met, against 1, or the one nearest to or farthest below its
// floor, against that, whichever has the smaller margin.
func (r *stageRule) deciding(readings []Reading, allowed int) (value, threshold float64) {
	r.ratios = r.ratios[:0]
	for k, reading := range readings {
		if reading.Minimum == nil {
			continue
		}
		q := ratio{reading.Value / *reading.Minimum, r.shares[k]}
		// What is met is met here too, whatever the last bits of the quotient.
		if reading.Met {
			q.value = math.Max(q.value, 1)
		} else if Meets(reading.Value, r.floors[k]) {
			q.value = math.Max(q.value, q.floor)
		}
		r.ratios = append(r.ratios, q)
	}
	slices.SortFunc(r.ratios, func(a, b ratio) int { return cmp.Compare(a.value, b.value) })
	lowest := slices.MinFunc(r.ratios, func(a, b ratio) int { return cmp.Compare(a.value-a.floor, b.value-b.floor) })
	if allowed < len(r.ratios) && r.ratios[allowed].value-1 <= lowest.value-lowest.floor {
		return r.ratios[allowed].value, 1
	}
	return lowest.value, lowest.floor
}

// An arena collects the inputs of many verdicts in one string.
type arena struct {
	buf    []byte
	owners []int // verdict by text
	starts []int
}

func (a *arena) begin(verdict int) {
	a.owners = append(a.owners, verdict)
	a.starts = append(a.starts, len(a.buf))
}

func (a *arena) text(s string) { a.buf = append(a.buf, s...) }

func (a *arena) short(v float64) { a.buf = appendShort(a.buf, v) }

// fill gives every verdict its text.
func (a *arena) fill(verdicts []Verdict) {
	all := string(a.buf)
	for i, start := range a.starts {
		end := len(all)
		if i+1 < len(a.starts) {
			end = a.starts[i+1]
		}
		verdicts[a.owners[i]].Inputs = all[start:end]
	}
}

// shortDigits is how many significant digits the inputs of a verdict show of a broken number.
const shortDigits = 8

func short(v float64) string { return string(appendShort(nil, v)) }

func appendShort(dst []byte, v float64) []byte {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.AppendFloat(dst, v, 'f', 0, 64)
	}
	return strconv.AppendFloat(dst, v, 'g', shortDigits, 64)
}
