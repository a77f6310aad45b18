//! Byte offsets → counts of code points: spans cross over only at the edge, where JSON is written. Knows nothing of what they span.

/// Turns byte offsets into counts of code points.
pub(super) struct CodePoints {
    /// The byte at which each code point begins.
    starts: Vec<u32>,
}

impl CodePoints {
    pub fn of(text: &str) -> Self {
        Self { starts: text.char_indices().map(|(byte, _)| byte as u32).collect() }
    }

    pub fn at(&self, byte: u32) -> usize {
        self.starts.partition_point(|&start| start < byte)
    }
}
