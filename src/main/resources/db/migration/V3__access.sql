-- Keys that open the doors; of the key itself only the digest is kept.
create table api_key (
    id         varchar(40)  not null primary key,
    tenant     varchar(64)  not null,
    name       varchar(100) not null,
    scopes     varchar(100) not null,               -- names in lower case, separated by commas
    hint       varchar(12)  not null,               -- how the key begins, so that people recognise it
    sha256     varchar(64)  not null unique,        -- of the whole key, in hexadecimal
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone,
    constraint api_key_scopes check (scopes <> ''),
    constraint api_key_sha256 check (char_length(sha256) = 64)
);
create index api_key_tenant on api_key (tenant, id);

-- One row per Idempotency-Key: claimed by a request, settled together with what the request created, answered in the end.
create table idempotency_key (
    tenant          varchar(64)  not null,
    idempotency_key varchar(255) not null,
    claim           varchar(40)  not null,          -- which request works on it; every write of the request carries it
    lease_until     timestamp(6) with time zone not null, -- by the database's clock; behind it, the claim is anybody's
    state           varchar(16)  not null,
    request_sha256  varchar(64),                    -- of method, path, query and body; with the answer
    status          integer,
    headers         varchar(4000),                  -- Location, Content-Type and ETag of the answer, JSON
    body            varchar(1000000),               -- the answer
    created_at      timestamp(6) with time zone not null,
    primary key (tenant, idempotency_key),
    constraint idempotency_key_state check (state in ('claimed', 'settled', 'answered')),
    constraint idempotency_key_answer
        check (state = 'claimed' or (request_sha256 is not null and status is not null and headers is not null and body is not null))
);
create index idempotency_key_created_at on idempotency_key (created_at);
