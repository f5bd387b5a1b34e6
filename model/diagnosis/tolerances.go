package diagnosis

// even is the CV up to which sections count as alike: values that are the same but for the rounding
// of their quotients have CVs of a few 1e-16, whose derivative would be noise.
const even = 1e-13
