package plan

import "github.com/eduparity/eduparity/model/standard"

type stateJSON struct {
	Year            int                  `json:"year"`
	Indicators      []stateIndicatorJSON `json:"indicators"`
	Sections        []stateSectionJSON   `json:"sections"`
	SectionsPassing int                  `json:"sections_passing"`
	Verdicts        []verdictJSON        `json:"verdicts"`
	Passes          bool                 `json:"passes"`
}

type stateIndicatorJSON struct {
	Code   string   `json:"code"`
	Stage  string   `json:"stage"`
	Mean   num      `json:"mean"`
	CV     *float64 `json:"cv"`
	Limit  *float64 `json:"limit"`
	Passes bool     `json:"passes"`
}

type stateSectionJSON struct {
	School string         `json:"school_id"`
	Stage  string         `json:"stage"`
	Values map[string]num `json:"values"`
	Met    int            `json:"met"`
	Passes bool           `json:"passes"`
}

// verdictJSON has the fields of [standard.Verdict] in its order, and refuses unknown ones.
type verdictJSON struct {
	Rule      string `json:"rule"`
	Level     string `json:"level,omitempty"`
	Block     string `json:"block"`
	Where     string `json:"where"`
	Value     num    `json:"value"`
	Threshold num    `json:"threshold"`
	Margin    num    `json:"margin"`
	Passes    bool   `json:"passes"`
	Outcome   string `json:"outcome"`
	Inputs    string `json:"inputs"`
	Relief    string `json:"relief,omitempty"`
	Verified  bool   `json:"verified"`
}

func (s *State) json() stateJSON {
	out := stateJSON{
		Year: s.Year, SectionsPassing: s.SectionsPassing, Passes: s.Passes,
		Indicators: make([]stateIndicatorJSON, len(s.Indicators)), Sections: make([]stateSectionJSON, len(s.Sections)),
		Verdicts: make([]verdictJSON, len(s.Verdicts)),
	}
	for i, x := range s.Indicators {
		out.Indicators[i] = stateIndicatorJSON{x.Code, x.Stage, num(x.Mean), finite(x.CV), finite(x.Limit), x.Passes}
	}
	for i, x := range s.Sections {
		out.Sections[i] = stateSectionJSON{x.School, x.Stage, nums(x.Values), x.Met, x.Passes}
	}
	for i, v := range s.Verdicts {
		out.Verdicts[i] = verdictJSON{
			v.Rule, v.Level, string(v.Block), v.Where, num(v.Value), num(v.Threshold), num(v.Margin),
			v.Passes, string(v.Outcome), v.Inputs, v.Relief, v.Verified,
		}
	}
	return out
}

func (s *stateJSON) state() State {
	out := State{
		Year: s.Year, SectionsPassing: s.SectionsPassing, Passes: s.Passes,
		Indicators: make([]StateIndicator, len(s.Indicators)), Sections: make([]StateSection, len(s.Sections)),
		Verdicts: make([]standard.Verdict, len(s.Verdicts)),
	}
	for i, x := range s.Indicators {
		out.Indicators[i] = StateIndicator{x.Code, x.Stage, float64(x.Mean), x.CV, x.Limit, x.Passes}
	}
	for i, x := range s.Sections {
		out.Sections[i] = StateSection{x.School, x.Stage, floats(x.Values), x.Met, x.Passes}
	}
	for i, v := range s.Verdicts {
		out.Verdicts[i] = standard.Verdict{
			Rule: v.Rule, Level: v.Level, Block: standard.Block(v.Block), Where: v.Where,
			Value: float64(v.Value), Threshold: float64(v.Threshold), Margin: float64(v.Margin),
			Passes: v.Passes, Outcome: standard.Outcome(v.Outcome), Inputs: v.Inputs, Relief: v.Relief, Verified: v.Verified,
		}
	}
	return out
}
