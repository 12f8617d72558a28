// Whether the addresses in a reply lead back to the one who gave it.
// Following them is left to clients.

// Documentation is GitHub's, hooks are told where to send, git and ssh have no port.
const ELSEWHERE = /(^|\.)(documentation_url|git_url|ssh_url|config\.url|request\.payload)(\.|$)/;

/// The fields of a reply whose addresses are not below `base`.
export function foreignAddresses({ path, body }, base) {
  const found = [];
  // The address of a delivery is where it was sent to.
  look(/\/deliveries\/\d+$/.test(path) ? { ...body, url: "" } : body, "");
  return found;

  function look(value, place) {
    if (ELSEWHERE.test(place)) return;
    if (typeof value === "string" && /(_url|\burl|href)$/.test(place)) {
      if (value && value !== base && !value.startsWith(`${base}/`)) found.push(`${place} ${value}`);
    } else if (value && typeof value === "object") {
      for (const [name, part] of Object.entries(value)) look(part, `${place}.${name}`);
    }
  }
}
