// The module's bytes out of the text that stands for them.
import { packed, size, unpacker } from "./packed.js";

/** Where the unpacker puts its result; what is packed goes behind it. */
const START = 16384;

export default function unpack() {
  const text = atob(unpacker);
  const code = new Uint8Array(text.length);
  for (let at = 0; at < code.length; at++) code[at] = text.charCodeAt(at);
  const { m: memory, u: run } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
  const end = START + size;
  // A packed byte is a character of at most two bytes, and three of them are four characters of `packed`.
  memory.grow(Math.ceil((end + packed.length * 1.5) / 65536));
  new TextEncoder().encodeInto(atob(packed), new Uint8Array(memory.buffer, end));
  run(end, end);
  return new Uint8Array(memory.buffer, START, size);
}
