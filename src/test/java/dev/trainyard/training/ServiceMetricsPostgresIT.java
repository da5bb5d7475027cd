package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class ServiceMetricsPostgresIT extends ServiceMetricsContract {}
