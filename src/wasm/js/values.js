// Values of any origin: what they are, and what they are as plain data.

class NotData extends Error {}

// What fits into the module's memory, several times over.
const LONGEST_JSON = 2 ** 26;
const LONGEST_TEXT = 2 ** 24;

/** What class an object says that it is of, of any realm. */
export const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * The value's JSON text; when it is not JSON data, a list of the place and what is there.
 *
 * JSON.stringify leaves out functions and symbols and writes a Map, a Set or a pending Promise as {}, which would turn
 * a restricted scope into an open one: whatever is not data is refused. So is a whole number beyond 2^53, which may be
 * the rounded form of one that was read. One member of the value, `bytes`, may hold bytes, which become a list.
 */
export const stringify = (value, bytes) => {
  const places = new Map();
  let place = "";
  const data = function (name, value) {
    const inside = places.get(this);
    // The first call is for the value itself, in an object that holds nothing else.
    place = inside === undefined ? "" : Array.isArray(this) ? `${inside}[${name}]` : `${inside}.${name}`;
    const type = typeof value;
    if (type === "object" && value !== null) {
      const tag = tagOf(value);
      if (tag === "Uint8Array" && bytes !== undefined && place === `.${bytes}`) return Array.from(value);
      if (tag !== "Object" && tag !== "Array") throw new NotData(`a ${tag}`);
      places.set(value, place);
    } else if (type === "function" || type === "symbol" || type === "bigint") {
      throw new NotData(`a ${type}`);
    } else if (type === "number" && !Number.isFinite(value)) {
      throw new NotData(String(value));
    } else if (type === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new NotData("a whole number beyond 2^53, which may have been rounded: send it as text");
    }
    return value;
  };
  try {
    const text = JSON.stringify(value, data);
    if (text === undefined) return ["", "nothing"];
    return text.length > LONGEST_JSON ? ["", "too much of it"] : text;
  } catch (error) {
    return [place, error instanceof NotData ? error.message : "an object that cannot be read"];
  }
};

/** Why the crate cannot hold a text, or nothing. UTF-8 has no lone surrogates. */
export const unfit = (text) => {
  if (text.length > LONGEST_TEXT) return "too much of it";
  return /\p{Surrogate}/u.test(text) ? "a lone surrogate in it" : undefined;
};

/** The bytes of a buffer, or of a view of one, of any realm. */
export const bytesOf = (value) => {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return /^(Shared)?ArrayBuffer$/.test(tagOf(value)) ? new Uint8Array(value) : undefined;
};

/** Headers in any of fetch's forms, or of another class than Headers. Those without a value are left out. */
export const asHeaders = (headers) => {
  if (typeof headers !== "object" || headers === null) return new Headers(headers);
  const pairs = headers[Symbol.iterator] ? [...headers] : Object.entries(headers);
  return new Headers(pairs.filter((pair) => pair?.length !== 2 || (pair[1] !== undefined && pair[1] !== null)));
};

/** What checked bytes mean. Node.js takes bytes for characters much faster than it decodes them. */
export const parse = (bytes, ascii) => {
  const { Buffer } = globalThis;
  if (ascii && Buffer) return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).latin1Slice());
  return JSON.parse(new TextDecoder().decode(bytes));
};

/** A page as the API shows it: the checked list as `items`. A member of that name in the reply is kept as `_items`. */
export const page = (reply, list) => {
  const { [list]: items, ...page } = reply;
  if (list !== "items" && "items" in page) page._items = page.items;
  page.items = items;
  return page;
};
