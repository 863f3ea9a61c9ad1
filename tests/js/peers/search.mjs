// Known-item search with MiniSearch and FlexSearch over documents.csv and queries.csv of a folder:
// prints MRR@10, milliseconds to build and per query of each as JSON.
import { readFileSync } from "node:fs";
import path from "node:path";
import MiniSearch from "minisearch";
import FlexSearch from "flexsearch";
import Papa from "papaparse";

const folder = process.argv[2];
const read = (name) => Papa.parse(readFileSync(path.join(folder, name), "utf8"), { header: true, skipEmptyLines: true }).data;
const documents = read("documents.csv");
const queries = read("queries.csv");

function measure(build, search) {
  let started = performance.now();
  const index = build();
  const build_ms = performance.now() - started;
  let reciprocal = 0;
  started = performance.now();
  for (const { query, id } of queries) {
    const rank = search(index, query).slice(0, 10).findIndex((found) => String(found) === id);
    if (rank >= 0) reciprocal += 1 / (rank + 1);
  }
  const ms_per_query = (performance.now() - started) / queries.length;
  return { mrr_at_10: reciprocal / queries.length, build_ms, ms_per_query };
}

const minisearch = measure(
  () => {
    const index = new MiniSearch({ fields: ["title", "text"] });
    index.addAll(documents);
    return index;
  },
  (index, query) => index.search(query, { prefix: true, fuzzy: 0.2, boost: { title: 2 } }).map(({ id }) => id),
);
const flexsearch = measure(
  () => {
    const index = new FlexSearch.Index({ tokenize: "strict", resolution: 9 });
    for (const { id, title, text } of documents) index.add(id, `${title} ${text}`);
    return index;
  },
  (index, query) => index.search(query, { limit: 10 }),
);
console.log(JSON.stringify({ minisearch, flexsearch }));
