import { predictForm } from "../predictForm.js";
import { step } from "./step.js";

/** Step 5: ask the network. */
export function predictStep() {
  const self = step("Predict", "Waits for the training to end.");
  return {
    ...self,
    open(job, data) {
      self.open(predictForm(job, data));
    },
  };
}
