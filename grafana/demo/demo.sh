#!/bin/sh
# Two small trainings for the dashboards to draw: one that learns, and one whose gradient vanishes, with what there is to say
# about it. Needs curl, and the server's address and key: TRAINYARD_URL, TRAINYARD_KEY (none on loopback). Once is enough.
set -eu

url=${TRAINYARD_URL:-http://127.0.0.1:8080}
tables=${DEMO_TABLES:-src/test/resources/data}

call() {
    curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused --header "Authorization: Bearer ${TRAINYARD_KEY:-}" "$@"
}

if [ -z "${TRAINYARD_KEY:-}" ]; then
    call() {
        curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused "$@"
    }
fi

# The first id in an answer.
id() {
    sed -n 's/^[^"]*"id" *: *"\([^"]*\)".*/\1/p' | head -n 1
}

if call "$url/v1/jobs?metadata.demo=trainyard" | grep -q '"id"'; then
    echo "The demo is there already."
    exit 0
fi

dataset=$(call "$url/v1/datasets" --form "file=@$tables/breast_cancer.csv" | id)
echo "dataset $dataset"

train() {
    job=$(call "$url/v1/jobs?wait=60" --header "Content-Type: application/json" --data @- | id)
    echo "job $job"
}

train <<JSON
{
  "dataset": "$dataset", "target": "diagnosis", "epochs": 40, "batch_size": 32, "seed": 7,
  "model": {"layers": [
    {"type": "dense", "units": 64, "activation": "relu"}, {"type": "dense", "units": 64, "activation": "relu"},
    {"type": "dense", "units": 32, "activation": "relu"}, {"type": "dense", "units": 16, "activation": "relu"}]},
  "optimizer": {"type": "sgd", "learning_rate": 0.05},
  "schedule": {"type": "cosine"}, "early_stopping": false, "measure_curvature": true,
  "metadata": {"demo": "trainyard", "name": "relu, he"}
}
JSON

train <<JSON
{
  "dataset": "$dataset", "target": "diagnosis", "epochs": 20, "batch_size": 32, "seed": 7,
  "model": {"layers": [
    {"type": "dense", "units": 32, "activation": "sigmoid", "initializer": {"type": "normal", "std": 0.01}},
    {"type": "dense", "units": 32, "activation": "sigmoid", "initializer": {"type": "normal", "std": 0.01}},
    {"type": "dense", "units": 32, "activation": "sigmoid", "initializer": {"type": "normal", "std": 0.01}},
    {"type": "dense", "units": 32, "activation": "sigmoid", "initializer": {"type": "normal", "std": 0.01}}]},
  "optimizer": {"type": "sgd", "learning_rate": 0.02, "momentum": 0.9}, "early_stopping": false,
  "metadata": {"demo": "trainyard", "name": "sigmoid, too small"}
}
JSON
