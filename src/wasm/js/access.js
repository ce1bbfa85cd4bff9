// What the crate's own functions and classes lack as JavaScript has them.
import { agentDefault, fullScope, makePkce, ParticipantToken, presetOf, userDefault } from "glue";
import { named, settle } from "./errors.js";

/** The scopes to begin with, of which each call makes a new object, and how to know one again. */
export const ApiScope = { agentDefault, userDefault, full: fullScope, presetOf };

/** Makes what protects one login. */
export const createPkce = () => settle(makePkce);

named({ ParticipantToken, createPkce });

/** Has a method's rejections made where the caller awaits them. */
const settled = (object, name) => {
  const method = object[name];
  object[name] = function (...given) {
    return settle(() => method.apply(this, given));
  };
};
settled(ParticipantToken, "fromJwt");
settled(ParticipantToken.prototype, "toJwt");
