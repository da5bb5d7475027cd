package dev.trainyard.storage;

import dev.trainyard.OnPostgres;

@OnPostgres
class BlobStorePostgresIT extends BlobStoreContract {}
