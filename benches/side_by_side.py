#!/usr/bin/env python3
"""Whole processes side by side on one machine: clausewise, TF-IDF with BM25 (scikit-learn, rank_bm25), a sentence encoder.

    python3 benches/side_by_side.py LEFT RIGHT [--clausewise target/release/clausewise] [--model DIR] [--runs 3]

LEFT and RIGHT are drafts of any format. All write the twenty nearest of each left unit; clausewise reads the files
themselves for that, and says of each candidate how it relates and why, where the others get the units already taken apart,
as a CSV. What clausewise does by default is timed as well: links proposed, gaps, relations and divergences. The packages go into
an environment of their own that is thrown away afterwards; of the encoder (`--model`, a sentence-transformers folder) the
first run is counted, with loading it, since a whole process is what is compared.
"""
import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
import venv

BASELINE = ["numpy", "scikit-learn", "rank_bm25"]
ENCODER = ["sentence-transformers"]
NEAREST = 20


def units(path):
    """Ids and texts of the units on the left of a crosswalk."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        texts = {r["left_id"]: r["left_text"] for r in csv.DictReader(file) if r["left_id"]}
    return list(texts), list(texts.values())


def words_alone(left, right, out):
    import numpy
    from rank_bm25 import BM25Okapi
    from sklearn.feature_extraction.text import TfidfVectorizer

    (left_ids, left_texts), (right_ids, right_texts) = units(left), units(right)
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit(left_texts + right_texts)
    cosines = (vectors.transform(left_texts) @ vectors.transform(right_texts).T).toarray()
    ranker = BM25Okapi([t.lower().split() for t in right_texts])
    scores = numpy.array([ranker.get_scores(t.lower().split()) for t in left_texts])
    scores /= scores.max() or 1.0
    write(cosines + scores, left_ids, right_ids, out)


def encoder(left, right, out, model):
    from sentence_transformers import SentenceTransformer

    (left_ids, left_texts), (right_ids, right_texts) = units(left), units(right)
    encode = SentenceTransformer(model, device="cpu").encode
    a = encode(left_texts, normalize_embeddings=True)
    b = encode(right_texts, normalize_embeddings=True)
    write(a @ b.T, left_ids, right_ids, out)


def write(scores, left_ids, right_ids, out):
    import numpy

    with open(out, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        for i, row in zip(left_ids, scores):
            for j in numpy.argsort(-row)[:NEAREST]:
                rows.writerow([i, right_ids[j], f"{row[j]:.4f}"])


def timed(command, out, runs):
    best = None
    for _ in range(runs):
        # What is there already would be read first, for what was decided in it.
        if os.path.exists(out):
            os.remove(out)
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        best = seconds if best is None else min(best, seconds)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("left")
    parser.add_argument("right")
    parser.add_argument("--clausewise", default="target/release/clausewise")
    parser.add_argument("--model")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--python", help="an environment that has the packages already")
    parser.add_argument("--only", choices=["words", "encoder"], help=argparse.SUPPRESS)
    parser.add_argument("--out", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only == "words":
        return words_alone(args.left, args.right, args.out)
    if args.only == "encoder":
        return encoder(args.left, args.right, args.out, args.model)

    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        python = args.python
        if python is None:
            venv.create(at("environment"), with_pip=True)
            python = at("environment/bin/python")
            packages = BASELINE + (ENCODER if args.model else [])
            subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
        lists = []
        for name, pair in (("left", [args.left, args.right]), ("right", [args.right, args.left])):
            best = ["--candidates", "1", "-q", "-o", at(f"{name}.csv")]
            subprocess.run([args.clausewise, "crosswalk", *pair, *best], check=True)
            lists.append(at(f"{name}.csv"))
        counts = [len(units(path)[0]) for path in lists]
        print(f"{counts[0]} x {counts[1]} units, best of {args.runs}, whole process")
        out = at("own.csv")
        own = [args.clausewise, "crosswalk", args.left, args.right, "-q", "-o", out]
        nearest = timed([*own, "--candidates", str(NEAREST)], out, args.runs)
        print(f"clausewise, the nearest             {nearest:8.2f} s")
        whole = timed(own, out, args.runs)
        print(f"clausewise, the whole crosswalk     {whole:8.2f} s")
        out = at("other.csv")
        run = [python, os.path.abspath(__file__), *lists, "--out", out]

        def told(name, seconds):
            times = f"{seconds / nearest:6.1f} x the nearest, {seconds / whole:6.1f} x the whole"
            print(f"{name:<36}{seconds:8.2f} s   {times}")

        told("TF-IDF and BM25, from the units", timed([*run, "--only", "words"], out, args.runs))
        if args.model:
            told(
                "sentence encoder, from the units",
                timed([*run, "--only", "encoder", "--model", args.model], out, 1),
            )


if __name__ == "__main__":
    sys.exit(main())
