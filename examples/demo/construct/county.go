package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/eduparity/eduparity/model"
)

const (
	seed1, seed2 = 2023, 120 // of the patterns and places
	dataYear     = 2023
)

// A seat is a section under construction.
type seat struct {
	entry  int // in roster
	stage  string
	pupils float64
	counts bool    // false: a teaching point below 50 pupils, outside every fit
	share  float64 // of the school's split stocks
	// standing shifts the section in every pattern: the same for both sections of a school.
	standing float64
	units    map[string]int
}

// county builds the whole county.
func county() (*model.County, error) {
	rng := rand.New(rand.NewPCG(seed1, seed2))
	places := locate(rng)
	seats := seatsOf(rng)
	if err := fill(seats, rng); err != nil {
		return nil, err
	}
	c := &model.County{
		Name:        "Demo County",
		Year:        dataYear,
		Currency:    "yuan",
		Standard:    "quality-balance-2017",
		Source:      source,
		Constructed: true,
		KindRule:    model.KindRuleNested,
	}
	for e := range roster {
		c.Schools = append(c.Schools, school(e, seats, places[e]))
	}
	for _, s := range seats {
		c.Sections = append(c.Sections, section(s))
	}
	c.Funds, c.Costs, c.Posts = funds(), costs(), posts(c)
	return c, nil
}

const source = "Constructed: no school, place or person in it exists. " +
	"The primary stage imitates the county means and CVs of the seven indicators published for Jiujiang district " +
	"(Wuhu, Anhui), monitoring of 2023, https://www.jjq.gov.cn/openness/grassroots/6603441/38916753.html, to three decimals; " +
	"the junior stage imitates nobody. Sources of the prices: examples/demo/README.md of eduparity."

// seatsOf lists the sections in the order of the roster, primary before junior.
func seatsOf(rng *rand.Rand) []*seat {
	var out []*seat
	for e, r := range roster {
		whole, stand := weightedPupils(r), float64(2*standing*bell(rng))
		for _, s := range []struct {
			stage  string
			pupils int
		}{{model.StagePrimary, r.primary}, {model.StageJunior, r.junior}} {
			if s.pupils == 0 {
				continue
			}
			out = append(out, &seat{
				entry: e, stage: s.stage, pupils: float64(s.pupils),
				counts:   r.kind != model.KindTeachingPoint || s.pupils >= 50,
				share:    float64(weights[s.stage]*float64(s.pupils)) / whole,
				standing: stand,
				units:    map[string]int{},
			})
		}
	}
	return out
}

func weightedPupils(r entry) float64 {
	return float64(weights[model.StagePrimary]*float64(r.primary)) +
		float64(weights[model.StageJunior]*float64(r.junior)) +
		float64(weights[model.StageSenior]*float64(r.senior))
}

// fill gives every section its stocks by indicator: the primary stage first, because it is fitted
// exactly and decides what nine-year schools own; then the junior stage around them.
func fill(seats []*seat, rng *rand.Rand) error {
	for _, stage := range []string{model.StagePrimary, model.StageJunior} {
		aims := primaryAims
		if stage == model.StageJunior {
			aims = juniorAims
		}
		for _, code := range codes {
			if err := fillOne(seats, rng, stage, code, aims[code]); err != nil {
				return fmt.Errorf("%s: %w", stage, err)
			}
		}
	}
	for _, s := range seats {
		if !s.counts {
			s.units = map[string]int{"L1": 3, "L2": 0, "L3": 0, "L4": 236, "L5": 610, "L6": 52000, "L7": 2}
		}
	}
	return nil
}

func fillOne(seats []*seat, rng *rand.Rand, stage, code string, a aim) error {
	split := code >= "L4"
	var own []*seat
	var pattern, fixed, pupils []float64
	for _, s := range seats {
		if s.stage != stage || !s.counts {
			continue
		}
		r := roster[s.entry]
		own = append(own, s)
		pupils = append(pupils, s.pupils)
		d := math.Max(0, skew+s.standing+leans[code].at(r.area, s.pupils, rng))
		pattern = append(pattern, d*d)
		f := math.NaN()
		if split && stage == model.StageJunior && r.primary > 0 {
			s.units[code] = sibling(seats, s).units[code] // the school's, already decided
			f = s.holder(code).value(per(code))
		}
		fixed = append(fixed, f)
	}
	x := spread(pattern, fixed, pupils, a)
	hs := make([]holder, len(own))
	for i, s := range own {
		if math.IsNaN(fixed[i]) {
			s.units[code] = int(math.Round(float64(x[i]*s.pupils) / float64(per(code)*s.holder(code).share)))
		}
		hs[i] = s.holder(code)
	}
	near := published
	if stage == model.StageJunior {
		if split {
			return nil // rounding to m2, yuan and rooms moves nothing that matters
		}
		near = madeUp
	}
	if err := settle(code, hs, a, near, rng); err != nil {
		return err
	}
	for i, s := range own {
		s.units[code] = hs[i].units
	}
	return nil
}

func (s *seat) holder(code string) holder {
	h := holder{pupils: s.pupils, share: 1, units: s.units[code]}
	if code >= "L4" {
		h.share = s.share
	}
	return h
}

// sibling is the other section of the same school, or nil.
func sibling(seats []*seat, s *seat) *seat {
	for _, t := range seats {
		if t.entry == s.entry && t != s {
			return t
		}
	}
	return nil
}

// at draws the place of a section in the pattern of an indicator.
func (l lean) at(area model.Area, pupils float64, rng *rand.Rand) float64 {
	d := l.town
	switch area {
	case model.AreaCity:
		d = l.city
	case model.AreaRural:
		d = l.rural
	case model.AreaTown:
	}
	d += float64(l.small * math.Max(0, 1-pupils/smallPupils))
	d += float64(2 * l.chance * bell(rng))
	return d
}

// bell draws from a bell of mean 0 and standard deviation 1/2: three uniforms.
func bell(rng *rand.Rand) float64 {
	return rng.Float64() + rng.Float64() + rng.Float64() - 1.5
}
