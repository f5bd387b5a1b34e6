package plan

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/modelio"
	"github.com/eduparity/eduparity/model/standard"
)

// problemJSON is the form of a problem in a file.
type problemJSON struct {
	County       string             `json:"county_sha256,omitempty"`
	Standard     string             `json:"standard"`
	StandardData *standard.Standard `json:"standard_data,omitempty"` // of a standard that is not built in
	Indicators   []string           `json:"indicators,omitempty"`
	Stages       []string           `json:"stages,omitempty"`
	Levers       []Lever            `json:"levers"`
	Goals        []Goal             `json:"goals"`
	Limits       []Limit            `json:"limits"`
	Locks        []Lock             `json:"locks"`
}

// MarshalJSON writes the problem as it stands in a plan: the county by the hash of its files, the
// standard by name, and in full where it is not built in.
func (p Problem) MarshalJSON() ([]byte, error) {
	out, err := p.json()
	if err != nil {
		return nil, err
	}
	return encode(out, "")
}

// UnmarshalJSON reads a problem that MarshalJSON wrote; its County stays nil.
func (p *Problem) UnmarshalJSON(data []byte) error {
	var in problemJSON
	if err := decode(data, &in); err != nil {
		return err
	}
	read, err := in.problem()
	if err != nil {
		return err
	}
	*p = *read
	return nil
}

// ReadProblem reads a problem for a county: what [Problem.MarshalJSON] wrote, or the problem of a
// whole plan. CountySHA256 says for which county the file was made; it may be another one. Errors
// are those of [Read].
func ReadProblem(r io.Reader, c *model.County) (*Problem, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	schema, err := schemaOf(data)
	if err != nil {
		return nil, err
	}
	p := new(Problem)
	if schema != "" {
		var whole Plan
		if err := whole.UnmarshalJSON(data); err != nil {
			return nil, err
		}
		*p = whole.Problem
	} else if err := p.UnmarshalJSON(data); err != nil {
		return nil, err
	}
	p.County = c
	return p, nil
}

// json is the problem in the form of its file.
func (p *Problem) json() (*problemJSON, error) {
	out := &problemJSON{
		County: p.CountySHA256, Indicators: p.Indicators, Stages: p.Stages,
		Levers: list(p.Levers), Goals: list(p.Goals), Limits: list(p.Limits), Locks: list(p.Locks),
	}
	if p.County != nil {
		hash, err := modelio.Hash(p.County)
		if err != nil {
			return nil, fmt.Errorf("hash of the county: %w", err)
		}
		out.County = hash
	}
	if p.Standard != nil {
		out.Standard = p.Standard.Name
		if builtin, err := standard.ByName(p.Standard.Name); err != nil || !reflect.DeepEqual(builtin, p.Standard) {
			out.StandardData = p.Standard
		}
	}
	return out, nil
}

// problem takes the problem over from the form of its file.
func (in *problemJSON) problem() (*Problem, error) {
	p := &Problem{
		Indicators: in.Indicators, Stages: in.Stages, Levers: in.Levers, Goals: in.Goals, Limits: in.Limits,
		Locks: in.Locks, CountySHA256: in.County, Standard: in.StandardData,
	}
	if p.Standard != nil {
		if p.Standard.Name != in.Standard {
			return nil, fmt.Errorf("%w: the standard is called %q and its data %q", ErrFormat, in.Standard, p.Standard.Name)
		}
		return p, nil
	}
	s, err := standard.ByName(in.Standard)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	p.Standard = s
	return p, nil
}

// goalJSON is a goal in a file. Slack is a number in the unit of the goal, or with relative a share
// of its value. A text such as "1%" is read too.
type goalJSON struct {
	Name     GoalName  `json:"name"`
	Slack    slackJSON `json:"slack"`
	Relative bool      `json:"relative,omitempty"`
}

type slackJSON struct {
	amount  float64
	percent bool // was given as a text
}

// MarshalJSON writes {name, slack} and, where the slack is a share, relative: true.
func (g Goal) MarshalJSON() ([]byte, error) {
	return json.Marshal(goalJSON{g.Name, slackJSON{amount: g.Slack.Amount}, g.Slack.Relative})
}

// UnmarshalJSON reads a goal; slack may be left out, a number, or a text such as "1%".
func (g *Goal) UnmarshalJSON(data []byte) error {
	var in goalJSON
	if err := decode(data, &in); err != nil {
		return err
	}
	*g = Goal{in.Name, Slack{in.Slack.amount, in.Relative || in.Slack.percent}}
	return nil
}

// MarshalJSON writes the number.
func (s slackJSON) MarshalJSON() ([]byte, error) { return json.Marshal(num(s.amount)) }

// UnmarshalJSON reads a number or a text.
func (s *slackJSON) UnmarshalJSON(data []byte) error {
	var text string
	if strings.HasPrefix(string(data), `"`) {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
		slack, err := parseSlack(text)
		if err != nil {
			return errors.Join(ErrFormat, err)
		}
		s.amount, s.percent = slack.Amount, slack.Relative
		return nil
	}
	return json.Unmarshal(data, (*num)(&s.amount))
}
