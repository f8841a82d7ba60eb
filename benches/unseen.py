#!/usr/bin/env python3
"""Crosswalks that nothing here was fitted on, taken out of two packages of PyPI, for the bench `published`.

    python3 benches/unseen.py OUT --published DIR
    cargo bench --profile quick --bench published -- --published OUT

`prowler` holds the controls of the Cloud Controls Matrix with the clauses of other frameworks that its publisher links them to,
the Common Cloud Controls with theirs, and FedRAMP's indicators with their SP 800-53 controls; `ai-atlas-nexus` holds taxonomies
of AI risks and requirements with links that people drew between them (SSSOM). The texts of SP 800-53 and of the Cybersecurity
Framework come from the published crosswalks in DIR. OUT gets a folder per crosswalk: left.csv, right.csv, gold.csv, gaps.csv.
The publishers say only what is linked, so that gaps are not known; a package may hold a part of a framework only, and links to the
rest of it are left out. The packages go into a folder of their own that is thrown away afterwards.
"""
import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import venv
import zipfile

PACKAGES = ["prowler==5.46.0", "ai-atlas-nexus==1.2.5"]
# Links that a script proposed, and what only says that two do not match.
BY_MACHINE = ["LLMBasedMatching", "SemanticSimilarity"]
TAXONOMIES = [
    "aiuc1_to_ibm_from_tsv_data",
    "aiuc1_to_owasp_llm_from_tsv_data",
    "eticas2atlas_nexus_full",
    "ibm2nistgenai",
    "ibm2owasp",
    "mit-ai-risk-repository_ibm-risk-atlas",
    "owasp_asi2owasp_llm",
    "mit_ai_risk_mitigation_mappings",
]
# A crosswalk with fewer links says little.
LEAST = 20


def packages(folder):
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run(pip + PACKAGES, check=True)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(folder)


def units(file):
    with open(file, encoding="utf-8-sig", newline="") as rows:
        return [(r["id"], r["title"], r["text"], r["parent"]) for r in csv.DictReader(rows)]


def write(out, name, left, right, links):
    lefts, rights = {u[0] for u in left}, {u[0] for u in right}
    known = sorted({(a, b) for a, b in links if a in lefts and b in rights})
    if len(known) < LEAST:
        return
    folder = out / "crosswalks" / name
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "left": (["id", "title", "text", "parent"], left),
        "right": (["id", "title", "text", "parent"], right),
        "gold": (["left_id", "right_id", "relation", "strength"], [(a, b, "", "") for a, b in known]),
        "gaps": (["side", "id"], []),
    }
    for table, (head, rows) in tables.items():
        with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows(rows)
    print(f"{name:44} {len(left):4} x {len(right):4}  {len(known):4} links")


def requirements(file):
    found = json.loads(file.read_text(encoding="utf-8"))
    return found.get("Requirements") or found["requirements"]


def ranged(identifier):
    """`CP-6(1)-(3)` is three controls."""
    identifier = identifier.strip().replace(" (", "(")
    span = re.fullmatch(r"(.*)\((\d+)\)-\((\d+)\)", identifier)
    if not span:
        return [identifier]
    return [f"{span[1]}({n})" for n in range(int(span[2]), int(span[3]) + 1)]


def security(folder, published, out):
    folder = folder / "prowler" / "compliance"
    controls, framework = (units(published / "crosswalks/sec_csf20_80053r5" / f) for f in ("right.csv", "left.csv"))
    older = units(published / "crosswalks/sec_csf11_csf20/left.csv")
    matrix = requirements(folder / "csa_ccm_4.0.json")
    ccm = [(r["id"], r["name"], r["description"], r["attributes"]["Section"]) for r in matrix]
    cis = [
        (r["id"], r["name"], r["description"], r["attributes"]["Section"])
        for r in requirements(folder / "cis_controls_8.1.json")
    ]
    iso = [
        (r["Id"], r["Name"], r["Description"], r["Attributes"][0]["Category"])
        for r in requirements(folder / "aws/iso27001_2022_aws.json")
    ]
    trust = [
        (*r["Name"].split(" ", 1), r["Description"], r["Attributes"][0]["Section"])
        for r in requirements(folder / "aws/soc2_aws.json")
    ]
    cards = {}
    for r in requirements(folder / "aws/pci_4.0_aws.json"):
        numbered = re.match(r"([\dA-Z.]+?):\s*(.*)", r["Attributes"][0]["Section"])
        if numbered:
            cards[numbered[1]] = (numbered[1], "", numbered[2], "")

    def scope(reference, name=ranged):
        mapped = ((r["id"], s) for r in matrix for s in r["attributes"]["ScopeApplicability"])
        cells = ((a, i) for a, s in mapped if s["ReferenceId"] == reference for i in s["Identifiers"])
        return [(a, b) for a, i in cells for b in name(i)]

    annex = lambda i: re.findall(r"^27001: (A\.[\d.]+)$", i.strip())
    write(out, "sec_ccm_cis8", ccm, cis, scope("CIS v8.0"))
    write(out, "sec_ccm_iso27001", ccm, iso, scope("ISO/IEC 27001:2022, 27002:2022", annex))
    write(out, "sec_ccm_80053", ccm, controls, scope("NIST 800-53 rev 5"))
    write(out, "sec_ccm_csf20", ccm, framework, scope("NIST CSF v2.0"))
    write(out, "sec_ccm_csf11", ccm, older, scope("NIST CSF v1.1"))
    write(out, "sec_ccm_soc2", ccm, trust, scope("AICPA TSC 2017"))
    write(out, "sec_ccm_pci4", ccm, list(cards.values()), scope("PCI DSS v4.0"))

    common, links = {}, {}
    for file in sorted(folder.glob("*/ccc_*.json")):
        for r in requirements(file):
            what = r["Attributes"][0]
            number, title = what["Section"].split(" ", 1)
            unit = common.setdefault(number, (title, what["SubSectionObjective"], what["FamilyName"], {}))
            unit[3][r["Id"]] = r["Description"]
            for m in what.get("SectionGuidelineMappings") or []:
                links.setdefault(m["ReferenceId"], []).extend((number, i) for i in m["Identifiers"])
    ccc = [
        (number, title, " ".join([aim, *dict.fromkeys(texts.values())]), family)
        for number, (title, aim, family, texts) in common.items()
    ]
    write(out, "sec_ccc_ccm", ccc, ccm, links["CCM"])
    write(out, "sec_ccc_80053", ccc, controls, [(a, b) for a, i in links["NIST_800_53"] for b in ranged(i)])
    write(out, "sec_ccc_csf11", ccc, older, links["NIST-CSF"])
    write(out, "sec_ccc_csf20", ccc, framework, links["NIST-CSF"])

    indicators = requirements(folder / "fedramp_20x_ksi_2026.json")
    ksi = [(r["id"], r["name"], r["description"], r["attributes"]["Theme"].split(": ")[-1]) for r in indicators]
    named = ((r["id"], i.strip().upper()) for r in indicators for i in re.split("[,;]", r["attributes"].get("NISTControls") or ""))
    write(out, "sec_ksi_80053", ksi, controls, [(a, re.sub(r"\.(\d+)$", r"(\1)", i)) for a, i in named])


def taxonomies(folder, out, yaml):
    folder = folder / "ai_atlas_nexus" / "data"
    entries = {}
    for file in sorted((folder / "knowledge_graph").glob("*.yaml")):
        lists = yaml.safe_load(file.read_text(encoding="utf-8")).values()
        for entry in (e for l in lists if isinstance(l, list) for e in l if isinstance(e, dict) and "id" in e):
            entries.setdefault(entry["id"], entry)
    taxonomy = lambda i: entries[i].get("isDefinedByTaxonomy") or "none"

    def side(of, linked):
        types = {entries[i].get("type") for i in linked}
        found = []
        for e in entries.values():
            if taxonomy(e["id"]) != of or e.get("type") not in types or not e.get("description"):
                continue
            over = e.get("isPartOf") if isinstance(e.get("isPartOf"), str) else ""
            text = " ".join(filter(None, [e["description"], e.get("concern")]))
            found.append((e["id"], e.get("name") or "", text, entries.get(over, {}).get("name", "")))
        return found

    for name in TAXONOMIES:
        lines = (folder / "mappings" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        rows = csv.DictReader((l for l in lines if not l.startswith("#")), delimiter="\t")
        bare = lambda i: i.split(":", 1)[-1]
        links = [
            (bare(r["subject_id"]), bare(r["object_id"]))
            for r in rows
            if r["predicate_id"] != "noMatch" and not any(m in r["mapping_justification"] for m in BY_MACHINE)
        ]
        links = [(a, b) for a, b in links if a in entries and b in entries]
        pairs = dict.fromkeys((taxonomy(a), taxonomy(b)) for a, b in links)
        for pair in pairs:
            # What causes a risk, human or machine, is said by no word of it; a link that is there both ways counts once.
            if pair[0] == pair[1] or pair[1].endswith("-causal") or (pair[::-1] in pairs and pair[::-1] < pair):
                continue
            of = [(a, b) for a, b in links if (taxonomy(a), taxonomy(b)) == pair]
            left, right = (side(t, {l[at] for l in of}) for at, t in enumerate(pair))
            write(out, "ai_" + "__".join(re.sub("[^a-z0-9]", "", t.lower()) for t in pair), left, right, of)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--published", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        venv.create(scratch / "venv", with_pip=True)
        subprocess.run([scratch / "venv/bin/pip", "install", "--quiet", "pyyaml"], check=True)
        sys.path.extend(str(p) for p in (scratch / "venv").glob("lib/python*/site-packages"))
        import yaml

        packages(scratch)
        security(scratch, arguments.published, arguments.out)
        taxonomies(scratch, arguments.out, yaml)


if __name__ == "__main__":
    main()
