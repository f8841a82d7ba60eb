//! Styles of published drafts, which are not part of the repository: `CLAUSEWISE_PUBLISHED` names the folder that holds
//! them. Without it this test says so and passes.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use clausewise::draft::{BuildOptions, build};
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, read};
use clausewise::settings::Settings;

/// A published draft of each style and format, and the style that it is in.
const DRAFTS: &[(&str, &str)] = &[
    ("ca/aida-c27-part3.agora.txt", "ca-statute"),
    ("ca/pipeda.justice.en.xml", "ca-statute"),
    ("ca/directive-adm-2025-06-24.tbs.xml", "ca-directive"),
    ("cc/cc-18011.html", "iso-standard"),
    ("cn/genai-interim-measures-final.en.agora.txt", "cn-measures"),
    ("cn/genai-interim-measures.zh.cac.html", "cn-measures"),
    ("cn/genai-measures-draft-2023-04.en.agora.txt", "cn-measures"),
    ("eu/aiact-2024-1689-formex/L_202401689EN.013001.fmx.xml", "eu-act"),
    ("eu/drafts/aiact-2021-com206-raw.txt", "eu-act"),
    ("eu/eidas-910-2014.2014-07-23.en.xhtml", "eu-act"),
    #[cfg(feature = "pdf")]
    (
        "eu/gpai-cop-final-safety-security-2025-07-10.pdf",
        "eu-code-of-practice",
    ),
    ("gb/ai-regulation-bill-hl-2024.agora.txt", "gb-act"),
    ("gb/computer-misuse-act-1990.clml.xml", "gb-act"),
    (
        "gb/dsit-ai-cyber-security-code-2025.agora.txt",
        "code-of-practice",
    ),
    ("gb/nis-regulations-2018.clml.xml", "gb-regulations"),
    ("ietf/draft-ietf-aipref-vocab-05.md", "ietf"),
    ("ietf/draft-ietf-aipref-vocab-05.txt", "ietf"),
    ("rfc/rfc7911.v3.html", "ietf"),
    (
        "intl/ainetwork-joint-statement-risk-assessment-2024-11.agora.txt",
        "declaration",
    ),
    ("intl/bletchley-declaration.agora.txt", "declaration"),
    (
        "intl/frontier-ai-safety-commitments-seoul.agora.txt",
        "declaration",
    ),
    (
        "intl/coe-framework-convention-ai.agora.txt",
        "council-of-europe-treaty",
    ),
    ("intl/g7-hiroshima-code-of-conduct.agora.txt", "g7-code"),
    ("intl/oecd-recommendation-ai-2019.cmacc.md", "oecd-recommendation"),
    (
        "intl/oecd-recommendation-ai-2024.agora.txt",
        "oecd-recommendation",
    ),
    ("intl/docx/oasis-sarif-v2.0-csd02.docx", "oasis-spec"),
    ("intl/owasp-llm-top10-v1.1-2023.en.md", "generic-numbered"),
    ("iso/rice-2016.is.fr.html", "iso-standard"),
    ("iso/rice-2016.is.zh.html", "iso-standard"),
    ("iso/rice-2017.amd1.html", "iso-standard"),
    ("itu/T-REC-J.1108-201901-P.html", "iso-standard"),
    ("jp/ai-guidelines-for-business-v1.1.en.txt", "jp-guideline"),
    ("us/ca-sb1047-enrolled.agora.txt", "us-bill"),
    ("us/ca-sb53-chaptered-2025-09-29.md", "us-bill"),
    ("us/co-sb24-205.agora.txt", "us-bill"),
    ("us/eo-14110.agora.txt", "us-order"),
    ("us/nist-airmf-1.0.agora.txt", "nist-framework"),
    ("us/ny-raise-act-2025-03-05.agora.txt", "us-bill"),
    ("uslm/BILLS-118s1325rs.uslm.xml", "us-bill"),
    ("uslm/bill-dtd-valid1.xml", "us-bill"),
    ("w3c/webml-ethical-principles-2022-06-27.bs", "w3c-spec"),
];

#[test]
fn published_drafts_are_known_by_their_style() {
    let Some(folder) = std::env::var_os("CLAUSEWISE_PUBLISHED") else {
        println!("skipped: CLAUSEWISE_PUBLISHED is not set");
        return;
    };
    let folder = PathBuf::from(folder).join("texts");
    let library = Library::embedded().expect("the grammars load");
    let mut wrong = Vec::new();
    for (file, style) in DRAFTS {
        let bytes = std::fs::read(folder.join(file)).expect("a published file");
        let source = read(&bytes, file, &ReadOptions::default()).expect("a readable file");
        let draft =
            build(&source, &library, &BuildOptions::default(), &Settings::default()).expect("a draft");
        if draft.style.grammar != *style {
            wrong.push(format!(
                "{file} is {style}, and was taken for {}: {:?}",
                draft.style.grammar, draft.style.evidence
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
