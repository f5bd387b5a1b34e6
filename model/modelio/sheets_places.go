package modelio

import (
	"slices"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// pieceSheet is the table of pieces. Its columns by stage are those that some piece has: the county's
// stages first, then others by alphabet.
func pieceSheet(c *model.County) *Sheet {
	pupils := stagesOf(c, func(p *model.Piece, stage string) bool { _, ok := p.Pupils[stage]; return ok })
	schools := stagesOf(c, func(p *model.Piece, stage string) bool { return p.School[stage] != "" })
	s := sheet(&pieceForm, nil, func(add func(...string) error) error {
		var cells []string
		for i := range c.Pieces {
			p := &c.Pieces[i]
			lon, lat := placed(p.Place)
			cells = append(cells[:0], p.ID, lon, lat, filled(p.AreaM2), p.Zone, flag(p.Locked), p.BarrierSide, gradeList(p.Grades))
			for _, stage := range pupils {
				cell := ""
				if v, ok := p.Pupils[stage]; ok {
					cell = plain(v)
				}
				cells = append(cells, cell)
			}
			for _, stage := range schools {
				cells = append(cells, p.School[stage])
			}
			if err := add(cells...); err != nil {
				return err
			}
		}
		return nil
	})
	for _, stage := range pupils {
		s.Columns, s.Numbers = append(s.Columns, "pupils"+stageMark+stage), append(s.Numbers, true)
	}
	for _, stage := range schools {
		s.Columns, s.Numbers = append(s.Columns, "school"+stageMark+stage), append(s.Numbers, false)
	}
	return s
}

// stagesOf lists the stages that some piece has something of.
func stagesOf(c *model.County, has func(p *model.Piece, stage string) bool) []string {
	all := c.Stages()
	var others []string
	for i := range c.Pieces {
		for _, stages := range [][]string{keys(c.Pieces[i].Pupils), keys(c.Pieces[i].School)} {
			for _, stage := range stages {
				if !slices.Contains(all, stage) && !slices.Contains(others, stage) {
					others = append(others, stage)
				}
			}
		}
	}
	slices.Sort(others)
	return slices.DeleteFunc(append(all, others...), func(stage string) bool {
		return !slices.ContainsFunc(c.Pieces, func(p model.Piece) bool { return has(&p, stage) })
	})
}

func keys[T any](m map[string]T) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	return all
}

func gradeList(grades []int) string {
	all := make([]string, len(grades))
	for i, g := range grades {
		all[i] = strconv.Itoa(g)
	}
	return strings.Join(all, ";")
}

// candidateSheet is the table of candidates, with the stocks that some of them bring.
func candidateSheet(c *model.County) *Sheet {
	var stocks []string
	for i := range c.Candidates {
		for _, name := range keys(c.Candidates[i].Stocks) {
			if !slices.Contains(stocks, name) {
				stocks = append(stocks, name)
			}
		}
	}
	slices.Sort(stocks)
	return sheet(&candidateForm, stocks, func(add func(...string) error) error {
		var cells []string
		for i := range c.Candidates {
			k := &c.Candidates[i]
			lon, lat := placed(k.Place)
			cells = append(cells[:0], k.School, string(k.Action), k.Stage, filled(k.Seats), filled(k.Cost), filled(k.RunningCost),
				lon, lat, filledInt(k.MaxExtraClasses))
			if err := add(appendStocks(cells, k.Stocks, stocks)...); err != nil {
				return err
			}
		}
		return nil
	})
}
