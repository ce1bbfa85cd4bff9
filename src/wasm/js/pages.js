// Async iteration: what Rust cannot express. Which page comes next, and whether it is the last, is the crate's to say.
import { listLimit } from "glue";
import { misuse, settle } from "./errors.js";

/** Goes through what `parts` takes of each page. The next page is fetched while the caller works on this one. */
async function* walk(source, parts, wanted) {
  let coming;
  const fetchNext = () => {
    if (coming) return;
    coming = source.next();
    // Nobody may be waiting for it when it fails.
    coming.catch(() => {});
  };
  try {
    for (;;) {
      fetchNext();
      const page = await settle(() => coming);
      if (!page) return;
      coming = undefined;
      const found = parts(page);
      for (const part of found) {
        yield part;
        // Nobody is going to ask for more than is wanted.
        if (wanted.count > found.length) fetchNext();
      }
      wanted.count -= found.length;
    }
  } finally {
    source.cancel();
    source.free();
  }
}

const itemsOf = ({ items }) => items;
const wholeOf = (page) => [page];

/** A list that is gone through once: by its items, or by its pages. */
export class Pages {
  #source;
  #parts;
  #walk;
  #wanted = { count: Infinity };
  constructor(source) {
    this.#source = source;
  }
  #by(parts) {
    this.#walk ??= walk(this.#source, parts, this.#wanted);
    this.#parts ??= parts;
    if (this.#parts === parts) return this.#walk;
    throw misuse("iterate: a list is gone through once, either by its items or by its pages");
  }
  async next(value) {
    return this.#by(itemsOf).next(value);
  }
  async return(value) {
    return this.#by(this.#parts ?? itemsOf).return(value);
  }
  async throw(reason) {
    return this.#by(this.#parts ?? itemsOf).throw(reason);
  }
  [Symbol.asyncIterator]() {
    return this;
  }
  pages() {
    return this.#by(wholeOf);
  }
  async toArray(options) {
    const limit = listLimit(options);
    const all = [];
    if (limit === 0) return all;
    this.#wanted.count = limit;
    for await (const item of this) if (all.push(item) >= limit) break;
    return all;
  }
}
if (Symbol.asyncDispose) {
  Object.defineProperty(Pages.prototype, Symbol.asyncDispose, {
    value() {
      return this.return().then(() => {});
    },
  });
}
