package dev.trainyard;

@OnH2
class ConnectionTurnoverH2IT extends ConnectionTurnoverContract {}
