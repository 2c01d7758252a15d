import { readFileSync } from "node:fs"
import { join } from "node:path"
import { tableShape } from "../../packages/core/src/table-shape.ts"
import { contentPolicyText, httpsOnly } from "../../packages/functions/src/headers.ts"
import { type Fields, type Graph, project, type Resource } from "./sst.ts"

// What must be true of everything that a deployment makes, a rule each. A graph's values are what the program gave, so they are looked at as such.

type Stage = { production: boolean; origin: string }
type Rule = (graph: Graph, stage: Stage) => boolean

const all = (graph: Graph, type: string) => graph.filter((one) => one.type === type)
const inputs = (graph: Graph, type: string) => all(graph, type).map((one) => one.inputs)
const functions = (graph: Graph) => all(graph, "aws:lambda/function:Function")
/** Lambda@Edge: CloudFront's, not the platform's. */
const isEdge = ({ name }: Resource) => name === "EdgeEdgeFunction"
const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value])
const path = (of: unknown, ...steps: string[]): unknown => steps.reduce((at, step) => (at as Fields | undefined)?.[step], of)
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const one = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined)

type Statement = { Effect: string; Action: unknown; Resource: unknown; Principal?: unknown }
const statements = (policy: unknown) => (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement
const granted = (role: Fields) => list(role["inlinePolicies"]).flatMap((one) => statements(path(one, "policy")))
const table = (graph: Graph) => one(inputs(graph, "aws:dynamodb/table:Table"))
const distribution = (graph: Graph) => one(inputs(graph, "aws:cloudfront/distribution:Distribution"))

/** The actions that table.ts's commands need; a transaction's parts are allowed one by one. What only makes a local store's table is left out. */
function called() {
  const source = readFileSync(join(project, "packages/core/src/table.ts"), "utf8")
  const names: Record<string, string[]> = {
    TransactWrite: ["PutItem", "UpdateItem", "DeleteItem"],
    BatchGet: ["BatchGetItem"],
    Query: ["Query"],
  }
  const actions = [...source.matchAll(/new lib\.(\w+)Command\(/g)].flatMap(([, name = ""]) => names[name] ?? [`${name}Item`])
  return [...new Set(actions)].map((action) => `dynamodb:${action}`).sort()
}

export const rules: Record<string, Rule> = {
  "table.keys": (graph) => {
    const { hashKey, rangeKey, attributes, globalSecondaryIndexes, localSecondaryIndexes } = table(graph) ?? {}
    const indexes = [...list(globalSecondaryIndexes), ...list(localSecondaryIndexes)]
    const named = list(attributes).map((one) => `${String(path(one, "name"))} ${String(path(one, "type"))}`)
    return hashKey === "pk" && rangeKey === "sk" && same(named, ["pk S", "sk S"]) && !indexes.length
  },
  "table.stream": (graph) => table(graph)?.["streamEnabled"] === true && table(graph)?.["streamViewType"] === "NEW_AND_OLD_IMAGES",
  "table.recovery": (graph) => same(table(graph)?.["pointInTimeRecovery"], { enabled: true }),
  "table.ttl": (graph) => path(table(graph), "ttl", "attributeName") === tableShape.ttl && path(table(graph), "ttl", "enabled") === true,
  "table.demand": (graph) => table(graph)?.["billingMode"] === "PAY_PER_REQUEST",
  "table.protection": (graph, { production }) => table(graph)?.["deletionProtectionEnabled"] === production,
  "stage.protection": (graph, { production }) =>
    graph.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs["_protect"] === production &&
    all(graph, "aws:dynamodb/table:Table").every(({ retained }) => retained === production),
  "function.runtime": (graph) => functions(graph).length > 0 && functions(graph).every((of) => of.inputs["runtime"] === "nodejs24.x"),
  "function.architecture": (graph) => functions(graph).every((of) => isEdge(of) || same(of.inputs["architectures"], ["arm64"])),
  "function.origin": (graph, { origin }) =>
    functions(graph).every((of) => isEdge(of) || path(of.inputs, "environment", "variables", "PUBLIC_ORIGIN") === origin),
  "function.secret": (graph) => !/"x{32}"/.test(JSON.stringify(functions(graph).map((of) => of.inputs["environment"]))),
  "iam.actions": (graph) => {
    const [role, ...more] = inputs(graph, "aws:iam/role:Role").filter((of) => granted(of).length)
    const [only, ...others] = role ? granted(role) : []
    return !more.length && !others.length && same(list(only?.Action).map(String).sort(), called()) && only?.Effect === "Allow"
  },
  "iam.resources": (graph) => {
    const resources = inputs(graph, "aws:iam/role:Role")
      .flatMap(granted)
      .flatMap((of) => list(of.Resource))
    return resources.every((of) => /^arn:aws:dynamodb:[^:]+:\d+:table\/[\w-]+$/.test(String(of)))
  },
  "iam.managed": (graph) =>
    inputs(graph, "aws:iam/role:Role")
      .flatMap((of) => list(of["managedPolicyArns"]))
      .every((of) => of === "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
  "iam.trust": (graph) =>
    inputs(graph, "aws:iam/role:Role")
      .flatMap((of) => statements(of["assumeRolePolicy"]))
      .every(({ Principal }) => same(Object.keys(Principal as object), ["Service"])),
  "url.private": (graph) => inputs(graph, "aws:lambda/functionUrl:FunctionUrl").every((of) => of["authorizationType"] === "AWS_IAM"),
  "url.callers": (graph) => {
    const permissions = inputs(graph, "aws:lambda/permission:Permission")
    return permissions.length > 0 && permissions.every((of) => of["principal"] === "cloudfront.amazonaws.com" && !!of["sourceArn"])
  },
  "url.foreign": (graph) =>
    inputs(graph, "aws:lambda/functionUrl:FunctionUrl").every((of) => !of["cors"]) &&
    !all(graph, "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration").length,
  "edge.https": (graph) => {
    const { defaultCacheBehavior, orderedCacheBehaviors, viewerCertificate: certificate } = distribution(graph) ?? {}
    const secure =
      path(certificate, "cloudfrontDefaultCertificate") === true || path(certificate, "minimumProtocolVersion") === "TLSv1.2_2021"
    return (
      secure &&
      [defaultCacheBehavior, ...list(orderedCacheBehaviors)].every((of) => path(of, "viewerProtocolPolicy") === "redirect-to-https")
    )
  },
  "edge.errors": (graph) => {
    const kept = list(distribution(graph)?.["customErrorResponses"])
    const never = kept.filter((of) => path(of, "errorCachingMinTtl") === 0).map((of) => path(of, "errorCode"))
    return [400, 403, 404, 405, 414, 500, 501, 502, 503, 504].every((code) => never.includes(code))
  },
  "edge.cache": (graph) =>
    inputs(graph, "aws:cloudfront/cachePolicy:CachePolicy").every((of) => of["defaultTtl"] === 0 && of["minTtl"] === 0),
  "edge.headers": (graph) => {
    const of = path(one(inputs(graph, "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy")), "securityHeadersConfig")
    return (
      path(distribution(graph), "defaultCacheBehavior", "responseHeadersPolicyId") === "Headers-id" &&
      path(of, "contentSecurityPolicy", "contentSecurityPolicy") === contentPolicyText &&
      path(of, "strictTransportSecurity", "accessControlMaxAgeSec") === httpsOnly &&
      path(of, "frameOptions", "frameOption") === "DENY"
    )
  },
  "site.private": (graph) => {
    const blocks = inputs(graph, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
    const closed = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]
    const open = inputs(graph, "aws:s3/bucketPolicy:BucketPolicy")
      .flatMap((of) => statements(of["policy"]))
      .filter((of) => of.Effect === "Allow")
    return (
      blocks.length === all(graph, "aws:s3/bucket:Bucket").length &&
      blocks.every((of) => closed.every((name) => of[name] === true)) &&
      open.every(({ Principal }) => same(Principal, { Service: ["cloudfront.amazonaws.com"] }))
    )
  },
  "site.kept": (graph) => {
    const files = graph.filter(({ name }) => name.startsWith("WebAssetFiles")).flatMap((of) => list(of.inputs["files"]))
    const kept = files.map((of) => [String(path(of, "key")), String(path(of, "cacheControl"))] as const)
    return (
      kept.some(([key]) => key === "index.html") &&
      kept.every(([key, how]) => how === (key.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache"))
    )
  },
}

/** The names of the rules that a graph breaks. */
export const broken = (graph: Graph, stage: Stage) =>
  Object.entries(rules)
    .filter(([, holds]) => !holds(graph, stage))
    .map(([name]) => name)
