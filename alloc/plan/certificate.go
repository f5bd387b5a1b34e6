package plan

// A Certificate is what a bound or an infeasibility is proved from, without a solver.
type Certificate struct {
	Kind      CertificateKind  `json:"kind"`
	Bound     float64          `json:"bound"`
	RootBound *float64         `json:"root_bound,omitempty"` // of a search: the part that can be proved again
	Data      *CertificateData `json:"data,omitempty"`
}

// CertificateKind says how a certificate is to be read.
type CertificateKind string

// The certificates.
const (
	CertLPDual   CertificateKind = "lp-dual"  // safe bound from row multipliers
	CertExchange CertificateKind = "exchange" // two prices under which no exchange improves
	CertPrice    CertificateKind = "price"    // what a unit of stock is worth in each section
	CertRay      CertificateKind = "ray"      // multipliers under which the rows contradict each other
	CertSearch   CertificateKind = "search"   // branch and bound; only the root bound can be proved again
)

// CertificateData is the numbers of a certificate. Which of them are there depends on its kind.
// Whoever checks a certificate builds the rows again from the problem: only names and numbers travel.
type CertificateData struct {
	Rows     []RowMultiplier `json:"rows,omitempty"`     // lp-dual, ray, search: multipliers of named rows
	Exchange []ExchangePrice `json:"exchange,omitempty"` // exchange: one per stage, or per zone of it
	Prices   []StockPrice    `json:"prices,omitempty"`   // price: of every indicator with a cap on its CV; also rows
	// Ratios are the levels of dispersion that the rows take as limits: CV <= ratio x limit.
	Ratios []Level      `json:"ratios,omitempty"`
	Places *PlacePrices `json:"places,omitempty"` // price: of catchments and sites
}

// PlacePrices are multipliers from which a bound for a plan of catchments follows in closed form: each
// piece goes where it costs least at these prices, each section takes as many pupils as are worth most.
type PlacePrices struct {
	Sections []SectionPrice `json:"sections"`
	Limits   []LimitPrice   `json:"limits,omitempty"` // that tie pieces together: pupils-moved, pupil-km, nearby-share, ...
	Ratios   []RatioWeight  `json:"ratios,omitempty"` // of dispersion and of hard limits on CVs
}

// A SectionPrice is the price of a pupil at a section, in the unit of the goal.
type SectionPrice struct {
	School string  `json:"school_id"`
	Stage  string  `json:"stage"`
	Price  float64 `json:"price"`
}

// A LimitPrice is what one unit more of a bound on a sum over pieces is worth: at least 0 where the sum is
// bounded from below, at most 0 where it is from above. Tie is the position of the limit among [Places.Ties];
// Goal, if not nil, that of an earlier goal that is kept, and Tie then counts for nothing.
type LimitPrice struct {
	Tie   int     `json:"tie"`
	Goal  *int    `json:"goal,omitempty"`
	Price float64 `json:"price"`
}

// A RatioWeight is the weight of the CV of one indicator in one stage.
type RatioWeight struct {
	Code   string  `json:"code"`
	Stage  string  `json:"stage"`
	Weight float64 `json:"weight"`                // of the square of the ratio in the worst
	Limit  float64 `json:"limit_price,omitempty"` // price of the limit on the squared CV, where there is one or an earlier level is kept
}

// A RowMultiplier is the weight of one named row in a bound or in a contradiction.
type RowMultiplier struct {
	Row        string  `json:"row"`
	Multiplier float64 `json:"multiplier"`
}

// An ExchangePrice is the pair of prices of one stage under which no exchange of single teachers
// between two sections improves a plan. Where barred ways divide the sections of the stage into zones, one
// pair of each zone follows the other, in the order of their first sections, with one price of a move.
type ExchangePrice struct {
	Stage string  `json:"stage"`
	Code  string  `json:"code"`  // of the indicator
	Level float64 `json:"level"` // price of one unit of stock
	Move  float64 `json:"move"`  // price of one move
}

// A StockPrice is what one more unit of an indicator's stock is worth against the cap on its CV, section
// by section: those of the stage that count, in county order. In yuan, or, where a ratio is proved, in
// any unit.
//
// Under a cap c, whatever the prices y, every plan has sum y z <= (m + c d) sum z, where m is the mean
// of the prices weighted by pupils and d their standard deviation: a condition linear in the stocks.
type StockPrice struct {
	Code  string    `json:"code"`
	Stage string    `json:"stage"`
	Unit  []float64 `json:"unit"`
}
