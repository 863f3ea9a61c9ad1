// Loads the module of the surface that the page's path names.
import { ensureTexts } from "./texts.js";

await ensureTexts();
const name = location.pathname.endsWith("workspace.html") ? "workspace" : "app";
const { default: init } = await import(`./${name}.js`);
await init({ module_or_path: new URL(`${name}_bg.wasm`, import.meta.url) });
