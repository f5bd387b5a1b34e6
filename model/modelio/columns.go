package modelio

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Columns of the tables, in the order in which they are written. Stocks of schools and sections
// follow, by alphabet.
var (
	schoolColumns = []string{
		"school_id", "name", "kind", "area", "zone_id", "group_id", "group_role", "owner", "lon", "lat",
		"built_year", "planned_year", "flags", "counted_with", "senior_pupils",
	}
	sectionColumns = []string{"school_id", "stage", "pupils"}
	kindColumns    = []string{"school_id", "stage", "kind", "attributes", "subject", "count"}
	fundColumns    = []string{"fund_id", "year", "amount_yuan", "nature", "categories", "areas", "kinds", "co_funding_share", "carry_over"}
	costColumns    = []string{"category", "unit", "cost_yuan", "nature", "year", "school_id", "max_quantity", "whole"}
	postColumns    = []string{"school_id", "stage", "kind", "subject", "max_posts"}
	travelColumns  = []string{"from", "school_id", "metres", "minutes", "barrier"}
)

// Stocks that the formats name. Any other numeric column is a stock too; these are known so that a
// slip in a name is noticed, and text in them is a fault.
var (
	schoolStocks = []string{
		"teaching_area_m2", "indoor_sports_m2", "gymnasium_m2", "sports_ground_m2", "leased_sports_m2", model.EquipmentYuan,
		"multimedia_rooms", "music_rooms", "art_rooms", "computers", "books",
	}
	sectionStocks = []string{
		model.Classes, "largest_class", "boarders", "seats",
		model.Teachers, model.TeachersAboveDegree, model.TeachersBackbone, model.TeachersPEArts, "teachers_mid_title",
	}
)

// Tables that are read, and tables that are known but not supported yet.
var (
	tables = []string{
		model.TableSchools, model.TableSections, model.TableKinds, model.TableFunds, model.TableCosts, model.TablePosts, model.TableTravel,
	}
	laterTables = []string{
		"teachers.csv", "classes.csv", "rooms.csv", "pieces.csv", "adjacency.csv", "candidates.csv", "enrolment.csv",
		"services.csv", "outcomes.csv", "survey.csv", "guarantees.csv",
	}
)

// folder looks over the files of the folder: tables that are not supported yet are faults, tables
// that nobody knows are findings, a required table that is missing is a fault.
func (r *reader) folder() {
	entries, err := fs.ReadDir(r.fsys, ".")
	if err != nil {
		r.errs = append(r.errs, err)
		r.broken = true
		return
	}
	var names, unknown []string
	for _, e := range entries {
		name := e.Name()
		names = append(names, name)
		switch ext := strings.ToLower(path.Ext(name)); {
		case slices.Contains(laterTables, name), ext == ".geojson":
			r.errs = append(r.errs, &model.DataError{File: name, Rule: "not yet: this file cannot be read so far; take it out of the folder"})
		case ext == ".csv" && !slices.Contains(tables, name):
			unknown = append(unknown, name)
		}
	}
	for _, name := range []string{model.TableSchools, model.TableSections} {
		if slices.Contains(names, name) {
			continue
		}
		rule := "the file is missing"
		if near := model.Nearest(name, unknown); near != "" {
			rule += "; is it " + near + "?"
		}
		r.errs = append(r.errs, &model.DataError{File: name, Rule: rule})
		r.unread[name] = true
	}
	for _, name := range unknown {
		rule := "not a table of a county; it is not read"
		if near := model.Nearest(name, slices.Concat(tables, laterTables)); near != "" {
			rule += "; did you mean " + near + "?"
		}
		r.findings = append(r.findings, model.Finding{File: name, Rule: rule})
	}
}

// unknownColumns notes columns of a table that nothing reads.
func (r *reader) unknownColumns(t *table, known []string) {
	for _, h := range t.header {
		if h != "" && !slices.Contains(known, h) {
			r.unknownColumn(t, h, "unknown column; it is not read", known)
		}
	}
}

func (r *reader) unknownColumn(t *table, column, rule string, known []string) {
	var absent []string
	for _, k := range known {
		if _, ok := t.column[k]; !ok {
			absent = append(absent, k)
		}
	}
	if near := model.Nearest(column, absent); near != "" {
		rule += "; did you mean " + near + "?"
	}
	r.findings = append(r.findings, model.Finding{File: t.name, Line: 1, Column: column, Rule: rule})
}

// stockColumns returns the columns of a table that hold stocks: known ones, and others whose cells
// are numbers for the most part. Other columns are findings.
func (r *reader) stockColumns(t *table, fixed, known []string) []string {
	var stocks []string
	all := slices.Concat(fixed, known)
	for i, h := range t.header {
		if h == "" || slices.Contains(fixed, h) {
			continue
		}
		filled, numbers := 0, 0
		for _, row := range t.rows {
			if cell := strings.TrimSpace(row.cells[i]); cell != "" {
				filled++
				if _, ok := decimal(cell); ok {
					numbers++
				}
			}
		}
		switch {
		case slices.Contains(known, h):
			stocks = append(stocks, h)
		case 2*numbers > filled && !strings.HasPrefix(h, "-"):
			stocks = append(stocks, h)
			var absent []string
			for _, k := range all {
				if _, ok := t.column[k]; !ok {
					absent = append(absent, k)
				}
			}
			if near := model.Nearest(h, absent); near != "" && len(near)-len(h) <= 2 && len(h)-len(near) <= 2 {
				r.unknownColumn(t, h, "read as a stock of this name", absent)
			}
		case filled > 0:
			r.unknownColumn(t, h, "unknown column without numbers; it is not read", all)
		}
	}
	return stocks
}

// stocks reads the stocks of a row.
func (c *cells) stocks(columns []string) model.Stocks {
	stocks := make(model.Stocks, len(columns))
	for _, column := range columns {
		if v, ok := c.number(column); ok {
			stocks[column] = v
		}
	}
	return stocks
}
