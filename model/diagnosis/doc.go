// Package diagnosis says why a county stands where an assessment has found it to stand, and what
// would change that. The questions are those that county offices ask:
//
//   - which sections and indicators stand against a pass, and what each lacks in persons, m2, yuan
//     and rooms ([SectionGaps], [Blocker]);
//   - what drives the CV of each indicator: the share of every section, the part that lies between
//     and within area types, zones, groups and owners, and what one unit of stock or one pupil more
//     would do anywhere ([Driver], [Split], [Marginal]);
//   - what private schools do to the result ([Private]);
//   - which verdicts would be others under rounded numbers or another reading of the rules ([Variant]);
//   - what needs watching before it fails ([Warning]);
//   - what money, places and results each zone, area and group has ([View]);
//   - what became better and what worse since an earlier year ([Compare]).
//
// Nothing is judged here: rules are decided by [standard.Standard.Assess] alone, and every other
// reading is another standard or other data given to it. All numbers are unrounded.
package diagnosis
