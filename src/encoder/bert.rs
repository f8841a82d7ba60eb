//! The transformer: token numbers to a vector per token.
//!
//! Cost per text: layers × (tokens × hidden² × 12 + tokens² × hidden × 2) multiplications.

use safetensors::tensor::{Dtype, SafeTensors, TensorView};

use super::Config;
use super::gelu::Activation;

#[derive(Debug)]
pub(super) struct Bert {
    words: Vec<f32>,
    positions: Vec<f32>,
    /// Of the one kind of segment that a single text has.
    segment: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    heads: usize,
    hidden: usize,
    activation: Activation,
}

#[derive(Debug)]
struct Layer {
    query: Linear,
    key: Linear,
    value: Linear,
    attended: Linear,
    attended_norm: Norm,
    inner: Linear,
    outer: Linear,
    outer_norm: Norm,
}

/// `y = x Wᵀ + b`.
#[derive(Debug)]
struct Linear {
    weight: Vec<f32>,
    bias: Vec<f32>,
    from: usize,
}

#[derive(Debug)]
struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl Bert {
    pub(super) fn new(config: &Config, bytes: &[u8]) -> Result<Self, String> {
        let tensors = SafeTensors::deserialize(bytes).map_err(|e| e.to_string())?;
        let weights = Weights {
            prefix: ["", "bert.", "model."]
                .into_iter()
                .find(|p| {
                    tensors
                        .tensor(&format!("{p}embeddings.word_embeddings.weight"))
                        .is_ok()
                })
                .unwrap_or_default(),
            tensors: &tensors,
            epsilon: config.layer_norm_eps,
        };
        let n = config.hidden_size;
        let layer = |i: usize| -> Result<Layer, String> {
            let at = |part: &str| format!("encoder.layer.{i}.{part}");
            Ok(Layer {
                query: weights.linear(&at("attention.self.query"), n, n)?,
                key: weights.linear(&at("attention.self.key"), n, n)?,
                value: weights.linear(&at("attention.self.value"), n, n)?,
                attended: weights.linear(&at("attention.output.dense"), n, n)?,
                attended_norm: weights.norm(&at("attention.output.LayerNorm"), n)?,
                inner: weights.linear(&at("intermediate.dense"), n, config.intermediate_size)?,
                outer: weights.linear(&at("output.dense"), config.intermediate_size, n)?,
                outer_norm: weights.norm(&at("output.LayerNorm"), n)?,
            })
        };
        let mut segment = weights.any("embeddings.token_type_embeddings.weight")?;
        if segment.len() < n {
            return Err(
                "embeddings.token_type_embeddings.weight has another size than config.json says".to_owned(),
            );
        }
        segment.truncate(n);
        Ok(Bert {
            words: weights.of("embeddings.word_embeddings.weight", config.vocab_size * n)?,
            positions: weights.of(
                "embeddings.position_embeddings.weight",
                config.max_position_embeddings * n,
            )?,
            segment,
            norm: weights.norm("embeddings.LayerNorm", n)?,
            layers: (0..config.num_hidden_layers)
                .map(layer)
                .collect::<Result<_, _>>()?,
            heads: config.num_attention_heads,
            hidden: n,
            activation: Activation::named(&config.hidden_act)
                .ok_or_else(|| format!("activation `{}` is not known here", config.hidden_act))?,
        })
    }

    pub(super) fn hidden(&self) -> usize {
        self.hidden
    }

    /// A vector per token, one after the other.
    pub(super) fn forward(&self, tokens: &[u32]) -> Vec<f32> {
        let n = self.hidden;
        let mut x = Vec::with_capacity(tokens.len() * n);
        let rows = tokens.iter().zip(self.positions.chunks_exact(n));
        for (&token, position) in rows {
            let start = token as usize * n;
            let word = self.words.get(start..start + n).unwrap_or(&self.segment);
            x.extend(
                word.iter()
                    .zip(position)
                    .zip(&self.segment)
                    .map(|((w, p), s)| w + s + p),
            );
        }
        self.norm.apply(&mut x);
        for layer in &self.layers {
            let attended = self.attention(layer, &x);
            add(&mut x, &layer.attended.apply(&attended));
            layer.attended_norm.apply(&mut x);
            let mut inner = layer.inner.apply(&x);
            inner.iter_mut().for_each(|v| *v = self.activation.of(*v));
            add(&mut x, &layer.outer.apply(&inner));
            layer.outer_norm.apply(&mut x);
        }
        x
    }

    fn attention(&self, layer: &Layer, x: &[f32]) -> Vec<f32> {
        let n = self.hidden;
        let (tokens, width) = (x.len() / n, n / self.heads);
        let (q, k, v) = (layer.query.apply(x), layer.key.apply(x), layer.value.apply(x));
        let scale = 1.0 / (width as f32).sqrt();
        let mut out = vec![0.0; x.len()];
        for head in 0..self.heads {
            let columns = |row: usize| row * n + head * width..row * n + (head + 1) * width;
            for i in 0..tokens {
                let query = &q[columns(i)];
                let mut weights: Vec<f32> = (0..tokens)
                    .map(|j| query.iter().zip(&k[columns(j)]).map(|(a, b)| a * b).sum::<f32>() * scale)
                    .collect();
                softmax(&mut weights);
                let sum = &mut out[columns(i)];
                for (j, weight) in weights.into_iter().enumerate() {
                    for (s, value) in sum.iter_mut().zip(&v[columns(j)]) {
                        *s += weight * value;
                    }
                }
            }
        }
        out
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    for (a, b) in x.iter_mut().zip(y) {
        *a += b;
    }
}

fn softmax(values: &mut [f32]) {
    let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    values.iter_mut().for_each(|v| *v = (*v - most).exp());
    let sum: f32 = values.iter().sum();
    values.iter_mut().for_each(|v| *v /= sum);
}

impl Linear {
    fn apply(&self, x: &[f32]) -> Vec<f32> {
        let (from, to) = (self.from, self.bias.len());
        let rows = x.len() / from.max(1);
        let mut out = self.bias.repeat(rows);
        gemm(rows, from, to, x, &self.weight, &mut out);
        out
    }
}

/// `out += x Wᵀ`, with `x` of rows × from, `W` of to × from.
#[allow(unsafe_code)] // matrixmultiply takes pointers; the lengths are checked right before.
fn gemm(rows: usize, from: usize, to: usize, x: &[f32], w: &[f32], out: &mut [f32]) {
    if x.len() < rows * from || w.len() < to * from || out.len() < rows * to {
        return;
    }
    let (step, across) = (from as isize, to as isize);
    // SAFETY: all three slices are as long as the strides reach, and `out` is borrowed alone.
    unsafe {
        matrixmultiply::sgemm(
            rows,
            from,
            to,
            1.0,
            x.as_ptr(),
            step,
            1,
            w.as_ptr(),
            1,
            step,
            1.0,
            out.as_mut_ptr(),
            across,
            1,
        );
    }
}

impl Norm {
    fn apply(&self, x: &mut [f32]) {
        let n = self.weight.len().max(1);
        for row in x.chunks_exact_mut(n) {
            let mean = row.iter().sum::<f32>() / n as f32;
            let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n as f32;
            let scale = 1.0 / (variance + self.epsilon).sqrt();
            for (v, (w, b)) in row.iter_mut().zip(self.weight.iter().zip(&self.bias)) {
                *v = (*v - mean) * scale * w + b;
            }
        }
    }
}

/// The tensors of the file, read with their sizes checked.
struct Weights<'a> {
    tensors: &'a SafeTensors<'a>,
    prefix: &'static str,
    epsilon: f32,
}

impl Weights<'_> {
    fn any(&self, name: &str) -> Result<Vec<f32>, String> {
        let tensor = self.tensors.tensor(&format!("{}{name}", self.prefix));
        numbers(&tensor.map_err(|_| format!("has no {name}"))?).map_err(|e| format!("{name} {e}"))
    }

    fn of(&self, name: &str, length: usize) -> Result<Vec<f32>, String> {
        let numbers = self.any(name)?;
        match numbers.len() == length {
            true if numbers.iter().all(|v| v.is_finite()) => Ok(numbers),
            true => Err(format!("{name} has numbers that are none")),
            false => Err(format!("{name} has another size than config.json says")),
        }
    }

    fn linear(&self, name: &str, from: usize, to: usize) -> Result<Linear, String> {
        Ok(Linear {
            weight: self.of(&format!("{name}.weight"), from * to)?,
            bias: self.of(&format!("{name}.bias"), to)?,
            from,
        })
    }

    fn norm(&self, name: &str, length: usize) -> Result<Norm, String> {
        Ok(Norm {
            weight: self.of(&format!("{name}.weight"), length)?,
            bias: self.of(&format!("{name}.bias"), length)?,
            epsilon: self.epsilon,
        })
    }
}

fn numbers(tensor: &TensorView<'_>) -> Result<Vec<f32>, String> {
    let data = tensor.data();
    let two = |bytes: &[u8]| u16::from_le_bytes([bytes[0], bytes[1]]);
    match tensor.dtype() {
        Dtype::F32 => Ok(data
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect()),
        Dtype::BF16 => Ok(data
            .chunks_exact(2)
            .map(|b| f32::from_bits(u32::from(two(b)) << 16))
            .collect()),
        Dtype::F16 => Ok(data.chunks_exact(2).map(|b| half(two(b))).collect()),
        other => Err(format!(
            "is of type {other:?}, and only F32, F16 and BF16 can be read"
        )),
    }
}

/// A number of 16 bits (IEEE 754).
fn half(bits: u16) -> f32 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f32::from(bits & 1023));
    sign * match exponent {
        0 => fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => f32::INFINITY,
        31 => f32::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f32.powi(exponent - 15),
    }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn half_numbers() {
        for (bits, number) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (1, 5.960_464_5e-8),
        ] {
            assert!((half(bits) - number).abs() < 1e-9, "{bits:x}");
        }
    }
}
