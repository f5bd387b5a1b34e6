package modelio

import (
	"errors"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// derive fills the counts that follow from the tables of teachers and classes. What differs is only
// told of a county without faults, for it may be what the fault is about.
func (r *reader) derive() {
	c := r.county
	if c.Teachers != nil && c.Staff != nil {
		c.Staff = nil
		delete(c.Lines, model.TableKinds)
		r.note(model.TableKinds, 0, "", "", "is not used: "+model.TableTeachers+" says of what kind each teacher is")
	}
	if found := c.Derive(); len(r.errs) == 0 {
		r.findings = append(r.findings, found...)
	}
}

// validate adds the faults of the county to those of its cells, so that all are told at once, but
// none twice and none that only follows from another: a cell that is no number is told of already,
// and where rows of a table could not be read, what refers to them is not a fault.
func (r *reader) validate() {
	type cell struct {
		file, column string
		line         int
	}
	told := make(map[cell]bool)
	c := *r.county
	c.Labels = nil
	for _, e := range model.DataErrors(errors.Join(r.errs...)) {
		told[cell{e.File, e.Column, e.Line}] = true
		switch e.File {
		case model.TableKinds, model.TableTeachers, model.TableSections:
			c.Staff = nil // its sums would be wrong
		}
	}
	for _, e := range model.DataErrors(c.Validate()) {
		told := told[cell{e.File, e.Column, e.Line}] || told[cell{e.File, e.Column, r.heads[e.File]}] && r.unread[e.File]
		if !told && !r.follows(e) {
			r.errs = append(r.errs, e)
		}
	}
}

// follows says whether a fault may be there only because a table that the record refers to is empty
// or could not be read in full.
func (r *reader) follows(e *model.DataError) bool {
	if e.Line == 0 && r.unread[e.File] {
		return true // no school, no section
	}
	schools := r.unread[model.TableSchools] || len(r.county.Schools) == 0
	sections := schools || r.unread[model.TableSections] || len(r.county.Sections) == 0
	pieces := r.unread[model.TablePieces]
	switch e.File {
	case model.TableCounty:
		return sections && e.Column == "stage_weights"
	case model.TableSchools:
		return schools && e.Column == "counted_with"
	case model.TableSections:
		return schools && e.Column == "school_id"
	case model.TableTravel:
		return schools && e.Column == "school_id" || (schools || pieces) && e.Column == "from"
	case model.TablePieces:
		return schools && strings.HasPrefix(e.Column, "school"+stageMark) ||
			sections && (strings.HasPrefix(e.Column, "school"+stageMark) || strings.HasPrefix(e.Column, "pupils"+stageMark))
	case model.TableAdjacency:
		return pieces
	case model.TableFunds, model.TableCosts, model.TablePosts:
		// These name schools, stages, stocks and kinds of teacher.
		refers := []string{"school_id", "stage", "kind", "category", "categories"}
		return (sections || r.unread[model.TableKinds]) && slices.Contains(refers, e.Column)
	}
	return schools && e.Column == "school_id" || sections && e.Column == "stage"
}
