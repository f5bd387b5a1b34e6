package plan

import (
	"io"
)

// FrontierSchema names the JSON form of a [Frontier].
const FrontierSchema = "eduparity/frontier/1"

// frontierJSON is the form of a frontier in a file.
type frontierJSON struct {
	Schema      string              `json:"schema"`
	Problem     problemJSON         `json:"problem"`
	Over        Over                `json:"over"`
	Goal        GoalName            `json:"goal"` // whose value it is
	Per         num                 `json:"per"`  // amount of x that prices are for
	Status      FrontierStatus      `json:"status"`
	Breakpoints int                 `json:"breakpoints"`
	Points      []frontierPointJSON `json:"points"`
}

type frontierPointJSON struct {
	X       num      `json:"x"`
	Value   num      `json:"value"`
	Bound   num      `json:"bound"`
	Price   num      `json:"price"`
	Exact   bool     `json:"exact"`
	Status  Status   `json:"status"`
	Cost    num      `json:"cost"`
	Moves   num      `json:"moves"`
	Changes []Change `json:"changes"`
}

// WriteFrontier writes a frontier as indented JSON, schema [FrontierSchema], ending in a newline. The same
// frontier gives the same bytes; what is undefined is null.
func WriteFrontier(w io.Writer, f *Frontier) error {
	problem, err := f.Problem.json()
	if err != nil {
		return err
	}
	out := frontierJSON{
		Schema: FrontierSchema, Problem: *problem, Over: f.Over, Per: num(f.Over.Per()), Status: f.Status,
		Breakpoints: f.Breakpoints, Points: []frontierPointJSON{},
	}
	if len(f.Problem.Goals) > 0 {
		out.Goal = f.Problem.Goals[0].Name
	}
	for i := range f.Points {
		p := &f.Points[i]
		out.Points = append(out.Points, frontierPointJSON{
			X: num(p.X), Value: num(p.Value), Bound: num(p.Bound), Price: num(p.Price), Exact: p.Exact, Status: p.Status,
			Cost: num(p.Cost), Moves: num(p.Moves), Changes: list(p.Changes),
		})
	}
	return writeIndented(w, out)
}

// ReadFrontier reads a frontier that [WriteFrontier] wrote; its problem has no county, as that of [Read].
// Errors wrap [ErrFormat].
func ReadFrontier(r io.Reader) (*Frontier, error) {
	var in frontierJSON
	if err := readAs(r, FrontierSchema, &in); err != nil {
		return nil, err
	}
	problem, err := in.Problem.problem()
	if err != nil {
		return nil, err
	}
	f := &Frontier{Problem: *problem, Over: in.Over, Status: in.Status, Breakpoints: in.Breakpoints}
	for i := range in.Points {
		p := &in.Points[i]
		f.Points = append(f.Points, FrontierPoint{
			X: float64(p.X), Value: float64(p.Value), Bound: float64(p.Bound), Price: float64(p.Price), Exact: p.Exact,
			Status: p.Status, Cost: float64(p.Cost), Moves: float64(p.Moves), Changes: p.Changes,
		})
	}
	return f, nil
}
