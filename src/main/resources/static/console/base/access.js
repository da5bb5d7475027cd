import { key, useKey } from "./api.js";
import { announce, h, svg } from "./dom.js";

/** The button that opens the field for a key, and its dialog. The key stays in this tab and is forgotten with it. */
export function accessButton(changed) {
  const field = h("input", {
    id: "key", type: "password", autocomplete: "off", spellcheck: "false", "aria-describedby": "key-help", name: "key",
  });
  const why = h("p", { class: "note", role: "alert" });
  const dialog = h("dialog", { "aria-labelledby": "key-title" });
  const close = (text) => {
    useKey(text);
    dialog.close();
    announce(text ? "The key is used from now on." : "No key is used.");
    changed();
  };
  dialog.append(
    h("form", { method: "dialog", class: "stack", onsubmit: (event) => {
      event.preventDefault();
      close(field.value.trim());
    } },
    h("h2", { id: "key-title" }, "Key"),
    why,
    h("div", { class: "field" },
      h("label", { for: "key" }, "API key"),
      field,
      h("p", { id: "key-help", class: "hint" },
        "Only servers that others can reach need one. It is sent as a bearer token and kept until this tab is closed.")),
    h("div", { class: "row end" },
      h("button", { type: "button", onclick: () => dialog.close() }, "Close"),
      h("button", { type: "button", onclick: () => close("") }, "Forget it"),
      h("button", { class: "primary", type: "submit" }, "Use it"))));
  document.body.append(dialog);
  const open = (reason) => {
    why.textContent = reason;
    field.value = key() ?? "";
    if (!dialog.open) {
      dialog.showModal();
    }
  };
  document.addEventListener("keyneeded", () => open(key() ? "The server does not know this key." : "This server needs a key."));
  return h("button", { class: "icon", type: "button", "aria-label": "API key", title: "API key", onclick: () => open("") },
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" },
      svg("circle", { cx: 8, cy: 15.5, r: 4, class: "line" }),
      svg("path", { d: "M11 12.7 19 4.8m-3.2 3.1 2.7 2.7", class: "line" })));
}
