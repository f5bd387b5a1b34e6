// Package assignment sends pieces (of a catchment) to sites (schools, or areas of several) that may be
// opened, extended and closed:
//
//	minimise    sum_bj Cost_bj x_bj + sum_j Fixed_j y_j + sum_e UnitCost_e u_e + sum_h Slope_h max(0, l_h - At_h)
//	or          the worst of  sqrt(sum_j Weight_kj / l_j - 1) / Limit_k  over the ratios k
//	subject to  sum_j x_bj = 1                                          for each piece b
//	            l_j = sum_b Load_bj x_bj
//	            Least_j y_j <= l_j <= Most_j y_j + sum_e Cap_e u_e      for each site j
//	            rows over shares x, open sites y and units u
//	            sum_j Weight_kj / l_j - 1 <= Most_k^2                   for each ratio k
//	            x in [0, 1], whole where a piece may not be split; y in {0, 1}; u whole
//	            the pieces of a site hang together on a map
//
// It knows no school. Routes, from the narrowest that fits:
//
//   - Transport: linear costs, pieces that may be split, nothing else. [separable.TransportSession] solves it
//     exactly and keeps its prices for the next question.
//   - Linear: more rows, ratios, areas that grow away from their roots, as long as nothing must be whole. An
//     LP in rounds: tangents to 1/l where the loads are, rows of the map that are violated, and pairs of a piece
//     and a site that the LP did not have until their price says that it needs them.
//   - Search: whole pieces, sites to open, units. The bound of the LP, plans by rounding and by a local search
//     that moves and swaps pieces; pairs whose reduced cost alone exceeds the gap are out; what is left goes to a
//     branch and bound, again in rounds.
//
// # Bounds
//
// Every answer has prices from which [Bound] computes a lower bound without an engine, by Lagrangian
// relaxation, rounded downward. Where something must be whole or hang together the bound of the search may be
// better; both are reported.
//
// # Areas that hang together
//
// See [Map] for the two meanings (monotone and exact), for areas that are torn already, and for pieces that
// nothing reaches.
package assignment
