package verify

import (
	"fmt"
	"maps"
	"slices"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/model/standard"
)

// at is a place in a list.
func at(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// state compares the county before or after.
func (k *checker) state(where string, is, want *plan.State) {
	k.same(where+".year", is.Year, want.Year)
	k.same(where+".sections_passing", is.SectionsPassing, want.SectionsPassing)
	k.same(where+".passes", is.Passes, want.Passes)
	if k.length(where+".indicators", len(is.Indicators), len(want.Indicators)) {
		for i := range want.Indicators {
			k.indicator(at(where+".indicators", i), &is.Indicators[i], &want.Indicators[i])
		}
	}
	if k.length(where+".sections", len(is.Sections), len(want.Sections)) {
		for i := range want.Sections {
			k.section(at(where+".sections", i), &is.Sections[i], &want.Sections[i])
		}
	}
	if k.length(where+".verdicts", len(is.Verdicts), len(want.Verdicts)) {
		for i := range want.Verdicts {
			k.verdict(at(where+".verdicts", i), &is.Verdicts[i], &want.Verdicts[i])
		}
	}
}

func (k *checker) indicator(where string, is, want *plan.StateIndicator) {
	k.text(where+".code", is.Code, want.Code)
	k.text(where+".stage", is.Stage, want.Stage)
	k.number(where+".mean", is.Mean, want.Mean)
	k.optional(where+".cv", is.CV, want.CV)
	k.optional(where+".limit", is.Limit, want.Limit)
	k.same(where+".passes", is.Passes, want.Passes)
}

func (k *checker) section(where string, is, want *plan.StateSection) {
	k.text(where+".school_id", is.School, want.School)
	k.text(where+".stage", is.Stage, want.Stage)
	k.numbers(where+".values", is.Values, want.Values)
	k.same(where+".met", is.Met, want.Met)
	k.same(where+".passes", is.Passes, want.Passes)
}

func (k *checker) verdict(where string, is, want *standard.Verdict) {
	k.text(where+".rule", is.Rule, want.Rule)
	k.text(where+".level", is.Level, want.Level)
	k.text(where+".block", string(is.Block), string(want.Block))
	k.text(where+".where", is.Where, want.Where)
	k.number(where+".value", is.Value, want.Value)
	k.number(where+".threshold", is.Threshold, want.Threshold)
	k.number(where+".margin", is.Margin, want.Margin)
	k.same(where+".passes", is.Passes, want.Passes)
	k.text(where+".outcome", string(is.Outcome), string(want.Outcome))
	k.text(where+".inputs", is.Inputs, want.Inputs)
	k.text(where+".relief", is.Relief, want.Relief)
	k.same(where+".verified", is.Verified, want.Verified)
}

// cost compares what the plan says it spends. In lists a name that is absent stands for 0.
func (k *checker) cost() {
	is, want := &k.pl.Cost, &k.outcome.Cost
	k.number("cost.total", is.Total, want.Total)
	k.numbers("cost.by_fund", is.ByFund, want.ByFund)
	k.numbers("cost.by_lever", is.ByLever, want.ByLever)
	k.numbers("cost.by_nature", is.ByNature, want.ByNature)
}

// numbers compares numbers by name.
func (k *checker) numbers(where string, is, want map[string]float64) {
	names := slices.Collect(maps.Keys(want))
	for name := range is {
		if _, ok := want[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		k.number(where+"."+name, is[name], want[name])
	}
}
