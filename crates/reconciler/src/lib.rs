//! Brings GitHub into agreement with the records, effect by effect.
