// What the crate's own functions and classes lack as JavaScript has them.
import { agentDefault, fullScope, ParticipantToken, userDefault } from "glue";
import { named, settle } from "./errors.js";

/** The scopes to begin with; each call makes a new object. */
export const ApiScope = { agentDefault, userDefault, full: fullScope };

named({ ParticipantToken });

/** Has a method's rejections made where the caller awaits them. */
const settled = (object, name) => {
  const method = object[name];
  object[name] = function (...given) {
    return settle(() => method.apply(this, given));
  };
};
settled(ParticipantToken, "fromJwt");
settled(ParticipantToken.prototype, "toJwt");
