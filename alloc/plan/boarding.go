package plan

import (
	"math"
	"slices"

	"github.com/eduparity/eduparity/model"
)

// tooFar says whether a limit on ways is exceeded between a piece and a site, day school or not. A way in
// minutes that is not known is too far.
func (r *Rules) tooFar(s *PlaceStage, b, j int) bool {
	k := b*len(s.Sites) + j
	for i := range r.Problem.Limits {
		l := &r.Problem.Limits[i]
		if l.What != LimitRadius || l.Max == nil || !r.radiusBinds(l, s, b, j) {
			continue
		}
		way := s.Metres[k]
		if l.By == ByMinutes {
			way = s.Minutes[k]
		}
		if !(way <= *l.Max) {
			return true
		}
	}
	return false
}

// radiusBinds says whether a limit on ways is about the pupils of a piece on their way to a site: by the site's
// school, by where they live, and by their grades.
func (r *Rules) radiusBinds(l *Limit, s *PlaceStage, b, j int) bool {
	scope := l.Scope
	if scope.Area != "" && scope.Area != r.areaOf(s, b, j) {
		return false
	}
	scope.Area = ""
	if !r.siteInScope(scope, &s.Sites[j]) {
		return false
	}
	if len(l.Grades) == 0 {
		return true
	}
	first, last := model.GradesOf(s.Name)
	here := r.Problem.County.Pieces[s.Pieces[b]].Grades
	return slices.ContainsFunc(l.Grades, func(g int) bool {
		return g >= first && g <= last && (len(here) == 0 || slices.Contains(here, g))
	})
}

// areaOf is the area where the pupils of a piece live: that of today's school, for a rule that is to protect them
// must not end where a school in town takes them; that of the site's school where they have none.
func (r *Rules) areaOf(s *PlaceStage, b, j int) string {
	if today := s.Today[b]; today >= 0 {
		j = today
	}
	if i := r.School(s.Sites[j].School); i >= 0 {
		return string(r.Problem.County.Schools[i].Area)
	}
	return ""
}

// BoardPrice is what it costs that one pupil more boards at a school; nothing, and recurrent, where no cost
// line says otherwise.
func (p *Prices) BoardPrice(school string) (cost float64, nature model.Nature) {
	if price, ok := p.Of(model.CategoryBoard, school); ok {
		return price.Cost, price.Nature
	}
	return 0, model.Recurrent
}

// boarding checks that those board, and only those, who are newly sent beyond a limit on ways: if all could,
// ways would be saved by boarding.
func (c *checker) boarding(f *flows, b, j int) {
	s := f.of
	k := b*len(s.Sites) + j
	boards := f.boards[k]
	day := f.pupils[k] - boards
	switch {
	case s.Boards[k] && day > personsDust*max(1, f.pupils[k]):
		c.broken(string(LimitRadius), c.pieceName(s, b), day, "pupils", "school %s is too far for %s pupils who do not board: %s m", s.Sites[j].School, number(day), number(s.Metres[k]))
	case !s.Boards[k] && boards > 0:
		c.broken(RuleSite, c.pieceName(s, b), boards, "pupils", "%s pupils board at school %s, which they can reach or go to already", number(boards), s.Sites[j].School)
	}
}

// boardBills are what those who board cost.
func (c *checker) boardBills(a *Action) []bill {
	at := slices.IndexFunc(c.county.Schools, func(s model.School) bool { return s.ID == a.To })
	if at < 0 {
		return nil
	}
	cost, nature := c.r.Prices.BoardPrice(a.To)
	return []bill{{
		school: c.r.School(a.To), at: &c.county.Schools[at], stage: a.Stage, category: model.CategoryBoard,
		price: Price{Cost: cost, Nature: nature, Max: math.Inf(1), Unit: UnitPupil}, amount: cost * a.Quantity,
	}}
}
