package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// A book collects the figures of all examples. It keeps every error, so that an example reads straight
// on; figures of a book with errors mean nothing.
type book struct {
	fsys    fs.FS
	figures []figure
	errs    []error
}

// recompute recomputes every figure.
func recompute(fsys fs.FS) ([]figure, error) {
	b := &book{fsys: fsys}
	b.fiveSchools()
	b.split()
	b.monitoring()
	b.composites()
	b.comparability()
	b.inequality()
	b.mcloone()
	b.rangeRatio()
	b.seats()
	b.units()
	return b.figures, errors.Join(b.errs...)
}

// fail keeps an error.
func (b *book) fail(err error) {
	if err != nil {
		b.errs = append(b.errs, err)
	}
}

// number adds a figure that is a number.
func (b *book) number(name, published string, computed float64) *figure {
	f, err := number(name, published, computed)
	b.fail(err)
	b.figures = append(b.figures, f)
	return &b.figures[len(b.figures)-1]
}

// parse reads a number of a table.
func (b *book) parse(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	b.fail(err)
	return v
}

// list reads numbers joined by semicolons.
func (b *book) list(s string) []float64 {
	var values []float64
	for v := range strings.SplitSeq(s, ";") {
		values = append(values, b.parse(v))
	}
	return values
}

// A row is a line of a table, by column.
type row map[string]string

// table reads a table of at least one line.
func (b *book) table(name string) []row {
	f, err := b.fsys.Open(name)
	if err != nil {
		b.fail(err)
		return nil
	}
	r := csv.NewReader(f)
	r.LazyQuotes = true // one table has bare quotes in a note
	records, err := r.ReadAll()
	b.fail(errors.Join(err, f.Close()))
	var rows []row
	for i, record := range records {
		if i == 0 {
			continue
		}
		line := make(row, len(record))
		for k, column := range records[0] {
			line[column] = record[k]
		}
		rows = append(rows, line)
	}
	if len(rows) == 0 {
		b.fail(fmt.Errorf("%s: no lines", name))
	}
	return rows
}
