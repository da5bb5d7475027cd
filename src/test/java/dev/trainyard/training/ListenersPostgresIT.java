package dev.trainyard.training;

import dev.trainyard.OnPostgres;

@OnPostgres
class ListenersPostgresIT extends ListenersContract {}
