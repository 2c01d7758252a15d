/** What a page may load: everything from this site, nothing inline. Both kinds of site send it: site.ts with every answer, CloudFront with the files. */
export const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** A year of https alone, in seconds. */
export const httpsOnly = 31_536_000

/** The policy as one header. */
export const contentPolicyText = Object.entries(contentPolicy)
  .map(([name, from]) => [name.replaceAll(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`), ...from].join(" "))
  .join("; ")
