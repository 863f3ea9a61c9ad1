//! Which account or contact a name, domain, address or headline means, how sure, and why.
