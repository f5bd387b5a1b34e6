package html

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// A card is one school: what is to be done there, and how it stands before and after.
type card struct {
	ID, Name string
	Area     words
	AreaCode string
	Zone     string
	Sections []cardSection
	Do       []do
	Cost     float64
	CostText words
	Passes   pair[bool]
	Lacks    []lack // what is still missing in the end
	Need     int    // indicators that it must still raise
	Levers   string // of its actions, for the filter
	Pupils   float64
}

// A cardSection is one stage of the school.
type cardSection struct {
	Stage  words
	Pupils words
	Met    string // 3 → 7
	Of     string
	Passes pair[bool]
	After  bool
	// Changes are the indicators that change: before, after, and the minimum.
	Changes []words
}

// A do is one thing to do.
type do struct {
	Text words
	Cost words // empty: nothing, or paid at another school
	Paid words // funds
	Why  words // what would be lost without it
}

// cards lists the schools: those with something to do first, dearest first, then the others in county
// order.
func (v *view) cards(all []sectionPair, lacks map[string][]lack) []card {
	var cards []card
	index := make(map[string]int)
	at := func(id string) *card {
		i, ok := index[id]
		if !ok {
			i = len(cards)
			index[id] = i
			c := card{ID: id, Name: v.schoolName(id), Passes: pair[bool]{true, true}, Lacks: lacks[id]}
			for _, l := range lacks[id] {
				c.Need += l.Indicators
			}
			if s := v.school(id); s != nil {
				c.Area, c.AreaCode, c.Zone = known(string(s.Area)), string(s.Area), s.Zone
			}
			cards = append(cards, c)
		}
		return &cards[i]
	}
	for i := range all {
		v.cardSection(at(all[i].school), &all[i])
	}
	if v.plan != nil {
		for i := range v.plan.Actions {
			if a := &v.plan.Actions[i]; a.Kind != plan.Assign && a.Kind != plan.Board {
				v.act(a, at)
			}
		}
		v.actPieces(at)
	}
	for i := range cards {
		c := &cards[i]
		if c.Cost > 0 {
			c.CostText = v.money(c.Cost)
		}
	}
	slices.SortStableFunc(cards, func(a, b card) int {
		return cmp.Or(cmp.Compare(b.Cost, a.Cost), cmp.Compare(len(b.Do), len(a.Do)), cmp.Compare(b.Need, a.Need))
	})
	return cards
}

func (v *view) cardSection(c *card, s *sectionPair) {
	x := cardSection{Stage: known(s.stage), After: v.after != nil}
	met := pair[string]{"–", "–"}
	last := s.After
	if last == nil {
		last = s.Before
	}
	x.Passes = pair[bool]{s.Before != nil && s.Before.Passes, s.After == nil || s.After.Passes}
	if s.Before != nil {
		met.Before = report.Number(float64(s.Before.Met), 0)
	}
	if s.After != nil {
		met.After = report.Number(float64(s.After.Met), 0)
	}
	asked := 0
	for _, r := range last.Readings {
		if r.Minimum != nil {
			asked++
		}
	}
	x.Pupils, x.Met = whole(int(last.Pupils), "pupils"), met.Before
	if v.after != nil {
		x.Met += " → " + met.After
	}
	if asked > 0 {
		x.Of = report.Number(float64(asked), 0)
	}
	x.Changes = v.changes(s)
	c.Pupils += last.Pupils
	c.Passes.Before = c.Passes.Before && x.Passes.Before
	c.Passes.After = c.Passes.After && x.Passes.After
	c.Sections = append(c.Sections, x)
}

// changes are the indicators of a section that change.
func (v *view) changes(s *sectionPair) []words {
	if s.Before == nil || s.After == nil || v.after == nil {
		return nil
	}
	var all []words
	for i := range s.Before.Readings {
		b := &s.Before.Readings[i]
		a := reading(s.After, b.Code)
		if a == nil || math.IsNaN(b.Value) || math.Abs(a.Value-b.Value) < leastChange {
			continue
		}
		u := indicatorUnit(v.indicator(b.Code))
		w := say("%[1]s %[2]s → %[3]s %[4]s", b.Code, valueText(&b.Value), valueText(&a.Value), u)
		if a.Minimum != nil {
			w = say("%[1]s (minimum %[2]s)", w, report.Amount(*a.Minimum))
		}
		all = append(all, w)
	}
	return all
}

// act adds an action to the cards of the schools it concerns. What it costs stands at the school that
// receives.
func (v *view) act(a *plan.Action, at func(string) *card) {
	for _, id := range []string{a.School, a.From, a.To} {
		if id == "" {
			continue
		}
		c := at(id)
		d := do{Text: v.doText(a, id), Why: join(semicolon(), whyAt(a, id)...)}
		if id == cmp.Or(a.School, a.To) {
			c.Cost += a.Cost
			if a.Cost != 0 {
				d.Cost = v.money(a.Cost)
			}
			var funds []words
			for _, f := range a.Funds {
				funds = append(funds, plain(f.Fund))
			}
			d.Paid = join(comma(), funds...)
		}
		if !strings.Contains(c.Levers, string(a.Lever)) {
			c.Levers = strings.TrimSpace(c.Levers + " " + string(a.Lever))
		}
		c.Do = append(c.Do, d)
	}
}

// doText says what an action asks of a school.
func (v *view) doText(a *plan.Action, id string) words {
	n, stage := quantity(a.Quantity, a.Unit), known(a.Stage)
	other := a.To
	if id == a.To {
		other = a.From
	}
	there := plain(strings.TrimSpace(other + " " + v.schoolName(other)))
	var w words
	switch a.Kind {
	case plan.Buy:
		w = say("Buy %[1]s: %[2]s", known(a.Of), n)
	case plan.Hire:
		w = say("Hire %[1]s: %[2]s", n, kindWords(a.Of))
	case plan.Move:
		if id == a.From {
			w = say("Send %[1]s to %[3]s: %[2]s", n, kindWords(a.Of), there)
		} else {
			w = say("Receive %[1]s from %[3]s: %[2]s", n, kindWords(a.Of), there)
		}
	case plan.Swap:
		leaves, comes, _ := strings.Cut(a.Of, swapMark)
		if id == a.To {
			leaves, comes = comes, leaves
		}
		w = say("Exchange %[1]s with %[4]s: %[2]s leave, %[3]s come", n, kindWords(leaves), kindWords(comes), there)
	default:
		w = v.placeText(a, id, n, there)
	}
	if a.Stage != "" {
		w = say("%[1]s (%[2]s)", w, stage)
	}
	if a.Metres != nil && a.Kind != plan.Buy {
		w = say("%[1]s, %[2]s km", w, report.Number(*a.Metres/metresPerKM, 1))
	}
	if len(a.TeacherIDs) > 0 {
		w = say("%[1]s; teachers %[2]s", w, strings.Join(a.TeacherIDs, ", "))
	}
	return w
}

// placeText says what an action that changes sites asks of a school.
func (v *view) placeText(a *plan.Action, id string, n, there words) words {
	switch a.Kind {
	case plan.Open:
		return say("Open: %s", n)
	case plan.Extend:
		return say("Extend by %s", n)
	case plan.Close:
		return say("Close")
	case plan.Merge:
		if id == a.From {
			return say("Merge into %s", there)
		}
		return say("Take over %s", there)
	default:
	}
	return say("%[1]s: %[2]s", known(string(a.Kind)), n)
}

const (
	swapMark    = "<>"
	metresPerKM = 1000
)

// whyAt are the parts of a reason but for those that are about another school of the action. The name of
// the section is left out: it stands above; of what is kept by school the stage stays.
func whyAt(a *plan.Action, school string) []words {
	if a.Reason == "" {
		return nil
	}
	var out []words
	for p := range strings.SplitSeq(a.Reason, "; ") {
		elsewhere := slices.ContainsFunc([]string{a.School, a.From, a.To}, func(id string) bool {
			return id != "" && id != school && (strings.Contains(p, " "+id+"/") || strings.HasPrefix(p, id+" ") || strings.HasPrefix(p, id+"/"))
		})
		if elsewhere {
			continue
		}
		w := both(func(l report.Lang) string { return report.ActionReason(p, l) })
		for _, stage := range []string{a.Stage, model.StagePrimary, model.StageJunior} {
			switch {
			case stage == "":
			case a.Stage == "":
				w.EN = strings.Replace(w.EN, " at "+school+"/"+stage, " in "+known(stage).EN, 1)
				w.ZH = strings.Replace(w.ZH, school+"/"+known(stage).ZH+"的", known(stage).ZH+"的", 1)
			default:
				w.EN = strings.Replace(w.EN, " at "+school+"/"+stage, "", 1)
				w.ZH = strings.Replace(w.ZH, school+"/"+known(stage).ZH+"的", "", 1)
			}
		}
		w.EN, w.ZH = strings.ReplaceAll(w.EN, "->", "→"), strings.ReplaceAll(w.ZH, "->", "→")
		out = append(out, w)
	}
	return out
}
