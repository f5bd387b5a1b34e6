package standard

import (
	"encoding/json"
	"math"

	"github.com/eduparity/eduparity/model"
)

// Schema names the JSON form of an Assessment.
const Schema = "eduparity/assessment/1"

type verdictJSON struct {
	Rule      string   `json:"rule"`
	Level     string   `json:"level,omitempty"`
	Block     Block    `json:"block"`
	Where     string   `json:"where"`
	Value     *float64 `json:"value"`
	Threshold *float64 `json:"threshold"`
	Margin    *float64 `json:"margin"`
	Passes    bool     `json:"passes"`
	Outcome   Outcome  `json:"outcome"`
	Inputs    string   `json:"inputs"`
	Relief    string   `json:"relief,omitempty"`
	Verified  bool     `json:"verified"`

	Stated []Statement `json:"stated,omitempty"`
}

// MarshalJSON writes the verdict; what is undefined is null.
func (v Verdict) MarshalJSON() ([]byte, error) {
	return json.Marshal(verdictJSON{
		Rule: v.Rule, Level: v.Level, Block: v.Block, Where: v.Where,
		Value: defined(v.Value), Threshold: defined(v.Threshold), Margin: defined(v.Margin),
		Passes: v.Passes, Outcome: v.Outcome, Inputs: v.Inputs, Relief: v.Relief, Verified: v.Verified, Stated: v.Stated,
	})
}

// UnmarshalJSON reads the verdict; null is undefined.
func (v *Verdict) UnmarshalJSON(data []byte) error {
	var in verdictJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*v = Verdict{
		Rule: in.Rule, Level: in.Level, Block: in.Block, Where: in.Where,
		Value: orNaN(in.Value), Threshold: orNaN(in.Threshold), Margin: orNaN(in.Margin),
		Passes: in.Passes, Outcome: in.Outcome, Inputs: in.Inputs, Relief: in.Relief, Verified: in.Verified, Stated: in.Stated,
	}
	return nil
}

// MarshalJSON writes the assessment in the form eduparity/assessment/1; what is undefined is null.
func (a *Assessment) MarshalJSON() ([]byte, error) {
	out := assessmentJSON{
		Schema: Schema, County: a.County, Standard: a.Standard, Year: a.Year, Constructed: a.Constructed, Weighting: a.Weighting,
		Indicators: make([]indicatorJSON, len(a.Indicators)), Sections: make([]sectionJSON, len(a.Sections)),
		Composites:      make([]compositeJSON, len(a.Composites)),
		SectionsPassing: a.SectionsPassing, Verdicts: a.Verdicts, Rules: a.Rules,
		Passes: a.Passes, Outcome: a.Outcome, Counts: countsJSON(a.Counts), Findings: a.Findings, Levels: a.Levels,
	}
	if out.Rules == nil {
		out.Rules = []RuleNote{}
	}
	for i, r := range a.Composites {
		out.Composites[i] = compositeJSON{Stage: r.Stage, CV: defined(r.CV), Limit: r.Limit, Margin: defined(r.Margin), Passes: r.Passes}
	}
	if out.Verdicts == nil {
		out.Verdicts = []Verdict{}
	}
	if out.Findings == nil {
		out.Findings = []model.Finding{}
	}
	for i, r := range a.Indicators {
		out.Indicators[i] = indicatorJSON{
			Code: r.Code, Stage: r.Stage, Mean: defined(r.Mean), SD: defined(r.SD), CV: defined(r.CV),
			Limit: r.Limit, Margin: defined(r.Margin), Passes: r.Passes,
			UnweightedCV: defined(r.UnweightedCV), Gini: defined(r.Gini), Theil: defined(r.Theil), McLoone: defined(r.McLoone),
			BetweenShare: betweenJSON{defined(r.BetweenShare.Area), defined(r.BetweenShare.Zone), defined(r.BetweenShare.Group)},
		}
	}
	for i, s := range a.Sections {
		section := sectionJSON{
			School: s.School, Stage: s.Stage, Pupils: s.Pupils, Met: s.Met, Passes: s.Passes,
			Values: make(map[string]float64, len(s.Readings)), Readings: make([]readingJSON, len(s.Readings)),
		}
		for k, r := range s.Readings {
			section.Values[r.Code] = r.Value
			section.Readings[k] = readingJSON{
				Code: r.Code, Stock: r.Stock, Pupils: s.Pupils, Value: r.Value, Minimum: r.Minimum, Level: r.Level, Met: r.Met,
				Shortfall: r.Shortfall, ShortfallUnit: r.ShortfallUnit, Relief: r.Relief, ShareOfCV2: defined(r.ShareOfCV2),
			}
		}
		out.Sections[i] = section
	}
	return json.Marshal(out)
}

type assessmentJSON struct {
	Schema          string          `json:"schema"`
	County          string          `json:"county"`
	Standard        string          `json:"standard"`
	Year            int             `json:"year"`
	Constructed     bool            `json:"constructed"`
	Weighting       Weighting       `json:"weighting"`
	Indicators      []indicatorJSON `json:"indicators"`
	Composites      []compositeJSON `json:"composites"`
	Sections        []sectionJSON   `json:"sections"`
	SectionsPassing int             `json:"sections_passing"`
	Verdicts        []Verdict       `json:"verdicts"`
	Rules           []RuleNote      `json:"rules"`
	Passes          bool            `json:"passes"`
	Outcome         Outcome         `json:"outcome"`
	Counts          countsJSON      `json:"counts"`
	Findings        []model.Finding `json:"findings"`
	Levels          []LevelResult   `json:"levels,omitempty"`
}

type compositeJSON struct {
	Stage  string   `json:"stage"`
	CV     *float64 `json:"cv"`
	Limit  *float64 `json:"limit"`
	Margin *float64 `json:"margin"`
	Passes bool     `json:"passes"`
}

type countsJSON struct {
	Pass   int `json:"pass"`
	Fail   int `json:"fail"`
	NoData int `json:"no_data"`
}

type indicatorJSON struct {
	Code         string      `json:"code"`
	Stage        string      `json:"stage"`
	Mean         *float64    `json:"mean"`
	SD           *float64    `json:"sd"`
	CV           *float64    `json:"cv"`
	Limit        *float64    `json:"limit"`
	Margin       *float64    `json:"margin"`
	Passes       bool        `json:"passes"`
	UnweightedCV *float64    `json:"unweighted_cv"`
	Gini         *float64    `json:"gini"`
	Theil        *float64    `json:"theil"`
	McLoone      *float64    `json:"mcloone"`
	BetweenShare betweenJSON `json:"between_share"`
}

type betweenJSON struct {
	Area  *float64 `json:"area"`
	Zone  *float64 `json:"zone"`
	Group *float64 `json:"group"`
}

type sectionJSON struct {
	School   string             `json:"school_id"`
	Stage    string             `json:"stage"`
	Pupils   float64            `json:"pupils"`
	Values   map[string]float64 `json:"values"`
	Met      int                `json:"met"`
	Passes   bool               `json:"passes"`
	Readings []readingJSON      `json:"readings"`
}

type readingJSON struct {
	Code          string   `json:"code"`
	Stock         float64  `json:"stock"`
	Pupils        float64  `json:"pupils"`
	Value         float64  `json:"value"`
	Minimum       *float64 `json:"minimum"`
	Level         string   `json:"level,omitempty"`
	Met           bool     `json:"met"`
	Shortfall     float64  `json:"shortfall"`
	ShortfallUnit string   `json:"shortfall_unit"`
	Relief        string   `json:"relief,omitempty"`
	ShareOfCV2    *float64 `json:"share_of_cv2"`
}

// defined is nil, which JSON writes as null, for what is not a number.
func defined(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}
