-- How the gradient flowed in a sampled step. A resume deletes what lies beyond the checkpoint that it goes back to.
create table flow_sample (
    job_id        varchar(40)      not null references job (id),
    tenant        varchar(64)      not null,
    step          bigint           not null,
    epoch         integer          not null,
    loss          double precision not null,
    learning_rate double precision not null,
    gradient_norm double precision not null,
    clip_rate     double precision not null,
    rows_seen     bigint           not null,
    time          timestamp(6) with time zone not null,
    primary key (job_id, step),
    constraint flow_sample_place check (step > 0 and epoch > 0 and rows_seen > 0)
);

-- The layers of a sampled step; null where a number has no meaning, such as the weight norm of a layer without weights.
create table layer_stat (
    job_id               varchar(40)  not null,
    tenant               varchar(64)  not null,
    step                 bigint       not null,
    place                integer      not null, -- of the layer in the network, from 0
    layer                varchar(200) not null,
    weight_norm          double precision,
    gradient_norm        double precision,
    gradient_rms         double precision,
    signal_norm          double precision,
    update_norm          double precision,
    update_ratio         double precision,
    activation_mean      double precision,
    activation_deviation double precision,
    dead_fraction        double precision,
    saturated_fraction   double precision,
    non_finite           bigint       not null,
    primary key (job_id, step, place),
    constraint layer_stat_sample foreign key (job_id, step) references flow_sample (job_id, step) on delete cascade,
    constraint layer_stat_place check (place >= 0 and non_finite >= 0)
);

-- Singular values of the weight matrices after some epochs.
create table layer_spectrum (
    job_id           varchar(40)      not null references job (id),
    tenant           varchar(64)      not null,
    step             bigint           not null,
    epoch            integer          not null,
    parameter        varchar(200)     not null,
    matrix_rows      integer          not null,
    matrix_columns   integer          not null,
    largest          double precision not null,
    smallest         double precision not null,
    condition_number double precision not null,
    stable_rank      double precision not null,
    exact            boolean          not null,
    time             timestamp(6) with time zone not null,
    primary key (job_id, step, parameter)
);

-- The largest eigenvalue of the Hessian after some epochs, for jobs that asked for it.
create table curvature (
    job_id        varchar(40)      not null references job (id),
    tenant        varchar(64)      not null,
    step          bigint           not null,
    epoch         integer          not null,
    largest       double precision not null,
    learning_rate double precision not null,
    stable_limit  double precision, -- of largest * learning_rate; null where the optimizer scales each weight by itself
    time          timestamp(6) with time zone not null,
    primary key (job_id, step)
);

-- Diagnoses; each is made once for a layer, whose name is empty where it is about the whole network.
create table finding (
    job_id      varchar(40)   not null references job (id),
    tenant      varchar(64)   not null,
    code        varchar(40)   not null,
    severity    varchar(16)   not null,
    layer       varchar(200)  not null,
    epoch       integer       not null,
    step        bigint        not null,
    action      varchar(24)   not null,
    evidence    varchar(8000) not null, -- JSON
    row_numbers varchar(2000) not null, -- JSON
    time        timestamp(6) with time zone not null,
    primary key (job_id, code, layer),
    constraint finding_severity check (severity in ('notice', 'serious', 'fatal')),
    constraint finding_action check (action in ('warn', 'pause', 'stop', 'reduce_learning_rate', 'rollback')),
    constraint finding_place check (step > 0 and epoch > 0)
);

create view v_layer_stat as
select l.job_id, l.tenant, l.step, f.epoch, f.time, l.place, l.layer, l.weight_norm, l.gradient_norm, l.gradient_rms, l.signal_norm,
       l.update_norm, l.update_ratio, l.activation_mean, l.activation_deviation, l.dead_fraction, l.saturated_fraction, l.non_finite,
       f.loss, f.learning_rate, f.gradient_norm as total_gradient_norm, f.clip_rate
from layer_stat l join flow_sample f on f.job_id = l.job_id and f.step = l.step;

create view v_layer_spectrum as
select job_id, tenant, step, epoch, time, parameter, matrix_rows, matrix_columns, largest, smallest, condition_number, stable_rank, exact
from layer_spectrum;

create view v_curvature as
select job_id, tenant, step, epoch, time, largest, learning_rate, largest * learning_rate as sharpness, stable_limit
from curvature;

create view v_finding as
select job_id, tenant, code, severity, layer, epoch, step, action, evidence, time
from finding;
