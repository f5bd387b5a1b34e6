package exact

// A trade is teachers of one group whom a section gives for as many of another.
type trade struct {
	gives, gets int // groups
}

// swapStreams finds who changes places with whom where every section keeps its headcount: what a
// section gives and gets is paired, and a section that gives A for B is matched with one that gives B
// for A. What has no counterpart goes in longer circles. False: some section's number of teachers
// changes, so that there is nothing to pair.
func (f *frame) swapStreams(s int, change [][]float64, spare *spare) ([]stream, bool) {
	n := len(f.stages[s].rows)
	offers := map[trade][]float64{} // by section
	var order []trade
	for i := range n {
		var sum float64
		for g := range change {
			sum += change[g][i]
		}
		if sum != 0 {
			return nil, false
		}
		for _, o := range pairUp(change, i) {
			if offers[o.trade] == nil {
				offers[o.trade] = make([]float64, n)
				order = append(order, o.trade)
			}
			offers[o.trade][i] += o.n
		}
	}
	var streams []stream
	for _, e := range order {
		back := trade{e.gets, e.gives}
		if offers[back] == nil || e.gives > e.gets {
			continue // no counterpart, or met from the other side
		}
		streams = append(streams, f.matchOffers(s, f.groups[s][e.gives].kinds, f.groups[s][e.gets].kinds, offers[e], offers[back], spare)...)
	}
	return append(streams, f.circles(s, order, offers, spare)...), true
}

// An offer is n teachers of a trade at one section.
type offer struct {
	trade
	n float64
}

// pairUp pairs what a section loses with what it gains.
func pairUp(change [][]float64, i int) []offer {
	left := make([]float64, len(change))
	for g := range change {
		left[g] = change[g][i]
	}
	var offers []offer
	for gives, gets := 0, 0; gives < len(left) && gets < len(left); {
		switch {
		case left[gives] >= 0:
			gives++
		case left[gets] <= 0:
			gets++
		default:
			n := min(-left[gives], left[gets])
			left[gives] += n
			left[gets] -= n
			offers = append(offers, offer{trade{gives, gets}, n})
		}
	}
	return offers
}

// matchOffers sends teachers both ways between sections with opposite offers, as many as there are
// on both sides, and takes them off the offers: of the kinds gives there, of the kinds gets back.
func (f *frame) matchOffers(s int, gives, gets []int, there, back []float64, spare *spare) []stream {
	var out []stream
	for i, n := range there {
		if n > 0 {
			out = append(out, stream{-1, i, -1, n})
		}
	}
	var streams []stream
	for _, flow := range f.connect(s, out, back) {
		there[flow.from] -= flow.n
		back[flow.to] -= flow.n
		for _, part := range spare.take(f, gives, flow.from, flow.n) {
			streams = append(streams, stream{part.kind, flow.from, flow.to, part.n})
		}
		for _, part := range spare.take(f, gets, flow.to, flow.n) {
			streams = append(streams, stream{part.kind, flow.to, flow.from, part.n})
		}
	}
	return streams
}

// circles routes the offers that found no counterpart, group by group.
func (f *frame) circles(s int, order []trade, offers map[trade][]float64, spare *spare) []stream {
	var streams []stream
	for g := range f.groups[s] {
		var out []stream
		in := make([]float64, len(f.stages[s].rows))
		for _, e := range order {
			for i, n := range offers[e] {
				if n > 0 && e.gives == g {
					for _, part := range spare.take(f, f.groups[s][g].kinds, i, n) {
						out = append(out, stream{part.kind, i, -1, part.n})
					}
				}
				if n > 0 && e.gets == g {
					in[i] += n
				}
			}
		}
		streams = append(streams, f.connect(s, out, in)...)
	}
	return streams
}
