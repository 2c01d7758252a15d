import { For, Show } from "solid-js"
import { percent } from "../format.ts"
import { text } from "../text.ts"
import type { Year } from "./board.ts"
import { PrintButton, Signed } from "./frame.tsx"

export const kinds = ["flags", "certificates", "tie"] as const
export type Kind = (typeof kinds)[number]
export type Vote = {
  members: number
  present?: number | undefined
  written?: number | undefined
  valid: number
  yes: Record<string, number>
}
export type Votes = Partial<Record<Kind, Vote | undefined>>

/** The votes as the bloc reads them; shares are of all members. */
export function Results(props: { year: Year; votes: Votes }) {
  const held = () => kinds.flatMap((kind) => (props.votes[kind] ? [{ kind, vote: props.votes[kind]! }] : []))
  const name = (seat: string) => props.year.board().members.find((member) => member.seat === seat)?.name
  return (
    <>
      <p class="hint screen-only">{text("votes.who")}</p>
      <For each={held()} fallback={<p class="none">{text("votes.none")}</p>}>
        {({ kind, vote }) => (
          <section class="card" aria-label={text(`votes.${kind}`)}>
            <table class="short">
              <caption>{text(`votes.${kind}`)}</caption>
              <thead>
                <tr>
                  <th scope="col">{text("year.members.unit")}</th>
                  <th scope="col" class="number">
                    {text("votes.yes")}
                  </th>
                  <th scope="col" class="number">
                    {text("votes.share")}
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={Object.entries(vote.yes).toSorted(([, a], [, b]) => b - a)}>
                  {([seat, yes]) => (
                    <tr>
                      <th scope="row">{name(seat)}</th>
                      <td class="number">
                        {yes}/{vote.members}
                      </td>
                      <td class="number">{percent(yes / vote.members)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
            <p>
              {text("votes.members")}: {vote.members}. {text("votes.present")}: {vote.present}. {text("votes.written")}: {vote.written}.{" "}
              {text("votes.valid")}: {vote.valid}.
            </p>
          </section>
        )}
      </For>
      <Show when={held().length}>
        <div class="tools screen-only">
          <PrintButton />
        </div>
        <Signed board={props.year.board()} by="bloc" />
      </Show>
    </>
  )
}
