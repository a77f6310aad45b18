//! Room graph.
