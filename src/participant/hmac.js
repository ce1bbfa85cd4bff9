// HMAC-SHA-256 by the engine.

export const _canSign = () => Boolean(globalThis.crypto?.subtle);

/**
 * What comes of the work with the signature of a text or, where there is a signature to compare, with whether it is
 * right. The comparison takes the same time whatever it finds.
 */
export const _hmac = async (work, secret, text, signature) => {
  const { subtle } = globalThis.crypto;
  const bytes = (text) => new TextEncoder().encode(text);
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", bytes(secret), how, false, ["sign", "verify"]);
  return work.finish(
    await (signature ? subtle.verify("HMAC", key, signature, bytes(text)) : subtle.sign("HMAC", key, bytes(text))),
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
