package modelio_test

import (
	"fmt"
	"testing/fstest"

	"github.com/eduparity/eduparity/model/modelio"
)

// A province's file holds what the province changes; the city's names the province as a level.
func ExampleOpenStandard() {
	folder := fstest.MapFS{
		"province.yaml": {Data: []byte("levels: [quality-balance-2017]\nindicators:\n- {code: L2, minimum: {primary: 1.2}}\n")},
		"city.yaml":     {Data: []byte("levels: [province.yaml]\nindicators:\n- {code: L9, minimum: {primary: 1}}\n")},
	}
	s, err := modelio.OpenStandard(folder, "province.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(s.Levels), "levels, L2 of primary sections at least", s.Indicators[1].Minimum["primary"])
	_, err = modelio.OpenStandard(folder, "city.yaml")
	fmt.Println(err)
	// Output:
	// 2 levels, L2 of primary sections at least 1.2
	// city.yaml:3: L9: code: "L9": counts no stock, and no level above has this code: unknown; did you mean "L1"? known: L1, L2, L3, L4, L5, L6, L7
}
