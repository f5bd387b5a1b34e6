package main

import "github.com/eduparity/eduparity/model"

// A district of the county: the town that a group of schools lies around, in km east and north of
// the middle of the county, and its coordination zone.
type district struct {
	name, zone  string
	east, north float64
}

// The county is some 40 km across.
var districts = []district{
	{name: "County Seat", zone: "Z1", east: 0, north: 0},
	{name: "Willow Bridge", zone: "Z2", east: -9.2, north: 7.4},
	{name: "Stone Ford", zone: "Z2", east: -14.6, north: -3.1},
	{name: "Pine Ridge", zone: "Z3", east: 12.8, north: -8.3},
	{name: "Clearwater", zone: "Z3", east: 3.1, north: -14.2},
	{name: "North Fields", zone: "Z4", east: -3.8, north: 14.9},
	{name: "Old Mill", zone: "Z4", east: 15.4, north: 6.2},
}

// An entry is one school of the roster. A stage that the school does not run has 0 pupils.
type entry struct {
	id, name        string
	kind            model.SchoolKind
	area            model.Area
	district        int
	primary, junior int
	senior          int
	built           int
	group           string // the first school of a group in the roster leads it
	private         bool
	dense           bool // no room to grow: in the built-up core
	hall            bool // has a gymnasium
}

// roster is written by hand. The primary pupils who count add up to 24,224, a number with which
// whole teachers give the published means of L1, L2 and L3 to three decimals.
var roster = []entry{
	{id: "P01", name: "City Primary School No. 1", kind: model.KindPrimary, area: model.AreaCity, primary: 1742, built: 1956, group: "G1", dense: true, hall: true},
	{id: "P02", name: "City Primary School No. 2", kind: model.KindPrimary, area: model.AreaCity, primary: 1555, built: 1962, group: "G2"},
	{id: "P03", name: "City Primary School No. 3", kind: model.KindPrimary, area: model.AreaCity, primary: 1420, built: 1978, group: "G1", hall: true},
	{id: "P04", name: "East Lake Primary School", kind: model.KindPrimary, area: model.AreaCity, primary: 1288, built: 2004, group: "G2", hall: true},
	{id: "P05", name: "Station Road Primary School", kind: model.KindPrimary, area: model.AreaCity, primary: 1174, built: 1985, dense: true},
	{id: "P06", name: "New Town Primary School", kind: model.KindPrimary, area: model.AreaCity, primary: 1090, built: 2016, hall: true},
	{id: "P07", name: "South Gate Primary School", kind: model.KindPrimary, area: model.AreaCity, primary: 946, built: 1971, dense: true},
	{id: "P08", name: "Riverside Primary School", kind: model.KindPrimary, area: model.AreaCity, primary: 832, built: 1998},
	{id: "P09", name: "Garden Street Primary School", kind: model.KindPrimary, area: model.AreaCity, primary: 735, built: 2009},
	{id: "P10", name: "Willow Bridge Central Primary School", kind: model.KindPrimary, area: model.AreaTown, district: 1, primary: 1115, built: 1983, group: "G1"},
	{id: "P11", name: "Stone Ford Central Primary School", kind: model.KindPrimary, area: model.AreaTown, district: 2, primary: 1018, built: 1988},
	{id: "P12", name: "Pine Ridge Central Primary School", kind: model.KindPrimary, area: model.AreaTown, district: 3, primary: 932, built: 1991, group: "G2"},
	{id: "P13", name: "Clearwater Central Primary School", kind: model.KindPrimary, area: model.AreaTown, district: 4, primary: 865, built: 1986},
	{id: "P14", name: "North Fields Central Primary School", kind: model.KindPrimary, area: model.AreaTown, district: 5, primary: 812, built: 1994},
	{id: "P15", name: "Old Mill Central Primary School", kind: model.KindPrimary, area: model.AreaTown, district: 6, primary: 744, built: 1990},
	{id: "P16", name: "Willow Bridge Primary School No. 2", kind: model.KindPrimary, area: model.AreaTown, district: 1, primary: 688, built: 2007},
	{id: "P17", name: "Stone Ford Primary School No. 2", kind: model.KindPrimary, area: model.AreaTown, district: 2, primary: 635, built: 2011},
	{id: "P18", name: "Pine Ridge Primary School No. 2", kind: model.KindPrimary, area: model.AreaTown, district: 3, primary: 576, built: 1999},
	{id: "P19", name: "Clearwater Primary School No. 2", kind: model.KindPrimary, area: model.AreaTown, district: 4, primary: 520, built: 2002},
	{id: "P20", name: "Old Mill Primary School No. 2", kind: model.KindPrimary, area: model.AreaTown, district: 6, primary: 468, built: 2013},
	{id: "P21", name: "Upper Willow Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 1, primary: 420, built: 1995},
	{id: "P22", name: "Long Dyke Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 2, primary: 372, built: 1992},
	{id: "P23", name: "Plum Valley Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 3, primary: 336, built: 1996},
	{id: "P24", name: "Three Wells Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 4, primary: 301, built: 1989},
	{id: "P25", name: "Reed Marsh Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 5, primary: 274, built: 2001},
	{id: "P26", name: "Camphor Grove Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 6, primary: 248, built: 1997},
	{id: "P27", name: "White Stone Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 2, primary: 221, built: 1993},
	{id: "P28", name: "Tea Hill Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 3, primary: 197, built: 2003},
	{id: "P29", name: "Ferry Landing Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 4, primary: 172, built: 1987},
	{id: "P30", name: "Bamboo Slope Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 5, primary: 148, built: 2005},
	{id: "P31", name: "Kiln Village Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 6, primary: 124, built: 1998},
	{id: "P32", name: "Mulberry Village Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 1, primary: 103, built: 1994},
	{id: "P33", name: "Far Ridge Primary School", kind: model.KindPrimary, area: model.AreaRural, district: 3, primary: 86, built: 1999},
	{id: "T01", name: "Eagle Rock Teaching Point", kind: model.KindTeachingPoint, area: model.AreaRural, district: 3, primary: 34, built: 1996},
	{id: "T02", name: "Lower Dyke Teaching Point", kind: model.KindTeachingPoint, area: model.AreaRural, district: 2, primary: 68, built: 2000},
	{id: "N01", name: "Bright Future School", kind: model.KindNineYear, area: model.AreaCity, primary: 585, junior: 510, built: 2010, private: true, hall: true},
	{id: "N02", name: "Stone Ford Nine-Year School", kind: model.KindNineYear, area: model.AreaTown, district: 2, primary: 672, junior: 430, built: 2008},
	{id: "N03", name: "North Fields Nine-Year School", kind: model.KindNineYear, area: model.AreaTown, district: 5, primary: 480, junior: 310, built: 2012},
	{id: "N04", name: "Lotus Lake Nine-Year School", kind: model.KindNineYear, area: model.AreaRural, district: 4, primary: 262, junior: 148, built: 1998},
	{id: "J01", name: "City Junior School No. 1", kind: model.KindJunior, area: model.AreaCity, junior: 1480, built: 1958, group: "G3", dense: true, hall: true},
	{id: "J02", name: "City Junior School No. 2", kind: model.KindJunior, area: model.AreaCity, junior: 1310, built: 1965, group: "G4", hall: true},
	{id: "J03", name: "City Junior School No. 3", kind: model.KindJunior, area: model.AreaCity, junior: 1165, built: 1984, group: "G3", dense: true},
	{id: "J04", name: "East Lake Junior School", kind: model.KindJunior, area: model.AreaCity, junior: 980, built: 2006, hall: true},
	{id: "J05", name: "New Town Junior School", kind: model.KindJunior, area: model.AreaCity, junior: 865, built: 2017, group: "G4", hall: true},
	{id: "J06", name: "Willow Bridge Junior School", kind: model.KindJunior, area: model.AreaTown, district: 1, junior: 940, built: 1982, group: "G3"},
	{id: "J07", name: "Stone Ford Junior School", kind: model.KindJunior, area: model.AreaTown, district: 2, junior: 812, built: 1987},
	{id: "J08", name: "Pine Ridge Junior School", kind: model.KindJunior, area: model.AreaTown, district: 3, junior: 735, built: 1990, group: "G4"},
	{id: "J09", name: "Clearwater Junior School", kind: model.KindJunior, area: model.AreaTown, district: 4, junior: 668, built: 1993},
	{id: "J10", name: "North Fields Junior School", kind: model.KindJunior, area: model.AreaTown, district: 5, junior: 590, built: 1992},
	{id: "J11", name: "Old Mill Junior School", kind: model.KindJunior, area: model.AreaTown, district: 6, junior: 505, built: 1995},
	{id: "J12", name: "Old Mill Junior School No. 2", kind: model.KindJunior, area: model.AreaTown, district: 6, junior: 436, built: 2009},
	{id: "J13", name: "Long Dyke Junior School", kind: model.KindJunior, area: model.AreaRural, district: 2, junior: 362, built: 1991},
	{id: "J14", name: "Plum Valley Junior School", kind: model.KindJunior, area: model.AreaRural, district: 3, junior: 318, built: 1988},
	{id: "J15", name: "Reed Marsh Junior School", kind: model.KindJunior, area: model.AreaRural, district: 5, junior: 254, built: 1994},
	{id: "J16", name: "Tea Hill Junior School", kind: model.KindJunior, area: model.AreaRural, district: 3, junior: 206, built: 1997},
	{id: "S01", name: "County Secondary School", kind: model.KindCompleteSecondary, area: model.AreaCity, junior: 720, senior: 1260, built: 1952, hall: true},
}
