// Serve plans over HTTP: a service around the library in fifty lines.
//
//	curl 'localhost:8080/moves?cv=0.35'
//
// answers with the plan of the fewest moves as JSON, which eduparity verify checks.
package main

import (
	"fmt"
	"log"
	"net/http"
	"strconv"
	"time"

	"github.com/eduparity/eduparity/alloc"
	"github.com/eduparity/eduparity/alloc/plan"
	"github.com/eduparity/eduparity/examples"
	"github.com/eduparity/eduparity/model/standard"
	"github.com/eduparity/eduparity/solver/highs"
)

func main() {
	server := &http.Server{Addr: "127.0.0.1:8080", Handler: http.HandlerFunc(moves), ReadHeaderTimeout: time.Second}
	log.Fatal(server.ListenAndServe())
}

// moves plans the fewest moves of teachers under a limit on the CV of backbone teachers.
func moves(w http.ResponseWriter, r *http.Request) {
	cv, err := strconv.ParseFloat(r.FormValue("cv"), 64)
	if err != nil {
		http.Error(w, fmt.Sprintf("cv: %q is no number", r.FormValue("cv")), http.StatusBadRequest)
		return
	}
	county, err := examples.Load("demo") // read anew: requests share nothing
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	rules, err := standard.ByName("quality-balance-2017")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	pl, err := alloc.Exact{Open: highs.Open, Settings: alloc.Settings{TimeLimit: 10 * time.Second}}.Plan(r.Context(), &plan.Problem{
		County: county, Standard: rules, Indicators: []string{"L2"},
		Levers: []plan.Lever{plan.Rotation},
		Goals:  []plan.Goal{{Name: plan.Moves}},
		Limits: []plan.Limit{{What: plan.LimitCV, Max: &cv}},
	})
	if err != nil { // the client went away, or the numbers make no sense
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := plan.Write(w, pl); err != nil {
		log.Print(err)
	}
}
