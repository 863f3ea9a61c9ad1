//! Ranked sourced openers, PS lines, and the 10-80-10 reading of a draft.
