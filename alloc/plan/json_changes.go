package plan

type changesJSON struct {
	Catchments []catchmentJSON   `json:"catchments"`
	Pieces     []pieceChangeJSON `json:"pieces"`
}

type catchmentJSON struct {
	School          string        `json:"school_id"`
	Stage           string        `json:"stage"`
	Status          SectionStatus `json:"status"`
	PupilsBefore    num           `json:"pupils_before"`
	PupilsAfter     num           `json:"pupils_after"`
	SeatsBefore     *num          `json:"seats_before"`
	SeatsAfter      *num          `json:"seats_after"`
	ClassesBefore   *num          `json:"classes_before"`
	ClassesAfter    *num          `json:"classes_after"`
	ClassSizeBefore *num          `json:"class_size_before"`
	ClassSizeAfter  *num          `json:"class_size_after"`
	MetresBefore    *num          `json:"metres_before"`
	MetresAfter     *num          `json:"metres_after"`
	Gained          num           `json:"gained"`
	Lost            num           `json:"lost"`
}

type pieceChangeJSON struct {
	Piece           string           `json:"piece_id"`
	Stage           string           `json:"stage"`
	Pupils          num              `json:"pupils"`
	From            string           `json:"from"`
	Shares          []pieceShareJSON `json:"shares"`
	MetresBefore    *num             `json:"metres_before"`
	MetresAfter     *num             `json:"metres_after"`
	ClassSizeBefore *num             `json:"class_size_before"`
	ClassSizeAfter  *num             `json:"class_size_after"`
}

type pieceShareJSON struct {
	School string `json:"school_id"`
	Pupils num    `json:"pupils"`
	Boards num    `json:"boards,omitempty"`
	Metres *num   `json:"metres"`
}

func (c *Changes) json() *changesJSON {
	if c == nil {
		return nil
	}
	out := &changesJSON{Catchments: []catchmentJSON{}, Pieces: []pieceChangeJSON{}}
	for i := range c.Catchments {
		x := &c.Catchments[i]
		out.Catchments = append(out.Catchments, catchmentJSON{
			x.School, x.Stage, x.Status, num(x.PupilsBefore), num(x.PupilsAfter),
			numPointer(x.SeatsBefore), numPointer(x.SeatsAfter), numPointer(x.ClassesBefore), numPointer(x.ClassesAfter),
			numPointer(x.ClassSizeBefore), numPointer(x.ClassSizeAfter),
			numPointer(x.MetresBefore), numPointer(x.MetresAfter), num(x.Gained), num(x.Lost),
		})
	}
	for i := range c.Pieces {
		x := &c.Pieces[i]
		p := pieceChangeJSON{
			x.Piece, x.Stage, num(x.Pupils), x.From, []pieceShareJSON{}, numPointer(x.MetresBefore), numPointer(x.MetresAfter),
			numPointer(x.ClassSizeBefore), numPointer(x.ClassSizeAfter),
		}
		for _, s := range x.Shares {
			p.Shares = append(p.Shares, pieceShareJSON{s.School, num(s.Pupils), num(s.Boards), numPointer(s.Metres)})
		}
		out.Pieces = append(out.Pieces, p)
	}
	return out
}

func (c *changesJSON) changes() *Changes {
	if c == nil {
		return nil
	}
	out := &Changes{}
	for i := range c.Catchments {
		x := &c.Catchments[i]
		out.Catchments = append(out.Catchments, CatchmentChange{
			School: x.School, Stage: x.Stage, Status: x.Status, PupilsBefore: float64(x.PupilsBefore), PupilsAfter: float64(x.PupilsAfter),
			SeatsBefore: floatPointer(x.SeatsBefore), SeatsAfter: floatPointer(x.SeatsAfter),
			ClassesBefore: floatPointer(x.ClassesBefore), ClassesAfter: floatPointer(x.ClassesAfter),
			ClassSizeBefore: floatPointer(x.ClassSizeBefore), ClassSizeAfter: floatPointer(x.ClassSizeAfter),
			MetresBefore: floatPointer(x.MetresBefore), MetresAfter: floatPointer(x.MetresAfter),
			Gained: float64(x.Gained), Lost: float64(x.Lost),
		})
	}
	for i := range c.Pieces {
		x := &c.Pieces[i]
		p := PieceChange{
			Piece: x.Piece, Stage: x.Stage, Pupils: float64(x.Pupils), From: x.From,
			MetresBefore: floatPointer(x.MetresBefore), MetresAfter: floatPointer(x.MetresAfter),
			ClassSizeBefore: floatPointer(x.ClassSizeBefore), ClassSizeAfter: floatPointer(x.ClassSizeAfter),
		}
		for _, s := range x.Shares {
			p.Shares = append(p.Shares, PieceShare{s.School, float64(s.Pupils), float64(s.Boards), floatPointer(s.Metres)})
		}
		out.Pieces = append(out.Pieces, p)
	}
	return out
}
