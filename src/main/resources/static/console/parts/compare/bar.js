import { h, write } from "../../base/dom.js";
import { counted } from "../../base/format.js";
import { address } from "../../base/router.js";

/** As many as one request compares. */
export const MOST = 20;

/** Gathers the jobs that are ticked in a list, and leads to their comparison. */
export function compareBar(first) {
  const chosen = new Set(first);
  const boxes = new Map();
  const words = h("p", { role: "status" });
  const go = h("a", { class: "button primary" }, "Compare");
  const clear = h("button", { type: "button" }, "Clear");
  const bar = h("div", { class: "compare-bar" }, words, h("div", { class: "row" }, clear, go));
  const update = () => {
    bar.classList.toggle("open", chosen.size > 0);
    write(words, chosen.size === 0 ? "" : chosen.size === 1 ? "1 job chosen; tick another to compare them" : `${counted(chosen.size, "job")} chosen`);
    go.hidden = chosen.size < 2;
    go.href = address("/compare", { jobs: [...chosen].join(",") });
    boxes.forEach((box, id) => {
      box.checked = chosen.has(id);
      box.disabled = chosen.size >= MOST && !box.checked;
    });
  };
  clear.addEventListener("click", () => {
    chosen.clear();
    update();
  });
  update();
  return {
    element: bar,
    /** The box that chooses a job. */
    box(id) {
      const box = h("input", { type: "checkbox", checked: chosen.has(id), disabled: chosen.size >= MOST && !chosen.has(id), onchange: () => {
        if (box.checked) {
          chosen.add(id);
        } else {
          chosen.delete(id);
        }
        update();
      } });
      boxes.set(id, box);
      return box;
    },
  };
}
