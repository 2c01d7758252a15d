import { resolve } from "node:path"
import { Resource } from "sst/resource"

type Env = Readonly<Record<string, string | undefined>>
/** `read` gives undefined for a word that it cannot take; `want` says what it takes. */
type Setting<T> = {
  name: string
  default: string
  meaning: string
  want: string
  secret?: true
  read: (word: string, env: Env) => T | undefined
}

const project = resolve(import.meta.dirname, "../../..")
const setting = <T>(of: Setting<T>) => of
const whole = (least: number) => (word: string) => (/^\d{1,5}$/.test(word) && +word >= least && +word <= 65_535 ? +word : undefined)
const port = whole(1)
const portOf = (env: Env) => port(env["PORT"] ?? "") ?? 3000
const shaped = (shape: RegExp) => (word: string) => (shape.test(word) ? word : undefined)

/** An origin as a browser sends it: scheme, host and port, nothing behind them. */
function origin(word: string) {
  const url = URL.parse(word)
  return url && /^https?:$/.test(url.protocol) && url.origin === word ? word : undefined
}

function endpoint(word: string) {
  const url = URL.parse(word)
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash ? word : undefined
}

const all = {
  port: setting({
    name: "PORT",
    default: "3000",
    meaning: "The port on which the web and the API answer",
    want: "a whole number from 1 to 65535",
    read: port,
  }),
  storePort: setting({
    name: "STORE_PORT",
    default: "0",
    meaning: "The embedded store's port; 0 takes any free one",
    want: "a whole number from 0 to 65535, and not PORT",
    read: (word, env) => (+word === portOf(env) ? undefined : whole(0)(word)),
  }),
  dataFolder: setting({
    name: "DATA_FOLDER",
    default: ".data",
    meaning: "The embedded store's folder; where it is not absolute, inside the project's",
    want: "a folder's path",
    read: (word) => (word.includes("\0") ? undefined : resolve(project, word)),
  }),
  emptyStore: setting({
    name: "EMPTY_STORE",
    default: "0",
    meaning: "1 starts without the demonstration province",
    want: "0 or 1",
    read: (word) => (/^[01]$/.test(word) ? word === "1" : undefined),
  }),
  storeEndpoint: setting({
    name: "STORE_ENDPOINT",
    default: "",
    meaning: "The address of anything that speaks DynamoDB's API, instead of the embedded store",
    want: "an http or https address",
    read: endpoint,
  }),
  tableName: setting({
    name: "TABLE_NAME",
    default: "khoi-thi-dua",
    meaning: "The table's name",
    want: '3 to 255 letters, digits, ".", "-" or "_"',
    read: shaped(/^[\w.-]{3,255}$/),
  }),
  region: setting({
    name: "AWS_REGION",
    default: "ap-southeast-1",
    meaning: "The table's region",
    want: "a region's name such as ap-southeast-1",
    read: shaped(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
  }),
  accessKeyId: setting({
    name: "AWS_ACCESS_KEY_ID",
    default: "",
    meaning: "What requests to STORE_ENDPOINT are signed with, together with AWS_SECRET_ACCESS_KEY; without it as an emulator takes it",
    want: "a key's id, beside AWS_SECRET_ACCESS_KEY",
    read: (word, env) => (env["AWS_SECRET_ACCESS_KEY"] ? shaped(/^[\w-]{3,128}$/)(word) : undefined),
  }),
  secretAccessKey: setting({
    name: "AWS_SECRET_ACCESS_KEY",
    default: "",
    meaning: "The secret of that key",
    want: "a key's secret, beside AWS_ACCESS_KEY_ID",
    secret: true,
    read: (word, env) => (env["AWS_ACCESS_KEY_ID"] ? word : undefined),
  }),
  sessionToken: setting({
    name: "AWS_SESSION_TOKEN",
    default: "",
    meaning: "Where that key is a temporary one: its token",
    want: "a token",
    secret: true,
    read: (word) => word,
  }),
  publicOrigin: setting({
    name: "PUBLIC_ORIGIN",
    default: "http://localhost:PORT",
    meaning: "The origin that people see in their browser; writes from another are refused",
    want: "scheme, host and port alone, in small letters, without a slash at the end",
    read: (word, env) => (word === "http://localhost:PORT" ? new URL(`http://localhost:${portOf(env)}`).origin : origin(word)),
  }),
  cursorSecret: setting({
    name: "CURSOR_SECRET",
    default: "",
    meaning: "What the cursors of lists are signed with; without it a random one, so a restart makes old cursors void",
    want: "at least 32 characters",
    secret: true,
    read: shaped(/^[^]{32,}$/),
  }),
}

type Known = typeof all
type Always = "port" | "storePort" | "dataFolder" | "emptyStore" | "tableName" | "region" | "publicOrigin"
type Value<K extends keyof Known> = NonNullable<ReturnType<Known[K]["read"]>>
export type Settings = { [K in Always]: Value<K> } & { [K in Exclude<keyof Known, Always>]: Value<K> | undefined }

/** Every setting's name, default and meaning, in the order of the README's table. */
export const list = Object.values(all).map(({ name, default: standard, meaning }) => ({ name, default: standard, meaning }))

/** What SST links to a function or to `sst shell`, as the variables that it stands for. */
type Links = { Store?: { name: string }; CursorSecret?: { value: string } }

/** This process's variables; what they leave open is taken from SST's links, where there are any. */
export function environment(given: Env = process.env, links: Links = linked()): Env {
  const from: Env = { TABLE_NAME: links.Store?.name, CURSOR_SECRET: links.CursorSecret?.value }
  return { ...given, ...Object.fromEntries(Object.entries(from).map(([name, value]) => [name, given[name] || value])) }
}

/** `in` asks without throwing where SST is not at work. */
const linked = () =>
  Object.fromEntries(["Store", "CursorSecret"].flatMap((name) => (name in Resource ? [[name, Resource[name as never]]] : [])))

/** An empty variable is as good as none. Wrong ones are named all at once, a secret one without its value, and so are those of `needs` that are not set. */
export function settings(env: Env, needs: readonly string[] = []): Settings {
  const wrong = needs.filter((name) => !env[name]).map((name) => `${name} must be set.`)
  const read = Object.entries(all).map(([key, { name, default: standard, want, secret, read: of }]: [string, Setting<unknown>]) => {
    const word = env[name] || standard
    const value = word ? of(word, env) : undefined
    if (word && value === undefined) wrong.push(`${name} must be ${want}${secret ? "" : `, not ${JSON.stringify(word)}`}.`)
    return [key, value]
  })
  if (wrong.length) throw new Error(["Some settings are wrong:", ...wrong].join("\n"))
  return Object.fromEntries(read) as Settings
}

/** How `Table.connect` reaches the store that these settings name. */
export function store({ storeEndpoint: endpoint, region, tableName: table, accessKeyId, secretAccessKey, sessionToken }: Settings) {
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } : undefined
  return { endpoint, region, table, credentials }
}
