//! Sentence encoders: a tiny model that the test writes, against numbers of another implementation.

#![cfg(all(feature = "cli", feature = "embeddings"))]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use clausewise::encoder::Encoder;
use tempfile::TempDir;

const WIDTH: usize = 4;
const INNER: usize = 6;
const WORDS: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nbell\n##s\nring\nrope\n.\n";
const POSITIONS: usize = 8;

/// Tensors one after the other, filled with the sine of 0.7, 1.4, …
#[derive(Default)]
struct Tensors {
    header: serde_json::Map<String, serde_json::Value>,
    data: Vec<u8>,
}

impl Tensors {
    fn add(&mut self, name: &str, shape: &[usize]) {
        let from = self.data.len();
        for k in 0..shape.iter().product() {
            let at = (from / 4 + k) as f64;
            self.data.extend(((at * 0.7).sin() as f32).to_le_bytes());
        }
        let tensor =
            serde_json::json!({"dtype": "F32", "shape": shape, "data_offsets": [from, self.data.len()]});
        self.header.insert(name.to_owned(), tensor);
    }

    fn linear(&mut self, name: &str, from: usize, to: usize) {
        self.add(&format!("{name}.weight"), &[to, from]);
        self.add(&format!("{name}.bias"), &[to]);
    }

    fn norm(&mut self, name: &str) {
        self.add(&format!("{name}.weight"), &[WIDTH]);
        self.add(&format!("{name}.bias"), &[WIDTH]);
    }

    fn file(&self) -> Vec<u8> {
        let header = serde_json::to_vec(&self.header).unwrap();
        let length = (header.len() as u64).to_le_bytes();
        [length.as_slice(), &header, &self.data].concat()
    }
}

fn model() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut tensors = Tensors::default();
    let words = WORDS.lines().count();
    tensors.add("embeddings.word_embeddings.weight", &[words, WIDTH]);
    tensors.add("embeddings.position_embeddings.weight", &[POSITIONS, WIDTH]);
    tensors.add("embeddings.token_type_embeddings.weight", &[2, WIDTH]);
    tensors.norm("embeddings.LayerNorm");
    for layer in 0..2 {
        let at = |part: &str| format!("encoder.layer.{layer}.{part}");
        for part in ["query", "key", "value"] {
            tensors.linear(&at(&format!("attention.self.{part}")), WIDTH, WIDTH);
        }
        tensors.linear(&at("attention.output.dense"), WIDTH, WIDTH);
        tensors.norm(&at("attention.output.LayerNorm"));
        tensors.linear(&at("intermediate.dense"), WIDTH, INNER);
        tensors.linear(&at("output.dense"), INNER, WIDTH);
        tensors.norm(&at("output.LayerNorm"));
    }
    let config = serde_json::json!({
        "model_type": "bert", "vocab_size": words, "hidden_size": WIDTH, "num_hidden_layers": 2,
        "num_attention_heads": 2, "intermediate_size": INNER, "max_position_embeddings": POSITIONS,
        "layer_norm_eps": 1e-12, "hidden_act": "gelu",
    });
    fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
    fs::write(folder.path().join("vocab.txt"), WORDS).unwrap();
    fs::write(folder.path().join("model.safetensors"), tensors.file()).unwrap();
    folder
}

/// What is done to a good folder.
type Spoil = Box<dyn Fn(&Path)>;

fn rewrite(folder: &Path, from: &str, to: &str) {
    let config = fs::read_to_string(folder.join("config.json")).unwrap();
    fs::write(folder.join("config.json"), config.replacen(from, to, 1)).unwrap();
}

fn load(folder: &Path) -> clausewise::Result<Encoder> {
    Encoder::load(&|name| Ok(fs::read(folder.join(name)).ok()))
}

#[test]
fn vectors_are_those_of_another_implementation() {
    let folder = model();
    let encoder = load(folder.path()).unwrap();
    for (text, wanted) in [
        ("Bells ring.", [0.780_544, 0.395_934, 0.162_783, -0.455_51]),
        ("rope unheard", [0.779_701, 0.395_498, 0.162_9, -0.457_287]),
    ] {
        let vector = encoder.encode(text);
        for (a, b) in vector.iter().zip(wanted) {
            assert!((a - b).abs() < 2e-6, "{text}: {vector:?}");
        }
    }
    let texts = ["Bells ring.", "", "rope"];
    let one_by_one: Vec<Vec<f32>> = texts.iter().map(|t| encoder.encode(t)).collect();
    assert_eq!(encoder.encode_all(&texts), one_by_one);
}

#[test]
fn a_folder_that_is_no_model_is_refused_by_name() {
    let spoilt = |spoil: &dyn Fn(&Path)| {
        let folder = model();
        spoil(folder.path());
        let error = load(folder.path()).unwrap_err();
        assert!(error.help_line().is_some(), "{error}");
        error.to_string()
    };
    let remove = |name: &'static str| move |f: &Path| fs::remove_file(f.join(name)).unwrap();
    let write =
        |name: &'static str, text: &'static str| move |f: &Path| fs::write(f.join(name), text).unwrap();
    let config = |from: &'static str, to: &'static str| move |f: &Path| rewrite(f, from, to);
    let spoils: [(Spoil, &str); 10] = [
        (Box::new(remove("config.json")), "no config.json"),
        (Box::new(remove("model.safetensors")), "no model.safetensors"),
        (Box::new(remove("vocab.txt")), "no vocab.txt"),
        (Box::new(write("vocab.txt", "bell\n")), "vocab.txt: has no [CLS]"),
        (
            Box::new(write("model.safetensors", "bells")),
            "model.safetensors: ",
        ),
        (Box::new(config("\"bert\"", "\"mpnet\"")), "of type `mpnet`"),
        (
            Box::new(config("\"hidden_size\":4", "\"hidden_size\":8")),
            "another size",
        ),
        (
            Box::new(config("\"num_attention_heads\":2", "\"num_attention_heads\":0")),
            "sizes",
        ),
        (Box::new(config("\"gelu\"", "\"swish\"")), "activation `swish`"),
        (Box::new(config("{", "[")), "config.json: "),
    ];
    for (spoil, message) in &spoils {
        let said = spoilt(spoil.as_ref());
        assert!(said.contains(message), "{said} instead of {message}");
    }
}

#[test]
fn the_command_takes_a_model_and_keeps_its_vectors() {
    let (folder, model) = (TempDir::new().unwrap(), model());
    let list = "id,title,text,parent\n1,,Bells ring at noon.,\n2,,A rope is held.,\n";
    fs::write(folder.path().join("a.csv"), list).unwrap();
    fs::write(
        folder.path().join("b.csv"),
        list.replace("Bells ring", "Bells rang"),
    )
    .unwrap();
    let cache = folder.path().join("cache");
    let run = |output: &str| {
        let done = Command::cargo_bin("clausewise")
            .unwrap()
            .current_dir(folder.path())
            .args([
                "crosswalk",
                "a.csv",
                "b.csv",
                "--candidates",
                "2",
                "-o",
                output,
                "--embeddings",
            ])
            .arg(model.path())
            .arg("--embeddings-cache")
            .arg(&cache)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        (fs::read(folder.path().join(output)).unwrap(), said)
    };
    let (first, said) = run("one.csv");
    assert!(
        said.contains("3 texts encoded, and their vectors kept in"),
        "{said}"
    );
    let (second, said) = run("two.csv");
    assert!(!said.contains("encoded"), "{said}");
    assert_eq!(first, second);
    let done = Command::cargo_bin("clausewise")
        .unwrap()
        .current_dir(folder.path())
        .args(["crosswalk", "a.csv", "b.csv", "--embeddings", "nowhere"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("nowhere: no config.json in the folder"), "{said}");
    assert!(said.contains("help: --embeddings names a folder"), "{said}");
}
