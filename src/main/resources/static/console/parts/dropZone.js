import { upload } from "../base/api.js";
import { announce, freshId, h, vary, write } from "../base/dom.js";
import { percent } from "../base/format.js";
import { problemNote } from "./problem.js";

/** A place to drop a file on, and a button to choose one; uploads it and passes the dataset on. */
export function dropZone(done, chosen = () => {}) {
  const id = freshId("file");
  const bar = vary(h("div", { class: "bar", role: "progressbar", "aria-label": "Upload", "aria-valuemin": 0, "aria-valuemax": 100, hidden: true }, h("span")), { "--share": "0%" });
  const words = h("p", { class: "hint", role: "status" });
  const place = h("div");
  const input = h("input", { id, type: "file", class: "visually-hidden", accept: ".csv,.tsv,.txt,.gz,.idx,text/csv", onchange: () => take(input.files[0]) });
  const zone = h("div", { class: "drop" },
    h("p", { class: "drop-title" }, "Drop a CSV file here"),
    h("p", {}, "or ", input, h("label", { class: "button", for: id }, "Choose a file")),
    h("p", { class: "hint" }, "Commas, semicolons or tabs, with or without a header; IDX images; gzip as well."),
    bar, words);
  const sent = (share) => {
    bar.setAttribute("aria-valuenow", String(Math.round(share * 100)));
    vary(bar, { "--share": `${(share * 100).toFixed(1)}%` });
    write(words, share < 1 ? `${percent(share)} sent` : "Sent; the server reads the rows");
  };
  const take = async (file) => {
    if (!file) {
      return;
    }
    place.replaceChildren();
    chosen(file);
    bar.hidden = false;
    sent(0);
    try {
      const data = await upload(file, sent);
      announce(`${data.name} is uploaded.`);
      write(words, "");
      done(data);
    } catch (problem) {
      write(words, "");
      place.replaceChildren(problemNote(problem));
    } finally {
      bar.hidden = true;
      input.value = "";
    }
  };
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    take(event.dataTransfer.files[0]);
  });
  return { element: h("div", { class: "stack" }, zone, place) };
}
