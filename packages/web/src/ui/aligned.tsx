import { Show } from "solid-js"

/** How many signs stand behind the decimal sign of the longest in a column; fractions stand apart. */
export const tailOf = (column: readonly string[]) => Math.max(0, ...column.map((one) => split(one)?.[1].length ?? 0))

const split = (text: string): [whole: string, tail: string] | undefined => {
  const [, whole = "", tail = ""] = /^(.*\d)([.,]\d+)$/.exec(text) ?? []
  if (tail && !/[/≈]/.test(text)) return [whole, tail]
  return /^[^/≈]*\d$/.test(text) ? [text, ""] : undefined
}

/** A number of a column whose decimal signs stand below each other; `tail` is the column's. */
export function Aligned(props: { text: string; tail: number }) {
  return (
    <Show when={split(props.text)} fallback={props.text}>
      {(parts) => (
        <>
          {parts()[0]}
          <span class="tail" style={{ "min-width": `${props.tail}ch` }}>
            {parts()[1]}
          </span>
        </>
      )}
    </Show>
  )
}
