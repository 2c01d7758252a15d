import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"

/** What SST asks AWS for itself, before it has made anything: parameters with where its buckets are, and its state in one of those. */
export async function aws() {
  const objects = new Map<string, Buffer>()
  const parameters = new Map([["/sst/bootstrap", JSON.stringify({ version: 99, asset: "sst-asset", state: "sst-state" })]])
  const server = createServer((request, response) => void answer(request, response, objects, parameters))
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

type Parameter = { Name: string; Value: string }
async function answer(request: IncomingMessage, to: ServerResponse, objects: Map<string, Buffer>, parameters: Map<string, string>) {
  const body = await buffer(request)
  const target = String(request.headers["x-amz-target"] ?? "")
  if (target.startsWith("AmazonSSM.")) {
    const { Name, Value } = JSON.parse(body.toString()) as Parameter
    if (target.endsWith("PutParameter")) parameters.set(Name, Value)
    const found = parameters.get(Name)
    to.writeHead(found === undefined ? 400 : 200, { "content-type": "application/x-amz-json-1.1" })
    return to.end(JSON.stringify(found === undefined ? { __type: "ParameterNotFound" } : { Version: 1, Parameter: { Name, Value: found } }))
  }
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://s3")
  const xml = (status: number, text: string) => to.writeHead(status, { "content-type": "application/xml" }).end(text)
  if (request.method === "PUT") {
    objects.set(pathname, chunked(request) ? joined(body) : body)
    return to.writeHead(200, { etag: '"1"' }).end()
  }
  if (request.method === "DELETE") {
    objects.delete(pathname)
    return to.writeHead(204).end()
  }
  if (searchParams.has("list-type"))
    return xml(200, "<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>")
  const found = objects.get(pathname)
  return found ? to.writeHead(200).end(found) : xml(404, "<Error><Code>NoSuchKey</Code></Error>")
}

const chunked = ({ headers }: IncomingMessage) =>
  /aws-chunked|STREAMING/.test(`${headers["content-encoding"]} ${String(headers["x-amz-content-sha256"])}`)

/** S3's signed chunks, put together: a length in hexadecimal digits, its signature, that many bytes. */
function joined(body: Buffer): Buffer {
  const end = body.indexOf("\r\n")
  const length = Number.parseInt(body.subarray(0, end).toString(), 16)
  return length ? Buffer.concat([body.subarray(end + 2, end + 2 + length), joined(body.subarray(end + length + 4))]) : Buffer.alloc(0)
}
