// Package report tells people in text what an assessment found and what a plan does: the answer in
// one sentence first, then the tables behind it; and what strategies come to side by side, what more money
// buys, whether a plan holds. All of it is told in English or Chinese, assessments with what package diagnosis
// says of them, and written as JSON and CSV. [NewWords] gives the sentences of a plan to packages html, xlsx
// and geojson, which write it as a page, a workbook and a map.
//
// Nothing is decided here: the numbers are those of the assessment and of the plan, at most added up,
// rounded as the official forms do (values to two decimals, CVs to three). Where such rounding would hide on which
// side of its limit a number lies, more decimals are shown.
package report
