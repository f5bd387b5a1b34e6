package plot

import (
	"errors"
	"fmt"
	"image/color"
	"io"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	gonum "gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/eduparity/eduparity/alloc/report"
	"github.com/eduparity/eduparity/model"
)

// ErrData is wrapped by errors about what is to be drawn: nothing, numbers that are not finite, lists of
// different length.
var ErrData = errors.New("nothing that can be drawn")

// ErrFont is wrapped by errors about the font: it cannot be read, or there is none for Chinese labels.
var ErrFont = errors.New("font")

// Settings say how a figure looks. The zero value is useful.
type Settings struct {
	// Lang is the language of the labels; empty: English. Chinese needs a Font.
	Lang report.Lang
	// Font is a TrueType or OpenType font, or the first of a collection of them; nil: Liberation Sans.
	Font []byte
	// Width and Height are in centimetres, from 2 to 100; 0: 16 by 10, a column of a paper.
	Width, Height float64
}

// Sizes in centimetres.
const (
	defaultWidth  = 16
	defaultHeight = 10
	leastSize     = 2
	mostSize      = 100
)

// A Figure is a drawing that is ready to be written.
type Figure struct {
	plot          *gonum.Plot
	width, height vg.Length
}

// Formats lists the formats that figures are written in, which are also the ends of file names.
func Formats() []string { return []string{"svg", "png"} }

// Write writes the figure in one of [Formats].
func (f *Figure) Write(w io.Writer, format string) error {
	var canvas interface {
		vg.CanvasSizer
		io.WriterTo
	}
	switch format {
	case "svg":
		canvas = vgsvg.New(f.width, f.height)
	case "png":
		canvas = vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(f.width, f.height), vgimg.UseDPI(dotsPerInch))}
	default:
		return fmt.Errorf("%w: format %q: %s", ErrData, format, model.Unknown(format, Formats()))
	}
	f.plot.Draw(draw.Crop(draw.New(canvas), margin, -margin, margin, -margin))
	_, err := canvas.WriteTo(w)
	return err
}

// margin is left free around a figure; letters of some fonts reach over what gonum/plot leaves them.
const margin vg.Length = 8

// dotsPerInch of pictures is enough for print.
const dotsPerInch = 200

// newFigure makes an empty drawing.
func (s Settings) newFigure() (*Figure, error) {
	f := &Figure{plot: gonum.New(), width: defaultWidth * vg.Centimeter, height: defaultHeight * vg.Centimeter}
	for _, x := range []struct {
		asked float64
		to    *vg.Length
	}{{s.Width, &f.width}, {s.Height, &f.height}} {
		if x.asked == 0 {
			continue
		}
		if !(x.asked >= leastSize && x.asked <= mostSize) {
			return nil, fmt.Errorf("%w: a size of %v cm; it must be from %d to %d", ErrData, x.asked, leastSize, mostSize)
		}
		*x.to = vg.Length(x.asked) * vg.Centimeter
	}
	handler, typeface, err := s.handler()
	if err != nil {
		return nil, err
	}
	p := f.plot
	p.TextHandler = handler
	for _, style := range []*text.Style{
		&p.Title.TextStyle, &p.X.Label.TextStyle, &p.Y.Label.TextStyle, &p.X.Tick.Label, &p.Y.Tick.Label, &p.Legend.TextStyle,
	} {
		style.Handler = handler
		style.Font.Typeface, style.Font.Variant = typeface, "Sans"
		style.Font.Size = labelSize
	}
	p.X.Tick.Label.Font.Size, p.Y.Tick.Label.Font.Size = tickSize, tickSize
	p.Legend.Top = true
	p.Legend.Padding = vg.Points(2)
	p.X.Padding, p.Y.Padding = 0, 0
	return f, nil
}

// folded is a label in two lines where it is longer than there is room for, broken at the blank that leaves
// the longer one shortest.
func folded(label string, style text.Style, room vg.Length) string {
	best, least := label, style.Width(label)
	if least <= room-2*margin {
		return label
	}
	for i, r := range label {
		if r != ' ' {
			continue
		}
		if longer := max(style.Width(label[:i]), style.Width(label[i+1:])); longer < least {
			best, least = label[:i]+"\n"+label[i+1:], longer
		}
	}
	return best
}

// Sizes of letters.
const (
	labelSize vg.Length = 10
	tickSize  vg.Length = 9
)

// handler sets text, in the font given or in the one that comes with gonum/plot.
func (s Settings) handler() (text.Handler, font.Typeface, error) {
	if s.Font == nil {
		if s.Lang == report.Chinese {
			return nil, "", fmt.Errorf("%w: labels in Chinese need one that has the characters", ErrFont)
		}
		return gonum.DefaultTextHandler, "Liberation", nil
	}
	face, err := opentype.Parse(s.Font)
	if err != nil {
		all, collected := sfnt.ParseCollection(s.Font)
		if collected != nil {
			return nil, "", fmt.Errorf("%w: %w", ErrFont, err)
		}
		if face, err = all.Font(0); err != nil {
			return nil, "", fmt.Errorf("%w: %w", ErrFont, err)
		}
	}
	name := "Given"
	var buffer sfnt.Buffer
	if family, err := face.Name(&buffer, sfnt.NameIDFamily); err == nil {
		name = family
	}
	typeface := font.Typeface(name)
	cache := font.NewCache(font.Collection{{Font: font.Font{Typeface: typeface, Variant: "Sans"}, Face: face}})
	return text.Plain{Fonts: cache}, typeface, nil
}

// Colours that those who cannot tell red from green tell apart, and that differ in grey, after Okabe and Ito.
var (
	blue   = color.RGBA{0, 0x72, 0xb2, 0xff}
	orange = color.RGBA{0xd5, 0x5e, 0, 0xff}
	grey   = color.RGBA{0x5c, 0x64, 0x6d, 0xff}
	pale   = color.RGBA{0xd5, 0xd9, 0xde, 0xff}
	black  = color.RGBA{0x1b, 0x1f, 0x24, 0xff}
)
