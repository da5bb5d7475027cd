import { get } from "../base/api.js";
import { announce, h } from "../base/dom.js";
import { chooseStep } from "../parts/tour/chooseStep.js";
import { dataStep } from "../parts/tour/dataStep.js";
import { predictStep } from "../parts/tour/predictStep.js";
import { trainStep } from "../parts/tour/trainStep.js";
import { watchStep } from "../parts/tour/watchStep.js";

/** From a file to predictions, each step with the curl line that does the same. */
export async function tourView({ query, signal }) {
  const watch = watchStep(signal, (job) => predict.open(job, data.chosen()));
  const predict = predictStep();
  const train = trainStep(signal, (job) => {
    predict.close();
    watch.open(job);
  });
  const choose = chooseStep(signal, (choice) => {
    train.open(choice);
  });
  const data = dataStep(signal, (dataset, brought) => {
    choose.open(dataset);
    watch.close();
    predict.close();
    if (brought) {
      choose.enter();
    } else {
      announce(`Step 2 is about ${dataset.name} now.`); // who goes through a list with the arrow keys stays in it
    }
  });
  const given = query.get("dataset");
  if (given) {
    data.take(await get(`/v1/datasets/${given}`, signal));
  }
  return {
    title: "Train",
    content: [
      h("div", { class: "head" }, h("h1", {}, "Train a network")),
      h("p", { class: "lead" }, "Five steps from a table to predictions. Each shows the curl line that does exactly the same."),
      h("ol", { class: "steps" }, [data, choose, train, watch, predict].map((step) => step.element)),
    ],
  };
}
