import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { inflateRawSync } from "node:zlib"

const [end, entry] = [0x06054b50, 0x02014b50]

/** Unpacks a small archive as Lambda does with what it is given; gives the names. By the directory at its end, without checksums. */
export function unzip(file: string, folder: string) {
  const bytes = readFileSync(file)
  const last = bytes.lastIndexOf(Buffer.from(Uint32Array.of(end).buffer))
  const names: string[] = []
  for (let at = bytes.readUInt32LE(last + 16); bytes.readUInt32LE(at) === entry;) {
    const [method, size, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)]
    const path = bytes.toString("utf8", at + 46, at + 46 + name)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    at += 46 + name + extra + comment
    if (path.endsWith("/")) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), method ? inflateRawSync(packed) : packed)
    names.push(path)
  }
  return names
}
