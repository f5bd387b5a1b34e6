package model

// Names of the tables of a county, as faults and findings call them.
const (
	TableCounty   = "county.yaml"
	TableSchools  = "schools.csv"
	TableSections = "sections.csv"
	TableKinds    = "kinds.csv"
	TableFunds    = "funds.csv"
	TableCosts    = "costs.csv"
	TablePosts    = "posts.csv"
	TableTravel   = "travel.csv"

	TableRooms      = "rooms.csv"
	TableClasses    = "classes.csv"
	TableTeachers   = "teachers.csv"
	TableServices   = "services.csv"
	TableOutcomes   = "outcomes.csv"
	TableGuarantees = "guarantees.csv"
	TableSurvey     = "survey.csv"
)

// Lines holds, by table, the line of each record in the order of the County's slice; 1 is the header.
type Lines map[string][]int

// Of returns the line of a record of a table, 0 where it is not known.
func (l Lines) Of(table string, record int) int {
	if lines := l[table]; record >= 0 && record < len(lines) {
		return lines[record]
	}
	return 0
}
