package main

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// short is the time below which a solve is measured more than once, as the peers' scripts do.
const short = 10 * time.Second

// A clock says how often to measure.
type clock struct {
	runs  int           // medians of so many
	least time.Duration // of processor time in each run: shorter solves are repeated in a loop
}

// A timing is what a clock found, for one solve.
type timing struct {
	wall, cpu float64 // seconds, medians
	first     float64 // processor seconds of the first one
	runs      int
	loops     int // solves in each run
	allocs    float64
}

// measure times solve, which must do the same work every time. reset, if not nil, goes before each
// and is not timed. Garbage of what came before is collected before each run, what a run leaves is
// part of its time whenever the collector comes to it.
func (c *clock) measure(reset, solve func() error) (*timing, error) {
	wall, cpu, err := loop(1, reset, solve)
	if err != nil {
		return nil, err
	}
	t := &timing{first: cpu.Seconds(), loops: 1, runs: 1}
	if wall > short {
		t.wall, t.cpu = wall.Seconds(), cpu.Seconds()
		return t, nil
	}
	// The first solve may be far slower than the next: ask a second one how many fill a run.
	if _, cpu, err = loop(1, reset, solve); err != nil {
		return nil, err
	}
	t.loops = int(math.Ceil(float64(c.least) / max(float64(cpu), float64(time.Microsecond))))
	t.loops, t.runs = max(1, t.loops), c.runs
	var walls, cpus []float64
	var before, after runtime.MemStats
	for range c.runs {
		runtime.GC()
		runtime.ReadMemStats(&before)
		if wall, cpu, err = loop(t.loops, reset, solve); err != nil {
			return nil, err
		}
		runtime.ReadMemStats(&after)
		walls = append(walls, wall.Seconds()/float64(t.loops))
		cpus = append(cpus, cpu.Seconds()/float64(t.loops))
	}
	t.wall, t.cpu = median(walls), median(cpus)
	t.allocs = float64(after.Mallocs-before.Mallocs) / float64(t.loops)
	return t, nil
}

// loop solves a number of times and returns what that took. The clock is stopped for every reset.
func loop(times int, reset, solve func() error) (wall, cpu time.Duration, err error) {
	if reset == nil {
		began, used := time.Now(), processorTime()
		for range times {
			if err := solve(); err != nil {
				return 0, 0, err
			}
		}
		return time.Since(began), processorTime() - used, nil
	}
	for range times {
		if err := reset(); err != nil {
			return 0, 0, fmt.Errorf("reset: %w", err)
		}
		w, c, err := loop(1, nil, solve)
		if err != nil {
			return 0, 0, err
		}
		wall, cpu = wall+w, cpu+c
	}
	return wall, cpu, nil
}

// processorTime is the processor time of the process so far, of all its threads: user and system.
func processorTime() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0 // cannot happen: the arguments are right
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// median is the middle of v, which is not empty; of an even number the mean of the two.
func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
