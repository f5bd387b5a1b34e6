// Assess a county: which sections fail which minimum, which CVs are over their limits, and what is missing.
//
//	section   a school in one stage, with pupils p and stocks z (teachers, m2, rooms, yuan)
//	value     x = per * z / p, at least its minimum
//	CV        sqrt(sum p (x - mean)^2 / P) / mean over the sections of a stage, at most its limit
package main

import (
	"fmt"
	"log"

	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model/standard"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	county, err := examples.Load("demo")
	if err != nil {
		return err
	}
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		return err
	}
	a, err := rules.Assess(county)
	if err != nil {
		return err
	}
	passing := 0
	for i := range a.Sections {
		if a.Sections[i].Passes {
			passing++
		}
	}
	fmt.Printf("%s: %d of %d sections pass\n", county.Name, passing, len(a.Sections))
	for i := range a.Indicators {
		if x := &a.Indicators[i]; !x.Passes {
			fmt.Printf("the CV of %s (%s) is %.3f, its limit %.3f\n", x.Code, x.Stage, x.CV, *x.Limit)
		}
	}
	return nil
}
