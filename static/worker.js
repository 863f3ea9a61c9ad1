// The dedicated worker that owns the engine. Messages are answered in the order in which they come:
// every one waits for the one before it, also while the database is being opened.
import init, { Host } from "./engine.js";

let host = null;

// Held for as long as this worker lives: whoever gets it afterwards knows that the worker is gone.
navigator.locks.request(self.name, () => {
  postMessage({ kind: "alive" });
  return new Promise(() => {});
});

/** Opens the database; what goes wrong is told in the rep's words. */
async function open() {
  const started = performance.now();
  try {
    const [tables] = await Promise.all([bytesOf("engine_tables.bin"), init({ module_or_path: new URL("engine_bg.wasm", import.meta.url) })]);
    host = await Host.open(tables);
    postMessage({ kind: "ready", ms: Math.round(performance.now() - started) });
  } catch (error) {
    const refused = asRefusal(error);
    postMessage({ kind: "failed", code: refused.code, reason: refused.reason });
  }
}

async function bytesOf(file) {
  const response = await fetch(new URL(file, import.meta.url));
  return new Uint8Array(await response.arrayBuffer());
}

function asRefusal(error) {
  if (error && typeof error === "object" && typeof error.reason === "string") {
    return { code: String(error.code), reason: error.reason };
  }
  return { code: "engine_not_started", reason: `The engine did not start: ${String(error).slice(0, 300)}` };
}

const opened = open();
let queue = opened;

onmessage = ({ data }) => {
  queue = queue.then(() => answer(data));
};

async function answer(message) {
  if (message.kind === "ping") {
    postMessage({ kind: "pong" });
  } else if (message.kind === "ask" && host) {
    reply(message);
  } else if (message.kind === "poll" && host) {
    // What waits for the network: questions go on being answered meanwhile.
    void carry(message, host.poll(JSON.stringify(message.origins)));
  } else if (message.kind === "crm" && host) {
    const { origins, api, token } = JSON.parse(message.text);
    void carry(message, host.log_crm(JSON.stringify(origins), api, token));
  } else if (message.kind === "sign-in" && host) {
    const { origins, method, url, shown, form } = JSON.parse(message.text);
    void carry(message, host.sign_in(JSON.stringify(origins), method, url, shown, form));
  } else {
    postMessage({ kind: "unanswered", ask: message.ask });
  }
}

function reply(message) {
  try {
    const text = host.handle(message.text);
    postMessage({ kind: "reply", ask: message.ask, text, changed: host.took_change(), due: host.took_due() });
  } catch {
    // WebAssembly that trapped is in an unknown state; the relay starts a new worker.
    host = null;
    postMessage({ kind: "crashed" });
  }
}

async function carry(message, work) {
  try {
    const outcome = await work;
    postMessage({ kind: "polled", ask: message.ask, outcome, changed: host.took_change() });
  } catch (error) {
    postMessage({ kind: "polled", ask: message.ask, outcome: JSON.stringify({ failed: String(error).slice(0, 300) }), changed: false });
  }
}
