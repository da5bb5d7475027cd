package dev.trainyard;

@OnPostgres
class MalformedUploadPostgresIT extends MalformedUploadContract {}
