//! What the tokeniser does, phenomenon by phenomenon.
