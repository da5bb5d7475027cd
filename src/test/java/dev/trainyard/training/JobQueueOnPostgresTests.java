package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class JobQueueOnPostgresTests extends JobQueueContract {}
