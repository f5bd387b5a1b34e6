package model

import "strings"

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

	TablePieces     = "pieces.csv"
	TableAdjacency  = "adjacency.csv"
	TableCandidates = "candidates.csv"
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

// Labels says what a table, or a column of it, is called where the county was read from, in case
// that is not its name: a sheet, a Chinese header. Keys are table and column; without a column, the
// label is the table's.
type Labels map[[2]string]string

// Fault puts the labels into a fault.
func (l Labels) Fault(e *DataError) {
	e.File, e.Column, e.Rule = l.labelled(e.File, e.Column, e.Rule)
}

// Finding puts the labels into a finding.
func (l Labels) Finding(f *Finding) {
	f.File, f.Column, f.Rule = l.labelled(f.File, f.Column, f.Rule)
}

func (l Labels) labelled(table, column, rule string) (string, string, string) {
	if len(l) == 0 {
		return table, column, rule
	}
	columns := strings.Split(column, ", ")
	for i, c := range columns {
		if label, ok := l[[2]string{table, c}]; ok && c != "" {
			columns[i] = label
		}
	}
	for key, label := range l {
		if key[1] == "" {
			rule = strings.ReplaceAll(rule, key[0], label)
		}
	}
	if label, ok := l[[2]string{table}]; ok {
		table = label
	}
	return table, strings.Join(columns, ", "), rule
}
