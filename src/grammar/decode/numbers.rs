//! The numbers of a draft's labels, each told once: what the beam keeps by the thousand is four bytes then.

use rustc_hash::FxHashMap;

use crate::grammar::number::Number;

/// A number of the draft, by its place among [`Numbers`]. The first is that of labels without one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct NumberId(u32);

impl NumberId {
    /// No number of a draft.
    pub(super) const NONE: NumberId = NumberId(u32::MAX);

    /// Whether it is that of labels without a number.
    #[inline]
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its place among the numbers.
    #[inline]
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// All numbers seen so far.
pub(super) struct Numbers {
    all: Vec<Number>,
    ids: FxHashMap<Number, NumberId>,
}

impl Numbers {
    pub(super) fn new() -> Self {
        let empty = Number::default();
        Numbers {
            all: vec![empty],
            ids: FxHashMap::from_iter([(empty, NumberId::default())]),
        }
    }

    /// The id of a number, which may be new.
    pub(super) fn id(&mut self, number: &Number) -> NumberId {
        *self.ids.entry(*number).or_insert_with(|| {
            self.all.push(*number);
            NumberId((self.all.len() - 1) as u32)
        })
    }

    #[inline]
    pub(super) fn get(&self, id: NumberId) -> &Number {
        &self.all[id.index()]
    }
}
