#!/usr/bin/env python3
"""The best peer of `hookline eval classify`: word and character TF-IDF with a linear SVM.

Reads the same folder (train.csv, test.csv with columns text,label) and prints the same keys, so that
both can be run one after the other on the same machine:

    pip install scikit-learn
    python tests/peers/classify.py DIR
    hookline --json eval classify DIR
"""

import csv
import json
import pathlib
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

TRIGGERS = {"Dividend", "Earnings", "IPO", "Legal|Regulation", "M&A|Investments", "Personnel Change"}


def read(path: pathlib.Path) -> tuple[list[str], list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["text"] for row in rows], [row["label"] for row in rows]


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: classify.py DIR", file=sys.stderr)
        return 2
    folder = pathlib.Path(sys.argv[1])
    texts, labels = read(folder / "train.csv")
    asked, truth = read(folder / "test.csv")
    model = make_pipeline(
        make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        ),
        LinearSVC(C=1.0, random_state=0),
    )
    start = time.perf_counter()
    model.fit(texts, labels)
    train_seconds = time.perf_counter() - start
    start = time.perf_counter()
    said = model.predict(asked)
    us_per_text = (time.perf_counter() - start) * 1e6 / max(len(asked), 1)
    names = sorted(set(truth) | set(said))
    scores = dict(zip(names, f1_score(truth, said, labels=names, average=None, zero_division=0)))
    triggers = [score for name, score in scores.items() if name in TRIGGERS]
    print(
        json.dumps(
            {
                "macro_f1": sum(scores.values()) / len(scores),
                "trigger_f1": sum(triggers) / len(triggers) if triggers else None,
                "accuracy": accuracy_score(truth, said),
                "per_class": {name: float(score) for name, score in scores.items()},
                "train_seconds": train_seconds,
                "us_per_text": us_per_text,
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
