-- A job, and the queue: the table is the queue. Who sets a column, and when, stands beside it.
create table job (
    id                    varchar(40)      not null primary key,
    tenant                varchar(64)      not null,
    kind                  varchar(16)      not null,            -- submission; a node leaves kinds that it does not know alone
    status                varchar(16)      not null,            -- moved by one class only
    wish                  varchar(16),                          -- 'cancel' or 'pause': a user, while it runs; the run fulfils it
    priority              integer          not null,            -- user; higher runs first
    turn                  bigint           not null,            -- submission: the tenant's place in the fair order of its priority
    dataset_id            varchar(40)      not null,
    validation_dataset_id varchar(40),
    model_id              varchar(40),
    definition            varchar(1000000) not null,            -- submission: the request with every default written out, JSON
    threads               integer          not null,            -- submission: what the run takes of a node
    bytes                 bigint           not null,            -- submission: estimated memory of the run
    created_at            timestamp(6) with time zone not null,
    queued_at             timestamp(6) with time zone not null, -- submission, resume
    started_at            timestamp(6) with time zone,          -- first claim
    finished_at           timestamp(6) with time zone,          -- the terminal status
    fence                 bigint           not null,            -- claim: +1; every write of a run carries it
    operation             bigint           not null,            -- run: number of its last write, so that none is done twice; claim: 0
    attempt               integer          not null,            -- claim: +1; a release by a stopping server gives it back
    strikes               integer          not null,            -- claim: +1; a checkpoint that moved the job on sets it to 0
    node                  varchar(40),                          -- claim
    lease_until           timestamp(6) with time zone,          -- claim, heartbeat; by the database's clock
    epochs                integer          not null,
    epoch                 integer          not null,            -- run: epochs completed
    step                  bigint           not null,            -- run: batches trained
    steps                 bigint,                               -- run: batches of all epochs
    samples_per_second    double precision,
    eta_seconds           double precision,
    latest_metrics        varchar(4000),                        -- run: of the last epoch, JSON
    best_metrics          varchar(4000),                        -- run: of the best epoch, JSON
    checkpoint_id         varchar(40),                          -- run: where a resume goes on
    best_checkpoint_id    varchar(40),                          -- run: the one that weights and predictions come from
    weights_sha256        varchar(64),                          -- success: digest of the best checkpoint's weights
    error_code            varchar(40),                          -- failure
    error_detail          varchar(2000),
    event_sequence        bigint           not null,            -- number of the job's last event
    constraint job_status check (status in ('queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled')),
    constraint job_wish check (wish is null or (status = 'running' and wish in ('cancel', 'pause'))),
    constraint job_leased_while_running check ((status = 'running') = (node is not null) and (status = 'running') = (lease_until is not null)),
    constraint job_finished_when_terminal check ((status in ('succeeded', 'failed', 'cancelled')) = (finished_at is not null)),
    constraint job_error_when_failed check ((status = 'failed') = (error_code is not null) and (error_code is not null or error_detail is null)),
    constraint job_result_when_succeeded check ((status = 'succeeded') = (weights_sha256 is not null)
        and (status <> 'succeeded' or (best_checkpoint_id is not null and checkpoint_id is not null))),
    constraint job_started_when_claimed check ((fence > 0) = (started_at is not null) and (fence > 0 or status in ('queued', 'cancelled'))),
    constraint job_counters check (fence >= 0 and operation >= 0 and attempt >= 0 and attempt <= fence and strikes >= 0 and strikes <= attempt),
    constraint job_progress check (epoch >= 0 and epoch <= epochs and step >= 0 and epochs > 0 and (steps is null or step <= steps)),
    constraint job_needs check (threads > 0 and bytes > 0),
    constraint job_priority check (priority between -1000 and 1000)
);

create index job_queue on job (status, priority desc, turn, queued_at, id);
create index job_turn on job (tenant, status, priority, turn desc);
create index job_list on job (tenant, id);
create index job_list_status on job (tenant, status, id);
create index job_dataset on job (dataset_id, status);
create index job_validation_dataset on job (validation_dataset_id, status);

create table job_metadata (
    job_id varchar(40)  not null references job (id),
    tenant varchar(64)  not null,
    name   varchar(64)  not null,
    content varchar(512) not null,
    primary key (job_id, name)
);

create index job_metadata_lookup on job_metadata (tenant, name, content, job_id);

-- One number of a run. A resume deletes what lies beyond the checkpoint that it goes back to.
create table job_metric (
    job_id  varchar(40)      not null references job (id),
    tenant  varchar(64)      not null,
    name    varchar(40)      not null,
    split   varchar(16)      not null,
    step    bigint           not null,
    epoch   integer          not null,
    metric_value double precision not null,
    time    timestamp(6) with time zone not null,
    primary key (job_id, name, split, step),
    constraint job_metric_split check (split in ('train', 'validation')),
    constraint job_metric_place check (step >= 0 and epoch >= 0)
);

-- What happened, numbered within the job without a gap: a listener that knows a number can go on from it.
create table job_event (
    job_id   varchar(40)   not null references job (id),
    tenant   varchar(64)   not null,
    sequence bigint        not null,
    type     varchar(16)   not null,
    data     varchar(8000) not null,
    time     timestamp(6) with time zone not null,
    primary key (job_id, sequence),
    constraint job_event_type check (type in ('status', 'metrics', 'layers', 'finding', 'checkpoint', 'log')),
    constraint job_event_sequence check (sequence > 0)
);

-- The manifest of a checkpoint. It exists only whole: the row comes after its blob, in the transaction that moves the job's pointer.
create table checkpoint (
    id             varchar(40) not null primary key,
    job_id         varchar(40) not null references job (id),
    tenant         varchar(64) not null,
    fence          bigint      not null,
    epoch          integer     not null,
    step           bigint      not null,
    blob_id        varchar(40) not null references blob (id),
    bytes          bigint      not null,
    sha256         varchar(64) not null,
    weights_sha256 varchar(64) not null,
    metrics        varchar(4000) not null,
    time           timestamp(6) with time zone not null,
    constraint checkpoint_place check (fence > 0 and epoch >= 0 and step >= 0 and bytes > 0)
);

create index checkpoint_job on checkpoint (job_id, id);

-- The digest of the weights after each epoch, for a replay to compare.
create table job_epoch (
    job_id         varchar(40) not null references job (id),
    tenant         varchar(64) not null,
    epoch          integer     not null,
    step           bigint      not null,
    weights_sha256 varchar(64) not null,
    primary key (job_id, epoch),
    constraint job_epoch_place check (epoch > 0 and step > 0)
);
