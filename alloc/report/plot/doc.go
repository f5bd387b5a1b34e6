// Package plot draws the charts of a plan for papers and slides, as SVG and as PNG: Lorenz curves, CVs
// against their limits, who gains and who loses, and frontiers.
//
// [Lorenz], [CVs], [Changes] and [Frontier] take plain numbers; [FromPlan] takes them from a plan. Labels
// are English, or Chinese where [Settings] bring a font that has the characters: the fonts that come with
// gonum/plot have none.
package plot
