package diagnosis

import (
	"reflect"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// roomsTogether reads the rules of music and art rooms as one: as many of both kinds together as each
// rule asks for. Nothing where the standard does not have both with the same steps.
func (d *diagnoser) roomsTogether() []Variant {
	rule := func(use string) *standard.Rule {
		for i := range d.s.Rules {
			if r := &d.s.Rules[i]; r.Form == standard.Step && r.Rooms.Use == use {
				return r
			}
		}
		return nil
	}
	music, art := rule(model.UseMusic), rule(model.UseArt)
	if music == nil || art == nil || !reflect.DeepEqual(music.Steps, art.Steps) {
		return nil
	}
	found := make(map[string]float64) // rooms by place, of the rule's own kind
	for _, id := range []string{music.ID, art.ID} {
		for i := range d.a.Verdicts {
			if v := &d.a.Verdicts[i]; v.Rule == id && v.Outcome != standard.NoData {
				found[id+"/"+v.Where] = v.Value
			}
		}
	}
	out := Variant{ID: VariantTogether, Flips: []Flip{}}
	failing := d.a.Counts.Fail
	for i := range d.a.Verdicts {
		v := &d.a.Verdicts[i]
		other := music.ID
		switch {
		case v.Outcome != standard.Fail:
			continue
		case v.Rule == music.ID:
			other = art.ID
		case v.Rule != art.ID:
			continue
		}
		if together := v.Value + found[other+"/"+v.Where]; standard.Meets(together, v.Threshold) {
			failing--
			out.Flips = append(out.Flips, Flip{
				Rule: v.Rule, Level: v.Level, Where: v.Where, Value: Number(v.Value), Other: Number(together), Threshold: Number(v.Threshold),
			})
		}
	}
	out.Passes = failing == 0 && d.a.Counts.NoData == 0
	return []Variant{out}
}
