import { get } from "../../base/api.js";
import { h } from "../../base/dom.js";
import { bytes, count, counted } from "../../base/format.js";
import { address } from "../../base/router.js";
import { field, select } from "../choice.js";
import { command } from "../command.js";
import { dropZone } from "../dropZone.js";
import { problemNote } from "../problem.js";
import { step } from "./step.js";

/** Step 1: bring a file, or take a dataset that is there. Passes the data on, and whether they were brought just now. */
export function dataStep(signal, done) {
  const self = step("Bring data", "");
  const line = command({ path: "/v1/datasets", form: [["file", "@data.csv"]] });
  const shown = h("div");
  const earlier = h("div");
  let dataset = null;
  const use = (data, brought) => {
    dataset = data;
    shown.replaceChildren(summary(data));
    done(data, brought);
  };
  const drop = dropZone((data) => use(data, true), (parts) => line.set({ path: "/v1/datasets", form: parts.map(([part, file]) => [part, `@${file.name}`]) }));
  self.open(drop.element, earlier, shown, line.element);
  const take = (data) => {
    line.set({ path: `/v1/datasets/${data.id}` });
    use(data, false);
  };
  let wanted = "";
  offer(earlier, signal, async (id) => {
    wanted = id;
    const data = await get(`/v1/datasets/${id}`, signal);
    if (id === wanted) {
      take(data);
    }
  });
  return { ...self, take, chosen: () => dataset };
}

function summary(data) {
  return h("p", { class: "done" },
    h("a", { href: address(`/datasets/${data.id}`) }, data.name),
    h("span", { class: "number" }, ` ${counted(data.rows, "row")}, ${count(data.columns.length)} columns, ${bytes(data.bytes)}`));
}

/** The datasets that were uploaded before. */
async function offer(place, signal, chosen) {
  const { data } = await get("/v1/datasets?limit=100", signal).catch(() => ({ data: [] }));
  if (data.length > 0) {
    place.append(field("or take one that is here already", select(
      [["", "Choose a dataset"], ...data.map(({ id, name, rows }) => [id, `${name} (${counted(rows, "row")})`])], "",
      (id) => id && chosen(id).catch((problem) => place.append(problemNote(problem))))));
  }
}
