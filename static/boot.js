// Loads the app; it picks its surface by the page's path.
import init from "./app.js";

init({ module_or_path: new URL("app_bg.wasm", import.meta.url) });
