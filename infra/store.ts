import { tableShape } from "../packages/core/src/table-shape.ts"

export const table = new sst.aws.Dynamo("Table", {
  fields: tableShape.fields,
  primaryIndex: tableShape.primaryIndex,
  ttl: tableShape.ttl,
  stream: tableShape.stream,
  deletionProtection: $app.stage === "production",
})

/** What table.ts calls, a transaction's parts included: each is allowed by the name of its part. */
const actions = ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"]

/** Stands for the table where it is linked: linking the component itself would grant every action on it, deleting it among them. */
export const store = new sst.Linkable("Store", {
  properties: { name: table.name },
  include: [sst.aws.permission({ actions: actions.map((action) => `dynamodb:${action}`), resources: [table.arn] })],
})
