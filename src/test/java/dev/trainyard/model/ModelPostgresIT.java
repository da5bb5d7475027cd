package dev.trainyard.model;

import dev.trainyard.OnPostgres;

@OnPostgres
class ModelPostgresIT extends ModelContract {}
