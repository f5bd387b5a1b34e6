package diagnosis

import (
	"math"

	"github.com/eduparity/eduparity/model/measure"
)

// A Driver says what makes the CV of one indicator in one stage.
type Driver struct {
	Code   string   `json:"code"`
	Stage  string   `json:"stage"`
	Unit   string   `json:"unit"` // of the stock
	CV     Number   `json:"cv"`
	Limit  *float64 `json:"limit,omitempty"` // nil: none
	Passes bool     `json:"passes"`

	Beside    Beside     `json:"beside"`
	Splits    []Split    `json:"splits"`    // by dimension; those that part nothing are left out
	Step      float64    `json:"step"`      // units of stock that Marginal.Step is about
	Marginals []Marginal `json:"marginals"` // by section, in county order
}

// Beside holds figures that are often taken for the official ones, beside those.
type Beside struct {
	Mean             Number `json:"mean"`            // total stock by total pupils
	UnweightedMean   Number `json:"unweighted_mean"` // mean of the sections' values
	WeightedCV       Number `json:"weighted_cv"`
	UnweightedCV     Number `json:"unweighted_cv"`
	WeightedSample   Number `json:"weighted_sample_cv"`   // the weighted one times sqrt(n / (n - 1))
	UnweightedSample Number `json:"unweighted_sample_cv"` // what STDEV/AVERAGE of a spreadsheet gives
}

// A Marginal says what a section makes of a CV, and what a little more would do to the CV: the
// difference exactly, and the rate (the derivative) at which its first part comes. A CV of 0 cannot
// fall: there the rate is that of its growth. All of them are undefined where the CV is.
//
// Stock that a school keeps for several stages falls to each by its share: there the effects on the
// stages go together.
type Marginal struct {
	School string  `json:"school_id"`
	Stage  string  `json:"stage"`
	Stock  float64 `json:"stock"` // in the indicator's unit
	Pupils float64 `json:"pupils"`
	Value  float64 `json:"value"`
	Share  Number  `json:"share_of_cv2"` // the shares of all sections add up to 1

	OneUnit   Number `json:"one_unit"`   // one unit of stock more in the section
	UnitRate  Number `json:"unit_rate"`  // per unit of stock
	OnePupil  Number `json:"one_pupil"`  // one pupil more in the section, from outside the county
	PupilRate Number `json:"pupil_rate"` // per pupil
	Step      Number `json:"step"`       // Driver.Step units of stock more
}

// steps are the amounts of stock that people speak of, by unit. Any other unit: 1.
func stepOf(unit string) float64 {
	switch unit {
	case "m2":
		return 100
	case "yuan":
		return 10000
	}
	return 1
}

// drivers looks at every indicator of every stage.
func (d *diagnoser) drivers() []Driver {
	drivers := make([]Driver, 0, len(d.a.Indicators))
	for i := range d.a.Indicators {
		r := &d.a.Indicators[i]
		k, ok := d.s.Index(r.Code)
		if !ok {
			continue
		}
		rows := d.rows[r.Stage]
		indicator := &d.s.Indicators[k]
		s := d.spread(i)
		driver := Driver{
			Code: r.Code, Stage: r.Stage, Unit: indicator.Unit, CV: Number(r.CV), Limit: r.Limit, Passes: r.Passes,
			Beside: d.beside(rows, k), Splits: []Split{}, Step: stepOf(indicator.Unit), Marginals: make([]Marginal, len(rows)),
		}
		for j, row := range rows {
			section := &d.a.Sections[row]
			reading := &section.Readings[k]
			m := Marginal{
				School: section.School, Stage: section.Stage, Stock: reading.Stock, Pupils: section.Pupils, Value: reading.Value,
				Share: Number(reading.ShareOfCV2),
			}
			one, rate := s.moreStock(j, 1)
			m.OneUnit, m.UnitRate = Number(one), Number(rate)
			one, rate = s.morePupils(j, 1)
			m.OnePupil, m.PupilRate = Number(one), Number(rate)
			step, _ := s.moreStock(j, driver.Step)
			m.Step = Number(step)
			driver.Marginals[j] = m
		}
		for _, by := range Dimensions() {
			names := make([]string, len(rows))
			parted := false
			for j, row := range rows {
				names[j] = d.name(by, row)
				parted = parted || names[j] != names[0]
			}
			if parted {
				driver.Splits = append(driver.Splits, splitBy(s, by, names, indicator.Per))
			}
		}
		drivers = append(drivers, driver)
	}
	return drivers
}

// beside takes the figures beside the official ones.
func (d *diagnoser) beside(rows []int, k int) Beside {
	stock, pupils := make([]float64, len(rows)), make([]float64, len(rows))
	n, mean := float64(len(rows)), 0.0
	for j, row := range rows {
		stock[j], pupils[j] = d.a.Sections[row].Readings[k].Stock, d.a.Sections[row].Pupils
		mean += d.a.Sections[row].Readings[k].Value / n
	}
	weighted := measure.CV(stock, pupils)
	sample := math.NaN() // one section has no sample form
	if n > 1 {
		sample = math.Sqrt(n / (n - 1))
	}
	return Beside{
		Mean:           Number(d.s.Indicators[k].Per * measure.Mean(stock, pupils)),
		UnweightedMean: Number(mean), WeightedCV: Number(weighted), UnweightedCV: Number(measure.UnweightedCV(stock, pupils)),
		WeightedSample: Number(weighted * sample), UnweightedSample: Number(measure.SampleCV(stock, pupils)),
	}
}
