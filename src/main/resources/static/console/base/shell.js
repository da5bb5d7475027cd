import { key } from "./api.js";

/** Quotes a text for a POSIX shell. */
export function quote(text) {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * The curl line that sends the same request as the page does. The key is named, not shown.
 *
 * @param request path; method, json, form (pairs), accept and output as they are needed
 */
export function curl({ path, method, json, form, accept, output }) {
  const parts = [`curl -s${accept === "text/event-stream" ? "N" : ""} ${quote(location.origin + path)}`];
  if (method && !json && !form) {
    parts.push(`-X ${method}`);
  }
  if (key()) {
    parts.push('-H "Authorization: Bearer $TRAINYARD_KEY"');
  }
  if (accept) {
    parts.push(`-H ${quote(`Accept: ${accept}`)}`);
  }
  for (const [name, text] of form ?? []) {
    parts.push(`-F ${quote(`${name}=${text}`)}`);
  }
  if (json) {
    parts.push(`--json ${quote(JSON.stringify(json))}`);
  }
  if (output) {
    parts.push(`-o ${quote(output)}`);
  }
  return parts.join(" \\\n  ");
}
