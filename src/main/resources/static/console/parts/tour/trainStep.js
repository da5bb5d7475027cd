import { post } from "../../base/api.js";
import { h } from "../../base/dom.js";
import { command } from "../command.js";
import { attempt } from "../problem.js";
import { settings } from "./settings.js";
import { step } from "./step.js";

/** Step 3: queue the training; only the dataset and the target are needed. */
export function trainStep(done) {
  const self = step("Train", "Waits for a column to learn.");
  const line = command(null);
  const place = h("div");
  let choice = null;
  const request = () => ({
    dataset: choice.data.id,
    target: choice.target,
    ...(choice.features ? { features: choice.features } : {}),
    ...wishes.value(),
  });
  const changed = () => line.set({ path: "/v1/jobs", json: request() });
  const wishes = settings(changed);
  const button = h("button", { class: "primary", type: "submit" }, "Start training");
  const form = h("form", { class: "stack", onsubmit: async (event) => {
    event.preventDefault();
    const job = await attempt(button, place, () => post("/v1/jobs", request()));
    if (job) {
      done(job);
    }
  } },
  h("details", { class: "quiet" }, h("summary", {}, "Settings"), wishes.element),
  h("div", {}, button));
  return {
    ...self,
    open(next) {
      const first = choice === null;
      choice = next;
      changed();
      if (first) {
        self.open(form, place, line.element);
      }
    },
  };
}
