package model

import (
	"slices"
	"strings"
)

// SchoolIndex returns the index into Schools by id.
func (c *County) SchoolIndex() map[string]int {
	index := make(map[string]int, len(c.Schools))
	for i := range c.Schools {
		index[c.Schools[i].ID] = i
	}
	return index
}

// SectionIndex returns the index into Sections by school id and stage.
func (c *County) SectionIndex() map[[2]string]int {
	index := make(map[[2]string]int, len(c.Sections))
	for i := range c.Sections {
		index[[2]string{c.Sections[i].School, c.Sections[i].Stage}] = i
	}
	return index
}

// Stages returns the stages of the sections in order of first appearance.
func (c *County) Stages() []string {
	var stages []string
	for i := range c.Sections {
		if stage := c.Sections[i].Stage; !slices.Contains(stages, stage) {
			stages = append(stages, stage)
		}
	}
	return stages
}

// SchoolStocks returns the names of the stocks that any school keeps, sorted.
func (c *County) SchoolStocks() []string {
	seen := make(map[string]bool)
	for i := range c.Schools {
		for name := range c.Schools[i].Stocks {
			if !seen[name] {
				seen[name] = true
			}
		}
	}
	return sortedKeys(seen)
}

// SectionStocks returns the names of the stocks that any section has, sorted.
func (c *County) SectionStocks() []string {
	seen := make(map[string]bool)
	for i := range c.Sections {
		for name := range c.Sections[i].Stocks {
			if !seen[name] {
				seen[name] = true
			}
		}
	}
	return sortedKeys(seen)
}

// StageWeight is the weight of one pupil of a stage when a stock kept by the school is split: that
// of StageWeights, else the default, else 1 for a stage that only a custom standard knows.
func (c *County) StageWeight(stage string) float64 {
	if w, ok := c.StageWeights[stage]; ok {
		return w
	}
	switch stage {
	case StageJunior:
		return 1.1
	case StageSenior:
		return 1.32
	}
	return 1
}

// PlanningYear is the year a plan is for: the first year that a fund names and that is not before
// the year of the data, otherwise the year after the data.
func (c *County) PlanningYear() int {
	first := 0
	for _, f := range c.Funds {
		if f.Year != 0 && f.Year >= c.Year && (first == 0 || f.Year < first) {
			first = f.Year
		}
	}
	if first == 0 {
		return c.Year + 1
	}
	return first
}

// teacherAttributes are the names of stocks that tell teachers apart, in the order of kind names.
func teacherAttributes(stocks []string) []string {
	var attributes []string
	for _, name := range stocks {
		if strings.HasPrefix(name, attributePrefix) {
			attributes = append(attributes, name)
		}
	}
	sortAttributes(attributes)
	return attributes
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
