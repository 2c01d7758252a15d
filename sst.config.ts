/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app(input) {
    const production = input?.stage === "production"
    return { name: "khoi-thi-dua", version: "4.17.1", home: "aws", removal: production ? "retain" : "remove", protect: production }
  },
  async run() {
    const { tableShape } = await import("./packages/core/src/table-shape.ts")
    const table = new sst.aws.Dynamo("Table", {
      fields: tableShape.fields,
      primaryIndex: tableShape.primaryIndex,
      ttl: tableShape.ttl,
      stream: tableShape.stream,
      deletionProtection: $app.stage === "production",
    })
    // Linking the component itself would grant every action on the table; what the code calls is granted alone.
    const store = new sst.Linkable("Store", {
      properties: { name: table.name },
      include: [
        sst.aws.permission({
          actions: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"].map((action) => `dynamodb:${action}`),
          resources: [table.arn],
        }),
      ],
    })
    const cursorSecret = new sst.Secret("CursorSecret")
    const edge = new sst.aws.Router("Edge", { protection: "oac-with-edge-signing" })
    new sst.aws.Function("Api", {
      handler: "packages/functions/src/lambda.handler",
      runtime: "nodejs24.x",
      architecture: "arm64",
      memory: "1024 MB",
      link: [store, cursorSecret],
      environment: { PUBLIC_ORIGIN: edge.url },
      copyFiles: [{ from: "packages/functions/openapi.json", to: "openapi.json" }],
      url: { router: { instance: edge, path: "/api" } },
    })
    new sst.aws.StaticSite("Web", {
      path: "packages/web",
      build: { command: "npx vite build", output: "dist" },
      router: { instance: edge },
    })
    return { url: edge.url }
  },
})
