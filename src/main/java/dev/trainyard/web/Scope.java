package dev.trainyard.web;

/** What a key allows. Scopes do not contain each other: a key that submits and watches has both. */
enum Scope {
    /** GET of everything the tenant has. */
    READ,
    /** Datasets, models and jobs: make, change, delete. */
    SUBMIT,
    /** Predictions and evaluations. */
    PREDICT,
    /** The tenant's own keys. */
    ADMIN
}
