package html

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// A countyMap shows schools, moves of teachers and catchments where their places are known. North is
// up, and a kilometre is as long east as north in the middle of the map.
type countyMap struct {
	Width, Height px
	Schools       []mapSchool
	Moves         []mapMove
	Catchments    []mapCatchment // by stage
	Bar           px             // length of the scale bar
	BarText       words
	Unplaced      int // schools without a place
	After         bool
	HasFree       bool // some school is not judged
	HasNew        bool // some school opens
	HasClosed     bool // some school closes
}

// A mapSchool is one school.
type mapSchool struct {
	ID, Title      string
	X, Y, R        px           // its place, and the radius of its sign, which is drawn around (0, 0)
	Signs          pair[string] // pass, fail, or free: not judged
	There          pair[bool]   // before, after
	LabelX, LabelY px
	Anchor         string
	Crowded        bool   // no room for its label
	Diamond        string // the outline of a school that does not pass
	Colour         int    // of its catchment
	Fill           string // class of that colour; empty: there are no catchments
}

// A mapMove is what goes from one school to another: teachers, all kinds together.
type mapMove struct {
	From, To, Path, Title string
	Width                 px
}

// A mapCatchment is the pieces of a stage.
type mapCatchment struct {
	Stage  words
	ID     string
	Pieces []mapPiece
	First  bool
}

// A mapPiece is one piece of a catchment, coloured by its school. Path is its outline; empty: a dot at
// its place.
type mapPiece struct {
	Path, Title string
	X, Y, R     px
	School      pair[string]
	Colour      pair[int] // -1: no school
	Moves       bool
}

// Measures of the drawing.
const (
	mapWidth     px = 720
	mapMargin    px = 34
	mapLeast     px = 320
	mapMost      px = 860
	leastDot     px = 3.5
	mostDot      px = 10
	labelHeight  px = 12
	labelWidth   px = 6.4 // of a letter
	barMost      px = 140
	mapColours      = 8
	kmPerDegree     = model.EarthRadius * math.Pi / 180 / 1000
	leastExtent     = 0.002 // degrees: a county of one point is drawn as 200 m
	leastPiece   px = 2
	mostPiece    px = 5
	diamondWider px = 1.25 // so that a diamond looks as large as a dot
	widestArrow  px = 5
	arrowPerUnit px = 0.7
)

// A projection puts places on the map.
type projection struct {
	west, north, stretch float64
	scale                px // per degree of latitude
	x0, y0               px
}

func (p projection) at(q model.Place) (x, y px) {
	return p.x0 + px((q.Lon-p.west)*p.stretch)*p.scale, p.y0 + px(p.north-q.Lat)*p.scale
}

// countyMap draws the map; nil where fewer than two schools have a place.
func (v *view) countyMap(all []sectionPair) *countyMap {
	schools := v.county.Schools
	if v.then != nil {
		for i := range v.then.Schools {
			if _, old := v.schools[v.then.Schools[i].ID]; !old {
				schools = append(slices.Clip(schools), v.then.Schools[i])
			}
		}
	}
	var places []model.Place
	for i := range schools {
		if schools[i].Place != nil {
			places = append(places, *schools[i].Place)
		}
	}
	if len(places) < 2 {
		return nil
	}
	placed := len(places)
	for i := range v.county.Pieces {
		if p := v.county.Pieces[i].Place; p != nil {
			places = append(places, *p)
		}
		for _, ring := range outlines(v.county.Pieces[i].Shape) {
			places = append(places, ring...)
		}
	}
	p, height := project(places)
	m := &countyMap{Width: mapWidth, Height: height, Unplaced: len(schools) - placed, After: v.after != nil}
	m.bar(p)
	at := v.mapSchools(m, p, schools, all)
	v.mapMoves(m, at)
	v.mapPieces(m, p)
	return m
}

// project fits the places into the drawing.
func project(places []model.Place) (p projection, height px) {
	west, east, south, north := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, q := range places {
		west, east = min(west, q.Lon), max(east, q.Lon)
		south, north = min(south, q.Lat), max(north, q.Lat)
	}
	p.stretch = math.Cos((south + north) / 2 * math.Pi / 180)
	wide, tall := max((east-west)*p.stretch, leastExtent), max(north-south, leastExtent)
	inner := mapWidth - 2*mapMargin
	height = min(max(inner*px(tall/wide), mapLeast), mapMost-2*mapMargin)
	p.scale = min(inner/px(wide), height/px(tall))
	p.west, p.north = west, north
	p.x0 = mapMargin + (inner-px((east-west)*p.stretch)*p.scale)/2
	p.y0 = mapMargin + (height-px(north-south)*p.scale)/2
	return p, height + 2*mapMargin
}

// bar is the scale bar: a round number of kilometres.
func (m *countyMap) bar(p projection) {
	perKM := p.scale / px(kmPerDegree)
	km := math.Inf(1)
	for power := 0.01; power < 1e5; power *= 10 {
		for _, f := range []float64{1, 2, 5} {
			if px(f*power)*perKM <= barMost {
				km = f * power
			}
		}
	}
	if math.IsInf(km, 1) {
		return
	}
	m.Bar, m.BarText = px(km)*perKM, say("%s km", report.Amount(km))
}

// mapSchools draws the schools, the largest last, and finds room for their labels.
func (v *view) mapSchools(m *countyMap, p projection, schools []model.School, all []sectionPair) map[string]*mapSchool {
	counts := v.siteCounts(all)
	high := 1.0
	for _, c := range counts {
		high = max(high, c.pupils)
	}
	for i := range schools {
		s := &schools[i]
		c := counts[s.ID]
		if s.Place == nil || c == nil {
			continue
		}
		x := mapSchool{ID: s.ID, Signs: pair[string]{c.sign(0), c.sign(1)}, There: c.there, Colour: i % mapColours}
		x.X, x.Y = p.at(*s.Place)
		x.R = leastDot + (mostDot-leastDot)*px(math.Sqrt(c.pupils/high))
		x.Title = strings.TrimSpace(s.ID + " " + s.Name)
		x.Diamond = diamond(x.R * diamondWider)
		m.HasFree = m.HasFree || x.Signs.Before == signFree || x.Signs.After == signFree
		m.HasNew = m.HasNew || !c.there.Before
		m.HasClosed = m.HasClosed || !c.there.After
		m.Schools = append(m.Schools, x)
	}
	slices.SortStableFunc(m.Schools, func(a, b mapSchool) int { return cmp.Compare(b.R, a.R) })
	m.label()
	slices.Reverse(m.Schools)
	at := make(map[string]*mapSchool, len(m.Schools))
	for i := range m.Schools {
		at[m.Schools[i].ID] = &m.Schools[i]
	}
	v.colour(m)
	return at
}

// Signs of schools on the map.
const (
	signPass = "pass"
	signFail = "fail"
	signFree = "free"
)

// A siteCount is what is known of a school, all its stages together, before and after.
type siteCount struct {
	pupils                float64
	there, judged, passes pair[bool]
}

// sign is the school's sign on one side of the plan.
func (c *siteCount) sign(side int) string {
	judged, passes := c.judged.Before, c.passes.Before
	if side == 1 {
		judged, passes = c.judged.After, c.passes.After
	}
	switch {
	case !judged:
		return signFree
	case passes:
		return signPass
	}
	return signFail
}

// siteCounts counts the schools that have sections, also those that are not judged.
func (v *view) siteCounts(all []sectionPair) map[string]*siteCount {
	counts := make(map[string]*siteCount)
	at := func(id string) *siteCount {
		if counts[id] == nil {
			counts[id] = &siteCount{passes: pair[bool]{true, true}}
		}
		return counts[id]
	}
	last, _ := v.latest()
	for i := range v.county.Sections {
		at(v.county.Sections[i].School).there.Before = true
	}
	for i := range last.Sections {
		c := at(last.Sections[i].School)
		c.there.After = true
		c.pupils += last.Sections[i].Pupils
	}
	for i := range all {
		c := at(all[i].school)
		if s := all[i].Before; s != nil {
			c.judged.Before, c.passes.Before = true, c.passes.Before && s.Passes
		}
		if s := all[i].After; s != nil {
			c.judged.After, c.passes.After = true, c.passes.After && s.Passes
		}
	}
	return counts
}

// diamond is the outline of a square that stands on a corner.
func diamond(r px) string {
	return fmt.Sprintf("M0 %vL%v 0L0 %vL%v 0Z", -r, r, r, -r)
}

// A box is a rectangle that a label or a dot takes.
type box struct{ left, top, right, bottom px }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// label places the ids of the schools beside their dots, those of the largest schools first; where
// there is no room the label is shown only with its school.
func (m *countyMap) label() {
	var taken []box
	for i := range m.Schools {
		s := &m.Schools[i]
		taken = append(taken, box{s.X - s.R, s.Y - s.R, s.X + s.R, s.Y + s.R})
	}
	for i := range m.Schools {
		s := &m.Schools[i]
		w := px(len([]rune(s.ID))) * labelWidth
		s.Crowded = true
		for _, way := range []struct {
			anchor string
			x, y   px
			left   px
		}{
			{"start", s.R + 2, 4, s.X + s.R + 2},
			{"end", -s.R - 2, 4, s.X - s.R - 2 - w},
			{"middle", 0, -s.R - 3, s.X - w/2},
			{"middle", 0, s.R + labelHeight - 1, s.X - w/2},
		} {
			b := box{way.left, s.Y + way.y - labelHeight + 3, way.left + w, s.Y + way.y + 1}
			if s.Anchor == "" {
				s.LabelX, s.LabelY, s.Anchor = way.x, way.y, way.anchor
			}
			if b.left < 0 || b.right > m.Width || slices.ContainsFunc(taken, b.meets) {
				continue
			}
			s.LabelX, s.LabelY, s.Anchor, s.Crowded = way.x, way.y, way.anchor, false
			taken = append(taken, b)
			break
		}
	}
}

// colour gives neighbouring schools different colours: each the one whose nearest bearer is farthest.
func (v *view) colour(m *countyMap) {
	if len(v.county.Pieces) == 0 {
		return
	}
	for i := range m.Schools {
		s := &m.Schools[i]
		var nearest [mapColours]px
		for c := range nearest {
			nearest[c] = px(math.Inf(1))
		}
		for j := range i {
			o := &m.Schools[j]
			d := px(math.Hypot(float64(o.X-s.X), float64(o.Y-s.Y)))
			nearest[o.Colour] = min(nearest[o.Colour], d)
		}
		best := 0
		for c := range nearest {
			if nearest[c] > nearest[best] {
				best = c
			}
		}
		s.Colour, s.Fill = best, " c"+strconv.Itoa(best)
	}
}

// mapMoves draws moves of teachers as curves, all kinds between two schools together.
func (v *view) mapMoves(m *countyMap, at map[string]*mapSchool) {
	if v.plan == nil {
		return
	}
	var order [][2]string
	persons := make(map[[2]string]float64)
	add := func(from, to string, n float64) {
		k := [2]string{from, to}
		if persons[k] == 0 {
			order = append(order, k)
		}
		persons[k] += n
	}
	for i := range v.plan.Actions {
		switch a := &v.plan.Actions[i]; a.Kind {
		case plan.Move:
			add(a.From, a.To, a.Quantity)
		case plan.Swap:
			add(a.From, a.To, a.Quantity)
			add(a.To, a.From, a.Quantity)
		default:
		}
	}
	for _, k := range order {
		from, to := at[k[0]], at[k[1]]
		if from == nil || to == nil {
			continue
		}
		m.Moves = append(m.Moves, mapMove{
			From: k[0], To: k[1], Path: bent(from, to), Width: min(widestArrow, 1+arrowPerUnit*px(persons[k])),
			Title: k[0] + " → " + k[1] + ": " + report.Amount(persons[k]),
		})
	}
}

// bent is a curve from one school to another that ends at the rim of its dot, bent to the right, so
// that both directions are seen.
func bent(from, to *mapSchool) string {
	const bend = 0.12
	dx, dy := to.X-from.X, to.Y-from.Y
	length := px(math.Hypot(float64(dx), float64(dy)))
	if length == 0 {
		return ""
	}
	mx, my := (from.X+to.X)/2-dy*bend, (from.Y+to.Y)/2+dx*bend
	ex, ey := to.X-mx, to.Y-my
	back := (to.R + 3) / max(1, px(math.Hypot(float64(ex), float64(ey))))
	return fmt.Sprintf("M%v %vQ%v %v %v %v", from.X, from.Y, mx, my, to.X-ex*back, to.Y-ey*back)
}

// mapPieces draws the pieces of every stage in the colour of their school.
func (v *view) mapPieces(m *countyMap, p projection) {
	colours := make(map[string]int, len(m.Schools))
	for i := range m.Schools {
		colours[m.Schools[i].ID] = m.Schools[i].Colour
	}
	colour := func(school string) int {
		if c, ok := colours[school]; ok {
			return c
		}
		return -1
	}
	goes := v.assigned()
	for _, stage := range v.county.Stages() {
		c := mapCatchment{Stage: known(stage), ID: "pieces-" + idOf(stage), First: len(m.Catchments) == 0}
		for i := range v.county.Pieces {
			q := &v.county.Pieces[i]
			school, pupils := q.School[stage], q.Pupils[stage]
			if q.Place == nil && q.Shape == nil || school == "" && pupils == 0 {
				continue
			}
			x := mapPiece{School: pair[string]{school, school}, R: min(mostPiece, leastPiece+px(math.Sqrt(pupils))/3)}
			if to, ok := goes[[2]string{q.ID, stage}]; ok {
				x.School.After, x.Moves = to, to != school
			}
			x.Colour = pair[int]{colour(x.School.Before), colour(x.School.After)}
			x.Title = q.ID + ": " + report.Number(pupils, 0) + ", " + x.School.Before
			if x.Moves {
				x.Title += " → " + x.School.After
			}
			x.Path = path(p, q.Shape)
			if q.Place != nil {
				x.X, x.Y = p.at(*q.Place)
			}
			c.Pieces = append(c.Pieces, x)
		}
		if len(c.Pieces) > 0 {
			m.Catchments = append(m.Catchments, c)
		}
	}
}

// assigned is the school to which most pupils of a piece and stage go under the plan, by piece and
// stage; pieces that the plan leaves alone are absent.
func (v *view) assigned() map[[2]string]string {
	to := make(map[[2]string]string)
	most := make(map[[2]string]float64)
	if v.plan == nil {
		return to
	}
	for i := range v.plan.Actions {
		a := &v.plan.Actions[i]
		if a.Kind != plan.Assign && a.Kind != plan.Board {
			continue
		}
		if k := [2]string{a.Of, a.Stage}; a.Quantity > most[k] {
			most[k], to[k] = a.Quantity, a.To
		}
	}
	return to
}

// outlines are the rings of a shape.
func outlines(s model.Shape) [][]model.Place {
	var rings [][]model.Place
	for _, polygon := range s {
		rings = append(rings, polygon...)
	}
	return rings
}

// path is the outline of a shape on the map.
func path(p projection, s model.Shape) string {
	var b strings.Builder
	for _, ring := range outlines(s) {
		for i, q := range ring {
			x, y := p.at(q)
			if i == 0 {
				b.WriteByte('M')
			} else {
				b.WriteByte('L')
			}
			b.WriteString(x.String() + " " + y.String())
		}
		b.WriteByte('Z')
	}
	return b.String()
}
