//! A user's GitHub connection: sealed tokens, fresh when asked for, refreshed once.
