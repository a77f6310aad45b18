//! Sets that grow together, each known by its first member.

pub(super) struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    /// So many members, each a set of its own.
    pub fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    /// The first member of the set that this one belongs to.
    pub fn first(&mut self, member: usize) -> usize {
        let mut first = member;
        while self.parent[first] != first {
            self.parent[first] = self.parent[self.parent[first]];
            first = self.parent[first];
        }
        first
    }

    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.parent[one.max(other)] = one.min(other);
    }

    pub fn count(&self) -> usize {
        self.parent.iter().enumerate().filter(|&(member, &parent)| member == parent).count()
    }
}
