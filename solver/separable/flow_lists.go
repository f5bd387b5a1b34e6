package separable

// Lists holds a few of many arcs by section, each in one list at most, and takes them out in O(1).
type lists struct {
	first      []int32 // by section; -1: none
	next, prev []int32 // by arc; -1: none
}

func (l *lists) resize(sections, arcs int) {
	l.first = resize(l.first, sections)
	l.next, l.prev = resize(l.next, arcs), resize(l.prev, arcs)
	for i := range l.first {
		l.first[i] = -1
	}
}

// add puts arc a, which is in none, into the list of section i.
func (l *lists) add(i, a int32) {
	top := l.first[i]
	l.next[a], l.prev[a] = top, -1
	if top >= 0 {
		l.prev[top] = a
	}
	l.first[i] = a
}

// remove takes arc a out of the list of section i.
func (l *lists) remove(i, a int32) {
	next, prev := l.next[a], l.prev[a]
	if prev >= 0 {
		l.next[prev] = next
	} else {
		l.first[i] = next
	}
	if next >= 0 {
		l.prev[next] = prev
	}
}
