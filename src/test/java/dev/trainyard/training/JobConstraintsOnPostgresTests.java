package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class JobConstraintsOnPostgresTests extends JobConstraintsContract {}
