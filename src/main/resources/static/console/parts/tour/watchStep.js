import { get } from "../../base/api.js";
import { announce, h, pause, write } from "../../base/dom.js";
import { Curves } from "../../base/curves.js";
import { address } from "../../base/router.js";
import { follow } from "../../base/stream.js";
import { command } from "../command.js";
import { lossChart } from "../lossChart.js";
import { progressBar, progressWords } from "../progress.js";
import { statusBadge } from "../status.js";
import { step } from "./step.js";

/** Step 4: the loss falls. Passes the job on as soon as it has a checkpoint, and again when it is over. */
export function watchStep(signal, usable) {
  const self = step("Watch it learn", "Waits for a training.");
  let current = new AbortController();
  signal.addEventListener("abort", () => current.abort());
  return {
    ...self,
    open(job) {
      current.abort();
      current = new AbortController();
      const curves = new Curves();
      const badge = h("span", {}, statusBadge(job));
      const progress = progressBar();
      const words = h("p", { class: "hint number" });
      const show = (next) => {
        badge.replaceChildren(statusBadge(next));
        progress.update(next);
        write(words, next.error?.detail ?? progressWords(next));
      };
      show(job);
      self.open(
        h("div", { class: "row" }, badge, h("a", { href: address(`/jobs/${job.id}`) }, "To the job's own page")),
        progress.element, words, lossChart(curves, { signal: current.signal }).element,
        command({ path: `/v1/jobs/${job.id}/events`, accept: "text/event-stream" }).element);
      self.enter();
      run({ job, curves, show, usable, signal: current.signal });
    },
    close() {
      current.abort();
      self.close();
    },
  };
}

async function run({ job, curves, show, usable, signal }) {
  const path = `/v1/jobs/${job.id}`;
  const refresh = async () => {
    const next = await get(path, signal);
    show(next);
    return next;
  };
  let over = false;
  const ended = follow(`${path}/events`, {
    signal,
    on: (event) => event.type === "metrics" && curves.add(event.data),
    state: (word) => {
      over = word === "ended";
    },
  });
  (async () => {
    while (!over && !signal.aborted) {
      await pause(700, signal);
      await refresh().catch(() => {});
    }
  })();
  await ended;
  if (!signal.aborted) {
    await curves.load(job.id, signal);
    const last = await refresh();
    announce(`Training ${last.status}.`);
    if (last.result) {
      usable(last);
    }
  }
}
