package dev.trainyard;

@OnPostgres
class MalformedUsePostgresIT extends MalformedUseContract {}
