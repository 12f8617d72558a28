// Whether the addresses in a reply lead back to the one who gave it.
// Following them is left to the tour.

// Hooks are told where to send, and what was sent is described elsewhere.
const ELSEWHERE = ["config", "payload"];
const DOCUMENTATION = /^https:\/\/docs\.github\.com\//;

/// The fields of a reply whose addresses are not below `base`.
export function foreignAddresses({ path, body }, base) {
  const found = [];
  // The address of a delivery is where it was sent to.
  look(/\/deliveries\/\d+$/.test(path) ? { ...body, url: "" } : body, "");
  return found;

  function look(value, place) {
    if (value && typeof value === "object") {
      for (const [name, part] of Object.entries(value)) {
        if (!ELSEWHERE.includes(name)) look(part, `${place}.${name}`);
      }
    } else if (/^https?:\/\/\S*$/.test(value) && !leadsBack(value, place)) {
      found.push(`${place} ${value}`);
    }
  }

  function leadsBack(address, place) {
    if (place.endsWith(".documentation_url")) return DOCUMENTATION.test(address);
    return address === base || address.startsWith(`${base}/`);
  }
}
