package workbook

import (
	"errors"

	"github.com/xuri/excelize/v2"
)

// styles are the styles of the cells of forms, by what the cell holds.
type styles struct {
	title, head, text, bad  int
	whole, general, percent int
	two, twoNear, twoBelow  int // two decimals; below the minimum, yet at the share; below that
	three, threeOver        int // three decimals; over the limit

	plain, wrapped, strong, money, fine int
}

// of is the style of a form.
func (s *styles) of(f Form) int {
	switch f {
	case Wrapped:
		return s.wrapped
	case Strong:
		return s.strong
	case Whole:
		return s.whole
	case Two:
		return s.two
	case Three:
		return s.three
	case Percent:
		return s.fine
	case Money:
		return s.money
	case Bad:
		return s.bad
	case Plain:
	}
	return s.plain
}

// Number formats.
const (
	formatWhole   = "0"
	formatTwo     = "0.00"
	formatThree   = "0.000"
	formatPercent = "0.0%"
	formatGeneral = "General"
	formatFine    = "0.000%"
	formatMoney   = "#,##0.00"
)

// Colours of what falls short: amber and red, on white.
const (
	amber = "9C5700"
	red   = "C00000"
)

func newStyles(f *excelize.File) (*styles, error) {
	var s styles
	var errs []error
	set := func(id *int, style excelize.Style) {
		n, err := f.NewStyle(&style)
		*id = n
		errs = append(errs, err)
	}
	number := func(id *int, format, colour string) {
		style := excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{Vertical: "top"}}
		if colour != "" {
			style.Font = &excelize.Font{Color: colour}
		}
		set(id, style)
	}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	set(&s.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}, Alignment: middle})
	set(&s.head, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: middle})
	set(&s.text, excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left"}})
	set(&s.bad, excelize.Style{Font: &excelize.Font{Color: red}})
	set(&s.wrapped, excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true}})
	set(&s.strong, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "top"}})
	set(&s.plain, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}})
	number(&s.money, formatMoney, "")
	number(&s.fine, formatFine, "")
	number(&s.whole, formatWhole, "")
	number(&s.general, formatGeneral, "")
	number(&s.percent, formatPercent, "")
	number(&s.two, formatTwo, "")
	number(&s.twoNear, formatTwo, amber)
	number(&s.twoBelow, formatTwo, red)
	number(&s.three, formatThree, "")
	number(&s.threeOver, formatThree, red)
	return &s, errors.Join(errs...)
}
