import { h } from "../base/dom.js";
import { count, duration, moment, number, percent, words } from "../base/format.js";
import { address } from "../base/router.js";
import { facts } from "./table.js";

const SHARES = new Set(["accuracy", "macro_f1", "auc"]);

/** The numbers that one looks for first, and the whole configuration behind a click. */
export function jobFacts(data) {
  const figures = h("dl", { class: "figures" });
  const terms = h("div");
  const config = h("code");
  const element = h("div", { class: "stack" }, figures, h("details", { class: "quiet" },
    h("summary", {}, "Configuration"), terms, h("pre", { tabindex: "0", role: "region", "aria-label": "Configuration as JSON" }, config)));
  let last = "";
  return {
    element,
    update(job) {
      const state = JSON.stringify([job.metrics, job.status, job.finished_at]);
      if (state === last) {
        return;
      }
      last = state;
      figures.replaceChildren(...headline(job));
      terms.replaceChildren(facts(setting(job, data)));
      config.textContent = JSON.stringify(job.config, null, 2);
    },
  };
}

/** The best epoch's metrics, of the validation rows where there are any. */
function headline(job) {
  const best = job.metrics.best ?? job.metrics.latest;
  if (!best) {
    return [];
  }
  const validated = Object.keys(best.validation ?? {}).length > 0;
  const { loss, ...others } = validated ? best.validation : best.train;
  const shown = Object.entries({ loss, ...others }).slice(0, 5);
  const figure = (name, text) => h("div", {}, h("dt", {}, name), h("dd", { class: "number" }, text));
  return [
    figure("Best epoch", count(best.epoch)),
    ...shown.map(([name, wire]) => figure(
      name === "loss" ? `${validated ? "Validation" : "Training"} loss` : words(name),
      SHARES.has(name) && typeof wire === "number" ? percent(wire, 1) : number(wire))),
  ];
}

function setting({ config, created_at: created, started_at: started, finished_at: finished, ...job }, data) {
  const layers = config.model.layers.map((layer) => (typeof layer === "string" ? layer : [layer.type, layer.units].filter(Boolean).join(" ")));
  const type = (part) => (typeof part === "string" ? part : part?.type);
  return [
    ["Dataset", data.gone ? `${job.dataset} (deleted)` : h("a", { href: address(`/datasets/${job.dataset}`) }, job.dataset)],
    ["Layers", layers.join(" → ")],
    ["Task", config.task],
    ["Loss", type(config.loss)],
    ["Optimizer", `${type(config.optimizer)}, learning rate ${number(config.optimizer.learning_rate)}`],
    ["Schedule", type(config.schedule)],
    ["Batch size", count(config.batch_size)],
    ["Validation", config.validation.dataset ?? (config.validation.split ? `${percent(config.validation.split)} of the rows` : "none")],
    ["Seed", String(config.seed)],
    ["Created", moment(created)],
    ["Trained", started && finished ? duration((new Date(finished) - new Date(started)) / 1000) : null],
    ["Weights SHA-256", job.result?.weights_sha256 && h("code", { class: "break" }, job.result.weights_sha256)],
  ];
}
