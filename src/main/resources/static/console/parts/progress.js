import { h, vary, write } from "../base/dom.js";
import { count, duration, number, percent } from "../base/format.js";

/** A bar with the epochs beside it; `update` takes a job. */
export function progressBar(label = "Progress") {
  const bar = h("div", { class: "bar", role: "progressbar", "aria-label": label, "aria-valuemin": 0, "aria-valuemax": 100 }, h("span"));
  const text = h("span", { class: "bar-text number" });
  const element = h("div", { class: "progress" }, bar, text);
  const update = (job) => {
    const { fraction, epoch, epochs } = job.progress;
    bar.setAttribute("aria-valuenow", String(Math.round(fraction * 100)));
    bar.setAttribute("aria-valuetext", `${percent(fraction)}, epoch ${epoch} of ${epochs}`);
    vary(bar, { "--share": `${(fraction * 100).toFixed(2)}%` });
    write(text, `${count(epoch)} / ${count(epochs)}`);
  };
  return { element, update };
}

/** Time left, pace and place in the queue, as far as they are known. */
export function progressWords(job) {
  const { eta_seconds: eta, samples_per_second: pace } = job.progress;
  const said = [];
  if (job.queue_position) {
    said.push(job.queue_position === 1 ? "Next in the queue" : `Number ${count(job.queue_position)} in the queue`);
  }
  if (job.status === "running" && eta !== undefined) {
    said.push(`about ${duration(eta)} left`);
  }
  if (pace !== undefined) {
    said.push(`${number(pace, 3)} samples per second`);
  }
  if (job.attempt > 1) {
    said.push(`attempt ${job.attempt}`);
  }
  return said.join(" · ");
}
