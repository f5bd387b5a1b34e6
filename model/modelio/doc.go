// Package modelio reads and writes the county folder, CSV tables and county.yaml, and standards as
// YAML files. It reads through [fs.FS] and writes through writers that the caller opens.
//
// Input is UTF-8, with or without a byte-order mark, with either kind of line end. Numbers are plain
// decimals. An empty cell is missing, which is not zero. Every fault of every table is reported at
// once, as joined [model.DataError]s.
package modelio
