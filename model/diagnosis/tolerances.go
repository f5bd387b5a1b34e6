package diagnosis

const (
	// even is the CV up to which sections count as alike: values that are the same but for the
	// rounding of their quotients have CVs of a few 1e-16, whose derivative would be noise.
	even = 1e-13
	// rounding is the change of a squared CV that the sums it is made of leave where there is none. It
	// matters only beside a CV of 0, of which the root would make 1e-8 out of it.
	rounding = 1e-14
	// halfUp decides whether a decimal ends in a half: the forms round halves up, and a half that is
	// written in decimals may lie below it by a last bit.
	halfUp = 1e-9
)
