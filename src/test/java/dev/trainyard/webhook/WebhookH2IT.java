package dev.trainyard.webhook;

import dev.trainyard.OnH2;

@OnH2
class WebhookH2IT extends WebhookContract {}
