import { h, write } from "../base/dom.js";
import { ago, duration, moment, number, value } from "../base/format.js";
import { address } from "../base/router.js";
import { progressBar } from "./progress.js";
import { isMoving, statusBadge } from "./status.js";

/** One job's row, changed in place so that the focus stays where it is; `box` chooses it. */
export function jobRow(first, box) {
  const badge = h("td");
  const link = h("a", { href: address(`/jobs/${first.id}`) });
  const progress = progressBar();
  const cells = { train: h("td", { class: "number" }), validation: h("td", { class: "number" }), took: h("td", { class: "number" }) };
  const created = h("time", { datetime: first.created_at, title: moment(first.created_at) });
  const element = h("tr", {}, h("td", { class: "box" }, box), badge, h("th", { scope: "row" }, link, h("p", { class: "hint" }, apart(first))), h("td", {}, progress.element),
    cells.train, cells.validation, cells.took, h("td", {}, created));
  let job = first;
  let shown = "";
  return {
    element,
    moving: () => isMoving(job),
    status: () => job.status,
    text: () => `${link.textContent} ${job.id} ${Object.entries(job.config.metadata ?? {}).flat().join(" ")}`.toLowerCase(),
    update(next, name) {
      job = next;
      const state = `${job.status}/${job.wish}`;
      if (state !== shown) {
        shown = state;
        badge.replaceChildren(statusBadge(job));
      }
      write(link, name);
      box.setAttribute("aria-label", `Compare ${link.textContent}, ${job.id}`);
      progress.update(job);
      write(cells.train, number(job.metrics.latest?.train.loss));
      write(cells.validation, number(job.metrics.latest?.validation?.loss));
      write(cells.took, took(job));
      write(created, ago(job.created_at));
    },
  };
}

/** What tells a job from others on the same data: what its owner noted, else its network and optimizer. */
function apart({ config: { metadata, model, optimizer } }) {
  const noted = Object.values(metadata ?? {});
  if (noted.length > 0) {
    return noted.join(" · ");
  }
  const units = (model.layers ?? []).map((layer) => layer.units ?? layer.out_channels).filter(Boolean);
  return [units.join("–"), `${optimizer.type} ${number(value(optimizer.learning_rate))}`].filter(Boolean).join(" · ");
}

function took(job) {
  if (!job.started_at) {
    return "–";
  }
  const end = job.finished_at ? new Date(job.finished_at) : new Date();
  return duration((end - new Date(job.started_at)) / 1000);
}
