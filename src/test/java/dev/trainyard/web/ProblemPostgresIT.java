package dev.trainyard.web;

import dev.trainyard.OnPostgres;

@OnPostgres
class ProblemPostgresIT extends ProblemContract {}
