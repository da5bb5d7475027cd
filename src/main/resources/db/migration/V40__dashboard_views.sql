-- What dashboards compare trainings by: rows and seconds trained, not only steps.
alter table job add column batch_size integer;            -- run: rows of a step
alter table job add column training_rows bigint;          -- run: rows of an epoch, those held out for validation left out
alter table job_metric add column samples bigint;         -- rows trained by then
alter table job_metric add column seconds double precision; -- seconds trained by then, in all attempts

create or replace view v_job as
select j.id, j.tenant, j.status, j.priority, j.dataset_id, j.model_id, j.created_at, j.started_at, j.finished_at, j.attempt, j.epochs, j.epoch,
       j.step, j.steps, j.samples_per_second, j.eta_seconds, j.error_code, j.error_detail, j.weights_sha256,
       m.content as name, d.name as dataset_name, j.node, j.queued_at, j.lease_until, j.threads, j.bytes, j.batch_size, j.training_rows
from job j left join job_metadata m on m.job_id = j.id and m.name = 'name' left join dataset d on d.id = j.dataset_id;

create or replace view v_metric as
select job_id, tenant, name, split, epoch, step, metric_value as "value", time, samples, seconds
from job_metric;
