package modelio

// commonShare is the least share of GB 2312 among the double-byte characters of a file that is taken
// for GBK: Chinese text has all but a few rare characters there, while Big5 read as GBK has about
// half, and accented Latin letters none.
const commonShare = 0.75
