const KEY = "trainyard.key";

/** A refusal of the server (RFC 9457), or that it did not answer. */
export class Problem extends Error {
  constructor(body, status) {
    super(body.detail ?? `The server answered with status ${status}.`);
    this.title = body.title ?? "Something went wrong";
    this.code = body.code ?? "unknown";
    this.status = status;
    this.errors = body.errors ?? [];
  }
}

/** The key, kept until the tab is closed; null where none was given. */
export function key() {
  return sessionStorage.getItem(KEY);
}

export function useKey(text) {
  if (text) {
    sessionStorage.setItem(KEY, text);
  } else {
    sessionStorage.removeItem(KEY);
  }
}

/** What every request carries. */
export function headers(more = {}) {
  return key() ? { Authorization: `Bearer ${key()}`, ...more } : more;
}

/** Sends a request; answers the response if it went well and throws a {@link Problem} if not. */
export async function send(path, { method = "GET", body, headers: more = {}, signal } = {}) {
  let response;
  try {
    response = await fetch(path, { method, body, headers: headers(more), signal });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem({ title: "No answer", detail: "The server does not answer. Is it still running?", code: "offline" }, 0);
  }
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

async function problem(response) {
  const body = await response.json().catch(() => ({}));
  if (response.status === 401) {
    document.dispatchEvent(new CustomEvent("keyneeded"));
  }
  return new Problem(body, response.status);
}

/** Gets JSON. */
export async function get(path, signal) {
  const response = await send(path, { signal });
  return response.status === 204 ? null : response.json();
}

/** Sends JSON, gets JSON. */
export async function post(path, json, signal) {
  const request = { method: "POST", signal };
  if (json !== undefined) {
    request.body = JSON.stringify(json);
    request.headers = { "Content-Type": "application/json" };
  }
  return (await send(path, request)).json();
}

export async function remove(path) {
  await send(path, { method: "DELETE" });
}

/**
 * Uploads files as a form, telling how much of them has left.
 *
 * @param files pairs of a part's name and a file
 */
export function upload(files, sent) {
  const form = new FormData();
  files.forEach(([part, file]) => form.append(part, file, file.name));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/v1/datasets");
    Object.entries(headers()).forEach(([name, text]) => request.setRequestHeader(name, text));
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && sent(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 201) {
        resolve(request.response);
        return;
      }
      if (request.status === 401) {
        document.dispatchEvent(new CustomEvent("keyneeded"));
      }
      reject(new Problem(request.response ?? {}, request.status));
    };
    request.onerror = () => reject(new Problem({ title: "No answer", detail: "The upload was interrupted." }, 0));
    request.send(form);
  });
}

/** Saves what a path answers, with the key where there is one. */
export async function save(path, name) {
  const blob = await (await send(path)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
