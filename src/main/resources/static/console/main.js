import { accessButton } from "./base/access.js";
import { announce, h } from "./base/dom.js";
import { match } from "./base/router.js";
import { themeSwitch } from "./base/theme.js";
import { problemNote } from "./parts/problem.js";
import { compareView } from "./views/compare.js";
import { datasetView } from "./views/dataset.js";
import { datasetsView } from "./views/datasets.js";
import { jobView } from "./views/job.js";
import { jobsView } from "./views/jobs.js";
import { modelView } from "./views/model.js";
import { modelsView } from "./views/models.js";
import { stageView } from "./views/stage.js";
import { tourView } from "./views/tour.js";

/** A view answers `{ title, content }`; everything it starts ends with the signal it is given. */
const ROUTES = [
  ["/", jobsView],
  ["/jobs", jobsView],
  ["/jobs/:id", jobView],
  ["/compare", compareView],
  ["/datasets", datasetsView],
  ["/datasets/:id", datasetView],
  ["/models", modelsView],
  ["/models/:id", modelView],
  ["/stage", stageView],
  ["/train", tourView],
];
/** Where a view without a place of its own in the navigation belongs. */
const PARENTS = { compare: "jobs" };
const PLACES = [["train", "Train"], ["jobs", "Jobs"], ["datasets", "Datasets"], ["models", "Models"], ["stage", "Stage"]];

const main = document.getElementById("main");
let current = new AbortController();
let first = true;

async function show() {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  const route = match(ROUTES, location.hash || "#/");
  mark(PARENTS[route?.section] ?? route?.section ?? "jobs");
  main.setAttribute("aria-busy", "true");
  let shown;
  try {
    shown = route ? await route.view({ ...route, signal }) : missing();
  } catch (problem) {
    if (signal.aborted) {
      return;
    }
    shown = { title: problem.title ?? "Something went wrong", content: broken(problem) };
  }
  if (!signal.aborted) {
    enter(shown);
  }
}

function enter({ title, content }) {
  main.replaceChildren(...[content].flat());
  main.removeAttribute("aria-busy");
  document.title = `${title} · Trainyard`;
  if (!first) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
    announce(title);
  }
  first = false;
}

function mark(section) {
  for (const link of document.querySelectorAll("#navigation a")) {
    if (link.dataset.section === section) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }
}

function broken(problem) {
  return h("div", { class: "stack" }, h("h1", {}, problem.title ?? "Something went wrong"), problemNote(problem));
}

function missing() {
  return {
    title: "No such page",
    content: h("div", { class: "stack" }, h("h1", {}, "No such page"), h("p", {}, h("a", { href: "#/jobs" }, "To the jobs"))),
  };
}

document.getElementById("navigation").append(
  h("ul", {}, PLACES.map(([section, text]) => h("li", {}, h("a", { href: `#/${section}`, "data-section": section }, text)))));
document.getElementById("tools").append(accessButton(show), themeSwitch());
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", show);
show();
