/** JSON text that was read, with the place of every member in it. */
export interface Placed {
  value: unknown;
  /** Where the value at a path such as `storage.paths[0].path` stands, or else what encloses it. */
  place(path: string): [start: number, end: number];
}

/** JSON text that cannot be read, and where. */
export class JsonError extends Error {
  at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Reads JSON and remembers where everything stands, which `JSON.parse` does not. Throws a `JsonError`. */
export function parsePlaced(text: string): Placed {
  const places = new Map<string, [number, number]>();
  let at = 0;

  function fail(message: string, where = at): never {
    throw new JsonError(message, where);
  }
  const token = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const blank = () => token(/[ \t\r\n]*/y);
  const here = () => (at < text.length ? `“${text[at]}”` : "the end");
  const string = (what: string): string => {
    if (text[at] !== '"') fail(`Here must be ${what}, not ${here()}.`);
    const found = token(/"(?:[^"\\\n]|\\.)*"/y) ?? fail("This text is not closed.");
    try {
      return JSON.parse(found);
    } catch {
      return fail("This text holds something that must be escaped.", at - found.length);
    }
  };

  /** The parts between two brackets, separated by commas. */
  function parts(close: string, part: (index: number) => void): void {
    at += 1;
    blank();
    for (let index = 0; text[at] !== close || index > 0; index += 1) {
      part(index);
      blank();
      if (text[at] === close) break;
      if (text[at] !== ",") fail(`Here must be a comma or “${close}”, not ${here()}.`);
      at += 1;
      blank();
      if (text[at] === close) fail(`There must be nothing between the comma and “${close}”.`, at - 1);
    }
    at += 1;
  }

  function value(path: string): void {
    blank();
    const start = at;
    if (text[at] === "{") {
      const seen = new Set<string>();
      parts("}", () => {
        const nameAt = at;
        const name = string("a name in double quotes");
        if (seen.has(name)) fail(`“${name}” is here twice.`, nameAt);
        seen.add(name);
        blank();
        if (text[at] !== ":") fail(`Here must be a colon, not ${here()}.`);
        at += 1;
        value(path ? `${path}.${name}` : name);
      });
    } else if (text[at] === "[") parts("]", (index) => value(`${path}[${index}]`));
    else if (text[at] === '"') string("text");
    else if (
      token(/true|false|null/y) === undefined &&
      token(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y) === undefined
    ) {
      fail(`Here must be a value, not ${here()}.`);
    }
    places.set(path, [start, at]);
  }

  value("");
  blank();
  if (at < text.length) fail(`Here must be the end, not ${here()}.`);
  return {
    value: JSON.parse(text),
    place(path) {
      for (let wanted = path; ; wanted = wanted.replace(/(\.[^.[]*|\[[^[]*|^[^.[]+)$/, "")) {
        const found = places.get(wanted);
        if (found) return found;
        if (!wanted) return [0, 0];
      }
    },
  };
}

/** The line and column of a place, both from 1. */
export function lineOf(text: string, at: number): [line: number, column: number] {
  const before = text.slice(0, at).split("\n");
  return [before.length, (before.at(-1) ?? "").length + 1];
}
