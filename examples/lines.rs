//! throwaway
use clausewise::read::*;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    if f == "ex" {
        let lib = clausewise::grammar::Library::embedded().unwrap();
        for g in lib.iter() {
            for e in &g.examples {
                let blocks = e
                    .text
                    .lines()
                    .filter(|l| !l.is_empty())
                    .enumerate()
                    .map(|(i, l)| Block {
                        text: l.into(),
                        place: Place::line(i as u32 + 1),
                        claims: Claims::default(),
                    })
                    .collect();
                let s = Source {
                    name: "x".into(),
                    format: Format::Text,
                    blocks,
                    rows: vec![],
                    metadata: vec![],
                    hash: String::new(),
                    diagnostics: vec![],
                };
                let o = clausewise::draft::BuildOptions {
                    name: "x".into(),
                    grammar: Some(g.name.clone()),
                    ..Default::default()
                };
                let d = clausewise::draft::build(&s, &lib, &o, &Default::default()).unwrap();
                let p: Vec<String> = d
                    .clauses()
                    .filter(|(_, c)| !c.label.is_empty())
                    .map(|(_, c)| c.path.clone())
                    .collect();
                let cite = e
                    .citation
                    .as_ref()
                    .is_none_or(|c| d.clauses().any(|(_, x)| x.citation == *c));
                if p != e.paths || !cite {
                    println!("{}: {:?}\nwant {:?} cite {cite}", g.name, p, e.paths);
                    for (_, c) in d.clauses() {
                        println!("   {} | {} | {} | {}", c.path, c.kind, c.citation, c.text)
                    }
                }
            }
        }
        return;
    }
    let bytes = std::fs::read(&f).unwrap();
    let t0 = std::time::Instant::now();
    let listed = parts(&bytes);
    let s = if listed.is_empty() {
        read(&bytes, &f, &ReadOptions::default()).unwrap()
    } else {
        let dir = std::path::Path::new(&f).parent().unwrap();
        let p: Vec<_> = listed
            .into_iter()
            .map(|n| (n.clone(), std::fs::read(dir.join(&n)).unwrap()))
            .collect();
        read_parts(&bytes, &f, &p, &ReadOptions::default()).unwrap()
    };
    let t1 = t0.elapsed();
    let mode = std::env::args().nth(3).unwrap_or_default();
    if mode == "flat" {
        for b in &s.blocks {
            println!("{}", b.text.replace('\n', " "));
        }
        return;
    }
    let lib = clausewise::grammar::Library::embedded().unwrap();
    let g = std::env::args().nth(2).filter(|g| g != "-");
    let o = clausewise::draft::BuildOptions {
        name: "x".into(),
        grammar: g,
        ..Default::default()
    };
    let t0 = std::time::Instant::now();
    let d = clausewise::draft::build(&s, &lib, &o, &Default::default()).unwrap();
    eprintln!(
        "read {t1:?} build {:?} {} {:?} vs {:?} {:?} clauses {} units {} unrec {:.4} diags {}",
        t0.elapsed(),
        d.style.grammar,
        d.style.evidence,
        d.style.runner_up,
        d.identity,
        d.clauses.len(),
        d.units.len(),
        d.unrecognised_share(),
        d.diagnostics.len()
    );
    if mode == "u" {
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
    if mode == "t" {
        for (_, c) in d.clauses() {
            println!(
                "{:>5} {:28} {:12} {:8} [{}] {} {}",
                c.place.line,
                c.path,
                c.kind,
                c.label,
                c.heading.chars().take(50).collect::<String>(),
                c.text.replace('\n', "⏎").chars().take(90).collect::<String>(),
                c.certainty.map_or(String::new(), |m| format!("~{m:.1}"))
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
