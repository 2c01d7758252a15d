/** What lies beside the bundle as it stands: served.ts looks for it there. Paths from the project's folder. */
export const copied = [
  { from: "packages/functions/openapi.json", to: "openapi.json" },
  { from: "node_modules/swagger-ui-dist/swagger-ui.css", to: "swagger-ui.css" },
  { from: "node_modules/swagger-ui-dist/swagger-ui-bundle.js", to: "swagger-ui-bundle.js" },
]
