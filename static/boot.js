// Loads the app; it picks its surface by the page's path.
import init from "./app.js";

init();
