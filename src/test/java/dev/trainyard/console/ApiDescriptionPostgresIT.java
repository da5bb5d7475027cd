package dev.trainyard.console;

import dev.trainyard.OnPostgres;

@OnPostgres
class ApiDescriptionPostgresIT extends ApiDescriptionContract {}
