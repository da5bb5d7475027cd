-- What dashboards read. A view's columns only ever grow.
create view v_job as
select id, tenant, status, priority, dataset_id, model_id, created_at, started_at, finished_at, attempt, epochs, epoch, step, steps,
       samples_per_second, eta_seconds, error_code, error_detail, weights_sha256
from job;

create view v_metric as
select job_id, tenant, name, split, epoch, step, metric_value as "value", time
from job_metric;

create view v_event as
select job_id, tenant, sequence, type, data, time
from job_event;
