//! Room draw.
