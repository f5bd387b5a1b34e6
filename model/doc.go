// Package model holds a county: its schools, their sections (school x stage), the teachers by kind,
// the funds, the unit costs, the posts and the distances that a plan for fair schools starts from; where there
// is a map, its pieces with their pupils and today's schools, which of them touch, and the sites to choose from.
//
// A [County] is plain data. Stocks (persons, square metres, yuan, rooms) are stored; ratios such as
// teachers per 100 pupils are computed by package standard. The order of County.Sections is the
// order of every slice that runs over sections anywhere in the module.
//
// The package does not know that solvers, files or command lines exist.
package model
