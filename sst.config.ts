/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app({ stage }) {
    const production = stage === "production"
    return {
      name: "khoi-thi-dua",
      version: "4.17.1",
      home: "aws",
      removal: production ? "retain" : "remove",
      protect: production,
      providers: { aws: { version: "7.20.0", region: "ap-southeast-1" } },
    }
  },
  async run() {
    const { edge } = await import("./infra/edge.ts")
    const { table } = await import("./infra/store.ts")
    await import("./infra/api.ts")
    await import("./infra/web.ts")
    return { url: edge.url, table: table.name }
  },
})
