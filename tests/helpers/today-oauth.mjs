// A login that ends in a code, as a browser would bring it.

/** The verifier of RFC 7636's example, and its challenge. */
export const CODE_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/** A code for a client that the admin has let in. */
export async function code(server, { client_id, redirect_uris }) {
  const query = new URLSearchParams({
    response_type: "code",
    client_id,
    redirect_uri: redirect_uris[0],
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    login: server.admin.token,
  });
  const answer = await fetch(`${server.url}/oauth/authorize?${query}`, { redirect: "manual" });
  return new URL(answer.headers.get("location")).searchParams.get("code");
}
