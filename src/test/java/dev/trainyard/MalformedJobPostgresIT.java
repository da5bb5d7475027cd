package dev.trainyard;

@OnPostgres
class MalformedJobPostgresIT extends MalformedJobContract {}
