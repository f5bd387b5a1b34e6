package xlsx

import (
	"errors"
	"io"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/workbook"
)

// Editions of the official forms.
var (
	before = workbook.Edition{ZH: "规划前", EN: "before the plan:"}
	after  = workbook.Edition{ZH: "规划后", EN: "after the plan:"}
)

// Write writes a plan for the county c. The options give the language of sentences; lists are always
// whole. The error is that of a county that the plan does not fit, or of a text that a workbook cannot
// hold.
func Write(w io.Writer, pl *plan.Plan, c *model.County, o report.Options) (err error) {
	b, err := workbook.NewBook()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	p := &press{Book: b, pl: pl, county: c, words: report.NewWords(pl, c, o.Lang)}
	if err := p.answer(); err != nil {
		return err
	}
	if err := p.forms(c, before); err != nil {
		return err
	}
	if pl.Status == plan.Optimal || pl.Status == plan.Feasible {
		then, err := plan.Apply(c, pl.Actions)
		if err != nil {
			return err
		}
		then.Year = c.PlanningYear() // also of a plan without actions
		if err := errors.Join(p.forms(then, after), p.actions(), p.schools(), p.places(), p.funds(), p.prices()); err != nil {
			return err
		}
	}
	return b.Write(w)
}

// press writes the sheets of one plan.
type press struct {
	*workbook.Book
	pl     *plan.Plan
	county *model.County
	words  *report.Words
}

// forms writes the official forms of the county as it is in an edition.
func (p *press) forms(c *model.County, e workbook.Edition) error {
	s := p.pl.Problem.Standard
	a, err := s.Assess(c)
	if err != nil {
		return err
	}
	return p.Forms(c, s, a, e)
}

// titles are the titles of a sheet: what it is, of which plan.
func (p *press) titles(zh, en string) []string {
	county := p.county.Name
	if county != "" {
		county += " "
	}
	titles := []string{county + zh + " " + en}
	if made := p.words.Constructed(); made != "" {
		titles = append(titles, made)
	}
	return titles
}
