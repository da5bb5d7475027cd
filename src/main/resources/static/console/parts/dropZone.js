import { upload } from "../base/api.js";
import { announce, freshId, h, vary, write } from "../base/dom.js";
import { percent } from "../base/format.js";
import { problemNote } from "./problem.js";

/** The parts of an upload: of two files the one that is called labels brings the labels of the other's images. */
function partsOf(files) {
  const all = [...files];
  const labels = all.length === 2 && all.find(({ name }) => /label/i.test(name));
  return labels ? [["file", all.find((file) => file !== labels)], ["labels", labels]] : all.slice(0, 1).map((file) => ["file", file]);
}

/** A place to drop a file on, and a button to choose one; uploads it and passes the dataset on. */
export function dropZone(done, chosen = () => {}) {
  const id = freshId("file");
  const bar = vary(h("div", { class: "bar", role: "progressbar", "aria-label": "Upload", "aria-valuemin": 0, "aria-valuemax": 100, hidden: true }, h("span")), { "--share": "0%" });
  const words = h("p", { class: "hint", role: "status" });
  const place = h("div");
  const input = h("input", { id, type: "file", class: "visually-hidden", accept: ".csv,.tsv,.txt,.gz,.idx,text/csv", multiple: true, onchange: () => take(input.files) });
  const zone = h("div", { class: "drop" },
    h("p", { class: "drop-title" }, "Drop a CSV file or images here"),
    h("p", {}, "or ", input, h("label", { class: "button", for: id }, "Choose a file")),
    h("p", { class: "hint" }, "Commas, semicolons or tabs, with or without a header; images as IDX, together with the file of their labels; gzip as well."),
    bar, words);
  const sent = (share) => {
    bar.setAttribute("aria-valuenow", String(Math.round(share * 100)));
    vary(bar, { "--share": `${(share * 100).toFixed(1)}%` });
    write(words, share < 1 ? `${percent(share)} sent` : "Sent; the server reads the rows");
  };
  const take = async (files) => {
    const parts = partsOf(files);
    if (parts.length === 0) {
      return;
    }
    place.replaceChildren(...(files.length > parts.length ? [h("p", { class: "hint" }, `One dataset at a time: only ${parts[0][1].name} is taken.`)] : []));
    chosen(parts);
    bar.hidden = false;
    sent(0);
    try {
      const data = await upload(parts, sent);
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
    take(event.dataTransfer.files);
  });
  return { element: h("div", { class: "stack" }, zone, place) };
}
