import { get } from "../base/api.js";
import { announce, h, pause, write } from "../base/dom.js";
import { value, words } from "../base/format.js";
import { datasetName, jobName } from "../base/names.js";
import { address } from "../base/router.js";
import { lineChart } from "../parts/chart.js";
import { command } from "../parts/command.js";
import { MOST } from "../parts/compare/bar.js";
import { controls } from "../parts/compare/controls.js";
import { differences, differencesTable, toldApart } from "../parts/compare/differences.js";
import { outcomes } from "../parts/compare/outcomes.js";
import { empty, section } from "../parts/empty.js";
import { course, lineLook } from "../parts/lines.js";
import { isMoving } from "../parts/status.js";

const ACROSS = { step: { xName: "Step", whole: true }, samples: { xName: "Samples", whole: true }, seconds: { xName: "Seconds", whole: false } };
const SPLITS = { train: "training", validation: "validation" };

/** Curves of several jobs over one another. What is looked at stands in the address, to be shared. */
export async function compareView({ query, signal }) {
  const ids = [...new Set((query.get("jobs") ?? "").split(",").filter(Boolean))].slice(0, MOST);
  const head = h("div", { class: "head" }, h("h1", {}, "Compare"),
    h("a", { class: "button", href: address("/jobs", { compare: ids.join(",") }) }, "Choose jobs"));
  if (ids.length === 0) {
    return { title: "Compare", content: [head, empty("No job chosen", "Tick two or more in the list of jobs.", h("a", { class: "button primary", href: "#/jobs" }, "To the jobs"))] };
  }
  const jobs = await Promise.all(ids.map((id) => get(`/v1/jobs/${id}`, signal)));
  const wish = asked(query, jobs);
  const lines = await named(jobs);
  const shown = picture(lines, wish, signal);
  const results = h("div");
  const line = command(null);
  const csv = command(null, "As CSV with curl");
  const load = async () => {
    const path = `/v1/metrics?jobs=${ids.join(",")}&name=${wish.name}&split=${wish.split}&max_points=320`;
    line.set({ path });
    csv.set({ path, accept: "text/csv" });
    const byJob = Map.groupBy((await get(path, signal)).data, ({ job }) => job);
    const runs = jobs.map((job, i) => ({
      job, line: lines[i], split: wish.split, points: (byJob.get(job.id) ?? []).map((point) => ({ ...point, value: value(point.value) })),
    }));
    shown.show(runs);
    results.replaceChildren(outcomes(runs, wish.name, takeOut));
  };
  const takeOut = (id) => {
    announce("Taken out of the comparison.");
    location.hash = address("/compare", { ...wish, jobs: ids.filter((other) => other !== id).join(",") });
  };
  const changed = () => {
    history.replaceState(null, "", address("/compare", { jobs: ids.join(","), ...wish }));
    load().catch(() => {});
  };
  await load();
  keepFresh(jobs, load, signal);
  const found = differences(await configs(jobs));
  return {
    title: "Compare",
    content: [
      head,
      section("Curves", controls(jobs, wish, changed), shown.element, h("div", { class: "commands" }, line.element, csv.element)),
      section("Final values", results),
      found.length > 0 && section("What differs", h("div", { class: "differences" }, differencesTable(found, lines.map(({ letter }) => letter)))),
    ].filter(Boolean),
  };
}

/** How the address says to look, else by validation rows where there are any. */
function asked(query, jobs) {
  const judged = jobs.some(({ config: { validation } }) => validation.dataset || validation.split > 0);
  const split = query.get("split");
  const x = query.get("x");
  return {
    name: query.get("name") ?? "loss",
    split: split in SPLITS ? split : judged ? "validation" : "train",
    x: x in ACROSS ? x : "step",
    axis: query.get("axis") === "log" ? "log" : "linear",
  };
}

/** A letter for each job and what tells it from the others. */
async function named(jobs) {
  const found = differences(await configs(jobs));
  return Promise.all(jobs.map(async (job, i) => {
    const letter = String.fromCharCode(65 + i);
    return { letter, name: `${letter} · ${toldApart(found, i) || await jobName(job)}`, ...lineLook(i) };
  }));
}

/** The configurations with datasets as people call them. */
function configs(jobs) {
  return Promise.all(jobs.map(async ({ config }) => {
    const { dataset: id } = config;
    const name = await datasetName(id);
    return { ...config, dataset: name === id ? id : `${name} (${id.slice(-6)})` };
  }));
}

/** The chart, its words for those who do not see it, and who has no such curve. */
function picture(lines, wish, signal) {
  const chart = lineChart(lines, { signal, log: wish.axis === "log", height: 340, ...ACROSS[wish.x] });
  const summary = h("p", { class: "visually-hidden" });
  const missing = h("p", { class: "hint", role: "status" });
  let drawn = "";
  return {
    element: h("figure", { class: "picture" }, summary, chart.element, missing),
    show(runs) {
      const points = runs.map((run) => run.points.filter((point) => point[wish.x] !== undefined && point[wish.x] !== null).map((point) => [point[wish.x], point.value]));
      const way = `${wish.x}/${wish.axis}`;
      if (way === drawn) {
        chart.set(points);
      } else {
        drawn = way;
        chart.setWay({ ...ACROSS[wish.x], log: wish.axis === "log" }, points);
      }
      const told = lines.map(({ name }, i) => course(name, points[i])).join("; ");
      write(summary, `${words(wish.name)} of ${SPLITS[wish.split]} rows along ${wish.x}. ${told}.`);
      const without = lines.filter((_, i) => points[i].length === 0).map(({ letter }) => letter);
      const have = without.length === 1 ? "has" : "have";
      const why = wish.split === "validation" ? "no rows were held back for validation" : "nothing was measured";
      write(missing, without.length === 0 ? "" : `${without.join(", ")} ${have} no such curve: ${why}.`);
    },
  };
}

/** Goes on asking while one of the jobs trains. */
async function keepFresh(jobs, load, signal) {
  while (!signal.aborted && jobs.some(isMoving)) {
    await pause(1500, signal);
    if (!document.hidden && !signal.aborted) {
      await Promise.all(jobs.map(async (job, i) => {
        jobs[i] = isMoving(job) ? await get(`/v1/jobs/${job.id}`, signal) : job;
      })).then(load).catch(() => {});
    }
  }
}
