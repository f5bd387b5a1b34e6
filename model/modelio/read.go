package modelio

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Read reads a county from the folder that fsys is the root of, and validates it.
//
// Every fault of every file is in the error, as [model.DataErrors] lists them. The findings are
// those of reading, such as columns that nothing reads; what is odd in the county itself are
// [model.County.Findings]. Files that are no tables are left alone.
func Read(fsys fs.FS) (*model.County, []model.Finding, error) {
	r := &reader{fsys: fsys, county: &model.County{Lines: model.Lines{}}, unread: map[string]bool{}}
	r.folder()
	r.readCounty()
	r.readSchools()
	r.readSections()
	r.readKinds()
	r.readFunds()
	r.readCosts()
	r.readPosts()
	r.readTravel()
	r.validate()
	if err := errors.Join(r.errs...); err != nil {
		return nil, r.findings, err
	}
	return r.county, r.findings, nil
}

// reader collects what is read and what is wrong with it.
type reader struct {
	fsys     fs.FS
	county   *model.County
	errs     []error
	findings []model.Finding
	broken   bool            // the folder could not be read
	unread   map[string]bool // tables of which rows or columns could not be read
}

// each calls read for every row of a table and notes the line of the record.
func (r *reader) each(t *table, key []string, read func(c *cells)) {
	for _, row := range t.rows {
		c := &cells{r: r, t: t, row: row}
		parts := make([]string, 0, len(key))
		for _, k := range key {
			if s := c.text(k); s != "" {
				parts = append(parts, s)
			}
		}
		c.name = strings.Join(parts, "/")
		r.county.Lines[t.name] = append(r.county.Lines[t.name], row.line)
		read(c)
	}
}

func (r *reader) readSchools() {
	t := r.load(model.TableSchools, []string{"school_id"}, slices.Concat(schoolColumns, schoolStocks))
	if t == nil {
		return
	}
	stocks := r.stockColumns(t, schoolColumns, schoolStocks)
	r.each(t, []string{"school_id"}, func(c *cells) {
		s := model.School{
			ID: c.text("school_id"), Name: c.text("name"),
			Kind: model.SchoolKind(c.word("kind")), Area: model.Area(c.word("area")),
			Zone: c.text("zone_id"), Group: c.text("group_id"), GroupRole: c.word("group_role"), Owner: c.whole("owner"),
			BuiltYear: c.whole("built_year"), PlannedYear: c.whole("planned_year"),
			Flags: c.words("flags"), CountedWith: c.text("counted_with"),
			Stocks: c.stocks(stocks),
		}
		s.SeniorPupils, _ = c.number("senior_pupils")
		lon, hasLon := c.number("lon")
		lat, hasLat := c.number("lat")
		switch {
		case hasLon && hasLat:
			s.Place = &model.Place{Lon: lon, Lat: lat}
		case hasLon && c.word("lat") == "":
			c.fault("lat", "", "is missing beside lon")
		case hasLat && c.word("lon") == "":
			c.fault("lon", "", "is missing beside lat")
		}
		r.county.Schools = append(r.county.Schools, s)
	})
}

func (r *reader) readSections() {
	t := r.load(model.TableSections, sectionColumns, slices.Concat(sectionColumns, sectionStocks))
	if t == nil {
		return
	}
	stocks := r.stockColumns(t, sectionColumns, sectionStocks)
	r.each(t, sectionColumns[:2], func(c *cells) {
		r.county.Sections = append(r.county.Sections, model.Section{
			School: c.text("school_id"), Stage: c.word("stage"), Pupils: c.required("pupils"), Stocks: c.stocks(stocks),
		})
	})
}

func (r *reader) readKinds() {
	t := r.load(model.TableKinds, []string{"school_id", "stage", "attributes", "count"}, kindColumns)
	if t == nil {
		return
	}
	r.unknownColumns(t, kindColumns)
	r.county.Staff = []model.Staff{}
	r.each(t, kindColumns[:3], func(c *cells) {
		k := model.Kind{Name: c.word("kind"), Attributes: c.words("attributes"), Subject: c.word("subject")}
		if k.Name == "" {
			k.Name = model.KindName(k.Attributes)
		}
		r.county.Staff = append(r.county.Staff, model.Staff{
			School: c.text("school_id"), Stage: c.word("stage"), Kind: k, Count: c.required("count"),
		})
	})
}

func (r *reader) readFunds() {
	t := r.load(model.TableFunds, []string{"fund_id", "amount_yuan", "nature", "categories"}, fundColumns)
	if t == nil {
		return
	}
	r.unknownColumns(t, fundColumns)
	r.county.Funds = []model.Fund{}
	r.each(t, fundColumns[:1], func(c *cells) {
		f := model.Fund{
			ID: c.text("fund_id"), Year: c.whole("year"), Amount: c.required("amount_yuan"), Nature: model.Nature(c.word("nature")),
			Categories: c.words("categories"), CarryOver: c.flag("carry_over"),
		}
		f.CoFundingShare, _ = c.number("co_funding_share")
		for _, w := range c.words("areas") {
			f.Areas = append(f.Areas, model.Area(w))
		}
		for _, w := range c.words("kinds") {
			f.Kinds = append(f.Kinds, model.SchoolKind(w))
		}
		r.county.Funds = append(r.county.Funds, f)
	})
}

func (r *reader) readCosts() {
	t := r.load(model.TableCosts, []string{"category", "cost_yuan", "nature"}, costColumns)
	if t == nil {
		return
	}
	r.unknownColumns(t, costColumns)
	r.county.Costs = []model.Cost{}
	r.each(t, costColumns[:1], func(c *cells) {
		cost := model.Cost{
			Category: c.word("category"), Unit: c.text("unit"), Cost: c.required("cost_yuan"), Nature: model.Nature(c.word("nature")),
			Year: c.whole("year"), School: c.text("school_id"), Whole: c.flag("whole"),
		}
		if v, ok := c.number("max_quantity"); ok {
			cost.MaxQuantity = &v
		}
		r.county.Costs = append(r.county.Costs, cost)
	})
}

func (r *reader) readPosts() {
	t := r.load(model.TablePosts, []string{"max_posts"}, postColumns)
	if t == nil {
		return
	}
	r.unknownColumns(t, postColumns)
	r.county.Posts = []model.Post{}
	r.each(t, postColumns[:4], func(c *cells) {
		r.county.Posts = append(r.county.Posts, model.Post{
			School: c.text("school_id"), Stage: c.word("stage"), Kind: c.word("kind"), Subject: c.word("subject"), Max: c.required("max_posts"),
		})
	})
}

func (r *reader) readTravel() {
	t := r.load(model.TableTravel, []string{"from", "school_id", "metres"}, travelColumns)
	if t == nil {
		return
	}
	r.unknownColumns(t, travelColumns)
	r.county.Travel = []model.Trip{}
	r.each(t, travelColumns[:2], func(c *cells) {
		trip := model.Trip{
			From: c.text("from"), School: c.text("school_id"), Metres: c.required("metres"), Barrier: c.flag("barrier"),
		}
		trip.Minutes, _ = c.number("minutes")
		r.county.Travel = append(r.county.Travel, trip)
	})
}
