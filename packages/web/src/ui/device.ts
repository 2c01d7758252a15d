/** A browser's and a system's names, in the order in which they are looked for: some call themselves by several. */
const browsers = [
  [/Edg\//, "Edge"],
  [/coc_coc/i, "Cốc Cốc"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const
const systems = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS/, "macOS"],
  [/Linux/, "Linux"],
] as const

/** A device as people know it, from what its browser says of itself. */
export function device(agent: string) {
  const find = (all: readonly (readonly [RegExp, string])[]) => all.find(([sign]) => sign.test(agent))?.[1]
  return [find(browsers), find(systems)].filter(Boolean).join(", ") || agent.slice(0, 40)
}
