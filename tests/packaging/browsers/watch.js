// Tells the test of the first thing that goes wrong, be it that the main script cannot even start, and starts anew.
let told = false;
for (const type of ["error", "unhandledrejection", "securitypolicyviolation"]) {
  const tell = async ({ message, reason, target, violatedDirective, blockedURI }) => {
    // Not the page but the browser asks for an icon.
    if (told || blockedURI?.endsWith("/favicon.ico")) return;
    told = true;
    const what = [message, reason, target?.src, violatedDirective, blockedURI].filter(Boolean).join(" ");
    await fetch("/outcome", { method: "POST", body: JSON.stringify({ failed: `${type}: ${what}` }) });
    location.reload();
  };
  addEventListener(type, tell, true);
}
