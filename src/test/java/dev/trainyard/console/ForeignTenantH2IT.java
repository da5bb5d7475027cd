package dev.trainyard.console;

import dev.trainyard.OnH2;

@OnH2
class ForeignTenantH2IT extends ForeignTenantContract {}
