-- Who wants to be told, and what is still to be told: the outbox of the service.
create table webhook (
    id         varchar(40)   not null primary key,
    tenant     varchar(64)   not null,
    url        varchar(2000) not null,
    events     varchar(400)  not null,               -- types, separated by commas
    secret     varchar(100)  not null,               -- signs each message, so the server itself must be able to read it
    created_at timestamp(6) with time zone not null
);
create index webhook_tenant on webhook (tenant, id);

-- One message to one webhook, written in the transaction of what it tells of. There is no foreign key: a webhook that is deleted at
-- that moment must not undo a job's transition. What has no webhook is not sent, and swept.
create table webhook_delivery (
    id              varchar(40)     not null primary key,
    webhook_id      varchar(40)     not null,
    tenant          varchar(64)     not null,
    event_id        varchar(40)     not null,        -- the same in every attempt and for every webhook of the tenant
    type            varchar(40)     not null,
    payload         varchar(100000) not null,        -- the body, byte for byte
    status          varchar(16)     not null,
    attempts        integer         not null,        -- counted before sending
    next_attempt_at timestamp(6) with time zone,     -- while pending: when it is due, or anybody's again if its sender died
    response_status integer,                         -- of the last attempt that was answered
    error           varchar(500),                    -- of the last attempt
    created_at      timestamp(6) with time zone not null,
    delivered_at    timestamp(6) with time zone,
    constraint webhook_delivery_status check (status in ('pending', 'delivered', 'failed')),
    constraint webhook_delivery_due check ((status = 'pending') = (next_attempt_at is not null)),
    constraint webhook_delivery_done check ((status = 'delivered') = (delivered_at is not null)),
    constraint webhook_delivery_attempts check (attempts >= 0 and (attempts > 0 or status = 'pending'))
);
create index webhook_delivery_due on webhook_delivery (status, next_attempt_at, id);
create index webhook_delivery_webhook on webhook_delivery (webhook_id, id);
create index webhook_delivery_created_at on webhook_delivery (created_at);
