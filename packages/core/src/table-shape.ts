/** The one definition of the table, in the words of SST's Dynamo component: production is made from it, and so, without the stream, is the local store. */
export const tableShape = {
  fields: { pk: "string", sk: "string" },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  ttl: "ttl",
  stream: "new-and-old-images",
} as const
