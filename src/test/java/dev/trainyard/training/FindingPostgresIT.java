package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class FindingPostgresIT extends FindingContract {}
