import type { Link } from "@khoi/core/bloc-year"
import { For, Show } from "solid-js"
import type { Criteria } from "../sheet/rows.ts"
import { text, wordOr } from "../text.ts"
import { Choice } from "../ui/field.tsx"

/** As core knows them: one that is missing here does not compile. */
const others = Object.keys({
  withoutBonus: 1,
  fewerPenalties: 1,
  women70: 1,
  ballot: 1,
  decision: 1,
} satisfies Record<Link, 1>)

/** A link of the chain in words. */
export const linkOf = (link: string) =>
  link.startsWith("section:") ? text("ranking.link.section", { code: link.slice(8) }) : text(wordOr(`ranking.link.${link}`, "log.other"))

/** What decides between equals, one after the other; without the share of women it is warned. */
export function TieChain(props: { ties: string[]; sections: Criteria["table"]["sections"]; change: (ties: string[]) => void }) {
  const all = () => [...props.sections.map(({ code }) => `section:${code}`), ...others]
  const left = () => all().filter((link) => !props.ties.includes(link))
  const swap = (i: number, by: number) => {
    const links = [...props.ties]
    const [one] = links.splice(i, 1)
    links.splice(i + by, 0, one!)
    props.change(links)
  }
  return (
    <div role="group" aria-label={text("table.ties")}>
      <strong>{text("table.ties")}</strong>
      <p>{props.ties.length ? "" : text("none")}</p>
      <ol>
        <For each={props.ties}>
          {(link, i) => (
            <li class="acts">
              {linkOf(link)}{" "}
              <button
                type="button"
                class="quiet"
                disabled={!i()}
                aria-label={text("table.ties.up", { link: linkOf(link) })}
                onClick={() => swap(i(), -1)}
              >
                ↑
              </button>
              <button
                type="button"
                class="quiet"
                disabled={i() === props.ties.length - 1}
                aria-label={text("table.ties.down", { link: linkOf(link) })}
                onClick={() => swap(i(), 1)}
              >
                ↓
              </button>
              <button
                type="button"
                class="quiet"
                aria-label={text("table.ties.remove", { link: linkOf(link) })}
                onClick={() => props.change(props.ties.filter((one) => one !== link))}
              >
                ✕
              </button>
            </li>
          )}
        </For>
      </ol>
      <Choice
        label={text("table.ties.add")}
        select={{
          onChange: (event) => {
            const { value } = event.currentTarget
            event.currentTarget.value = ""
            if (value) props.change([...props.ties, value])
          },
          get children() {
            return (
              <>
                <option value="">{text("board.open.choose")}</option>
                <For each={left()}>{(link) => <option value={link}>{linkOf(link)}</option>}</For>
              </>
            )
          },
        }}
      />
      <p role="status">
        <Show when={!props.ties.includes("women70")}>⚠ {text("table.ties.women70")}</Show>
      </p>
    </div>
  )
}
