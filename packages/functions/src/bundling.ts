/** What lies beside the bundle as it stands: served.ts looks for it there. Paths from the project's folder. */
export const copied = [
  { from: "packages/functions/openapi.json", to: "openapi.json" },
  { from: "node_modules/swagger-ui-dist/swagger-ui.css", to: "swagger-ui.css" },
  { from: "node_modules/swagger-ui-dist/swagger-ui-bundle.js", to: "swagger-ui-bundle.js" },
]

/**
 * What the SDK would load on demand and is never asked for: Lambda gives credentials by its variables, DynamoDB streams no events. Without
 * them all that every start wants is one part, where it would be eight.
 */
export const unasked = [
  ...["http", "ini", "process", "sso", "web-identity"].map((name) => `@aws-sdk/credential-provider-${name}`),
  ...["@smithy/credential-provider-imds", "@smithy/core/event-streams", "bowser"],
]
