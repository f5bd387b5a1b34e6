// Package geo reads the shapes of a county's pieces and schools from GeoJSON (RFC 7946), computes what
// follows from them (areas, middles, which pieces touch) and writes features that any map program opens.
//
// All degrees are WGS84; CGCS2000, which differs by less than a metre, counts as the same. Areas are those
// on the sphere of [model.EarthRadius].
package geo
