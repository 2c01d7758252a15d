// What Lambda's own runtime does for Node: loads the handler, then takes one event after the other over the runtime API.
// Plain JavaScript, as it runs in a bundle's folder; configuration is in the environment, as there.
import { join } from "node:path"
import { pathToFileURL } from "node:url"

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env
const api = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`
const told = (error) => ({ errorType: error.name, errorMessage: error.message, stackTrace: String(error.stack).split("\n") })
const post = (path, body) => fetch(`${api}${path}`, { method: "POST", body: JSON.stringify(body) })

const [file, name] = _HANDLER.split(".")
const handler = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${file}.mjs`)).href).then(
  (module) => module[name],
  (error) => post("/init/error", told(error)).then(() => process.exit(1)),
)
for (;;) {
  const next = await fetch(`${api}/invocation/next`)
  const awsRequestId = next.headers.get("lambda-runtime-aws-request-id")
  const late = Number(next.headers.get("lambda-runtime-deadline-ms"))
  const context = { awsRequestId, functionName: process.env.AWS_LAMBDA_FUNCTION_NAME, getRemainingTimeInMillis: () => late - Date.now() }
  await next
    .json()
    .then((event) => handler(event, context))
    .then(
      (answer) => post(`/invocation/${awsRequestId}/response`, answer),
      (error) => post(`/invocation/${awsRequestId}/error`, told(error)),
    )
}
