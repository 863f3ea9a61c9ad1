//! What happened, according to a title and summary: kinds, confidence, the words that say so.
