package plan

import (
	"math"
	"sync"
)

// A wayStore keeps the ways from the pieces of a county to its schools, by stage: they are read once for
// all problems about one county.
type wayStore struct {
	sync.Mutex
	tables map[wayKey]*wayTable
}

// A wayKey tells tables apart: sites that may open are in those of the lever siting only.
type wayKey struct {
	stage  string
	siting bool
}

// A wayTable is the ways of one stage, piece by piece as in [PlaceStage].
type wayTable struct {
	metres, minutes []float64
	barrier         []bool
}

// waysOf are the ways of a stage. The error is that of a distance which is missing.
func (r *Rules) waysOf(s *PlaceStage) (*wayTable, error) {
	key := wayKey{s.Name, r.Problem.HasLever(Siting)}
	r.store.Lock()
	defer r.store.Unlock()
	if t := r.store.tables[key]; t != nil {
		return t, nil
	}
	n := len(s.Pieces) * len(s.Sites)
	t := &wayTable{metres: make([]float64, 0, n), minutes: make([]float64, 0, n), barrier: make([]bool, 0, n)}
	for _, b := range s.Pieces {
		for j := range s.Sites {
			trip, err := r.ways.Trip(r.Problem.County.Pieces[b].ID, s.Sites[j].School)
			if err != nil {
				return nil, err
			}
			if trip.Minutes == 0 && trip.Metres > 0 {
				trip.Minutes = math.NaN()
			}
			t.metres, t.minutes, t.barrier = append(t.metres, trip.Metres), append(t.minutes, trip.Minutes), append(t.barrier, trip.Barrier)
		}
	}
	r.store.tables[key] = t
	return t, nil
}
