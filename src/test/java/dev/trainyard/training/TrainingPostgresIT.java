package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class TrainingPostgresIT extends TrainingContract {}
