"""Compares the service, given nothing but dataset and target, with scikit-learn's multi-layer perceptrons.

    python3 compare.py http://localhost:8080 [--splits=5] [table ...]

Debian: python3-sklearn, python3-pandas, r-cran-mlbench, r-cran-modeldata. Each table is split five times, or as often as asked (80 % training, stratified for classes, seeds from 0 on). Both sides train on
the same rows and are scored on the same other rows: accuracy for classes, R2 for numbers. scikit-learn gets the usual preparation: median and an indicator for missing numbers, most
frequent category, standardization, one-hot encoding, and a standardized target. Its networks are trained twice, with the default of 200 iterations and with 1000, and the one with
the better mean over the splits counts. Prints a Markdown table.
"""
import argparse
import json
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import warnings

import numpy as np
import pandas as pd
from sklearn import datasets
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, r2_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

CLASSES = {
    "credit_data": "Status", "wa_churn": "churn", "mlc_churn": "churn", "attrition": "Attrition", "HouseVotes84": "Class", "Soybean": "Class",
    "PimaIndiansDiabetes2": "diabetes", "BreastCancer": "Class", "penguins": "species", "scat": "Species", "iris": "target", "wine": "target", "breast_cancer": "target",
}
NUMBERS = {
    "Ozone": "V4", "ames": "Sale_Price", "Sacramento": "price", "BostonHousing": "medv", "Servo": "Class", "stackoverflow": "Salary", "diabetes": "target",
}
ITERATIONS = (200, 1000)


def tables(directory):
    subprocess.run(["Rscript", __file__.replace("compare.py", "tables.R"), directory], check=True, capture_output=True)
    for name, target in {**CLASSES, **NUMBERS}.items():
        if hasattr(datasets, "load_" + name):
            bunch = getattr(datasets, "load_" + name)(as_frame=True)
            table = bunch.frame
            if name in CLASSES:
                table["target"] = [bunch.target_names[code] for code in table["target"]]
        else:
            table = pd.read_csv(f"{directory}/{name}.csv")
        yield name, target, table[table[target].notna()]


def call(base, path, body=None, content_type="application/json"):
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"Content-Type": content_type})
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{path}: {error.code} {error.read().decode()}")


def upload(base, table):
    return call(base, "/v1/datasets", table.to_csv(index=False).encode(), "text/csv")["id"]


def ours(base, training, test, target, numeric):
    job = call(base, "/v1/jobs", {"dataset": upload(base, training), "target": target, "task": "regression" if numeric else "classification"})
    while job["status"] in ("queued", "running"):
        job = call(base, f"/v1/jobs/{job['id']}?wait=60")
    if job["status"] != "succeeded":
        raise SystemExit(json.dumps(job))
    metrics = call(base, f"/v1/jobs/{job['id']}/evaluations", {"dataset": upload(base, test)})["metrics"]
    return metrics["r2" if numeric else "accuracy"]


def theirs(training, test, target, numeric, iterations):
    features = training.drop(columns=target)
    numbers = [c for c in features if features[c].dtype.kind in "if"]
    categories = [c for c in features if c not in numbers]
    prepare = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
        ("categories", make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")), categories),
    ])
    if numeric:
        network = TransformedTargetRegressor(MLPRegressor(random_state=0, max_iter=iterations), transformer=StandardScaler())
    else:
        network = MLPClassifier(random_state=0, max_iter=iterations)
    model = make_pipeline(prepare, network).fit(features, training[target])
    predicted = model.predict(test.drop(columns=target))
    return r2_score(test[target], predicted) if numeric else accuracy_score(test[target], predicted)


def main(base, splits, wanted):
    warnings.filterwarnings("ignore")
    print("| table | rows | missing | target | score | Trainyard | scikit-learn | difference ± its standard error |\n|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as directory:
        for name, target, table in tables(directory):
            if wanted and name not in wanted:
                continue
            numeric = name in NUMBERS
            scores = []
            for seed in range(splits):
                training, test = train_test_split(table, test_size=0.2, random_state=seed, stratify=None if numeric else table[target])
                scores.append([ours(base, training, test, target, numeric)] + [theirs(training, test, target, numeric, n) for n in ITERATIONS])
            scores = np.array(scores)
            mine, *peers = scores.mean(axis=0)
            peer = max(peers)
            differences = scores[:, 0] - scores[:, 1 + peers.index(peer)]
            error = np.std(differences, ddof=1) / np.sqrt(splits)
            print(f"| {name} | {len(table)} | {int(table.isna().sum().sum())} | {target} | {'R²' if numeric else 'accuracy'} | {mine:.3f} | {peer:.3f} | {np.mean(differences):+.3f} ± {error:.3f} |", flush=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("service")
    arguments.add_argument("tables", nargs="*")
    arguments.add_argument("--splits", type=int, default=5)
    asked = arguments.parse_intermixed_args()
    main(asked.service, asked.splits, asked.tables)
