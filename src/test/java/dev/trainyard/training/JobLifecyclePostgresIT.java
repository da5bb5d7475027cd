package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class JobLifecyclePostgresIT extends JobLifecycleContract {}
