// Package report tells people in text what an assessment found and what a plan does: the answer in
// one sentence first, then the tables behind it. Assessments are told in English or Chinese, with what
// package diagnosis says of them; they are also written as JSON and CSV.
//
// Nothing is decided here: the numbers are those of the assessment and of the plan, at most added up,
// rounded as the official forms do (values to two decimals, CVs to three). Where such rounding would hide on which
// side of its limit a number lies, more decimals are shown.
package report
