// Tells the test of whatever goes wrong, be it that the main script cannot even start.
for (const type of ["error", "unhandledrejection", "securitypolicyviolation"]) {
  const tell = ({ message, reason, target, violatedDirective, blockedURI }) => {
    // Not the page but the browser asks for an icon.
    if (blockedURI?.endsWith("/favicon.ico")) return;
    const what = [message, reason, target?.src, violatedDirective, blockedURI].filter(Boolean).join(" ");
    fetch("/outcome", { method: "POST", body: JSON.stringify({ failed: `${type}: ${what}` }) });
  };
  addEventListener(type, tell, true);
}
