package dev.trainyard.web;

import dev.trainyard.OnPostgres;

@OnPostgres
class DoorsPostgresIT extends DoorsContract {}
