package modelio

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// reader collects what is read and what is wrong with it. Tables and columns have the names of their
// forms until the end, when the labels of the source are put in.
type reader struct {
	tables   Tables
	noun     string            // what a table of the source is
	ending   string            // of the names of its tables
	shown    map[string]string // name in the source by table
	county   *model.County
	errs     []error
	findings []model.Finding
	broken   bool            // the source could not be read
	unread   map[string]bool // tables of which rows or columns could not be read
	heads    map[string]int  // line of the header by table
	join     func(c *model.County) ([]model.Finding, error)

	noted, notedUses map[string]bool // stages and uses of rooms that were noted already
}

func newReader(t Tables, noun, ending string) *reader {
	return &reader{
		tables: t, noun: noun, ending: ending, shown: map[string]string{}, unread: map[string]bool{}, heads: map[string]int{}, noted: map[string]bool{}, notedUses: map[string]bool{},
		county: &model.County{Lines: model.Lines{}, Labels: model.Labels{}},
	}
}

// read reads every table, derives what follows from other tables, and validates.
func (r *reader) read() (*model.County, []model.Finding, error) {
	if !r.broken {
		r.readSchools()
		r.readSections()
		r.readKinds()
		r.readFunds()
		r.readCosts()
		r.readPosts()
		r.readTravel()
		r.readPieces()
		r.readBorders()
		r.readCandidates()
		r.readRooms()
		r.readClasses()
		r.readTeachers()
		r.readServices()
		r.readOutcomes()
		r.county.Guarantees = r.readAnswers(&guaranteeForm)
		r.county.Survey = r.readAnswers(&surveyForm)
		r.joined()
		r.derive()
		r.validate()
	}
	labels := r.county.Labels
	if len(labels) == 0 {
		r.county.Labels = nil
	}
	for i := range r.findings {
		labels.Finding(&r.findings[i])
	}
	r.sort()
	err := errors.Join(r.errs...)
	for _, e := range model.DataErrors(err) {
		labels.Fault(e)
	}
	if err != nil {
		return nil, r.findings, err
	}
	return r.county, r.findings, nil
}

// joined adds what other files of the source say.
func (r *reader) joined() {
	if r.join == nil {
		return
	}
	found, err := r.join(r.county)
	r.findings = append(r.findings, found...)
	if err != nil {
		r.errs = append(r.errs, err)
	}
}

// sort puts the faults into the order in which a person goes through the tables: by table, then by
// line. Faults of tables that no form knows come first.
func (r *reader) sort() {
	order := map[string]int{model.TableCounty: 1}
	for i, f := range forms {
		order[f.table] = i + 2
	}
	place := func(err error) (table, line int) {
		var e *model.DataError
		if !errors.As(err, &e) {
			return 0, 0
		}
		return order[e.File], e.Line
	}
	slices.SortStableFunc(r.errs, func(a, b error) int {
		tableA, lineA := place(a)
		tableB, lineB := place(b)
		return cmp.Or(cmp.Compare(tableA, tableB), cmp.Compare(lineA, lineB))
	})
}

func (r *reader) fault(table string, line int, record, column, value, rule string) {
	r.errs = append(r.errs, &model.DataError{File: table, Line: line, Record: record, Column: column, Value: value, Rule: rule})
}

// misshapen notes a fault of the table itself, after which some of its rows or columns are missing.
func (r *reader) misshapen(table string, line int, column, rule string) {
	r.fault(table, line, "", column, "", rule)
	r.unread[table] = true
}

func (r *reader) note(table string, line int, column, value, rule string) {
	r.findings = append(r.findings, model.Finding{File: table, Line: line, Column: column, Value: value, Rule: rule})
}

// unreadable notes that a table could not be read, in part or at all. A fault has its place already.
func (r *reader) unreadable(table, shown string, err error) {
	var fault *model.DataError
	if errors.As(err, &fault) {
		fault.File = table
	} else {
		err = fmt.Errorf("%s: %w", shown, err)
	}
	r.errs = append(r.errs, err)
	r.unread[table] = true
}

// each calls read for every row of a table and notes the line of the record.
func (r *reader) each(t *table, key []string, read func(c *cells)) {
	for row, ok := r.next(t); ok; row, ok = r.next(t) {
		c := &cells{r: r, t: t, row: row}
		parts := make([]string, 0, len(key))
		for _, k := range key {
			if i, ok := t.column[k]; ok && row.Cells[i] != "" {
				parts = append(parts, row.text(i))
			}
		}
		c.name = strings.Join(parts, "/")
		r.county.Lines[t.name] = append(r.county.Lines[t.name], row.Line)
		read(c)
	}
}

func (r *reader) readSchools() {
	t := r.open(&schoolForm)
	if t == nil {
		return
	}
	stocks := r.stockColumns(&schoolForm, t)
	r.each(t, []string{"school_id"}, func(c *cells) {
		r.county.Schools = append(r.county.Schools, model.School{
			ID: c.text("school_id"), Name: c.text("name"),
			Kind: model.SchoolKind(c.oneOf("kind", schoolKindWords)), Area: model.Area(c.oneOf("area", areaWords)),
			Zone: c.text("zone_id"), Group: c.text("group_id"), GroupRole: c.oneOf("group_role", roleWords), Owner: c.owner(),
			Place: c.place("lon", "lat"), BuiltYear: c.whole("built_year"), PlannedYear: c.whole("planned_year"),
			BarrierSide: c.text("barrier_side"),
			Flags:       c.someOf("flags", flagWords), CountedWith: c.text("counted_with"),
			SeniorPupils: c.filled("senior_pupils"), Stocks: c.stocks(stocks),
		})
	})
}

func (r *reader) readSections() {
	t := r.open(&sectionForm)
	if t == nil {
		return
	}
	stocks := r.stockColumns(&sectionForm, t)
	r.each(t, []string{"school_id", "stage"}, func(c *cells) {
		r.county.Sections = append(r.county.Sections, model.Section{
			School: c.text("school_id"), Stage: c.stage(), Pupils: c.required("pupils"), Stocks: c.stocks(stocks),
		})
	})
}

func (r *reader) readKinds() {
	t := r.open(&kindForm)
	if t == nil {
		return
	}
	r.unknownColumns(&kindForm, t)
	r.county.Staff = []model.Staff{}
	r.each(t, []string{"school_id", "stage", "kind"}, func(c *cells) {
		k := model.Kind{Name: c.trimmed("kind"), Attributes: c.stockCodes("attributes", nil), Subject: c.trimmed("subject")}
		if k.Name == "" {
			k.Name = model.KindName(k.Attributes)
		}
		r.county.Staff = append(r.county.Staff, model.Staff{
			School: c.text("school_id"), Stage: c.stage(), Kind: k, Count: c.required("count"),
		})
	})
}

func (r *reader) readFunds() {
	t := r.open(&fundForm)
	if t == nil {
		return
	}
	r.unknownColumns(&fundForm, t)
	r.county.Funds = []model.Fund{}
	r.each(t, []string{"fund_id"}, func(c *cells) {
		f := model.Fund{
			ID: c.text("fund_id"), Year: c.whole("year"), Amount: c.required("amount_yuan"), Nature: model.Nature(c.oneOf("nature", natureWords)),
			Categories: c.stockCodes("categories", fundWords), CoFundingShare: c.filled("co_funding_share"), CarryOver: c.flag("carry_over"),
		}
		for _, w := range c.someOf("areas", areaWords) {
			f.Areas = append(f.Areas, model.Area(w))
		}
		for _, w := range c.someOf("kinds", schoolKindWords) {
			f.Kinds = append(f.Kinds, model.SchoolKind(w))
		}
		r.county.Funds = append(r.county.Funds, f)
	})
}

func (r *reader) readCosts() {
	t := r.open(&costForm)
	if t == nil {
		return
	}
	r.unknownColumns(&costForm, t)
	r.county.Costs = []model.Cost{}
	r.each(t, []string{"category"}, func(c *cells) {
		cost := model.Cost{
			Category: stockName(c.code("category", costWords)), Unit: c.text("unit"), Cost: c.required("cost_yuan"), Nature: model.Nature(c.oneOf("nature", natureWords)),
			Year: c.whole("year"), School: c.text("school_id"), Whole: c.flag("whole"),
		}
		if v, ok := c.number("max_quantity"); ok {
			cost.MaxQuantity = &v
		}
		r.county.Costs = append(r.county.Costs, cost)
	})
}

func (r *reader) readPosts() {
	t := r.open(&postForm)
	if t == nil {
		return
	}
	r.unknownColumns(&postForm, t)
	r.county.Posts = []model.Post{}
	r.each(t, []string{"school_id", "stage", "kind", "subject"}, func(c *cells) {
		r.county.Posts = append(r.county.Posts, model.Post{
			School: c.text("school_id"), Stage: c.stage(), Kind: c.trimmed("kind"), Subject: c.trimmed("subject"), Max: c.required("max_posts"),
		})
	})
}

func (r *reader) readTravel() {
	t := r.open(&travelForm)
	if t == nil {
		return
	}
	r.unknownColumns(&travelForm, t)
	r.county.Travel = []model.Trip{}
	r.each(t, []string{"from", "school_id"}, func(c *cells) {
		r.county.Travel = append(r.county.Travel, model.Trip{
			From: c.text("from"), School: c.text("school_id"), Metres: c.required("metres"), Minutes: c.filled("minutes"), Barrier: c.flag("barrier"),
		})
	})
}
