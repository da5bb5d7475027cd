import { announce, h, write } from "../base/dom.js";
import { curl } from "../base/shell.js";

/** The curl line that does the same, with a button that copies it. `set` changes the request it is of. */
export function command(request, label = "The same with curl") {
  const text = h("code", {});
  const button = h("button", { class: "small", type: "button", "aria-label": `Copy: ${label}` }, "Copy");
  button.addEventListener("click", async () => {
    const copied = await copy(text);
    write(button, copied ? "Copied" : "Selected");
    announce(copied ? "The curl line is in the clipboard." : "The curl line is selected; copy it with your keyboard.");
    setTimeout(() => write(button, "Copy"), 2000);
  });
  const element = h("details", { class: "command" },
    h("summary", {}, label),
    h("div", { class: "command-line" }, h("pre", { tabindex: "0", role: "region", "aria-label": label }, text), button));
  const set = (next) => write(text, curl(next));
  if (request) {
    set(request);
  }
  return { element, set };
}

/** Copies where the browser lets a page do it; elsewhere selects, so that one key copies. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}
