package dev.trainyard;

@OnPostgres
class MalformedModelPostgresIT extends MalformedModelContract {}
