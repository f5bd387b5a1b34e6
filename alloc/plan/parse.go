package plan

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// ParseGoals reads a lexicographic list such as "moves,cost:1%": goals separated by commas, each
// with the slack that later goals may use, in the goal's unit or in percent of its value. The error
// wraps [ErrProblem] and names every wrong word, with the nearest right one.
func ParseGoals(text string) ([]Goal, error) {
	var (
		list   []Goal
		faults []error
	)
	for part := range strings.SplitSeq(text, ",") {
		name, rest, slacked := strings.Cut(strings.TrimSpace(part), ":")
		g := Goal{Name: GoalName(name)}
		if err := checkWord("goal", name, goals, laterGoals); err != nil {
			faults = append(faults, err)
			continue
		}
		if slacked {
			slack, err := parseSlack(rest)
			if err != nil {
				faults = append(faults, problem("goal %s: %v", name, err))
				continue
			}
			g.Slack = slack
		}
		list = append(list, g)
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return list, nil
}

// errSlack says how slack is written.
var errSlack = errors.New("slack is a number of 0 or more such as 500, or a share such as 1%")

// parseSlack reads "500" or "1%".
func parseSlack(text string) (Slack, error) {
	amount, relative := strings.CutSuffix(strings.TrimSpace(text), "%")
	x, err := strconv.ParseFloat(strings.TrimSpace(amount), 64)
	if err != nil || !(x >= 0) || math.IsInf(x, 0) {
		return Slack{}, errSlack
	}
	if relative {
		return Slack{decimal(x / 100), true}, nil
	}
	return Slack{x, false}, nil
}

// ParseLevers reads a list of levers separated by commas. The error wraps [ErrProblem] and names
// every wrong word, with the nearest right one.
func ParseLevers(text string) ([]Lever, error) {
	var (
		list   []Lever
		faults []error
	)
	for part := range strings.SplitSeq(text, ",") {
		name := strings.TrimSpace(part)
		if err := checkWord("lever", name, levers, laterLevers); err != nil {
			faults = append(faults, err)
			continue
		}
		list = append(list, Lever(name))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return list, nil
}

// ParseCVLimits reads limits on CVs: "0.5" for every indicator, or "L1=0.4,L2=0.5" by code. Whether
// the codes are the standard's is [Problem.Validate]'s to say. The error wraps [ErrProblem].
func ParseCVLimits(text string) ([]Limit, error) {
	var (
		list   []Limit
		faults []error
	)
	for part := range strings.SplitSeq(text, ",") {
		code, value, named := strings.Cut(strings.TrimSpace(part), "=")
		if !named {
			code, value = "", code
		}
		code = strings.TrimSpace(code)
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(x >= 0) || math.IsInf(x, 0) || (named && code == "") {
			faults = append(faults, problem("CV limit %q: write a number of 0 or more such as 0.5, or CODE=0.5", part))
			continue
		}
		list = append(list, Limit{What: LimitCV, Scope: Scope{Indicator: code}, Max: &x})
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return list, nil
}
