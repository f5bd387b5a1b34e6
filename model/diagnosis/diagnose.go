package diagnosis

import (
	"errors"

	"github.com/eduparity/eduparity/model"
	"github.com/eduparity/eduparity/model/standard"
)

// A Diagnosis says why a county stands where it stands.
type Diagnosis struct {
	Blockers []Blocker            `json:"blockers"` // what stands against a pass, most first
	Gaps     []SectionGaps        `json:"gaps"`     // of the sections that fail, farthest from a pass first
	Drivers  []Driver             `json:"drivers"`  // by stage, then in the order of the standard
	Private  *Private             `json:"private,omitempty"`
	Variants []Variant            `json:"variants"` // what other readings of the rules would change
	Reliefs  []standard.ReliefUse `json:"reliefs"`  // which relief each school may use, until when, and does use
	Warnings []Warning            `json:"warnings"` // what needs watching, red first
}

// Settings say how a county is diagnosed. The zero value is useful.
type Settings struct {
	// Years is how far warnings look ahead; 0: [DefaultYears].
	Years int
	// Earlier is the county in an earlier year: numbers of pupils are carried on from there in
	// warnings. Nil: they are taken to stay.
	Earlier *model.County
	// Retirement is the age at which teachers retire, by sex (f, m); nil: [DefaultRetirement].
	Retirement map[string]int
}

// DefaultYears is how far warnings look ahead, where Settings say nothing: seats are to be watched
// three years ahead by Zhejiang's rule.
const DefaultYears = 3

// Diagnose explains the assessment a of the county c under the standard s. It expects an assessment
// that [standard.Standard.Assess] made of these two; errors are those of Assess,
// and [ErrOtherAssessment].
//
// It takes O(n log n) for n sections and each of the standard's readings.
func Diagnose(s *standard.Standard, c *model.County, a *standard.Assessment, o Settings) (*Diagnosis, error) {
	if o.Years == 0 {
		o.Years = DefaultYears
	}
	d, err := newDiagnoser(s, c, a)
	if err != nil {
		return nil, err
	}
	out := &Diagnosis{Gaps: d.gaps(), Drivers: d.drivers()}
	out.Blockers = d.blockers(out.Gaps)
	if out.Private, err = d.private(); err != nil {
		return nil, err
	}
	if d.reliefs, err = s.ReliefUses(c); err != nil {
		return nil, err
	}
	out.Reliefs = append([]standard.ReliefUse{}, d.reliefs...)
	if out.Variants, err = d.variants(); err != nil {
		return nil, err
	}
	out.Warnings = d.warnings(o)
	return out, nil
}

// ErrOtherAssessment says that an assessment was not made of the county and the standard at hand.
var ErrOtherAssessment = errors.New("the assessment is not one of this county by this standard")

// madeOf says whether an assessment has the sections and indicators of a county's table.
func madeOf(a *standard.Assessment, s *standard.Standard, c *model.County, table *standard.Table) bool {
	if len(a.Sections) != len(table.Rows) {
		return false
	}
	for i := range table.Rows {
		row, section := &table.Rows[i], &a.Sections[i]
		if section.Stage != row.Stage || section.School != c.Schools[row.School].ID || len(section.Readings) != len(s.Indicators) {
			return false
		}
	}
	return true
}

// diagnoser is what all parts of a diagnosis look at.
type diagnoser struct {
	s *standard.Standard
	c *model.County
	a *standard.Assessment

	stages []string         // in order of first appearance
	rows   map[string][]int // by stage: indices into a.Sections
	school []int            // by row: index into c.Schools
	parts  [][]int          // by row: the sections of the county that count as one, with those of campuses

	reliefs []standard.ReliefUse
	spreads []*spread // by indicator result; see [diagnoser.spread]
}

func newDiagnoser(s *standard.Standard, c *model.County, a *standard.Assessment) (*diagnoser, error) {
	table, err := s.Table(c)
	if err != nil {
		return nil, err
	}
	if !madeOf(a, s, c, table) {
		return nil, ErrOtherAssessment
	}
	d := &diagnoser{
		s: s, c: c, a: a, rows: make(map[string][]int), school: make([]int, len(a.Sections)), parts: make([][]int, len(a.Sections)),
	}
	index := c.SchoolIndex()
	for i := range table.Rows {
		if d.parts[i] = table.Rows[i].Parts; d.parts[i] == nil {
			d.parts[i] = []int{table.Rows[i].Section}
		}
	}
	for i := range a.Sections {
		stage := a.Sections[i].Stage
		if d.rows[stage] == nil {
			d.stages = append(d.stages, stage)
		}
		d.rows[stage] = append(d.rows[stage], i)
		d.school[i] = index[a.Sections[i].School]
	}
	return d, nil
}

// spread is the stock behind an indicator result, by its index; nil where the standard does not have
// the indicator. It is made when it is first asked for.
func (d *diagnoser) spread(result int) *spread {
	if d.spreads == nil {
		d.spreads = make([]*spread, len(d.a.Indicators))
	}
	r := &d.a.Indicators[result]
	if k, ok := d.s.Index(r.Code); ok && d.spreads[result] == nil {
		d.spreads[result] = newSpread(d.a, d.rows[r.Stage], k)
	}
	return d.spreads[result]
}

// name is what a row belongs to in a dimension; empty: nothing that is known.
func (d *diagnoser) name(by string, row int) string {
	school := &d.c.Schools[d.school[row]]
	switch by {
	case ByZone:
		return school.Zone
	case ByArea:
		return string(school.Area)
	case ByGroup:
		return school.Group
	case ByOwner:
		return ownerName(school.Owner)
	}
	return ""
}

// Names of owners.
const (
	OwnerPrivate = "private"
	OwnerPublic  = "public"
)

// ownerPrivate is the code of private schools in the education statistics.
const ownerPrivate = 10

func ownerName(code int) string {
	switch code {
	case 0:
		return ""
	case ownerPrivate:
		return OwnerPrivate
	}
	return OwnerPublic
}
