package dev.trainyard;

@OnH2
class MalformedModelH2IT extends MalformedModelContract {}
