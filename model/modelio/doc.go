// Package modelio reads and writes the county folder, CSV tables and county.yaml, and standards as
// YAML files. It reads through [fs.FS] and writes through writers that the caller opens.
//
// Tables may come from any other source of rows, such as the sheets of a workbook: [Tables]. What
// their headers and cells mean is decided here alone; docs/columns.md lists it, as [WriteColumns]
// writes it. Headers and words may be Chinese, a header may say another unit in brackets, numbers may
// have thousands apart and full-width digits, files may be UTF-8 or GBK.
//
// An empty cell is missing, which is not zero. Every fault of every table is reported at once, as
// joined [model.DataError]s that say what to do. What was read in spite of being odd is a finding.
package modelio
