package dev.trainyard;

@OnPostgres
class ApplicationStartPostgresIT extends ApplicationStartContract {}
