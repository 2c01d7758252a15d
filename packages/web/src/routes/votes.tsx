import { confirmerOf } from "@khoi/core/task-rule"
import type { InferResponseType } from "hono/client"
import { createSignal, For, Show } from "solid-js"
import { act as header, api, ask, over } from "../api.ts"
import { moment } from "../format.ts"
import { acting, load } from "../load.ts"
import { me } from "../session.ts"
import { text } from "../text.ts"
import { Area, Field } from "../ui/field.tsx"
import { submitted } from "../ui/form.ts"
import { Loaded } from "../ui/loaded.tsx"
import { Problem } from "../ui/problem.tsx"
import { forget, keep, kept } from "../end/unsaved.ts"
import { isHead, led, nameOf, open, type Year } from "../year/board.ts"
import { YearFrame } from "../year/frame.tsx"
import { type Kind, kinds, Results, type Vote } from "../year/votes-view.tsx"

const votes = api.years[":year"].votes

/** The votes of the meeting, counted over all members: entered by the head, confirmed by the deputy, contested by any member. */
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

type Found = InferResponseType<typeof votes.$get>

function Whole(props: { year: Year }) {
  const param = { year: props.year.id }
  const read = load(
    () => props.year.id,
    () => ask(() => votes.$get({ param })),
  )
  const board = () => props.year.board()
  const writes = () => (isHead(board()) || !!me()?.roles.includes("board")) && open(board(), "vote.record")
  return (
    <Loaded of={read}>
      {(found) => (
        <>
          <State year={props.year} of={found()} etag={read.etag()} put={read.put} />
          <Show when={writes()} fallback={<Results year={props.year} votes={found().votes} />}>
            <Entry year={props.year} of={found()} etag={read.etag()} put={read.put} />
          </Show>
        </>
      )}
    </Loaded>
  )
}

type Part = { year: Year; of: Found; etag: string; put: (answer: { value: Found; etag: string }) => void }

/** Who counted, entered, confirmed and contests; the acts of whoever is to confirm or may contest. */
function State(props: Part) {
  const param = { year: props.year.id }
  const act = acting()
  const board = () => props.year.board()
  const voting = () => board().phase === "voting"
  const who = (seat: string) => (seat === "board" ? text("role.board") : nameOf(board(), seat))
  const confirms = () => {
    if (!voting() || !props.of.enteredBy || props.of.confirmedBy || props.of.contests.length || !open(board(), "vote.confirm")) return false
    const by = confirmerOf(led(board()), props.of.enteredBy)
    return by === "board" ? !!me()?.roles.includes("board") : by === board().seat
  }
  const confirm = async () => {
    const answer = await act.run(() => ask(() => votes.$post({ param, header: over(props.etag) })))
    if (answer) props.put(answer)
    if (answer) await props.year.again()
  }
  const contest = submitted(async (field, form) => {
    const json = { reason: field("reason") }
    const answer = await act.run(() => ask(() => votes.contests.$post({ param, header: header(), json })))
    if (!answer) return
    form.reset()
    props.put(answer)
    await props.year.again()
  })
  return (
    <section class="card" aria-labelledby="vote-state">
      <h2 id="vote-state">{text("votes.state")}</h2>
      <Show when={props.of.enteredBy} fallback={<p class="none">{text("votes.none")}</p>}>
        {(by) => (
          <>
            <p>
              {text("votes.entered", { by: who(by()) })} {props.of.team ? text("votes.team.of", { team: props.of.team }) : ""}
            </p>
            <p role="status">
              {props.of.confirmedBy ? `✓ ${text("votes.confirmed", { by: who(props.of.confirmedBy) })}` : text("votes.unconfirmed")}
            </p>
          </>
        )}
      </Show>
      <Show when={props.of.contests.length}>
        <h3>{text("votes.contests")}</h3>
        <ul>
          <For each={props.of.contests}>
            {(one) => (
              <li>
                <time datetime={one.at}>{moment(one.at)}</time> <b>{nameOf(board(), one.seat)}</b>: {one.reason}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={confirms()}>
        <button type="button" disabled={act.busy()} onClick={() => void confirm()}>
          {text("votes.confirm")}
        </button>
      </Show>
      <Show when={voting() && props.of.enteredBy && board().seat && open(board(), "vote.contest")}>
        <details class="screen-only">
          <summary>{text("votes.contest")}</summary>
          <form onSubmit={contest}>
            <Area label={text("votes.contest.reason")} area={{ name: "reason", required: true, rows: 3, maxlength: 1000 }} />
            <button type="submit" class="quiet" disabled={act.busy()}>
              {text("votes.contest.send")}
            </button>
          </form>
        </details>
      </Show>
      <Problem of={act.refused()} />
    </section>
  )
}

/** All votes of the meeting in one form; what is not saved yet survives leaving the page. */
function Entry(props: Part) {
  const param = { year: props.year.id }
  const act = acting()
  const place = `votes ${props.year.id}`
  const [unsaved, setUnsaved] = createSignal(kept(place))
  const members = () => props.year.board().members
  const save = submitted(async (field) => {
    const held = kinds.filter((kind) => field(`${kind}.valid`) !== "" || members().some(({ seat }) => field(`${kind}.yes.${seat}`) !== ""))
    const json = { team: field("team"), ...Object.fromEntries(held.map((kind) => [kind, voteOf(kind, field, members())])) }
    const answer = await act.run(() => ask(() => votes.$put({ param, header: over(props.etag), json: json as never })))
    if (!answer) return
    forget(place)
    setUnsaved(undefined)
    props.put(answer)
    await props.year.again()
  })
  const value = (name: string, stored: string | number | undefined) => unsaved()?.[name] ?? stored ?? ""
  return (
    <form onSubmit={save} onInput={(event) => keep(place, event.currentTarget)} class="votes">
      <p class="hint">{text("votes.hint")}</p>
      <Show when={unsaved()}>
        <p class="notice">{text("votes.unsaved")}</p>
      </Show>
      <section class="card">
        <Field
          label={text("votes.team")}
          hint={text("votes.team.hint")}
          fault={act.refused()?.at("/team")}
          input={{ name: "team", required: true, maxlength: 500, value: value("team", props.of.team) }}
        />
      </section>
      <For each={kinds}>
        {(kind) => (
          <fieldset class="card" aria-labelledby={`vote-${kind}`}>
            <legend class="hidden">{text(`votes.${kind}`)}</legend>
            <h2 id={`vote-${kind}`}>{text(`votes.${kind}`)}</h2>
            <p>
              {text("votes.members")}: <strong>{members().length}</strong>
            </p>
            <div class="row">
              <For each={["present", "written", "valid"] as const}>
                {(name) => (
                  <Field
                    label={text(`votes.${name}`)}
                    fault={act.refused()?.at(`/${kind}/${name}`)}
                    input={{
                      ...{ name: `${kind}.${name}`, type: "number", min: 0, max: members().length },
                      value: value(`${kind}.${name}`, props.of.votes[kind]?.[name]),
                    }}
                  />
                )}
              </For>
            </div>
            <fieldset>
              <legend>{text("votes.yes")}</legend>
              <div class="row many">
                <For each={members()}>
                  {({ seat, name }) => (
                    <Field
                      label={name}
                      fault={act.refused()?.at(`/${kind}/yes/${seat}`)}
                      input={{
                        ...{ name: `${kind}.yes.${seat}`, type: "number", min: 0, max: members().length },
                        value: value(`${kind}.yes.${seat}`, props.of.votes[kind]?.yes[seat]),
                      }}
                    />
                  )}
                </For>
              </div>
            </fieldset>
          </fieldset>
        )}
      </For>
      <Problem of={act.refused()} />
      <p role="status">{act.done() ? text("saved") : ""}</p>
      <button type="submit" disabled={act.busy()}>
        {text("votes.save")}
      </button>
    </form>
  )
}

/** One vote as it was typed; nothing typed is nothing, except in the sums. */
function voteOf(kind: Kind, field: (name: string) => string, members: readonly { seat: string }[]): Vote {
  const count = (name: string) => Number(field(`${kind}.${name}`) || 0)
  const yes = members.flatMap(({ seat }) => (field(`${kind}.yes.${seat}`) ? [[seat, count(`yes.${seat}`)] as const] : []))
  const [present, written, valid] = [count("present"), count("written"), count("valid")]
  return { members: members.length, present, written, valid, yes: Object.fromEntries(yes) }
}
