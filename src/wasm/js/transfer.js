// Uploads and downloads: bytes that pass by reference, and how far they are.
import { bytesOf } from "./values.js";

/** Calls a progress listener. When it throws, or its promise rejects, the transfer ends. */
const report = (listener, transfer, loaded, total) => {
  try {
    const told = listener({ loaded, total });
    if (told?.then) new Promise((resolve) => resolve(told)).catch((cause) => transfer.fail(cause));
  } catch (cause) {
    transfer.fail(cause);
  }
};

/** Tells that all of a body has passed. */
export const reportWhole = (body, listener, transfer) => {
  const total = body.size ?? body.byteLength;
  report(listener, transfer, total, total);
};

/** Something that is read piece after piece: a stream's reader, or an async iterator in its place. */
const readerOf = (data) => {
  if (typeof data.getReader === "function") return data.getReader();
  const pieces = data[Symbol.asyncIterator]();
  return { read: () => pieces.next(), cancel: (reason) => pieces.return?.(reason) };
};

/** Reads one piece, which must be bytes. */
const next = async (reader) => {
  const { done, value } = await reader.read();
  if (done) return undefined;
  const bytes = bytesOf(value);
  if (!bytes) throw new TypeError("a piece of the stream is something other than bytes");
  return bytes;
};

/** Reads a stream to its end, as a list of its pieces. */
export const collect = async (stream, total, listener, transfer) => {
  const reader = readerOf(stream);
  const pieces = [];
  let loaded = 0;
  let told;
  for (let bytes = await next(reader); bytes; bytes = await next(reader)) {
    pieces.push(bytes);
    loaded += bytes.length;
    told = loaded <= total ? total : undefined;
    report(listener, transfer, loaded, told);
    if (transfer.stopped) return reader.cancel();
  }
  if (told !== loaded) report(listener, transfer, loaded, loaded);
  return pieces;
};

/** The pieces as one array. */
export const joined = (pieces) => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

/** A stream of a stream's bytes, which tells how far it is, and gives its attempt back when it ends. */
export const counted = (data, total, listener, transfer) => {
  const reader = readerOf(data);
  let loaded = 0;
  let told;
  let over = false;
  const tell = (total) => {
    if (listener) report(listener, transfer, loaded, total);
    told = total;
    if (transfer.stopped) throw new Error("stopped");
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const bytes = await next(reader);
        if (bytes) {
          loaded += bytes.length;
          tell(loaded <= total ? total : undefined);
          return controller.enqueue(bytes);
        }
        if (told !== loaded) tell(loaded);
      } catch (thrown) {
        // Ending the attempt may cancel this stream, and there is nothing left to cancel in one that has failed.
        over = true;
        const error = transfer.explain(thrown);
        transfer.end();
        throw error;
      }
      transfer.end();
      controller.close();
    },
    cancel(reason) {
      transfer.end();
      return over ? undefined : reader.cancel(reason);
    },
  });
};

/** Has a stream end the transfer where it is taken for text: other fetches send the text of what they do not know. */
export const guard = (stream, transfer) => {
  stream.toString = () => {
    transfer.refuse();
    throw new TypeError("a stream is no text");
  };
};

/** A stream in one piece. */
export const blobOf = (stream) => new Response(stream).blob();

/** Bytes as a stream. */
export const streamOf = (bytes) => new Response(bytes).body;

/** Whether the runtime takes this Blob for one. One of another library, such as jsdom's, becomes text or is refused. */
const isPlatformBlob = (data) => {
  try {
    return new Response(data).headers.get("content-type") !== "text/plain;charset=UTF-8";
  } catch {
    return false;
  }
};

/** A Blob's bytes by whatever way it has. */
const readBlob = (blob) => {
  if (blob.arrayBuffer) return blob.arrayBuffer();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
};

/**
 * What can be sent of the data: `{ bytes }`, which may be a Blob, a promise of bytes as `{ coming }`, or `{ stream }`,
 * which can be sent once; undefined for anything else. Bytes are copied, so that nothing changes them until they are sent.
 * A Blob also says what `type` it is.
 */
export const uploadBody = (data) => {
  if (typeof data === "string") return { bytes: new TextEncoder().encode(data) };
  if (typeof data !== "object" || data === null) return undefined;
  const bytes = bytesOf(data);
  if (bytes) return { bytes: bytes.slice() };
  if (typeof data.getReader === "function") return data.locked ? undefined : { stream: data };
  const tag = Object.prototype.toString.call(data).slice(8, -1);
  if (tag === "Blob" || tag === "File") {
    // Only what a header can carry.
    const type = /^[\x20-\x7e]+$/.test(data.type) ? data.type : undefined;
    if (isPlatformBlob(data)) return { bytes: data, type };
    if (data.arrayBuffer || globalThis.FileReader) return { coming: readBlob(data), type };
    return data.stream ? { stream: data.stream(), type } : undefined;
  }
  return typeof data[Symbol.asyncIterator] === "function" ? { stream: data } : undefined;
};

export const hasXhr = () => typeof XMLHttpRequest === "function";

/** What came by XMLHttpRequest, as far as a Response is looked at. */
const response = (xhr) => ({
  status: xhr.status,
  statusText: xhr.statusText,
  url: xhr.responseURL,
  headers: xhr
    .getAllResponseHeaders()
    .trim()
    .split(/\r?\n/)
    .filter((line) => line.includes(":"))
    .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
  arrayBuffer: () => xhr.response ?? new ArrayBuffer(0),
});

/** Sends by XMLHttpRequest: fetch cannot tell how far an upload is. */
export const sendByXhr = (method, url, headers, body, signal, listener, transfer) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const total = body.size ?? body.byteLength;
    let told;
    xhr.open(method, url);
    xhr.responseType = "arraybuffer";
    for (const [name, value] of headers) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => {
      told = loaded;
      report(listener, transfer, loaded, total);
    };
    xhr.onload = () => {
      try {
        if (told !== total) report(listener, transfer, total, total);
        resolve(response(xhr));
      } catch (thrown) {
        reject(thrown);
      }
    };
    xhr.onerror = () => reject(new TypeError("the connection failed"));
    signal.addEventListener("abort", () => xhr.abort());
    xhr.send(body);
  });
