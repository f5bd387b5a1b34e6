package modelio

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/eduparity/eduparity/model"
)

// Write writes a county as a folder: create opens each file by its name, in a fixed order, and each
// is closed before the next is opened. Tables that the county does not have (nil slices) are not
// written. Records keep their order, stocks follow the other columns by alphabet, numbers are written
// in full: reading the folder gives the same county, and one county gives the same bytes.
//
// [model.County.Lines] is not written.
func Write(c *model.County, create func(name string) (io.WriteCloser, error)) error {
	for _, f := range files(c) {
		w, err := create(f.name)
		if err != nil {
			return err
		}
		if err := errors.Join(f.write(w), w.Close()); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

// Hash returns the SHA-256 of the county as Write writes it, in hexadecimal: of every file its name,
// a line end, and its content. Where pieces have shapes, which Write does not write, their points follow.
func Hash(c *model.County) (string, error) {
	h := sha256.New()
	for _, f := range files(c) {
		if _, err := io.WriteString(h, f.name+"\n"); err != nil {
			return "", err
		}
		if err := f.write(h); err != nil {
			return "", fmt.Errorf("%s: %w", f.name, err)
		}
	}
	if err := writePoints(h, c); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// writePoints writes the points of the shapes of pieces, one a line, with an empty line after each ring and
// two after each polygon; nothing where no piece has a shape.
func writePoints(w io.Writer, c *model.County) error {
	for i := range c.Pieces {
		if c.Pieces[i].Shape == nil {
			continue
		}
		var b strings.Builder
		b.WriteString(c.Pieces[i].ID + "\n")
		for _, polygon := range c.Pieces[i].Shape {
			for _, ring := range polygon {
				for _, p := range ring {
					b.WriteString(plain(p.Lon) + "," + plain(p.Lat) + "\n")
				}
				b.WriteString("\n")
			}
			b.WriteString("\n")
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// A file is one file of the folder and how it is written.
type file struct {
	name  string
	write func(w io.Writer) error
}

func files(c *model.County) []file {
	all := []file{{model.TableCounty, func(w io.Writer) error { return writeCounty(w, c) }}}
	for _, s := range Sheets(c)[1:] {
		all = append(all, file{s.Name, s.writeCSV})
	}
	return all
}

func (s *Sheet) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	err := out.Write(s.Columns)
	if err == nil {
		err = s.Rows(out.Write)
	}
	out.Flush()
	return errors.Join(err, out.Error())
}

// plain writes a number in full as a plain decimal.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// filled is plain, but empty for 0, where an empty cell means 0.
func filled(v float64) string {
	if v == 0 {
		return ""
	}
	return plain(v)
}

// filledInt is filled for whole numbers.
func filledInt(v int) string { return filled(float64(v)) }

func flag(v bool) string {
	if v {
		return "1"
	}
	return ""
}

// answered is 1 or 0, empty where it is not known.
func answered(v *bool) string {
	switch {
	case v == nil:
		return ""
	case *v:
		return "1"
	}
	return "0"
}

func joined[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ";")
}
