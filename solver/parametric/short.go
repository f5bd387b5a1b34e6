package parametric

import "math"

// shortage finds the sections that together cannot get their least stocks, and what they lack: a
// greatest flow from what others have over, and the cut that limits it (Ford and Fulkerson 1956). What
// the set lacks is its need less what the others may send into it, which shortOf computes from the
// data alone.
func (k *Kind) shortage() (set []int32, lack float64) {
	n := int32(k.Network.sections)
	m := newMaxFlow(2*n + 2)
	source, sink := 2*n, 2*n+1
	for i := range n {
		over := k.Stock[i] - k.least(int(i))
		if over > 0 {
			m.add(source, i, over)
		} else if over < 0 {
			m.add(i, sink, -over)
		}
		if most := k.mostOut(int(i)); most > 0 {
			m.add(i, i+n, most)
		}
	}
	for a, arc := range k.Network.arcs {
		if !k.closed(a) {
			m.add(arc.From+n, arc.To, math.Inf(1))
		}
	}
	m.run(source, sink)
	// Sections that nothing over can reach any more.
	reached := m.level
	for i := range n {
		if reached[i] < 0 {
			set = append(set, i)
		}
	}
	return set, k.shortOf(set)
}

// shortOf is what a set of sections lacks at least: what it needs beyond its own stock, less the most
// that sections outside with an arc into it may send.
func (k *Kind) shortOf(set []int32) float64 {
	in := make([]bool, k.Network.sections)
	var lack exactSum
	for _, i := range set {
		if in[i] {
			continue
		}
		in[i] = true
		lack.add(k.least(int(i)))
		lack.add(-k.Stock[i])
	}
	for i := range in {
		if in[i] {
			continue
		}
		for _, l := range k.Network.out.of(i) {
			if in[l.other] && !k.closed(int(l.arc)) {
				lack.add(-min(k.mostOut(i), math.MaxFloat64))
				break
			}
		}
	}
	return lack.below()
}

// A maxFlow is a network for a greatest flow by the method of blocking flows (Dinic 1970).
type maxFlow struct {
	first []int32 // by node: its newest arc
	next  []int32 // by arc: the one before it at the same node
	to    []int32
	room  []float64
	level []int32 // by node: distance from the source in arcs with room; -1: out of reach
	at    []int32
	queue []int32
}

func newMaxFlow(nodes int32) *maxFlow {
	m := &maxFlow{first: make([]int32, nodes), level: make([]int32, nodes), at: make([]int32, nodes)}
	for v := range m.first {
		m.first[v] = -1
	}
	return m
}

// add joins two nodes; arc 2k runs forwards, 2k+1 back.
func (m *maxFlow) add(from, to int32, room float64) {
	a := int32(len(m.to))
	m.to = append(m.to, to, from)
	m.room = append(m.room, room, 0)
	m.next = append(m.next, m.first[from], m.first[to])
	m.first[from], m.first[to] = a, a+1
}

func (m *maxFlow) run(source, sink int32) {
	for m.layer(source) && m.level[sink] >= 0 {
		copy(m.at, m.first)
		for m.push(source, sink, math.Inf(1)) > 0 {
			continue
		}
	}
}

// layer sets the distances from the source.
func (m *maxFlow) layer(source int32) bool {
	for v := range m.level {
		m.level[v] = -1
	}
	m.level[source] = 0
	m.queue = append(m.queue[:0], source)
	for k := 0; k < len(m.queue); k++ {
		v := m.queue[k]
		for a := m.first[v]; a >= 0; a = m.next[a] {
			if w := m.to[a]; m.room[a] > 0 && m.level[w] < 0 {
				m.level[w] = m.level[v] + 1
				m.queue = append(m.queue, w)
			}
		}
	}
	return true
}

// push sends flow along one path of the layers.
func (m *maxFlow) push(v, sink int32, most float64) float64 {
	if v == sink {
		return most
	}
	for ; m.at[v] >= 0; m.at[v] = m.next[m.at[v]] {
		a := m.at[v]
		if w := m.to[a]; m.room[a] > 0 && m.level[w] == m.level[v]+1 {
			if sent := m.push(w, sink, min(most, m.room[a])); sent > 0 {
				m.room[a] -= sent
				m.room[a^1] += sent
				return sent
			}
		}
	}
	return 0
}
