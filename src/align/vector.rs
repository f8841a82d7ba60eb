//! Sparse vectors and an inverted index over them.
//!
//! Cost: a product is linear in the two vectors; scoring one vector against all is the sum of the lengths of its
//! terms' postings. Source: term-at-a-time scoring (Manning, Raghavan & Schütze 2008, chapter 7). Sums run in order
//! of term ids, so equal vectors give equal bits.

/// Terms with their weights, sorted by term.
pub(crate) type Sparse = Vec<(u32, f64)>;

/// Adds up the weights of equal terms.
pub(crate) fn collected(mut terms: Vec<(u32, f64)>) -> Sparse {
    terms.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut out: Sparse = Vec::with_capacity(terms.len());
    for (term, weight) in terms {
        match out.last_mut() {
            Some(last) if last.0 == term => last.1 += weight,
            _ => out.push((term, weight)),
        }
    }
    out
}

/// The vector at length 1; an empty one stays empty.
pub(crate) fn normalise(mut vector: Sparse) -> Sparse {
    let norm = vector.iter().map(|&(_, w)| w * w).sum::<f64>().sqrt();
    if norm > 0.0 {
        for (_, w) in &mut vector {
            *w /= norm;
        }
    }
    vector
}

/// `a·x + b·y`.
pub(crate) fn combined(a: f64, x: &Sparse, b: f64, y: &Sparse) -> Sparse {
    let mut out = Vec::with_capacity(x.len() + y.len());
    let (mut i, mut j) = (0, 0);
    loop {
        match (x.get(i), y.get(j)) {
            (Some(&(s, v)), Some(&(t, w))) if s == t => {
                out.push((s, a * v + b * w));
                i += 1;
                j += 1;
            }
            (Some(&(s, v)), Some(&(t, _))) if s < t => {
                out.push((s, a * v));
                i += 1;
            }
            (Some(&(s, v)), None) => {
                out.push((s, a * v));
                i += 1;
            }
            (_, Some(&(t, w))) => {
                out.push((t, b * w));
                j += 1;
            }
            (None, None) => return out,
        }
    }
}

thread_local! {
    /// A vector spread out by term, zero but while it is used.
    static SPREAD: std::cell::RefCell<Vec<f64>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// Terms → vectors that hold them.
#[derive(Debug)]
pub(crate) struct Index {
    /// Start of each term's postings, and one past the last.
    first: Vec<usize>,
    postings: Vec<(u32, f64)>,
    /// How many vectors are indexed.
    pub(crate) len: usize,
}

impl Index {
    pub(crate) fn new(vectors: &[Sparse]) -> Self {
        let terms = vectors
            .iter()
            .filter_map(|v| v.last())
            .map(|&(t, _)| t as usize + 1)
            .max();
        let mut first = vec![0usize; terms.unwrap_or(0) + 1];
        for &(term, _) in vectors.iter().flatten() {
            if let Some(count) = first.get_mut(term as usize + 1) {
                *count += 1;
            }
        }
        for t in 1..first.len() {
            first[t] += first[t - 1];
        }
        let mut next = first.clone();
        let mut postings = vec![(0, 0.0); vectors.iter().map(Vec::len).sum()];
        for (doc, vector) in vectors.iter().enumerate() {
            for &(term, weight) in vector {
                let at = next[term as usize];
                postings[at] = (doc as u32, weight);
                next[term as usize] = at + 1;
            }
        }
        Index {
            first,
            postings,
            len: vectors.len(),
        }
    }

    /// The vectors that hold a term.
    pub(crate) fn postings(&self, term: u32) -> &[(u32, f64)] {
        let t = term as usize;
        match (self.first.get(t), self.first.get(t + 1)) {
            (Some(&from), Some(&to)) => self.postings.get(from..to).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The products of a vector with every indexed one.
    pub(crate) fn products(&self, vector: &Sparse) -> Vec<f64> {
        let mut out = vec![0.0; self.len];
        self.add_products(vector, &mut out);
        out
    }

    /// The products of a vector with some of the indexed ones, which `vectors` are: through the index, or one by one
    /// where they are few. Both ways add up in order of terms, and give the same bits.
    pub(crate) fn products_with<I>(&self, vector: &Sparse, vectors: &[Sparse], some: I) -> Vec<f64>
    where
        I: ExactSizeIterator<Item = usize>,
    {
        let through: usize = vector.iter().map(|&(t, _)| self.postings(t).len()).sum();
        let mean = self.postings.len() / self.len.max(1);
        if some.len() * mean > through + self.len {
            let all = self.products(vector);
            return some.map(|doc| all.get(doc).copied().unwrap_or(0.0)).collect();
        }
        SPREAD.with_borrow_mut(|spread| {
            if let Some(&(last, _)) = vector.last() {
                spread.resize(spread.len().max(last as usize + 1), 0.0);
            }
            for &(term, weight) in vector {
                spread[term as usize] = weight;
            }
            let product = |doc: usize| {
                let terms = vectors.get(doc).into_iter().flatten();
                let shared = terms.map(|&(t, w)| spread.get(t as usize).copied().unwrap_or(0.0) * w);
                shared.fold(0.0, |sum, product| sum + product)
            };
            let products = some.map(product).collect();
            for &(term, _) in vector {
                spread[term as usize] = 0.0;
            }
            products
        })
    }

    /// Adds the products of a vector with every indexed one.
    pub(crate) fn add_products(&self, vector: &Sparse, out: &mut [f64]) {
        for &(term, weight) in vector {
            for &(doc, w) in self.postings(term) {
                out[doc as usize] += weight * w;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_gives_the_products() {
        let docs = [vec![(0, 1.0), (3, 2.0)], vec![], vec![(3, 0.5)]];
        let index = Index::new(&docs);
        assert_eq!(
            index.products(&vec![(0, 2.0), (3, 1.0), (9, 7.0)]),
            [4.0, 0.0, 0.5]
        );
        assert_eq!(
            index.products_with(&vec![(0, 2.0), (3, 1.0)], &docs, [2, 0].into_iter()),
            [0.5, 4.0]
        );
        let few = index.products_with(&vec![(3, 1.0), (9, 1.0)], &docs, [1].into_iter());
        assert_eq!(few, [0.0]);
        assert_eq!(Index::new(&[]).products(&vec![(1, 1.0)]), Vec::<f64>::new());
    }

    #[test]
    fn combining_adds_term_by_term() {
        let (x, y) = (vec![(1, 1.0), (4, 1.0)], vec![(0, 1.0), (4, 2.0)]);
        assert_eq!(combined(2.0, &x, 1.0, &y), [(0, 1.0), (1, 2.0), (4, 4.0)]);
        assert_eq!(
            collected(vec![(2, 1.0), (1, 1.0), (2, 3.0)]),
            [(1, 1.0), (2, 4.0)]
        );
    }
}
