//! The flow, in one readable function.
