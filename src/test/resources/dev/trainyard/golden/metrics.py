#!/usr/bin/env python3
"""Writes metrics.txt: scikit-learn's metrics on made-up answers. Run: /usr/bin/python3 metrics.py > metrics.txt

Blocks "case name rows outputs", then a line per row (target, then probabilities or values; several targets come first),
then "metric name value" lines.
"""
import warnings
import numpy as np
from sklearn import metrics as m

warnings.filterwarnings("ignore")
rng = np.random.default_rng(5)


def classes(name, rows, count, target=None, round_to=None):
    logits = rng.normal(size=(rows, count)) * 1.5
    y = rng.integers(0, count, rows) if target is None else target
    logits[np.arange(rows), y] += 1
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    if round_to:
        p = np.round(p, round_to)
        p = p / p.sum(1, keepdims=True)
    p = p.astype(np.float32)
    print("case", name, rows, count)
    for row in range(rows):
        print(y[row], *(f"{value:.9g}" for value in p[row]))
    labels = list(range(count))
    q = p.astype(np.float64)
    guess = q.argmax(1)
    areas = [m.roc_auc_score(y == c, q[:, c]) for c in labels if 0 < (y == c).sum() < rows]
    out = {
        "accuracy": m.accuracy_score(y, guess),
        "macro_f1": m.f1_score(y, guess, average="macro"),
        "auc": m.roc_auc_score(y, q[:, 1]) if count == 2 else float(np.mean(areas)),
        "log_loss": float(-np.mean(np.log(np.clip(q[np.arange(rows), y], 1e-15, 1)))),
    }
    for key, value in out.items():
        print("metric", key, repr(float(value)))


def values(name, rows, count):
    y = (rng.normal(size=(rows, count)) * 3 + 1).astype(np.float32)
    z = (y + rng.normal(size=(rows, count))).astype(np.float32)
    print("case", name, rows, count)
    for row in range(rows):
        print(*(f"{value:.9g}" for value in y[row]), *(f"{value:.9g}" for value in z[row]))
    a, b = y.astype(np.float64), z.astype(np.float64)
    print("metric rmse", repr(float(m.mean_squared_error(a, b, squared=False))))
    print("metric mae", repr(float(m.mean_absolute_error(a, b))))
    print("metric r2", repr(float(m.r2_score(a, b))))


classes("two", 40, 2)
classes("two_with_ties", 60, 2, round_to=1)
classes("four", 50, 4)
classes("absent_class", 30, 3, target=rng.integers(0, 2, 30))
values("one_value", 30, 1)
values("three_values", 25, 3)
