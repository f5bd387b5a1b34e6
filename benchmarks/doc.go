// Package benchmarks measures the module: how long assessing, planning and verifying take, how that
// grows with the county, how near the plans are to their bounds, and what share of the time is spent
// outside the engine. Beside the benchmarks it has what they need and others may: [County], a
// generator of constructed counties of any size, and [Stopwatch], which times an engine.
//
// Every benchmark judges its outcome, outside the timing: a wrong plan fails, however fast. run.sh
// makes the tables under results.
package benchmarks
