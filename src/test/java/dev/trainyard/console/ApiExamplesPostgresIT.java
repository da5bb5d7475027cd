package dev.trainyard.console;

import dev.trainyard.OnPostgres;

@OnPostgres
class ApiExamplesPostgresIT extends ApiExamplesContract {}
