package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class QueueDepthPostgresIT extends QueueDepthContract {}
