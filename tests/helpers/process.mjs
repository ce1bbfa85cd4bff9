// What the tests ask of the local server's process.
import assert from "node:assert/strict";

/** Shows what a server writes to its standard error; the returned function fails when it has told of a panic. */
export function sound(child) {
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (more) => {
    process.stderr.write(more);
    text += more;
  });
  return () => assert.doesNotMatch(text, /panicked at/, "the server has panicked");
}
