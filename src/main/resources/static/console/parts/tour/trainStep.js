import { post } from "../../base/api.js";
import { h } from "../../base/dom.js";
import { command } from "../command.js";
import { attempt } from "../problem.js";
import { settings } from "./settings.js";
import { step } from "./step.js";

/** Step 3: queue the training; only the dataset and the target are needed. */
export function trainStep(signal, done) {
  const self = step("Train", "Waits for a column to learn.");
  const line = command(null);
  const place = h("div");
  let choice = null;
  const chosen = () => ({
    dataset: choice.data.id,
    target: choice.target,
    ...(choice.features ? { features: choice.features } : {}),
  });
  const request = () => ({ ...chosen(), ...wishes.value() });
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
  wishes.plain,
  h("details", { class: "quiet" }, h("summary", {}, "Settings"), wishes.element),
  h("div", {}, button));
  const offer = async () => {
    const { data, features } = choice;
    if (features?.length !== 0) {
      const asked = choice;
      const config = await post("/v1/jobs?validate_only=true", chosen(), signal);
      if (asked === choice) {
        wishes.offer(config, data.rows);
      }
    }
  };
  return {
    ...self,
    open(next) {
      const first = choice === null;
      choice = next;
      changed();
      offer().catch(() => {});
      if (first) {
        self.open(form, place, line.element);
      }
    },
  };
}
