//! Lists of accounts: segments, ideal customer profile, contrast, look-alikes, personas.
