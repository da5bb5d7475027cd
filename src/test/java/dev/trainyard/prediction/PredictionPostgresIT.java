package dev.trainyard.prediction;

import dev.trainyard.OnPostgres;

@OnPostgres
class PredictionPostgresIT extends PredictionContract {}
