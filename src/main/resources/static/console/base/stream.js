import { headers, Problem } from "./api.js";
import { pause } from "./dom.js";

const TERMINAL = new Set(["succeeded", "failed", "cancelled"]);

/**
 * Follows server-sent events until the job's end. Reads them with fetch, because an EventSource can send no key; after a
 * broken connection it goes on behind the last event it has seen.
 *
 * @param on called with each event of the wire, in order, none twice
 * @param state called with "live", "waiting" or "ended"
 */
export async function follow(path, { signal, on, state = () => {} }) {
  let seen = 0;
  let ended = false;
  while (!ended && !signal.aborted) {
    try {
      const response = await fetch(path, {
        headers: headers({ Accept: "text/event-stream", "Last-Event-ID": String(seen) }),
        signal,
      });
      if (response.status === 204) {
        break;
      }
      if (!response.ok) {
        throw new Problem(await response.json().catch(() => ({})), response.status);
      }
      state("live");
      for await (const event of events(response.body)) {
        if (event.sequence > seen) {
          seen = event.sequence;
          ended = event.type === "status" && TERMINAL.has(event.data.status);
          on(event);
        }
      }
    } catch (failure) {
      if (signal.aborted || (failure instanceof Problem && failure.status < 500)) {
        break;
      }
    }
    if (!ended && !signal.aborted) {
      state("waiting");
      await pause(2000, signal);
    }
  }
  if (!signal.aborted) {
    state("ended");
  }
}

/** The data of each event in a stream of bytes. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
      if (data.length > 0) {
        yield JSON.parse(data.join("\n"));
      }
    }
  }
}
