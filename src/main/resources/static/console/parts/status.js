import { h, svg } from "../base/dom.js";

/** A form of its own for each status, so that none is told by its color alone. */
const FORMS = {
  queued: () => [svg("circle", { cx: 8, cy: 8, r: 5, class: "line" }), svg("path", { d: "M8 5.5V8l1.8 1.2", class: "line" })],
  running: () => [svg("path", { d: "M5.5 3.5 12 8l-6.5 4.5z", class: "full" })],
  paused: () => [svg("path", { d: "M5 4h2v8H5zM9 4h2v8H9z", class: "full" })],
  succeeded: () => [svg("path", { d: "m3.5 8.5 3 3 6-7", class: "line" })],
  failed: () => [svg("path", { d: "m4.5 4.5 7 7m0-7-7 7", class: "line" })],
  cancelled: () => [svg("circle", { cx: 8, cy: 8, r: 5, class: "line" }), svg("path", { d: "m4.5 11.5 7-7", class: "line" })],
};
const WISHES = { cancel: "cancelling", pause: "pausing" };

/** A job's status as a badge. */
export function statusBadge(job) {
  const word = (job.status === "running" && WISHES[job.wish]) || job.status;
  return h("span", { class: `status ${job.status}` },
    svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, FORMS[job.status]()),
    word);
}

/** Whether something may still happen to it by itself. */
export function isMoving(job) {
  return job.status === "running" || job.status === "queued";
}

/** Whether its status is final. */
export function isOver(job) {
  return !isMoving(job) && job.status !== "paused";
}
