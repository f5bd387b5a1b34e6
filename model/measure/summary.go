package measure

// A Summary holds the measures of one stock.
type Summary struct {
	Mean, SD, CV, UnweightedCV, Gini, Theil, McLoone float64
}

// Summarize returns all measures of a Summary, each as the function of its name gives it, with one
// sort.
func Summarize(stock, pupils []float64) Summary {
	z, p := totals(stock, pupils)
	ranked := rank(stock, pupils)
	return Summary{
		Mean:         z / p,
		SD:           sd(stock, pupils, z, p),
		CV:           cv(stock, pupils, z, p),
		UnweightedCV: UnweightedCV(stock, pupils),
		Gini:         gini(ranked, z, p),
		Theil:        theil(stock, pupils, z, p),
		McLoone:      mcloone(ranked, p),
	}
}
