//! Where sentences end, phenomenon by phenomenon.
