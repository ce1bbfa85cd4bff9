// The module's bytes out of the text that stands for them.
import { packed, size, unpacker } from "./packed.js";

/** Where the unpacker puts its result; what is packed goes behind it. */
const START = 16384;

/** Puts bytes in base64 where they belong. TextEncoder could do it in one go, but jsdom has none. */
const decode = (base64, to) => {
  const text = atob(base64);
  for (let at = 0; at < text.length; at++) to[at] = text.charCodeAt(at);
  return to;
};

export default function unpack() {
  const code = decode(unpacker, new Uint8Array((unpacker.length * 3) >> 2));
  const { m: memory, u: run } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
  const end = START + size;
  // Four characters are three bytes.
  memory.grow(Math.ceil((end + packed.length * 0.75) / 65536));
  decode(packed, new Uint8Array(memory.buffer, end));
  run(end, end);
  return new Uint8Array(memory.buffer, START, size);
}
