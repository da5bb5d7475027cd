package dev.trainyard.web;

import dev.trainyard.OnPostgres;

@OnPostgres
class IdempotencyPostgresIT extends IdempotencyContract {}
