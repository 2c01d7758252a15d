import type { Code } from "@khoi/core/fault"
import { createSignal, For, Show } from "solid-js"
import { api, ask, over } from "../api.ts"
import { acting, load } from "../load.ts"
import { text } from "../text.ts"
import { Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { isHead, open, type Year } from "../year/board.ts"
import { YearFrame } from "../year/frame.tsx"
import { type Kind, kinds, Results, type Vote, type Votes } from "../year/votes-view.tsx"

const votes = api.years[":year"].votes

/** The votes of the meeting, counted over all members; the head enters them. */
export default function VotesPage() {
  return (
    <YearFrame title="votes.title">
      {(year) => (
        <Show when={!year.board().without.includes("voting")} fallback={<p>{text("votes.notUsed")}</p>}>
          <Whole year={year} />
        </Show>
      )}
    </YearFrame>
  )
}

function Whole(props: { year: Year }) {
  const param = { year: props.year.id }
  const read = load(
    () => props.year.id,
    () => ask(() => votes.$get({ param })),
  )
  const writes = () => isHead(props.year.board()) && open(props.year.board(), "vote.record")
  const act = acting()
  async function save(kind: Kind, vote: Vote) {
    const kept = Object.fromEntries(Object.entries({ ...read.value()?.votes, [kind]: vote }).filter(([, one]) => one)) as Votes
    const header = over(read.etag())
    const answer = await act.run(() =>
      ask(() => votes.$put({ param, header, json: kept as Partial<Record<Kind, Vote & { present: number; written: number }>> })),
    )
    if (answer) read.put(answer)
    return !!answer
  }
  return (
    <Loaded of={read}>
      {(found) => (
        <Show when={writes()} fallback={<Results year={props.year} votes={found().votes} />}>
          <p class="hint">{text("votes.hint")}</p>
          <For each={kinds}>
            {(kind) => (
              <Entry
                year={props.year}
                kind={kind}
                vote={found().votes[kind]}
                busy={act.busy()}
                fault={(path) => act.refused()?.at(`/${kind}${path}`)}
                save={save}
              />
            )}
          </For>
          <Problem of={act.refused()} />
        </Show>
      )}
    </Loaded>
  )
}

type EntryProps = {
  year: Year
  kind: Kind
  vote: Vote | undefined
  busy: boolean
  fault: (path: string) => Code | undefined
  save: (kind: Kind, vote: Vote) => Promise<boolean>
}

function Entry(props: EntryProps) {
  const [saved, setSaved] = createSignal(false)
  const members = () => props.year.board().members
  const save = submitted(async (field) => {
    const count = (name: string) => Number(field(name) || 0)
    const yes = Object.fromEntries(members().flatMap(({ seat }) => (field(`yes.${seat}`) ? [[seat, count(`yes.${seat}`)] as const] : [])))
    setSaved(
      await props.save(props.kind, {
        members: members().length,
        present: count("present"),
        written: count("written"),
        valid: count("valid"),
        yes,
      }),
    )
  })
  const number = (name: "present" | "written" | "valid") => (
    <Field
      label={text(`votes.${name}`)}
      fault={props.fault(`/${name}`)}
      input={{ name, type: "number", min: 0, max: members().length, required: true, value: props.vote?.[name] ?? "" }}
    />
  )
  return (
    <form class="card" onSubmit={save} aria-labelledby={`vote-${props.kind}`}>
      <h2 id={`vote-${props.kind}`}>{text(`votes.${props.kind}`)}</h2>
      <p>
        {text("votes.members")}: <strong>{members().length}</strong>
      </p>
      <div class="row">
        {number("present")}
        {number("written")}
        {number("valid")}
      </div>
      <fieldset>
        <legend>{text("votes.yes")}</legend>
        <div class="row many">
          <For each={members()}>
            {({ seat, name }) => (
              <Field
                label={name}
                fault={props.fault(`/yes/${seat}`)}
                input={{ name: `yes.${seat}`, type: "number", min: 0, max: members().length, value: props.vote?.yes[seat] ?? "" }}
              />
            )}
          </For>
        </div>
      </fieldset>
      <p role="status">{saved() ? text("saved") : ""}</p>
      <button type="submit" disabled={props.busy}>
        {text("save")}
      </button>
    </form>
  )
}
