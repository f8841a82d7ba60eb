"""Two versions of a plain text, compared by clausewise and by `git diff --word-diff`, side by side.

usage: worddiff.py CLAUSEWISE OLD.txt NEW.txt [RUNS]

Prints the best time of whole processes and the words that each shows as changed. A change of clausewise is counted where it
is shown: what was deleted or inserted whole, and the words that a redline strikes or adds.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time


def words(text):
    """How many words a text has."""
    return len(re.findall(r"\w+", text))


def best(command, runs):
    """The shortest of some runs in seconds, and what the last one wrote."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        times.append(time.perf_counter() - start)
    return min(times), done.stdout


def main():
    tool, old, new, *rest = sys.argv[1:]
    runs = int(rest[0]) if rest else 5
    sizes = [pathlib.Path(file).stat().st_size // 1000 for file in (old, new)]
    print(f"{sizes[0]} kB against {sizes[1]} kB, the best of {runs}")
    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/changes.json"
        ours, _ = best([tool, "diff", "--quiet", old, new, "-o", f"{folder}/changes.csv"], runs)
        subprocess.run([tool, "diff", "--quiet", old, new, "-o", out], check=True)
        changed = 0
        for change in json.loads(pathlib.Path(out).read_text(encoding="utf-8"))["changes"]:
            for piece in change["heading_redline"] + change["text_redline"]:
                if piece["change"] != "kept":
                    changed += words(piece["text"])
    git, shown = best(["git", "diff", "--no-index", "--word-diff=porcelain", old, new], runs)
    lines = [line[1:] for line in shown.splitlines()[4:] if line[:1] in "+-"]
    theirs = sum(words(line) for line in lines)
    print(f"clausewise  {ours:.3f} s  {changed} words changed")
    print(f"git diff    {git:.3f} s  {theirs} words changed")
    print(f"time {ours / git:.1f} x, words {changed / max(1, theirs):.2f} x")


main()
