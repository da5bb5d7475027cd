package dev.trainyard.dataset;

import dev.trainyard.OnPostgres;

@OnPostgres
class DatasetPostgresIT extends DatasetContract {}
