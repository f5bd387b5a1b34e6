package modelio

import (
	"strings"

	"github.com/eduparity/eduparity/model"
)

func (r *reader) readPieces() {
	t := r.open(&pieceForm)
	if t == nil {
		return
	}
	r.unknownColumns(&pieceForm, t)
	pupils, schools := t.staged("pupils"), t.staged("school")
	r.county.Pieces = []model.Piece{}
	r.each(t, []string{"piece_id"}, func(c *cells) {
		p := model.Piece{
			ID: c.text("piece_id"), Place: c.place("lon", "lat"), AreaM2: c.filled("area_m2"), Zone: c.text("zone_id"),
			Locked: c.flag("locked"), BarrierSide: c.text("barrier_side"), Grades: c.grades("grades"),
		}
		for _, s := range pupils {
			if v, ok := c.number(s.column); ok {
				if p.Pupils == nil {
					p.Pupils = make(map[string]float64, len(pupils))
				}
				p.Pupils[s.stage] = v
			}
		}
		for _, s := range schools {
			if id := c.text(s.column); id != "" {
				if p.School == nil {
					p.School = make(map[string]string, len(schools))
				}
				p.School[s.stage] = id
			}
		}
		r.county.Pieces = append(r.county.Pieces, p)
	})
}

// A stagedColumn is a column of one stage.
type stagedColumn struct{ column, stage string }

// staged lists the columns of a table that are called by a name and a stage, in their order.
func (t *table) staged(name string) []stagedColumn {
	var all []stagedColumn
	for _, h := range t.header {
		if stage, ok := strings.CutPrefix(h.name, name+stageMark); ok && h.known {
			all = append(all, stagedColumn{h.name, stage})
		}
	}
	return all
}

// grades returns the grades of a cell that is a list; nil where it is empty.
func (c *cells) grades(column string) []int {
	var all []int
	for _, s := range c.codes(column, gradeWords) {
		if g := c.gradeOf(column, s); g != 0 {
			all = append(all, g)
		}
	}
	return all
}

func (r *reader) readBorders() {
	t := r.open(&adjacencyForm)
	if t == nil {
		return
	}
	r.unknownColumns(&adjacencyForm, t)
	r.county.Borders = []model.Border{}
	r.each(t, []string{"piece_a", "piece_b"}, func(c *cells) {
		r.county.Borders = append(r.county.Borders, model.Border{A: c.text("piece_a"), B: c.text("piece_b")})
	})
}

func (r *reader) readCandidates() {
	t := r.open(&candidateForm)
	if t == nil {
		return
	}
	stocks := r.stockColumns(&candidateForm, t)
	r.county.Candidates = []model.Candidate{}
	r.each(t, []string{"school_id", "action", "stage"}, func(c *cells) {
		k := model.Candidate{
			School: c.text("school_id"), Action: model.CandidateAction(c.oneOf("action", actionWords)), Stage: c.stage(),
			Seats: c.filled(model.Seats), Cost: c.filled("cost_yuan"), RunningCost: c.filled("running_cost_yuan"),
			Place: c.place("lon", "lat"), MaxExtraClasses: c.whole("max_extra_classes"),
		}
		if brought := c.stocks(stocks); len(brought) > 0 {
			k.Stocks = brought
		}
		r.county.Candidates = append(r.county.Candidates, k)
	})
}
