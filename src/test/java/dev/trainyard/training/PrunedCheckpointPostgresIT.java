package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class PrunedCheckpointPostgresIT extends PrunedCheckpointContract {}
