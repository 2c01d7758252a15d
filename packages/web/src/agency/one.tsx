import { createSignal, Show } from "solid-js"
import { points } from "../format.ts"
import { worthOf } from "../sheet/cells.ts"
import { Grid } from "../sheet/grid.tsx"
import { Picker } from "../sheet/peers.tsx"
import { computed, type Row } from "../sheet/rows.ts"
import { text } from "../text.ts"
import { Due } from "../year/due.tsx"
import { linesOf } from "./columns.ts"
import { selfSaid } from "./grid.tsx"
import type { Part } from "./part.ts"
import { WordsOf } from "../year/wording.tsx"

/** On a phone: one department at a time, chosen from all blocs. */
export function OneUnit(props: { parts: readonly Part[]; readOnly: boolean }) {
  const lines = linesOf(props.parts)
  const [at, setAt] = createSignal(
    Math.max(
      0,
      lines.findIndex(({ part, c }) => part.asked[c]),
    ),
  )
  const several = props.parts.length > 1
  const peers = lines.map(({ part, c }, n) => {
    const { name } = part.found.members[c]!
    return { c: n, name: several ? `${name} – ${part.found.name}` : name }
  })
  return (
    <>
      <Picker peers={peers} at={at()} pick={setAt} />
      <Show when={lines[at()]} keyed>
        {({ part, c }) => <Unit part={part} c={c} readOnly={props.readOnly} />}
      </Show>
    </>
  )
}

function Unit(props: { part: Part; c: number; readOnly: boolean }) {
  const { part, c } = props
  const rows: Row[] = part.leaves.map(({ code, name, max }, i) => ({ code, name, max, depth: 0, i }))
  const name = part.found.members[c]!.name
  return (
    <>
      <p>
        {part.name()} <span class="tag">{text(`phase.${part.found.phase}`)}</span>{" "}
        <Due on={part.open ? (part.found.due ?? undefined) : undefined} />
      </p>
      <WordsOf words={part.words}>
        <Grid
          caption={`${part.name()}: ${name}`}
          rows={rows}
          leaves={part.leaves}
          cells={part.cells}
          heads={[
            {
              ...{ c, name },
              under: (i) => selfSaid(part, c, i),
              closed: (i) => (part.done(c) ? `✓ ${points(worthOf(part.leaves[i]!, part.done(c)!, i))}` : text("rule.none")),
              differs: (i) => part.differs(c, i),
            },
          ]}
          results={part.leaves.some(computed)}
          readOnly={props.readOnly || !part.open}
          notes={{ of: part.notes, name: () => text("note.for", { unit: name }), c: () => c, wanted: part.differs }}
          changed={() => part.save.touch()}
          at={() => {}}
        />
      </WordsOf>
    </>
  )
}
