//! The figures against those under version control: what got better, what got worse.

use std::path::Path;

use crate::sets::Figures;

/// Changes below this are not worth a line.
const NOTED: f64 = 0.0005;

/// A MAP that falls by more than this fails the run.
const ALLOWED: f64 = 0.005;

/// Prints the changes; false when a MAP fell too far.
pub(crate) fn compare(figures: &Figures, file: &Path) -> Result<bool, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let before: Figures = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut fine = true;
    let mut noted = 0;
    for (set, old) in &before {
        let Some(new) = figures.get(set) else {
            println!("{set}: not run");
            continue;
        };
        for (name, old) in old {
            let Some(new) = new.get(name) else {
                continue;
            };
            let change = new - old;
            if change.abs() >= NOTED {
                noted += 1;
                let word = if change > 0.0 { "better" } else { "worse" };
                println!("{word:<7} {set:<24} {name:<8} {old:.4} -> {new:.4} ({change:+.4})");
            }
            fine &= name != "MAP" || change >= -ALLOWED;
        }
    }
    if noted == 0 {
        println!("no change against {}", file.display());
    }
    if !fine {
        println!("a MAP fell by more than {ALLOWED}");
    }
    Ok(fine)
}
