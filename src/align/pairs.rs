//! Which pairs of units are scored: all of them for drafts of everyday size, candidate lists above that.
//!
//! One code path: a list of right units per left unit (compressed rows), which holds every right unit as long as the
//! product is small. Cost: memory linear in the pairs.

use rayon::prelude::*;

use super::vector::{Index, Sparse};

/// The scored pairs, row by row. A value per pair is kept in a plain vector beside it, in the same order.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// First pair of each left unit, and one past the last.
    first: Vec<usize>,
    /// Right unit of each pair, ascending within a row.
    right: Vec<u32>,
    /// How many right units there are.
    width: usize,
    /// For each right unit, its pairs in order of their left units: `(left, pair)`.
    columns: Vec<Vec<(u32, u32)>>,
}

impl Pairs {
    /// Pairs from each left unit's sorted right units.
    pub(crate) fn new(rows: Vec<Vec<u32>>, width: usize) -> Self {
        let mut first = Vec::with_capacity(rows.len() + 1);
        let mut right = Vec::new();
        let mut columns = vec![Vec::new(); width];
        first.push(0);
        for (i, row) in rows.into_iter().enumerate() {
            for j in row {
                if let Some(column) = columns.get_mut(j as usize) {
                    column.push((i as u32, right.len() as u32));
                    right.push(j);
                }
            }
            first.push(right.len());
        }
        Pairs {
            first,
            right,
            width,
            columns,
        }
    }

    /// Every left unit with every right one.
    pub(crate) fn all(left: usize, right: usize) -> Self {
        Pairs::new(vec![(0..right as u32).collect(); left], right)
    }

    /// How many pairs.
    pub(crate) fn len(&self) -> usize {
        self.right.len()
    }

    /// How many left units.
    pub(crate) fn height(&self) -> usize {
        self.first.len() - 1
    }

    /// How many right units.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The pairs of a left unit.
    pub(crate) fn row(&self, left: usize) -> std::ops::Range<usize> {
        match (self.first.get(left), self.first.get(left + 1)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0..0,
        }
    }

    /// The pairs of a right unit with their left units, ascending.
    pub(crate) fn column(&self, right: usize) -> &[(u32, u32)] {
        self.columns.get(right).map_or(&[], Vec::as_slice)
    }

    /// The right unit of a pair.
    pub(crate) fn right(&self, pair: usize) -> usize {
        self.right.get(pair).map_or(0, |&j| j as usize)
    }

    /// The pair of these units, if it is scored.
    pub(crate) fn find(&self, left: usize, right: usize) -> Option<usize> {
        let row = self.row(left);
        if row.len() == self.width {
            return (right < self.width).then_some(row.start + right);
        }
        let columns = self.right.get(row.clone())?;
        columns
            .binary_search(&(right as u32))
            .ok()
            .map(|at| row.start + at)
    }

    /// A value for every pair, computed row by row on all threads, in order.
    pub(crate) fn map_rows<T, I>(&self, row: impl Fn(usize, std::ops::Range<usize>) -> I + Sync) -> Vec<T>
    where
        T: Clone + Default + Send,
        I: IntoIterator<Item = T>,
    {
        let mut out = vec![T::default(); self.len()];
        let mut rest = out.as_mut_slice();
        let mut slots = Vec::with_capacity(self.height());
        for i in 0..self.height() {
            let (slot, behind) = rest.split_at_mut(self.row(i).len());
            slots.push(slot);
            rest = behind;
        }
        slots.into_par_iter().enumerate().for_each(|(i, slot)| {
            for (to, value) in slot.iter_mut().zip(row(i, self.row(i))) {
                *to = value;
            }
        });
        out
    }

    /// A value for every pair, computed column by column on all threads; in order of the pairs, as [`map_rows`](Self::map_rows).
    pub(crate) fn map_columns<T, I>(&self, column: impl Fn(usize, &[(u32, u32)]) -> I + Sync) -> Vec<T>
    where
        T: Clone + Default + Send,
        I: IntoIterator<Item = T>,
    {
        let of_column = |j: usize| -> Vec<T> { column(j, self.column(j)).into_iter().collect() };
        let columns: Vec<Vec<T>> = (0..self.width).into_par_iter().map(of_column).collect();
        let mut out = vec![T::default(); self.len()];
        for (pairs, values) in self.columns.iter().zip(columns) {
            for (&(_, k), value) in pairs.iter().zip(values) {
                out[k as usize] = value;
            }
        }
        out
    }

    /// The product of the two units' vectors, for every pair; `index` is over the right ones.
    pub(crate) fn products(&self, left: &[Sparse], right: &[Sparse], index: &Index) -> Vec<f64> {
        self.map_rows(|i, row| index.products_with(&left[i], right, row.map(|k| self.right(k))))
    }
}

/// The mean of what is seen from the left and from the right, pair by pair.
pub(crate) fn mean(forward: Vec<f64>, backward: Vec<f64>) -> Vec<f64> {
    let both = forward.into_iter().zip(backward);
    both.map(|(forward, backward)| (forward + backward) / 2.0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sparse_and_full_rows_find_alike() {
        let pairs = Pairs::new(vec![vec![0, 1, 2], vec![2], vec![]], 3);
        assert_eq!(pairs.find(0, 1), Some(1));
        assert_eq!(pairs.find(1, 2), Some(3));
        assert_eq!(pairs.find(1, 0), None);
        assert_eq!(pairs.find(2, 0), None);
        assert_eq!(pairs.find(7, 0), None);
        assert_eq!(pairs.column(2), [(0, 2), (1, 3)]);
        assert_eq!(Pairs::all(2, 2).len(), 4);
    }
}
