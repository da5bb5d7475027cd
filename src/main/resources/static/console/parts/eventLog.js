import { h, write } from "../base/dom.js";
import { counted, moment, number } from "../base/format.js";

const SHOWN = 200;
const MANY = { status: "statuses", finding: "findings", checkpoint: "checkpoints", log: "logs" };

/** What happened, newest first; metrics and layers have their pictures and are only counted. */
export function eventLog() {
  const list = h("ol", { class: "log", reversed: true });
  const tally = h("p", { class: "hint number tally" });
  const counts = {};
  return {
    element: h("div", { class: "stack" }, tally, h("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "Events, newest first" }, list)),
    add(event) {
      counts[event.type] = (counts[event.type] ?? 0) + 1;
      write(tally, Object.entries(counts).map(([type, n]) => counted(n, type, MANY[type] ?? type)).join(" · "));
      if (event.type === "metrics" || event.type === "layers") {
        return;
      }
      list.prepend(h("li", {}, h("time", { datetime: event.time }, moment(event.time)), h("strong", {}, event.type), h("span", {}, told(event))));
      if (list.childElementCount > SHOWN) {
        list.lastElementChild.remove();
      }
    },
  };
}

/** An event in a line. */
function told({ type, data }) {
  switch (type) {
    case "status":
      return data.status;
    case "finding":
      return data.cause ?? data.code;
    case "log":
      return data.message ?? JSON.stringify(data);
    default:
      return Object.entries(data)
        .filter(([, part]) => typeof part !== "object")
        .map(([name, part]) => `${name} ${typeof part === "number" ? number(part) : part}`)
        .join(", ");
  }
}
