// Stands in for the relay: one worker with the shipped engine at a time, asked by the test.
"use strict";
let worker = null;
let waiting = null;

/** Starts a worker; settles with {ready: ms} or {refused: {code, reason}}. */
function openEngine(refusal) {
  worker = new Worker("engine-worker.js", { type: "module" });
  return heard(() => worker.postMessage({ open: true, refusal }));
}

/** Asks envelopes one after the other; settles with {replies, ms}, a reply and a time for each. */
function askEngine(texts, keep) {
  return heard(() => worker.postMessage({ ask: texts, keep }));
}

/** Ends the worker as the browser would, without a warning. */
function endEngine() {
  worker.terminate();
  worker = null;
}

/** Hands a file to the engine as a copy to take back; settles with {replies} of the last request. */
async function restoreEngine(file) {
  await askEngine([envelope("restore_start")]);
  const step = 3 * 1024 * 1024;
  let last = null;
  for (let at = 0; at < file.size; at += step) {
    const data = await base64(file.slice(at, at + step));
    last = await askEngine([envelope({ restore_chunk: { data, last: at + step >= file.size } })], true);
  }
  return last;
}

function envelope(body) {
  return JSON.stringify({ v: 1, id: 1, body });
}

function base64(blob) {
  return new Promise((settle) => {
    const reader = new FileReader();
    reader.onload = () => settle(reader.result.split(",")[1]);
    reader.readAsDataURL(blob);
  });
}

function heard(act) {
  return new Promise((settle) => {
    waiting = settle;
    worker.onmessage = ({ data }) => waiting(data);
    worker.onerror = (event) => waiting({ crashed: event.message });
    act();
  });
}
