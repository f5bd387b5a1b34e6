// Package workbook reads and writes the tables of a county as an XLSX workbook, and the official
// forms of an assessment.
//
// A workbook is the same thing as a county folder: one sheet for each table, called like it, with or
// without .csv or by a Chinese name; the keys of county.yaml are the rows of a sheet called county.
// What cells mean is decided by package modelio; this package only delivers rows.
//
// Of a formula the stored value is read, of a merged range its value in every cell. A cell with the
// format of a date is a date, which no column of numbers takes. Sheets are read row by row; a large
// sheet is unpacked into a temporary file for the time of reading.
package workbook
