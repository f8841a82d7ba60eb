//! Vectors of sentences, from a sentence encoder that the user has on disk: optional evidence for alignment.
//!
//! Reads what sentence-transformers saves for BERT models (`config.json`, `vocab.txt` or `tokenizer.json`,
//! `model.safetensors`, `1_Pooling/config.json`), and computes in plain Rust what it computes: WordPiece, the transformer,
//! mean of the token vectors, length 1. Every text is encoded by itself, so a vector never depends on what else is
//! encoded or on how many threads. Opens no file: who calls hands in a reader.
//!
//! Cost: about 37 short texts a second on one core for a model of six layers and 384 dimensions; texts are cut where
//! the model says. Sources: Devlin, Chang, Lee & Toutanova 2019 (BERT); Reimers & Gurevych 2019 (pooling).

mod bert;
mod gelu;
mod kept;
mod wordpiece;

use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{Error, Result};
use bert::Bert;
pub use kept::Kept;
use wordpiece::WordPiece;

/// Texts with their vectors.
pub type Vectors = std::collections::BTreeMap<String, Vec<f32>>;

/// A sentence encoder.
#[derive(Debug)]
pub struct Encoder {
    words: WordPiece,
    bert: Bert,
    mean: bool,
    longest: usize,
    name: String,
}

const HELP: &str = "--embeddings names a folder as sentence-transformers saves BERT models: config.json, model.safetensors, \
                    vocab.txt or tokenizer.json, and 1_Pooling/config.json";

/// Reads a file of the model's folder by name; `None` where there is none.
pub type ReadFile<'a> = dyn Fn(&str) -> Result<Option<Vec<u8>>> + 'a;

impl Encoder {
    /// An encoder from its files.
    ///
    /// # Errors
    /// A file that is missing, does not parse, or does not fit the others; a kind of model that is not BERT.
    pub fn load(read: &ReadFile<'_>) -> Result<Self> {
        let config: Config = json("config.json", &needed(read, "config.json")?)?;
        config.check()?;
        let tokenizer: TokenizerConfig = match read("tokenizer_config.json")? {
            Some(bytes) => json("tokenizer_config.json", &bytes)?,
            None => TokenizerConfig::default(),
        };
        let sentence: SentenceConfig = match read("sentence_bert_config.json")? {
            Some(bytes) => json("sentence_bert_config.json", &bytes)?,
            None => SentenceConfig::default(),
        };
        let pooling: Pooling = match read("1_Pooling/config.json")? {
            Some(bytes) => json("1_Pooling/config.json", &bytes)?,
            None => Pooling {
                mean: true,
                cls: false,
            },
        };
        if pooling.mean == pooling.cls {
            return Err(wrong(
                "1_Pooling/config.json",
                "pools tokens in a way that is not known here",
            )
            .help("models that take the mean of all tokens, or the first one, can be used"));
        }
        if let Some(bytes) = read("modules.json")? {
            let modules: Vec<Module> = json("modules.json", &bytes)?;
            let known = ["Transformer", "Pooling", "Normalize"];
            if let Some(other) = modules
                .iter()
                .find(|m| !known.iter().any(|k| m.kind.ends_with(k)))
            {
                return Err(wrong(
                    "modules.json",
                    &format!("has a layer `{}` that is not known here", other.kind),
                )
                .help("models of a BERT, a pooling and a normalising layer can be used"));
            }
        }
        let words = match read("vocab.txt")? {
            Some(bytes) => WordPiece::from_lines(&String::from_utf8_lossy(&bytes), tokenizer.lower),
            None => {
                let bytes = read("tokenizer.json")?.ok_or_else(|| {
                    Error::new("no vocab.txt and no tokenizer.json in the folder").help(HELP)
                })?;
                let parsed: Tokenizer = json("tokenizer.json", &bytes)?;
                WordPiece::from_ids(parsed.model.vocab, tokenizer.lower)
            }
        };
        let words = words.ok_or_else(|| {
            wrong(
                "vocab.txt",
                "has no [CLS], [SEP] or [UNK]: not the vocabulary of a BERT model",
            )
            .help(HELP)
        })?;
        if words.len() > config.vocab_size {
            return Err(wrong("vocab.txt", "has more words than config.json says").help(HELP));
        }
        let weights = needed(read, "model.safetensors")?;
        let bert = Bert::new(&config, &weights).map_err(|e| wrong("model.safetensors", &e).help(HELP))?;
        let mut hash = Sha256::new();
        hash.update(&weights);
        hash.update([u8::from(pooling.mean), u8::from(tokenizer.lower)]);
        let longest = sentence.max_seq_length.unwrap_or(config.max_position_embeddings);
        let longest = longest.min(config.max_position_embeddings);
        hash.update(longest.to_le_bytes());
        let name = hash
            .finalize()
            .iter()
            .take(8)
            .map(|b| format!("{b:02x}"))
            .collect();
        Ok(Encoder {
            words,
            bert,
            mean: pooling.mean,
            longest,
            name,
        })
    }

    /// Sixteen hexadecimal digits that stand for this model and no other.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many numbers a vector has.
    pub fn dimensions(&self) -> usize {
        self.bert.hidden()
    }

    /// The vector of a text, of length 1.
    pub fn encode(&self, text: &str) -> Vec<f32> {
        let tokens = self.words.tokens(text, self.longest);
        let states = self.bert.forward(&tokens);
        let n = self.dimensions();
        let mut sum = vec![0.0f64; n];
        let rows = states
            .chunks_exact(n)
            .take(if self.mean { tokens.len() } else { 1 });
        for row in rows {
            for (s, v) in sum.iter_mut().zip(row) {
                *s += f64::from(*v);
            }
        }
        let norm = sum.iter().map(|s| s * s).sum::<f64>().sqrt().max(1e-12);
        sum.into_iter().map(|s| (s / norm) as f32).collect()
    }

    /// The vectors of texts, in their order, on all threads.
    pub fn encode_all(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        texts.par_iter().map(|t| self.encode(t)).collect()
    }
}

fn needed(read: &ReadFile<'_>, name: &str) -> Result<Vec<u8>> {
    read(name)?.ok_or_else(|| Error::new(format!("no {name} in the folder")).help(HELP))
}

fn wrong(file: &str, what: &str) -> Error {
    Error::new(format!("{file}: {what}"))
}

fn json<T: for<'de> Deserialize<'de>>(file: &str, bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|e| wrong(file, &e.to_string()).help(HELP))
}

#[derive(Debug, Deserialize)]
struct Config {
    #[serde(default)]
    model_type: String,
    vocab_size: usize,
    hidden_size: usize,
    num_hidden_layers: usize,
    num_attention_heads: usize,
    intermediate_size: usize,
    max_position_embeddings: usize,
    #[serde(default = "default_epsilon")]
    layer_norm_eps: f32,
    #[serde(default = "default_activation")]
    hidden_act: String,
    #[serde(default = "absolute")]
    position_embedding_type: String,
}

fn default_epsilon() -> f32 {
    1e-12
}

fn default_activation() -> String {
    "gelu".to_owned()
}

fn absolute() -> String {
    "absolute".to_owned()
}

impl Config {
    fn check(&self) -> Result<()> {
        let model = self.model_type.as_str();
        if !matches!(model, "bert" | "") {
            let what = format!("a model of type `{model}`, and only `bert` can be used");
            return Err(wrong("config.json", &what).help("all-MiniLM-L6-v2 and many others are of that type"));
        }
        let sizes = [
            (self.vocab_size, 4_000_000),
            (self.hidden_size, 16_384),
            (self.num_hidden_layers, 256),
            (self.num_attention_heads, 256),
            (self.intermediate_size, 65_536),
            (self.max_position_embeddings, 65_536),
        ];
        let fits = sizes.iter().all(|&(size, most)| (1..=most).contains(&size));
        let heads = self.num_attention_heads.max(1);
        if !fits || !self.hidden_size.is_multiple_of(heads) || self.max_position_embeddings < 3 {
            return Err(wrong("config.json", "sizes that no BERT model has").help(HELP));
        }
        if self.position_embedding_type != "absolute" {
            return Err(wrong("config.json", "positions that are not absolute cannot be used").help(HELP));
        }
        Ok(())
    }
}

#[derive(Debug, Deserialize)]
#[serde(default)]
struct TokenizerConfig {
    #[serde(rename = "do_lower_case")]
    lower: bool,
}

impl Default for TokenizerConfig {
    fn default() -> Self {
        TokenizerConfig { lower: true }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SentenceConfig {
    max_seq_length: Option<usize>,
}

#[derive(Debug, Deserialize)]
struct Pooling {
    #[serde(default, rename = "pooling_mode_mean_tokens")]
    mean: bool,
    #[serde(default, rename = "pooling_mode_cls_token")]
    cls: bool,
}

#[derive(Debug, Deserialize)]
struct Module {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Debug, Deserialize)]
struct Tokenizer {
    model: TokenizerModel,
}

#[derive(Debug, Deserialize)]
struct TokenizerModel {
    vocab: std::collections::BTreeMap<String, u32>,
}
