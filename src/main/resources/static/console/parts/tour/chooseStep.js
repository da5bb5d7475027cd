import { h } from "../../base/dom.js";
import { counted } from "../../base/format.js";
import { field, select } from "../choice.js";
import { command } from "../command.js";
import { profileTable } from "../profile.js";
import { step } from "./step.js";

const CLASSES = new Set(["category", "boolean", "text"]);

/** Step 2: which column to learn, and from which others. */
export function chooseStep(signal, done) {
  const self = step("Choose what to learn", "Waits for data.");
  return {
    ...self,
    open(data) {
      const names = data.columns.map(({ name }) => name);
      const place = h("div", { class: "stack" });
      let target = guess(data);
      const line = command(null, "Ask with curl what would be trained");
      const choose = (features) => {
        line.set({ path: "/v1/jobs?validate_only=true", json: { dataset: data.id, target, ...(features ? { features } : {}) } });
        done({ data, target, features });
      };
      const pick = (name) => {
        target = name;
        place.replaceChildren(features(data, target, choose));
        choose(null);
      };
      self.open(
        field("Column to learn", select(names.map((name) => [name, name]), target, pick), kind(data)),
        place,
        h("details", { class: "quiet" }, h("summary", {}, `What is in the ${counted(names.length, "column")}`), profileTable(data)),
        line.element);
      pick(target);
    },
  };
}

/** The last column of classes, or the last of all: where most tables have what is to be learnt. */
function guess(data) {
  return (data.columns.findLast(({ type }) => CLASSES.has(type)) ?? data.columns.at(-1)).name;
}

function kind() {
  return "Text, categories and booleans are classes; whole numbers are, up to 20 distinct ones; other numbers are predicted as such.";
}

/** Boxes for the other columns; passes null on while all of them are used. */
function features(data, target, changed) {
  const others = data.columns.filter(({ name }) => name !== target);
  const boxes = others.map(({ name }) => h("input", { type: "checkbox", value: name, checked: true }));
  const tell = () => {
    const used = boxes.filter((box) => box.checked).map((box) => box.value);
    changed(used.length === others.length ? null : used);
  };
  return h("fieldset", { class: "boxes", onchange: tell },
    h("legend", {}, "Columns to learn from"),
    others.map(({ name, type }, i) => h("label", {}, boxes[i], name, h("span", { class: "hint" }, type))));
}
