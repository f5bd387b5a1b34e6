package exact

// Zones are the groups that barred ways divide the sections of a stage into, where teachers go from every
// section to every other of its group and to none outside.
type zones struct {
	of    []int // by section, in the order of their first sections; nil: all in one
	count int
}

// zonesOf finds the zones of a stage. ok is false where some way inside a group is barred, so that it takes
// a chain of moves to lead from one section to another.
func (f *frame) zonesOf(s int) (z zones, ok bool) {
	z.count = 1
	if !f.barriers() {
		return z, true
	}
	ways := f.distances()
	open := func(i, j int) bool {
		trip, err := ways.Trip(f.school(s, i).ID, f.school(s, j).ID)
		return err != nil || !trip.Barrier
	}
	n := len(f.stages[s].rows)
	z.of, z.count = make([]int, n), 0
	for i := range z.of {
		z.of[i] = -1
	}
	for first := range n {
		if z.of[first] >= 0 {
			continue
		}
		group := []int{first}
		z.of[first] = z.count
		for k := 0; k < len(group); k++ {
			for j := range n {
				if z.of[j] < 0 && (open(group[k], j) || open(j, group[k])) {
					z.of[j] = z.count
					group = append(group, j)
				}
			}
		}
		for _, i := range group {
			for _, j := range group {
				if i != j && !open(i, j) {
					return zones{}, false
				}
			}
		}
		z.count++
	}
	return z, true
}

// has says whether a section is of a zone.
func (z *zones) has(zone, i int) bool { return z.of == nil || z.of[i] == zone }
