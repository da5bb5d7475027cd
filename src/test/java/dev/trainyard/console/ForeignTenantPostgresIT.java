package dev.trainyard.console;

import dev.trainyard.OnPostgres;

@OnPostgres
class ForeignTenantPostgresIT extends ForeignTenantContract {}
