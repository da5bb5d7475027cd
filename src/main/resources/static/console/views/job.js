import { get } from "../base/api.js";
import { h, pause, write } from "../base/dom.js";
import { dataset, jobName } from "../base/names.js";
import { follow } from "../base/stream.js";
import { Curves } from "../base/curves.js";
import { command } from "../parts/command.js";
import { section } from "../parts/empty.js";
import { jobHead } from "../parts/jobHead.js";
import { jobFacts } from "../parts/jobFacts.js";
import { lossChart } from "../parts/lossChart.js";
import { smallCharts } from "../parts/smallCharts.js";
import { eventLog } from "../parts/eventLog.js";
import { findingsList } from "../parts/findings.js";
import { layerSections } from "../parts/layerSections.js";
import { confusion } from "../parts/confusion.js";
import { downloads } from "../parts/downloads.js";
import { predictForm } from "../parts/predictForm.js";
import { isOver } from "../parts/status.js";

/** One job: while it trains, and what came of it. */
export async function jobView({ params, signal }) {
  const path = `/v1/jobs/${params.id}`;
  const job = await get(path, signal);
  const data = await dataset(job.dataset, signal);
  const name = await jobName(job);
  const curves = new Curves();
  const live = h("p", { class: "hint live", role: "status" });
  const parts = {
    head: jobHead(job, name, (next) => update(next)),
    facts: jobFacts(data),
    findings: findingsList(job.id),
    layers: layerSections(job, signal),
    log: eventLog(),
    results: results(job, data),
  };
  const update = (next) => {
    parts.head.update(next);
    parts.facts.update(next);
    parts.results.update(next);
  };
  update(job);
  await Promise.all([curves.load(job.id, signal), parts.findings.load(signal), parts.layers.load()]);
  watch({ path, parts, curves, live, update, signal });
  return {
    title: name,
    content: [
      parts.head.element,
      parts.facts.element,
      section("Loss", live, lossChart(curves, { signal, findings: parts.findings }).element,
        command({ path: `${path}/events`, accept: "text/event-stream" }, "Watch with curl").element),
      section("Findings", parts.findings.element),
      ...parts.layers.elements,
      section("Learning rate and metrics", smallCharts(curves, signal)),
      parts.results.element,
      section("Events", parts.log.element),
    ],
  };
}

/** What there is from the first checkpoint on. */
function results(job, data) {
  const element = h("div", { class: "stack wide" });
  let shown = false;
  return {
    element,
    update(next) {
      if (next.result && !shown) {
        shown = true;
        element.append(
          section("Confusion and metrics", confusion(next, data)),
          section("Predict", predictForm(next, data)),
          section("Weights", downloads(next)));
      }
    },
  };
}

/** Follows the events, and asks for the progress that no event tells, until the job is over. */
function watch({ path, parts, curves, live, update, signal }) {
  const states = { live: "Live", waiting: "The connection is lost; trying again", ended: "" };
  let over = false;
  const refresh = async () => {
    const job = await get(path, signal);
    over = isOver(job);
    update(job);
  };
  const quietly = (action) => action().catch(() => {});
  follow(`${path}/events`, {
    signal,
    state: (word) => {
      write(live, over && word === "live" ? "" : states[word]);
      live.classList.toggle("on", word === "live" && !over);
      if (word === "ended") {
        quietly(refresh);
        quietly(() => curves.load(parts.head.id, signal));
        parts.layers.refresh();
      }
    },
    on: (event) => {
      parts.log.add(event);
      if (event.type === "metrics") {
        curves.add(event.data);
        parts.layers.refresh();
      } else if (event.type === "layers") {
        parts.layers.add(event.data);
      } else if (event.type === "finding") {
        parts.findings.add(event.data);
      } else if (event.type === "status") {
        quietly(refresh);
      }
    },
  });
  (async () => {
    for (let beat = 1; !signal.aborted && !over; beat += 1) {
      await pause(1000, signal);
      if (!document.hidden && !signal.aborted) {
        await quietly(refresh);
        if (beat % 3 === 0) {
          await quietly(() => curves.load(parts.head.id, signal, { points: 300 }));
        }
      }
    }
  })();
}
