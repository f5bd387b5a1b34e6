package realdata

import (
	"errors"
	"io/fs"
	"strconv"

	"github.com/eduparity/eduparity/model"
)

// taiwan is the folder of the data.
const taiwan = "taiwan_primary_2024"

// Taiwan makes a county of the primary schools of one county or city of Taiwan in 2024, with full-time
// teachers and classes: each school's pupils are one piece that lives at the school, and schools with fewer
// than so many pupils may close, each of which saves 1. Schools without pupils are left out. The folder of the
// data sets is the root of data; [fs.ErrNotExist] says that they are not at hand.
func Taiwan(data fs.FS, name string, fewer float64) (*model.County, error) {
	dir, err := fs.Sub(data, taiwan)
	if err != nil {
		return nil, err
	}
	c := &model.County{Name: name, Year: 2024, Source: "school statistics of Taiwan, school year 113"}
	err = each(dir, "schools.csv", func(row record) {
		pupils := row.number("pupils")
		if row.text("county") != name || pupils == 0 {
			return
		}
		id, place := row.text("school_code"), model.Place{Lon: row.number("longitude"), Lat: row.number("latitude")}
		c.Schools = append(c.Schools, model.School{ID: id, Name: row.text("school"), Kind: model.KindPrimary, Area: model.AreaRural, Place: &place})
		c.Sections = append(c.Sections, model.Section{
			School: id, Stage: model.StagePrimary, Pupils: pupils,
			Stocks: model.Stocks{model.Teachers: row.number("teachers"), model.Classes: row.number("classes")},
		})
		c.Pieces = append(c.Pieces, model.Piece{
			ID: "at-" + id, Place: &model.Place{Lon: place.Lon, Lat: place.Lat},
			Pupils: map[string]float64{model.StagePrimary: pupils}, School: map[string]string{model.StagePrimary: id},
		})
		if pupils < fewer {
			c.Candidates = append(c.Candidates, model.Candidate{School: id, Action: model.CandidateClose, Stage: model.StagePrimary, RunningCost: 1})
		}
	})
	if err == nil && len(c.Schools) == 0 {
		err = errors.New("no county of Taiwan is called " + strconv.Quote(name))
	}
	return c, err
}

// TaiwanCounties are counties for examples, from the mountains to the plain.
func TaiwanCounties() []string { return []string{"南投縣", "花蓮縣", "彰化縣"} }
