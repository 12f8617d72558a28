//! What the tests stand on: fresh databases of both kinds, a clock, a practice GitHub.
