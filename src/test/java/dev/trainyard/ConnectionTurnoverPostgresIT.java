package dev.trainyard;

@OnPostgres
class ConnectionTurnoverPostgresIT extends ConnectionTurnoverContract {}
