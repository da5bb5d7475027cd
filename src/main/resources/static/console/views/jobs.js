import { get } from "../base/api.js";
import { announce, h, pause, write } from "../base/dom.js";
import { count } from "../base/format.js";
import { jobName } from "../base/names.js";
import { choice, field } from "../parts/choice.js";
import { command } from "../parts/command.js";
import { compareBar } from "../parts/compare/bar.js";
import { empty } from "../parts/empty.js";
import { jobRow } from "../parts/jobRow.js";
import { problemNote } from "../parts/problem.js";

const FILTERS = [["", "All"], ...["running", "queued", "paused", "succeeded", "failed", "cancelled"].map((s) => [s, s])];
const COLUMNS = [["Compare"], ["Status"], ["Job"], ["Progress"], ["Loss", true], ["Validation", true], ["Duration", true], ["Created"]];

/** All jobs, newest first, kept up to date. */
export async function jobsView({ query, signal }) {
  const filter = { status: query.get("status") ?? "", text: "" };
  const rows = new Map();
  const body = h("tbody");
  const more = h("button", { type: "button", hidden: true }, "Older jobs");
  const note = h("p", { class: "hint", role: "status" });
  const problem = h("div");
  const line = command(null);
  const list = h("div", { class: "card flush" },
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Jobs" },
      h("table", { class: "jobs" },
        h("caption", { class: "visually-hidden" }, "Jobs, newest first"),
        h("thead", {}, h("tr", {}, COLUMNS.map(([name, right]) => h("th", { scope: "col", class: right ? "number" : null }, name)))),
        body)));
  const nothing = h("div");
  const bar = compareBar((query.get("compare") ?? "").split(",").filter(Boolean));
  let next = null;

  const path = (after) => `/v1/jobs?limit=50${filter.status ? `&status=${filter.status}` : ""}${after ? `&after=${after}` : ""}`;
  const show = async (page, { append }) => {
    const names = await Promise.all(page.data.map(async (job) => [job, await jobName(job)]));
    const elements = names.map(([job, name]) => {
      const row = rows.get(job.id) ?? jobRow(job, bar.box(job.id));
      rows.set(job.id, row);
      row.update(job, name);
      return row.element;
    });
    const added = elements.filter((element) => element.parentNode !== body);
    if (append) {
      body.append(...elements);
    } else if (added.length > 0) {
      body.prepend(...added);
    }
    sift();
  };
  const sift = () => {
    let visible = 0;
    for (const row of rows.values()) {
      const fits = row.text().includes(filter.text) && (!filter.status || row.status() === filter.status);
      row.element.hidden = !fits;
      visible += fits ? 1 : 0;
    }
    list.hidden = visible === 0;
    nothing.replaceChildren(...(visible === 0 ? [none(filter)] : []));
    write(note, visible === 0 ? "" : `${count(visible)} shown`);
  };
  const load = async () => {
    const page = await get(path(), signal);
    await show(page, { append: false });
    next = page.next;
    more.hidden = !page.has_more;
    line.set({ path: path() });
  };
  more.addEventListener("click", async () => {
    const page = await get(path(next), signal);
    await show(page, { append: true });
    next = page.next;
    more.hidden = !page.has_more;
    announce(`${count(page.data.length)} more jobs`);
  });
  const status = choice("Status", FILTERS, filter.status, async (picked) => {
    filter.status = picked;
    body.replaceChildren();
    rows.clear();
    await load();
  });
  const search = h("input", { type: "search", autocomplete: "off", oninput: (event) => {
    filter.text = event.target.value.trim().toLowerCase();
    sift();
  } });
  await load();
  keepFresh({ rows, path, show, problem, signal });
  return {
    title: "Jobs",
    content: [
      h("div", { class: "head" }, h("h1", {}, "Jobs"), h("a", { class: "button primary", href: "#/train" }, "Train")),
      h("div", { class: "filters" }, status, field("Find by name or metadata", search)),
      problem, nothing, list, h("div", { class: "row between" }, note, more), line.element, bar.element,
    ],
  };
}

/** Asks again while the page is looked at: soon when something moves, seldom when nothing does. */
async function keepFresh({ rows, path, show, problem, signal }) {
  while (!signal.aborted) {
    await pause([...rows.values()].some((row) => row.moving()) ? 1500 : 5000, signal);
    if (signal.aborted || document.hidden) {
      continue;
    }
    try {
      await show(await get(path(), signal), { append: false });
      problem.replaceChildren();
    } catch (failure) {
      if (!signal.aborted) {
        problem.replaceChildren(problemNote(failure));
      }
    }
  }
}

function none(filter) {
  return filter.status || filter.text
    ? empty("No such job", "No job fits the filter.")
    : empty("Nothing trained yet", "Bring a table, name the column to learn, and watch the loss fall.",
      h("a", { class: "button primary", href: "#/train" }, "Train the first network"));
}
