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
