-- A model definition. Rows never change: a job that used one must stay explained by it.
create table model (
    id         varchar(40)      not null primary key,
    tenant     varchar(64)      not null,
    name       varchar(100),
    dataset_id varchar(40),                        -- what it was bound to when it was made; that may be gone
    target     varchar(1000),
    definition varchar(1000000) not null,          -- JSON, every default written out
    summary    varchar(1000000),                   -- JSON: shapes, parameters and memory, if the input was known
    created_at timestamp(6) with time zone not null,
    constraint model_binding check ((dataset_id is null) = (target is null))
);
create index model_tenant on model (tenant, id);
