package model

// staffTolerance is how far, in persons, the kinds of a section may miss its counts: numbers are
// written with few decimals, so a true difference is larger and a rounding error far smaller.
const staffTolerance = 1e-6

// wanEquipment is the equipment per pupil, in yuan, below which a value looks keyed in 10,000 yuan:
// the official minimum is 2,000 yuan, so a value this small is short by a factor of 200.
const wanEquipment = 10
