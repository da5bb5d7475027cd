package dev.trainyard.web;

import dev.trainyard.OnH2;

@OnH2
class IdempotencyH2IT extends IdempotencyContract {}
