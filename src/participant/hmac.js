// HMAC-SHA-256 by the engine.

/**
 * The signature of a text or, with a signature to compare, whether it is right. Nothing at all where the engine has no
 * cryptography. The comparison takes the same time whatever it finds.
 */
export const _hmac = (secret, text, signature) => {
  const { subtle } = globalThis.crypto ?? {};
  const bytes = (text) => new TextEncoder().encode(text);
  return subtle
    ?.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"])
    .then((key) =>
      signature ? subtle.verify("HMAC", key, signature, bytes(text)) : subtle.sign("HMAC", key, bytes(text)),
    );
};

/** A date's milliseconds since 1970, or NaN. What only looks like a date throws when it is asked. */
export const _time = (date) => {
  try {
    return Date.prototype.getTime.call(date);
  } catch {
    return Number.NaN;
  }
};
