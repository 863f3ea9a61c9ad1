// Parses a CSV file with PapaParse, header row on, and prints the milliseconds of each run as JSON.
import { readFileSync } from "node:fs";
import Papa from "papaparse";

const [file, runs] = process.argv.slice(2);
const text = readFileSync(file, "utf8");
const times = [];
let rows = 0;
for (let run = 0; run < Number(runs); run++) {
  const started = performance.now();
  rows = Papa.parse(text, { header: true, skipEmptyLines: true }).data.length;
  times.push(performance.now() - started);
}
console.log(JSON.stringify({ rows, times }));
