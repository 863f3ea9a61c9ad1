// The shipped engine in a dedicated worker, as `worker.js` of the extension runs it, with nothing around it.
import init, { Host } from "./engine.js";

let host = null;
let wasm = null;

/** What a test may have the browser refuse before the database is opened. */
const REFUSALS = {
  storage: () => {
    StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("storage is off", "SecurityError"));
  },
  // A file of an older version, as a half-finished update would leave it.
  tables: () => {
    const { fetch } = globalThis;
    globalThis.fetch = (url, ...rest) => (String(url).endsWith(".bin") ? Promise.resolve(new Response("older")) : fetch(url, ...rest));
  },
  // A full disk lets what is there be written over, and nothing grow.
  disk: () => {
    const handle = FileSystemSyncAccessHandle.prototype;
    const { write, truncate } = handle;
    const full = () => {
      throw new DOMException("no space left", "QuotaExceededError");
    };
    handle.write = function (bytes, options) {
      return (options?.at ?? 0) + bytes.byteLength > this.getSize() ? full() : write.call(this, bytes, options);
    };
    handle.truncate = function (size) {
      return size > this.getSize() ? full() : truncate.call(this, size);
    };
  },
};

onmessage = async ({ data }) => {
  try {
    if (data.open) postMessage(await open(data.refusal));
    else postMessage(ask(data.ask, data.keep));
  } catch (error) {
    postMessage({ refused: { code: String(error?.code ?? "trap"), reason: String(error?.reason ?? error) } });
  }
};

async function open(refusal) {
  if (refusal === "disk, later") {
    await open("");
    REFUSALS.disk();
    return { ready: 0 };
  }
  REFUSALS[refusal]?.();
  const started = performance.now();
  const tables = fetch(new URL("engine_tables.bin", import.meta.url)).then((response) => response.arrayBuffer());
  wasm = await init({ module_or_path: new URL("engine_bg.wasm", import.meta.url) });
  host = await Host.open(new Uint8Array(await tables));
  return { ready: performance.now() - started };
}

function ask(texts, keep) {
  const replies = [];
  const ms = [];
  for (const text of texts) {
    const started = performance.now();
    const reply = host.handle(text);
    ms.push(performance.now() - started);
    if (keep) replies.push(JSON.parse(reply).body);
  }
  return { replies, ms, memory: wasm.memory.buffer.byteLength };
}
