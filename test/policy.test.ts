import { describe, expect, test } from "vitest"
import { Actor } from "../packages/core/src/actor.ts"
import { Policy } from "../packages/core/src/policy.ts"
import { Table } from "../packages/core/src/table.ts"
import { TableName } from "./stored.ts"

describe("a session's policy reaches the own province alone, in every form that a command can take", () => {
  const own = { pk: "T#own#Y#y", sk: "R" }
  const foreign = { pk: "T#other#Y#y", sk: "R" }
  const near = { pk: "T#own2#Y#y", sk: "R" }
  const platform = { pk: "G#S#token", sk: "-" }
  const query = (pk: string, more: object = {}) => ({
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": pk },
    ...more,
  })
  const forms = {
    Get: (key: object) => ({ Key: key }),
    BatchGet: (key: object) => ({ RequestItems: { table: { Keys: [own, key] } } }),
    Put: (key: object) => ({ Item: { ...key, name: "x" } }),
    Update: (key: object) => ({ Key: key, UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": "T#own#" } }),
    Query: ({ pk }: { pk: string }) => query(pk),
    "TransactWrite's put": (key: object) => ({ TransactItems: [{ Put: { Item: own } }, { Put: { Item: key } }] }),
    "TransactWrite's update": (key: object) => ({ TransactItems: [{ Update: { Key: own } }, { Update: { Key: key } }] }),
    "TransactWrite's delete": (key: object) => ({ TransactItems: [{ Put: { Item: own } }, { Delete: { Key: key } }] }),
    "TransactWrite's check": (key: object) => ({ TransactItems: [{ Put: { Item: own } }, { ConditionCheck: { Key: key } }] }),
  }
  const person = { kind: "person", tenant: "own", person: "p", department: "d", roles: ["board"], session: "s" } as const
  const permits = (name: string, key: { pk: string; sk: string }) =>
    Policy.permits(`${name.replace(/'.*/, "")}Command`, forms[name as keyof typeof forms](key))

  test.each(Object.keys(forms))("%s", (name) => {
    Actor.run(person, () => {
      expect(permits(name, own)).toBe(!/delete/.test(name))
      for (const key of [foreign, near, platform, { pk: "", sk: "" }, { pk: "T#own", sk: "" }]) expect(permits(name, key)).toBe(false)
      Policy.asGate("other", () => {
        for (const key of [foreign, platform]) expect(permits(name, key)).toBe(!/Batch|Transact/.test(name))
        expect(permits(name, own)).toBe(false)
      })
      Policy.asGate(undefined, () => expect(permits(name, foreign)).toBe(false))
      Policy.asGate("own", () => expect(permits(name, own)).toBe(true))
    })
    for (const key of [own, foreign, platform]) expect(permits(name, key)).toBe(false)
    Actor.run({ kind: "operator", name: "o", session: "s" }, () => {
      for (const key of [own, foreign, platform]) expect(permits(name, key)).toBe(false)
    })
    Actor.run({ kind: "system", tenant: "other" }, () => expect(permits(name, foreign)).toBe(!/Batch|Transact/.test(name)))
  })

  test("keys as they go over the line count as much", () => {
    Actor.run(person, () => {
      expect(Policy.permits("GetItemCommand", { Key: { pk: { S: own.pk } } })).toBe(true)
      expect(Policy.permits("GetItemCommand", { Key: { pk: { S: foreign.pk } } })).toBe(false)
      expect(Policy.permits("QueryCommand", query(own.pk, { ExclusiveStartKey: foreign }))).toBe(false)
    })
  })

  test("what names no key, or is no call of ours, is refused", () => {
    Actor.run(person, () => {
      for (const name of [
        "Scan",
        "ExecuteStatement",
        "BatchExecuteStatement",
        "ExecuteTransaction",
        "DeleteTable",
        "CreateTable",
        "DescribeTable",
      ])
        for (const input of [{}, { Key: own }, query(own.pk)])
          expect([name, Policy.permits(`${name}Command`, input)]).toEqual([name, false])
      expect(Policy.permits("GetCommand", {})).toBe(false)
      expect(Policy.permits("DeleteCommand", { Key: own })).toBe(false)
      expect(Policy.permits("DeleteItemCommand", { Key: own })).toBe(false)
      expect(Policy.permits("BatchWriteCommand", { RequestItems: { table: [{ DeleteRequest: { Key: own } }] } })).toBe(false)
    })
  })

  test("it is on: a foreign key planted into a write or a read never reaches the store", async () => {
    const planted = { Item: { ...foreign, v: 1 }, TableName }
    const answer = { Put: planted, must: [], item: undefined }
    await Actor.run(person, async () => {
      await expect(Table.write(answer)).rejects.toThrow("Outside of this session's policy")
      const beside = { Put: { Item: { ...own, v: 1 }, TableName }, must: [] }
      await expect(Table.write(answer, [beside])).rejects.toThrow("Outside of this session's policy")
      await expect(Table.span(foreign.pk, {}, { from: "A", to: "Z" })).rejects.toThrow("Outside of this session's policy")
    })
    await expect(Table.write(answer)).rejects.toThrow("Outside of this session's policy")
    expect(Table.stack().identify().join("\n")).toContain("leadingKeys")
  })
})
