package dev.trainyard.webhook;

import dev.trainyard.OnPostgres;

@OnPostgres
class WebhookPostgresIT extends WebhookContract {}
