// Package html writes a plan or an assessment as one page that opens without network: the verdict
// first, then what to do school by school, why, what it costs, who gains and who loses, a map, what
// remains, and how sure all of it is. The page holds its text in English and in Chinese, with a switch;
// its charts are drawn as SVG where they stand, and nothing in it refers to anything outside.
//
// The page is made for people. Numbers in it are rounded, each with its unit; programs read the JSON of
// a plan or of an assessment instead.
package html
