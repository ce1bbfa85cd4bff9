// Uploads and downloads: bytes that pass by reference, and how far they are.
import { bytesOf } from "./values.js";

/** Calls a progress listener. When it throws, or its promise rejects, the transfer ends. */
export const report = (listener, transfer, loaded, total) => {
  try {
    const told = listener({ loaded, total });
    if (told?.then) new Promise((resolve) => resolve(told)).catch((cause) => transfer.fail(cause));
  } catch (cause) {
    transfer.fail(cause);
  }
};

/** Something that is read piece after piece: a stream's reader, or an async iterator in its place. */
export const readerOf = (data) => {
  if (typeof data.getReader === "function") return data.getReader();
  const pieces = data[Symbol.asyncIterator]();
  return { read: () => pieces.next(), cancel: (reason) => pieces.return?.(reason) };
};

/** Reads one piece, which must be bytes. */
export const next = async (reader) => {
  const { done, value } = await reader.read();
  if (done) return undefined;
  const bytes = bytesOf(value);
  if (!bytes) throw new TypeError("a piece of the stream is something other than bytes");
  return bytes;
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

/** A Blob's bytes by whatever way it has. */
export const readBlob = (blob) => {
  if (blob.arrayBuffer) return blob.arrayBuffer();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
};
