//! throwaway
use clausewise::read::*;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&f).unwrap();
    let mut blocks = vec![];
    let mut gap = false;
    for (i, l) in text.lines().enumerate() {
        let t = l.split_whitespace().collect::<Vec<_>>().join(" ");
        if t.is_empty() {
            gap = true;
            continue;
        }
        blocks.push(Block {
            text: t,
            place: Place::line(i as u32 + 1),
            claims: Claims {
                gap,
                ..Default::default()
            },
        });
        gap = false;
    }
    let s = Source {
        name: f,
        format: Format::Text,
        blocks,
        rows: vec![],
        metadata: vec![],
        hash: String::new(),
        diagnostics: vec![],
    };
    let lib = clausewise::grammar::Library::embedded().unwrap();
    let o = clausewise::draft::BuildOptions {
        name: "x".into(),
        grammar: std::env::args().nth(2),
        ..Default::default()
    };
    let t0 = std::time::Instant::now();
    let d = clausewise::draft::build(&s, &lib, &o, &Default::default()).unwrap();
    eprintln!(
        "{:?} {:?} units {} diags {}",
        t0.elapsed(),
        d.style,
        d.units.len(),
        d.diagnostics.len()
    );
    if std::env::args().nth(3).is_some() {
        for u in &d.units {
            println!(
                "[{}] {} | {} | {} | {} words | chapeau {} | {}",
                u.id,
                u.citation,
                u.title,
                u.parent,
                u.text.split_whitespace().count(),
                u.chapeau.len(),
                u.text.replace('\n', "⏎").chars().take(160).collect::<String>()
            );
        }
        return;
    }
    let mut w = csv::Writer::from_writer(std::io::stdout());
    w.write_record([
        "path",
        "citation",
        "kind",
        "label",
        "heading",
        "text",
        "line",
        "certainty",
    ])
    .unwrap();
    for (_, c) in d.clauses() {
        w.write_record([
            &c.path,
            &c.citation,
            &c.kind,
            &c.label,
            &c.heading,
            &c.text,
            &c.place.line.to_string(),
            &format!("{:?}", c.certainty),
        ])
        .unwrap();
    }
}
